"""One accessor per configuration option; no other module reads ``tk.config``."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def site_title() -> str:
    """Name of the portal as shown to people."""
    return tk.config["ckan.site_title"]


def max_resource_mb() -> int:
    """Largest file that may be uploaded, in megabytes."""
    return tk.config["ckan.max_resource_size"]


def site_user() -> str:
    """Name of the user in whose name the portal itself works, as CKAN makes it."""
    return tk.config["ckan.site_id"]


def locale() -> str:
    """The portal's own language, as CKAN spells it."""
    return tk.config["ckan.locale_default"]


def mail_enabled() -> bool:
    """Whether decisions are mailed to those whose turn it is."""
    return tk.config["ckanext.sdijember.mail"]


def demo() -> bool:
    """Whether ``ckan sdijember demo`` may create accounts with public passwords."""
    return tk.config["ckanext.sdijember.demo"]


def contact() -> dict[str, str]:
    """Whom to ask about the portal: ``name``, ``address``, ``email`` and ``phone``, empty where not configured."""
    return {key: tk.config[f"ckanext.sdijember.contact.{key}"] for key in ("name", "address", "email", "phone")}
