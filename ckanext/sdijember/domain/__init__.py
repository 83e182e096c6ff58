"""The rules, in plain Python: nothing here imports CKAN."""
