"""What forms and pages ask about the kegiatan that a dataset comes from; every answer depends on who asks."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...metadata import model as store
from ...review.model import membership
from .. import model as store_links
from ..logic import dictionary, links

Choice = dict[str, Any]


def sdijember_kegiatan_choices(owner_org: str | None = None) -> list[dict[str, Any]]:
    """Kegiatan that a dataset may name, in groups: those of the reader's offices, those that others published.

    :param owner_org: id of an office whose kegiatan come first
    :returns: dicts of ``label`` and ``choices`` (dicts of ``value`` and ``label``)
    """
    user = tk.current_user
    offices = set(membership.offices_of(user.id)) if user.is_authenticated else set()
    own: list[Choice] = []
    others: list[Choice] = []
    for identifier, title, year, office in store_links.offered(offices):
        text = f"{title} ({year})" if year and year not in title else title
        (own if office in offices or office == owner_org else others).append({"value": identifier, "label": text})
    groups = [
        {"label": tk._("Kegiatan of your office"), "choices": own},
        {"label": tk._("Published by other offices"), "choices": others},
    ]
    return [group for group in groups if group["choices"]]


def sdijember_indicator_choices(kegiatan_id: str | None) -> list[Choice]:
    """Indicators of a kegiatan; none if the reader may not see it.

    :param kegiatan_id: id of the kegiatan
    """
    return _lines(kegiatan_id, "indikator")


def sdijember_variable_choices(package_id: str | dict[str, Any] | None) -> list[Choice]:
    """Variables of the kegiatan that a dataset comes from; none if the reader may not see it.

    :param package_id: id or name of the dataset
    """
    package = model.Package.get(package_id) if isinstance(package_id, str) else None
    return _lines((package.extras or {}).get("kegiatan") if package else None, "variabel")


def sdijember_linked_kegiatan(pkg_dict: dict[str, Any]) -> dict[str, Any] | None:
    """The kegiatan that a dataset comes from, as far as the reader may see it.

    :param pkg_dict: the dataset as ``package_show`` returns it
    :returns: ``id``, ``title``, ``url``, ``tahun`` and ``indikator`` (names of those that the data show)
    """
    package = links.readable(_context(), pkg_dict["kegiatan"]) if pkg_dict.get("kegiatan") else None
    if package is None:
        return None
    wanted = set(pkg_dict.get("id_msind") or [])
    rows = store.rows_of("indikator", package.id) if wanted else []
    return {
        "id": package.id,
        "title": package.title or package.name,
        "url": tk.h.url_for(f"{package.type}.read", id=package.name),
        "tahun": (package.extras or {}).get("tahun", ""),
        "indikator": [str(row.content.get("nama") or "") for row in rows if row.id in wanted],
    }


def sdijember_dictionary(pkg_dict: dict[str, Any], resource: dict[str, Any]) -> list[dict[str, Any]]:
    """The data dictionary of a file, as far as the reader may see where it comes from.

    :param pkg_dict: the dataset as ``package_show`` returns it
    :param resource: one of its files
    """
    return dictionary.shown(_context(), pkg_dict, resource)


def sdijember_column_cell(subfield: dict[str, Any], column: dict[str, Any], package_id: str | None) -> str:
    """What one cell of the description of columns says to people.

    :param subfield: of ``skema_kolom`` in the schema
    :param column: one row of ``skema_kolom``
    :param package_id: id of the dataset
    """
    value = str(column.get(subfield["field_name"]) or "")
    if not value:
        return ""
    if subfield["field_name"] == "variabel":
        names = {choice["value"]: choice["label"] for choice in _variables(package_id)}
        return names.get(value, tk._("(no longer there)") if names else "")
    choices = tk.h.scheming_field_choices(subfield) or []
    return tk.h.scheming_choices_label(choices, value) if choices else value


def _variables(package_id: str | None) -> list[Choice]:
    """The variables to choose from, asked once per request."""
    known = tk.g.setdefault("sdijember_variables", {})
    if package_id not in known:
        known[package_id] = sdijember_variable_choices(package_id)
    return known[package_id]


def _lines(kegiatan_id: str | None, form: str) -> list[Choice]:
    package = links.readable(_context(), kegiatan_id) if kegiatan_id else None
    rows = store.rows_of(form, package.id) if package else []
    return [{"value": row.id, "label": str(row.content.get("nama") or row.id)} for row in rows]


def _context() -> Context:
    user = tk.current_user
    return {"user": user.name if user.is_authenticated else "", "auth_user_obj": user}  # type: ignore[typeddict-item]
