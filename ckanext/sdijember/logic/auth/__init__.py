"""Auth functions, one module per subject."""
