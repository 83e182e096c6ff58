"""Measurements, run on demand; nothing here is a test."""

import tests  # noqa: F401 - before CKAN, which puts a folder of its own with that name before ours
