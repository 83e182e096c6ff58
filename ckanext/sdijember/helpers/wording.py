"""Wording of what CKAN leaves in English or spells by machine."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk


def sdijember_translate(text: str | None) -> str:
    """Translation of a text known only while the page is made.

    ``_()`` in a template marks its result as safe markup, this one stays plain text and is escaped; and of an
    empty text gettext gives the header of the catalogue.

    :param text: msgid, or a text that has been translated already, or nothing
    """
    return tk._(text) if text else ""


@tk.chained_helper
def humanize_entity_type(
    next_helper: Callable[[str, str, str], str | None], entity_type: str, object_type: str, purpose: str
) -> str | None:
    """CKAN's label for a kind of object; teams are called by their name, not by that of their type.

    :param entity_type: ``package``, ``group``, ``organization`` or ``activity``
    :param object_type: type of the object, as ``tim-sdi``
    :param purpose: where the label stands
    """
    label = next_helper(entity_type, object_type, purpose)
    return label.replace(object_type.capitalize(), "Tim SDI") if label and object_type == "tim-sdi" else label
