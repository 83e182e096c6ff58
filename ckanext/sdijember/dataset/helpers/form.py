"""Choices and texts for the forms that scheming draws."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ... import config
from ...codes.domain.codelists import Code, Codelist, codelist
from ...files.domain.upload import UploadFindings
from ...metadata.domain.forms import form
from ..domain.completeness import note_of

Choice = dict[str, Any]


def sdijember_choices(field: dict[str, Any]) -> list[Choice]:
    """Choices of a field from its ``codelist``, as it is in force today.

    ``leaves_only`` leaves out codes that others hang under.
    """
    codes = codelist(field["codelist"]).in_force()
    parents = {code.attributes.get("parent") for code in codes} if field.get("leaves_only") else set()
    return [_choice(code, bool(field.get("show_code"))) for code in codes if code.code not in parents]


def sdijember_ended_choices(field: dict[str, Any], chosen: str | list[str] | None) -> list[Choice]:
    """Codes that a dataset holds though its list has ended them: a form shows them, to nobody else.

    :param field: field of the schema
    :param chosen: what the dataset holds
    :returns: choices, labelled with the day they ended
    """
    if not field.get("codelist"):
        return []
    held = [chosen] if isinstance(chosen, str) else chosen or []
    return [_ended(code, bool(field.get("show_code"))) for code in codelist(field["codelist"]).outlived(held)]


def sdijember_choice_groups(field: dict[str, Any]) -> list[dict[str, Any]]:
    """Choices of a ``grouped`` field, each under the label of the code it hangs under, if any; those of a field with
    ``choices_by`` under the answer to the other field that they belong to.

    :returns: dicts of ``code``, ``label`` and ``choices``
    """
    content = codelist(field["codelist"])
    if by := field.get("choices_by"):
        return _groups_by(field, by, codelist(form("kegiatan")[by["field"]].codes))
    groups: dict[str, list[Choice]] = {}
    for choice in sdijember_choices(field):
        attributes = content[choice["value"]].attributes
        groups.setdefault(attributes.get("parent") or attributes.get("induk") or "", []).append(choice)
    lang = tk.h.lang()
    return [
        {"code": parent, "label": content.label(parent, lang) if parent in content else "", "choices": choices}
        for parent, choices in groups.items()
    ]


def sdijember_code_label(name: str, code: str) -> str:
    """Label of ``code`` in the code list called ``name``, in the reader's language."""
    return codelist(name).label(code, tk.h.lang())


def sdijember_choices_licences(field: dict[str, Any]) -> list[Choice]:
    """Licences that the portal offers."""
    register = model.Package.get_license_register()
    return [{"value": licence.id, "label": tk._(licence.title)} for licence in register.values()]


def sdijember_choices_organizations(field: dict[str, Any]) -> list[Choice]:
    """All offices, by name, for choosing a successor."""
    query = model.Session.query(model.Group.name, model.Group.title).filter(
        model.Group.is_organization.is_(True), model.Group.state == model.State.ACTIVE
    )
    return [{"value": name, "label": title or name} for name, title in query.order_by(model.Group.title)]


def sdijember_max_resource_mb() -> int:
    """Largest file that may be uploaded, in megabytes."""
    return config.max_resource_mb()


def sdijember_file_formats() -> list[dict[str, Any]]:
    """Formats that an upload may have: code, label, extensions, and whether the format is open."""
    lang, formats = tk.h.lang(), codelist("format_berkas").in_force()
    return [{"code": code.code, "label": code.label(lang), **code.attributes} for code in formats]


def sdijember_file_notes(resource: dict[str, Any]) -> list[str]:
    """What the upload check remarked about the stored file, in the reader's language."""
    notes = resource.get("catatan_berkas")
    if not isinstance(notes, list) or isinstance(notes, UploadFindings):
        return []
    return [note_of(note).text(tk._, tk.h.lang()) for note in notes]


def _ended(code: Code, show_code: bool) -> Choice:
    choice = _choice(code, show_code)
    end = code.validity.end
    note = tk._("until {date}").format(date=tk.h.sdijember_day(end)) if end else tk._("no longer in force")
    return {**choice, "label": {lang: f"{label} ({note})" for lang, label in choice["label"].items()}}


def _groups_by(field: dict[str, Any], by: dict[str, str], others: Codelist) -> list[dict[str, Any]]:
    content = codelist(field["codelist"])
    choices = sdijember_choices(field)
    return [
        {
            "code": other.code,
            "label": other.label(tk.h.lang()),
            "choices": [c for c in choices if content[c["value"]].attributes[by["attribute"]] == other.code],
        }
        for other in others
    ]


def _choice(code: Code, show_code: bool) -> Choice:
    prefix = f"{code.code} " if show_code else ""
    return {"value": code.code, "label": {"id": prefix + code.label_id, "en": prefix + code.label_en}}
