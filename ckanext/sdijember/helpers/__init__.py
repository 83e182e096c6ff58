"""Template helpers, one module per subject."""
