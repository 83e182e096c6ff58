"""Files: what is checked before one is taken, how each is kept under its SHA-256, how its table is read."""
