"""A file seen as its table, and the table downloaded: for everybody, and where decisions are made."""
