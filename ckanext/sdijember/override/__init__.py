"""Decisions out of the ordinary: duties not separated, and what was decided outside the portal."""
