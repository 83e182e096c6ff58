"""The one reader of data files: one table out of any of them, written to the DataStore as it was read."""
