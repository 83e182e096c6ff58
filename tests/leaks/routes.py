"""Every address that answers a GET, and those of datasets that take a POST, made from the application's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.leaks.things import Thing

#: What a page of a dataset or a kegiatan wants to know besides which one.
PARTS: dict[str, tuple[str, ...]] = {
    "_format": ("rdf", "ttl", "jsonld", "xml"),
    "action": ("publish",),
    "event": ("1",),
    "event_id": ("1",),
    "filename": ("berkas.csv",),
    "form": ("variabel", "indikator"),
    "format": ("json", "indah", "xlsx", "docx", "pdf"),
    "kind": ("csv", "json"),
    "kind_of_file": ("csv", "json", "schema.json", "xlsx"),
    "note": ("1",),
    "number": ("1",),
    "source": ("standar",),
    "step": ("selesai",),
    "what": ("isi", "templat"),
}
#: Groups of pages that are about something else, and what stands for ``id`` in their addresses.
ELSEWHERE: dict[str, tuple[str, ...]] = {
    "dashboard": ("0000",), "feeds": ("dinas-satu", "zq"), "file": ("0000",), "group": ("urusan-1-02",),
    "organization": ("dinas-satu",), "standar-data": ("0000",), "tim-sdi": ("walidata",), "user": ("uji-editor",),
    "data-induk": ("kecamatan",), "kode-referensi": ("wilayah-bps",), "rekomendasi": ("0000",), "api": ("0",),
    "catalog.<_format>": ("0",),
}  # fmt: skip
OTHER_PARTS: dict[str, tuple[str, ...]] = {
    "_format": ("rdf", "ttl", "jsonld", "xml"), "act": ("cabut",), "action": ("return",), "code": ("0000", "35.09.01"),
    "format": ("pdf", "docx"), "lang": ("id",), "location": ("x",), "name": ("wilayah",), "reference": ("0000",),
    "team": ("walidata",), "storage_name": ("resource",), "suffix": ("csv", "json"), "token": ("x",), "ver": ("3",),
}  # fmt: skip
#: Endpoints that show nothing that is in the portal, and why they are not asked.
SHOW_NOTHING = {
    "api.action": "every action is asked by itself",
    "api.i18n_js_translations": "the texts of the portal",
    "home.redirect_locale": "sends on to the same address in another language",
    "static": "files of the software",
    "user.logout": "ends the session",
    "util.internal_redirect": "sends on",
    "webassets.index": "files of the software",
    "dcat.read_dataset_series": "there are no series: datasets of that type cannot be made",
}
#: Questions that belong to a list: what would find a secret word, or count what has it.
ASKED = {
    "activity.dashboard": ("", "?type=dataset"),
    "api.dataset_autocomplete": ("?incomplete=zq", "?incomplete=tebakan", "?incomplete=Data"),
    "api.format_autocomplete": ("?incomplete=cs",),
    "api.tag_autocomplete": ("?incomplete=zq", "?incomplete=tebakan"),
    "api.user_autocomplete": ("?q=uji",),
    "dataset.search": ("", "?q=tebakan", "?q=zq*", "?tags=tebakan", "?page=2", "?q={!lucene}zq*", "?ext_private=true",
                       "?fq=capacity:private", "?sdi_status=draft", "?sort=title+asc"),
    "dcat.read_catalog": ("", "?q=tebakan", "?fq=capacity:private", "?modified_since=2000-01-01"),
    "dcat_json_interface.dcat_json": ("", "?q=zq*"),
    "feeds.custom": ("?q=zq*", "?q=tebakan", "?fq=capacity:private"),
    "group.index": ("", "?q=tebakan"),
    "kegiatan.search": ("", "?q=tebakan", "?q=zq*"),
    "organization.read": ("", "?q=tebakan", "?q=zq*"),
    "sdijember_rekomendasi.index": ("", "?q=V-26.3509.001", "?q=V-26"),
    "sdijember_work.queue": ("", "?q=tebakan", "?scope=all"),
    "sdijember_work.mine": ("", "?q=tebakan"),
    "user.read": ("", "?q=zq*"),
}  # fmt: skip


def of(app: Any, thing: Thing) -> list[str]:
    """Every page of one dataset or kegiatan."""
    found = _made(app, thing, "GET")
    found += [f"/dataset/changes_multiple?new_id={thing.activity}&old_id={thing.activity}&current_old_id=x"]
    found += [f"/datastore/dump/{thing.resource}?format={kind}" for kind in ("json", "tsv", "xml")]
    found += [f"/dashboard/kegiatan/salin?id={thing.name}", f"/dashboard/rekomendasi/catat?id={thing.name}"]
    return found + (_of_a_recommendation(app, thing.code) if thing.code else [])


def posts_of(app: Any, thing: Thing) -> list[str]:
    """Every address of one dataset or kegiatan to which something can be sent."""
    return _made(app, thing, "POST")


def _made(app: Any, thing: Thing, method: str) -> list[str]:
    found = []
    for rule in _rules(app, method):
        if _about(rule, thing):
            values = {"id": (thing.name,), "_id": (thing.name, thing.id), "resource_id": (thing.resource,)}
            values |= {"view_id": (thing.view,), "activity_id": (thing.activity,), "resource_view_id": (thing.view,)}
            values |= {"kind": (thing.type,)} if rule.rule.startswith("/<any(dataset") else {}
            found += _filled(rule.rule, PARTS | values)
    return found


def of_the_portal(app: Any) -> list[str]:
    """Every page that is about no dataset in particular: lists, searches, feeds, people, offices."""
    found = ["/sitemap.xml"]
    for rule in _rules(app):
        first = rule.rule.split("/")[1]
        if first in {"dataset", "kegiatan", "datastore", "datatables", "<any(dataset, kegiatan):kind>"} and (
            "<" in rule.rule
        ):
            continue
        ids = {"id": ELSEWHERE.get(first, ())}
        for address in _filled(rule.rule, OTHER_PARTS | ids):
            found += [address + question for question in ASKED.get(rule.endpoint, ("",))]
    return found


def _of_a_recommendation(app: Any, code: str) -> list[str]:
    """What can be asked with the code that stands on a letter."""
    values = {"id": (code,), "code": (code,), "act": ("cabut", "lampirkan"), "format": ("pdf", "docx", "scan")}
    rules = [rule.rule for rule in _rules(app) if "/rekomendasi/<" in rule.rule]
    return [f"/rekomendasi?q={code}", *(address for rule in rules for address in _filled(rule, values))]


def _rules(app: Any, method: str = "GET") -> Iterator[Any]:
    for rule in app.flask_app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint not in SHOW_NOTHING:
            yield rule


def _about(rule: Any, thing: Thing) -> bool:
    first = rule.rule.split("/")[1]
    if first in {"datastore", "datatables"} or rule.rule.startswith("/<any(dataset"):
        return "resource_id" not in rule.arguments or bool(thing.resource)
    if not rule.arguments & {"id", "_id"} or first not in {"dataset", thing.type}:
        return False
    if first != thing.type and not rule.endpoint.startswith("sdijember_"):
        return False
    needs = {"resource_id": thing.resource, "view_id": thing.view, "activity_id": thing.activity}
    return all(needs.get(name, "x") for name in rule.arguments)


def _filled(rule: str, values: dict[str, tuple[str, ...]]) -> list[str]:
    """The rule with every combination of values for what stands in brackets.

    :raises KeyError: an address wants something that is not known here; say what, in the tables above
    """
    parts = re.split(r"<(?:[^<>]*:)?(\w+)>", rule)
    names = parts[1::2]
    filled = []
    for chosen in product(*(values[name] for name in names)):
        words = parts.copy()
        words[1::2] = chosen
        filled.append("".join(words))
    return filled
