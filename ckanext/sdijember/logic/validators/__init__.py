"""Validators, one module per subject."""
