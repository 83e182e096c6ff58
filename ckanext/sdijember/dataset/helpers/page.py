"""What the page of a dataset asks, answered from the dataset alone."""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
from babel.dates import format_date
from markupsafe import Markup

from ... import config
from ...review.domain import transitions as rules
from ..exchange import schema_org


def sdijember_period(start: str | None, end: str | None) -> str:
    """The time that data describe, as short as it can be said: ``2019–2021``, ``Januari–Maret 2024``.

    :param start: first day, ISO 8601
    :param end: last day, ISO 8601
    :returns: empty if neither is known
    """
    first, last = _date(start), _date(end)
    if not first or not last:
        return _day(first or last) if first or last else ""
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return _month(first)
    if whole_months:
        return f"{_month(first)} – {_month(last)}"
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def sdijember_public_state(dataset: dict[str, Any]) -> str:
    """Where a dataset stands that is not public; empty for one that is.

    :param dataset: the dataset as ``package_show`` or ``package_search`` returns it
    """
    if dataset.get("state") == "deleted":
        return tk._("Deleted")
    if not dataset.get("private") and dataset.get("state") == "active":
        return ""
    state = rules.STATES.get(dataset.get("sdi_status") or rules.INITIAL)
    return tk._(state.label) if state else tk._("Not published")


def sdijember_citation(dataset: dict[str, Any]) -> str:
    """How to name a dataset as a source.

    :param dataset: the dataset as ``package_show`` returns it
    """
    published = dataset.get("sdi_published_at") or dataset.get("metadata_modified") or ""
    office = (dataset.get("organization") or {}).get("title") or tk._("Government of Jember Regency")
    return tk._("{office}, Jember Regency ({year}). {title}. {site}. {url}").format(
        office=office,
        year=published[:4],
        title=dataset["title"],
        site=config.site_title(),
        url=sdijember_dataset_url(dataset),
    )


def sdijember_dataset_url(dataset: dict[str, Any]) -> str:
    """Permanent address of a dataset, to be shared.

    :param dataset: the dataset as ``package_show`` returns it
    """
    return tk.h.url_for(f"{dataset['type']}.read", id=dataset["name"], locale="default", _external=True)


def sdijember_api_examples(dataset: dict[str, Any], resource: dict[str, Any] | None = None) -> list[dict[str, str]]:
    """Requests that fetch the description of a dataset and the rows of its tables.

    :param dataset: the dataset as ``package_show`` returns it
    :param resource: only the rows of this file
    :returns: dicts of ``title`` and ``code``
    """
    examples = []
    if resource is None:
        url = _api_url("package_show", id=dataset["name"])
        examples.append({"title": tk._("The description of this dataset"), "code": f'curl "{url}"'})
    for file in [resource] if resource else dataset["resources"]:
        if file.get("datastore_active"):
            url = _api_url("datastore_search", resource_id=file["id"], limit=5)
            title = tk._("The first rows of “{file}”").format(file=tk.h.resource_display_name(file))
            examples.append({"title": title, "code": f'curl "{url}"'})
    return examples[:2]


def sdijember_structured_data(dataset: dict[str, Any]) -> Markup:
    """Description of a public dataset for search engines (schema.org as JSON-LD), safe inside ``<script>``.

    :param dataset: the dataset as ``package_show`` returns it
    """
    described = schema_org.dataset(dataset, sdijember_dataset_url(dataset), config.site_title())
    return Markup(json.dumps(described, ensure_ascii=False).replace("<", "\\u003c"))


def _api_url(action: str, **parameters: Any) -> str:
    return tk.h.url_for("api.action", ver=3, logic_function=action, locale="default", _external=True, **parameters)


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _day(day: date) -> str:
    return tk.h.sdijember_day(day.isoformat())


def _month(day: date) -> str:
    return format_date(day, "LLLL y", locale="id" if tk.h.lang() == "id" else "en")
