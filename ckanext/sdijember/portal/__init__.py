"""The public face: home, search, lists, DCAT, and what else of CKAN's own answers is replaced."""
