"""What the search page asks: names of filters and of what they filter by."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...codes.helpers.fields import sdijember_group_title, sdijember_value_label


def sdijember_facet_title(facet: str, titles: dict[str, str]) -> str:
    """Name of a filter, also of one that is no facet but came with a link, such as a tag.

    :param facet: name of the field
    :param titles: titles of the facets of the page
    """
    if facet in titles:
        return titles[facet]
    return {"tags": tk._("Tag"), "urusan": tk._("Government affairs")}.get(facet, facet)


def sdijember_facet_label(facet: str, name: str, items: list[dict[str, Any]] | None = None) -> str:
    """One value of a filter in the reader's language.

    :param facet: name of the field
    :param name: the value
    :param items: items of the facet, whose display names serve where there is no code list
    """
    display_name = next((item["display_name"] for item in items or [] if item["name"] == name), name)
    if facet == "groups":
        return sdijember_group_title(name, display_name)
    if facet == "license_id":
        return tk._(display_name)
    return sdijember_value_label(facet, name) if display_name == name else display_name


def sdijember_formats(resources: list[dict[str, Any]]) -> list[str]:
    """Formats of a dataset's files, each once, in the order of the files.

    :param resources: the files
    """
    formats = (resource.get("format", "").strip().upper() for resource in resources)
    return list(dict.fromkeys(name for name in formats if name))
