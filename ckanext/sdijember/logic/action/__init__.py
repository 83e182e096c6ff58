"""Action functions, one module per subject."""
