"""Wording of what CKAN leaves in English or spells by machine."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk

from ..domain.findings import N_

_KEGIATAN = {
    "": N_("Statistical activities"),
    "add link": N_("New kegiatan"),
    "create label": N_("New kegiatan"),
    "create title": N_("New kegiatan"),
    "delete confirmation": N_("Do you want to delete this kegiatan with its variables and indicators?"),
    "edit label": N_("Edit the kegiatan"),
    "no description": N_("There is no description."),
    "search placeholder": N_("Search statistical activities"),
    "search_placeholder": N_("Search statistical activities"),
    "update label": N_("Save changes"),
    "view label": N_("See the page"),
}


def sdijember_translate(text: str | None) -> str:
    """Translation of a text known only while the page is made.

    ``_()`` in a template marks its result as safe markup, this one stays plain text and is escaped; and of an
    empty text gettext gives the header of the catalogue.

    :param text: msgid, or a text that has been translated already, or nothing
    """
    return tk._(text) if text else ""


def sdijember_kind(package_type: str | None) -> str:
    """What a list of packages of a type is called.

    :param package_type: "dataset" or "kegiatan"
    """
    return tk._("Statistical activities") if package_type == "kegiatan" else tk._("Data")


@tk.chained_helper
def humanize_entity_type(
    next_helper: Callable[[str, str, str], str | None], entity_type: str, object_type: str, purpose: str
) -> str | None:
    """CKAN's label for a kind of object; teams are called by their name, a kegiatan is never called a dataset.

    :param entity_type: ``package``, ``group``, ``organization`` or ``activity``
    :param object_type: type of the object, as ``tim-sdi``
    :param purpose: where the label stands
    """
    if (entity_type, object_type) == ("package", "kegiatan"):
        return tk._(_KEGIATAN.get(purpose, _KEGIATAN[""]))
    label = next_helper(entity_type, object_type, purpose)
    return label.replace(object_type.capitalize(), "Tim SDI") if label and object_type == "tim-sdi" else label
