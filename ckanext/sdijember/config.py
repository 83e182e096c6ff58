"""One accessor per configuration option; no other module reads ``tk.config``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.common import config_declaration

#: Every dataset passes the Pembina.
GATE_ALL = "semua"


def effective() -> list[dict[str, Any]]:
    """Every option of the extension as ``key``, ``value`` in force, ``default`` and ``description``."""
    return [
        {
            "key": str(key),
            "value": tk.config.get(str(key)),
            "default": (option := config_declaration[key]).default,
            "description": " ".join((option.description or "").split()),
        }
        for key in config_declaration.iter_options()
        if str(key).startswith("ckanext.sdijember.")
    ]


def site_title() -> str:
    """Name of the portal as shown to people."""
    return tk.config["ckan.site_title"]


def site_url() -> str:
    """Address of the portal, as harvesters are told it, without a slash at its end."""
    return (tk.config.get("ckanext.dcat.base_uri") or tk.config["ckan.site_url"]).rstrip("/")


def site_description() -> str:
    """What the portal says of itself; empty unless configured."""
    return tk.config["ckan.site_description"]


def site_logo() -> str:
    """Address of the logo chosen for this portal; empty as long as it is CKAN's own."""
    logo = tk.config["ckan.site_logo"]
    return "" if logo == "/base/images/ckan-logo.png" else logo


def max_resource_mb() -> int:
    """Largest file that may be uploaded, in megabytes."""
    return tk.config["ckan.max_resource_size"]


def table_limits() -> dict[str, int]:
    """How much a table may hold, by the names of ``tables/domain/limits.py``: ``columns``, ``rows``, ``cell_length``
    (characters) and ``ratio`` (how many times its size a packed file may unpack to).
    """
    names = {"columns": "columns", "rows": "rows", "cell_length": "cell_length", "ratio": "zip_ratio"}
    return {limit: tk.config[f"ckanext.sdijember.tables.{name}"] for limit, name in names.items()}


def site_user() -> str:
    """Name of the user in whose name the portal itself works, as CKAN makes it."""
    return tk.config["ckan.site_id"]


def locale() -> str:
    """The portal's own language, as CKAN spells it."""
    return tk.config["ckan.locale_default"]


def mail_enabled() -> bool:
    """Whether decisions are mailed to those whose turn it is."""
    return tk.config["ckanext.sdijember.mail"]


def anchor_path() -> Path:
    """Folder of the daily anchors of the log."""
    return Path(
        tk.config["ckanext.sdijember.anchor_path"] or Path(tk.config["ckan.storage_path"]) / "sdijember-anchors"
    )


def pembina_gate() -> str:
    """Which data need the Pembina's recommendation: ``semua`` (SOP) or ``prioritas`` (Perpres 39/2019)."""
    return tk.config["ckanext.sdijember.pembina_gate"]


def pembina_return() -> str:
    """To whom the data go that the Pembina returns: ``produsen`` (SOP step 19) or ``walidata``."""
    return tk.config["ckanext.sdijember.pembina_return"]


def checklist_compulsory() -> bool:
    """Whether data are passed on only when every line of the checklist is ticked."""
    return tk.config["ckanext.sdijember.checklist"] == "wajib"


def store_path() -> Path:
    """Folder of the files that were submitted, each under its SHA-256."""
    return Path(tk.config["ckan.storage_path"]) / "sdijember"


def note_attachment_mb() -> int:
    """Largest file that may be attached to a note, in megabytes."""
    return tk.config["ckanext.sdijember.note_attachment_mb"]


def demo() -> bool:
    """Whether ``ckan sdijember demo`` may create accounts with public passwords."""
    return tk.config["ckanext.sdijember.demo"]


def contact() -> dict[str, str]:
    """Whom to ask about the portal: ``name``, ``address``, ``email`` and ``phone``, empty where not configured."""
    return {key: tk.config[f"ckanext.sdijember.contact.{key}"] for key in ("name", "address", "email", "phone")}


def letter() -> dict[str, str]:
    """What a letter of recommendation says of who gives it.

    :returns: ``issuer``, ``issuer_address``, ``place``, ``signer_name`` (empty: the person who gives it) and
        ``signer_position``
    """
    names = ("issuer", "issuer_address", "place", "signer_name", "signer_position")
    return {name: tk.config[f"ckanext.sdijember.rekomendasi.{name}"] for name in names}


def seal() -> dict[str, Any]:
    """How letters are sealed: ``certificate`` (path, empty: not at all) and the rest of ``papers/seal.py``.

    The passphrase comes from the environment, so that no page that lists settings shows it.
    """
    names = ("certificate", "passphrase_file", "reason", "location", "visible")
    values = {name: tk.config[f"ckanext.sdijember.seal.{name}"] for name in names}
    return values | {"passphrase": os.environ.get("SDIJEMBER_SEAL_PASSPHRASE", "")}


def clock_texts() -> list[str]:
    """How the clock of the SOP is set, as it is written; ``review/logic/deadlines.py`` reads it."""
    names = ("hours", "special_hours", "holidays", "working_days", "soon", "reminder_1", "reminder_2", "escalation")
    return [tk.config[f"ckanext.sdijember.clock.{name}"] for name in names]
