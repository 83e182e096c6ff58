"""Validators that every subject uses."""

from __future__ import annotations


def sdijember_trimmed(value: str) -> str:
    """Text without blanks around it, so that a note of spaces counts as empty."""
    return value.strip()
