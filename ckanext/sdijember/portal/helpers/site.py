"""What the public pages ask: navigation, languages, contacts, the catalogue at a glance."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.search import SearchError, SolrConnectionError

from ... import config

_LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}


def sdijember_navigation() -> list[dict[str, Any]]:
    """Entries of the main navigation.

    :returns: dicts of ``title``, ``url`` and ``active`` (value for ``aria-current``: ``page`` on the very page,
        ``true`` below it, ``None`` elsewhere)
    """
    entries = [
        (tk._("Data"), "dataset.search", ("dataset", "dataset_resource", "resource")),
        (tk._("Offices"), "sdijember_catalogue.offices", ("organization",)),
        (tk._("Government affairs"), "sdijember_catalogue.urusan", ("group",)),
        (tk._("About"), "home.about", ()),
    ]
    return [_entry(*entry) for entry in entries]


def sdijember_further_navigation() -> list[dict[str, Any]]:
    """Entries that only the foot of the page has, for a phone shows no more than the main ones.

    :returns: as ``sdijember_navigation``
    """
    return [
        _entry(tk._("Statistical activities"), "kegiatan.search", ("kegiatan", "kegiatan_resource")),
        _entry(tk._("Data standards"), "sdijember_standar.index", ()),
        _entry(tk._("Reference codes"), "sdijember_reference.index", ()),
        _entry(tk._("Master data"), "sdijember_reference.master", ()),
    ]


def sdijember_languages() -> list[dict[str, Any]]:
    """The page in each language of the portal that is offered.

    :returns: dicts of ``code``, ``name``, ``url`` and ``active``
    """
    offered = {locale.short_name for locale in tk.h.get_available_locales()}
    return [
        {
            "code": code,
            "name": name,
            "url": tk.h.url_for(tk.h.current_url(), locale=code),
            "active": tk.h.lang() == code,
        }
        for code, name in _LANGUAGES.items()
        if code in offered
    ]


def sdijember_canonical_url() -> str:
    """Address of the page without its parameters, in the portal's own language."""
    return tk.h.url_for(tk.request.path, locale="default", _external=True)


def sdijember_logo() -> str:
    """Address of the logo that an administrator has set in place of the portal's own mark; empty if there is none."""
    logo = config.site_logo()
    return tk.h.url_for_static_or_external(logo) if logo else ""


def sdijember_forget_assets() -> None:
    """Let a page that takes the place of a failed one load its styles and scripts anew."""
    tk.g.pop("_webassets", None)


def sdijember_contact() -> dict[str, str]:
    """Whom to ask about the portal, as configured; without what is not configured.

    :returns: any of ``name``, ``address``, ``email`` and ``phone``
    """
    return {key: value for key, value in config.contact().items() if value}


def sdijember_catalogue_links() -> list[dict[str, str]]:
    """Addresses of the whole catalogue for machines.

    :returns: dicts of ``title`` and ``url``
    """
    if not p.plugin_loaded("dcat"):
        return []
    endpoint = tk.h.dcat_get_endpoint("catalog")
    return [
        {"title": f"DCAT ({name})", "url": tk.h.url_for(endpoint, _format=suffix)}
        for name, suffix in (("JSON-LD", "jsonld"), ("Turtle", "ttl"), ("RDF/XML", "xml"))
    ]


def sdijember_catalogue(newest: int = 0) -> dict[str, Any]:
    """What the catalogue holds.

    :param newest: how many of the last published datasets to name
    :returns: what ``sdijember_catalogue_show`` returns; empty when the index cannot be asked
    """
    try:
        return tk.get_action("sdijember_catalogue_show")({}, {"newest": newest})
    except (SearchError, SolrConnectionError):
        return {}


def _entry(title: str, endpoint: str, blueprints: tuple[str, ...]) -> dict[str, Any]:
    asked = tk.request.endpoint or ""
    active = "page" if asked == endpoint else "true" if asked.partition(".")[0] in blueprints else None
    return {"title": title, "url": tk.h.url_for(endpoint), "active": active}


def sdijember_successor(name: str | None) -> dict[str, str] | None:
    """The office that continues the tasks of a former one.

    :param name: its name, as the former office says
    :returns: dict of ``name`` and ``title``; ``None`` if there is none
    """
    office = model.Group.get(name) if name else None
    if office is None or not office.is_organization or office.state != model.State.ACTIVE:
        return None
    return {"name": office.name, "title": office.title or office.name}
