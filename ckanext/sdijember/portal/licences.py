"""The licences that the portal offers."""

from __future__ import annotations

from importlib.resources import files

from ckan.common import CKANConfig


def use_ours(config: CKANConfig) -> None:
    """Offer the licences of ``schemas/licenses.json``, unless the installation names a list of its own."""
    if not config.get("licenses_group_url"):
        config["licenses_group_url"] = f"file://{files('ckanext.sdijember.schemas') / 'licenses.json'}"
