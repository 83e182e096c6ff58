"""Is a table plausible: figures of each column, regions that are missing, marks on what stands out, and their answers."""
