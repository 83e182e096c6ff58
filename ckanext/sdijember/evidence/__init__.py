"""The evidence of a dataset in one archive, and the commands that look after the log."""
