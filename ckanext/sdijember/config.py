"""One accessor per configuration option; no other module reads ``tk.config``."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def site_title() -> str:
    """Name of the portal as shown to people."""
    return tk.config["ckan.site_title"]


def max_resource_mb() -> int:
    """Largest file that may be uploaded, in megabytes."""
    return tk.config["ckan.max_resource_size"]
