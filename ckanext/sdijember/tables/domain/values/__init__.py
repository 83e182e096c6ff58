"""Cells as values: numbers, days and hours out of text, and what kind a column is."""
