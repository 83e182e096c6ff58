"""Blueprints, one module per subject: read the form, call one action, render."""
