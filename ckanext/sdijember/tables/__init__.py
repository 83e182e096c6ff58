"""The one reader of data files: one table out of any of them, with types, places, findings and what was decided."""
