"""Kode Referensi and Data Induk as plain values, the same for API, pages and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from ckan import model

from ... import config
from ..domain.codelist_uses import Use, uses
from ..domain.codelists import LEVELS, NOT_NOTED, Code, Codelist, Edition, Wilayah, codelist, wilayah
from ..domain.validity import Validity
from ..domain.values import parse_date


def described(content: Codelist) -> dict[str, Any]:
    """A code list without its codes."""
    return {
        "name": content.name,
        "title": dict(content.title),
        "origin": {lang: content.source(lang) for lang in ("id", "en")},
        **_edition(content.edition),
        "count": len(content),
        "used_by": [_use(use) for use in uses().get(content.name, ())],
    }


def shown(content: Codelist, as_of: date | None, q: str) -> dict[str, Any]:
    """A code list with its codes, all of them or those of one day, and those only that hold every word of ``q``."""
    then = content.as_of(as_of) if as_of else content
    codes = [_code(code) for code in then]
    found = [code for code in codes if _holds(q, code["code"], *code["label"].values(), *_texts(code["attributes"]))]
    return described(then) | {
        "as_of": _iso(as_of),
        "earlier": [_edition(edition) for edition in content.earlier],
        "count": len(found),
        "codes": found,
    }


def regions(asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The regions that fit, each with its code in both systems; BPS' is ``None`` where it is not known."""
    parents = {place.kode_kemendagri: place for place in wilayah()}
    found = (place for place in wilayah() if _fits(place, asked))
    return [_region(place, parents.get(place.kode_induk)) for place in found]


def offices(as_of: date | None, q: str) -> list[dict[str, Any]]:
    """The offices of this portal, those that have ended included, by their code; in one query."""
    group = model.Group
    rows = model.Session.execute(
        sa.select(group.name, group.title, group.extras).where(
            group.is_organization.is_(True), group.state == model.State.ACTIVE
        )
    ).tuples()
    found = [_office(name, title or name, extras or {}) for name, title, extras in rows]
    wanted = [office for office in found if _holds(q, office["kode_skpd"] or "", office["title"], office["name"])]
    if as_of:
        wanted = [office for office in wanted if _validity(office["valid_from"], office["valid_to"]).holds(as_of)]
    return sorted(wanted, key=lambda office: (office["kode_skpd"] or "~", office["title"].casefold()))


def about(name: str) -> dict[str, Any]:
    """Title, origin and edition of a table of Data Induk: ``wilayah`` or ``opd``."""
    if name == "wilayah":
        content = described(codelist(name))
        return {key: content[key] for key in ("title", "origin", "version", "valid_from", "valid_to")}
    origin = {
        "id": "Perangkat daerah yang terdaftar di {portal}, dengan kode SKPD dari SIPD.",
        "en": "The offices registered on {portal}, with their SKPD code of SIPD.",
    }
    return {
        "title": {"id": "Perangkat daerah", "en": "Offices"},
        "origin": {lang: text.format(portal=config.site_title()) for lang, text in origin.items()},
        **_edition(NOT_NOTED),
    }


def _fits(place: Wilayah, asked: Mapping[str, Any]) -> bool:
    level, as_of = asked.get("level"), asked.get("as_of")
    return (
        (not level or place.jenis in LEVELS[level])
        and (not as_of or place.validity.holds(as_of))
        and all(
            not asked.get(key) or asked[key].strip() == value
            for key, value in (
                ("parent", place.kode_induk),
                ("kode_kemendagri", place.kode_kemendagri),
                ("kode_bps", place.kode_bps),
            )
        )
        and _holds(asked.get("q") or "", place.kode_kemendagri, place.kode_bps, place.nama, place.nama_bps)
    )


def _region(place: Wilayah, parent: Wilayah | None) -> dict[str, Any]:
    return {
        "kode_kemendagri": place.kode_kemendagri,
        "kode_bps": place.kode_bps or None,
        "level": place.jenis,
        "nama": place.nama,
        "nama_bps": place.nama_bps or None,
        "kode_induk": place.kode_induk,
        "kode_bps_induk": (parent.kode_bps if parent else "") or None,
        "nama_induk": parent.nama if parent else None,
        **_days(place.validity),
        "replaced_by": place.pengganti.split(),
    }


def _office(name: str, title: str, extras: Mapping[str, str]) -> dict[str, Any]:
    after = extras.get("pengganti")
    return {
        "kode_skpd": extras.get("kode_skpd") or None,
        "name": name,
        "title": title,
        **_days(_validity(extras.get("berlaku_mulai"), extras.get("berlaku_sampai"))),
        "replaced_by": [after] if after else [],
    }


def _validity(start: Any, end: Any) -> Validity:
    """Days of an office; what was stored by other ways than the form, and cannot be true, is taken as not known."""
    first, last = parse_date(start or ""), parse_date(end or "")
    return Validity(first if not last or not first or first <= last else None, last)


def _code(code: Code) -> dict[str, Any]:
    return {
        "code": code.code,
        "label": {"id": code.label_id, "en": code.label_en},
        **_days(code.validity),
        "replaced_by": list(code.replaced_by),
        "attributes": dict(code.attributes),
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {"version": edition.version, **_days(edition.validity)}


def _use(use: Use) -> dict[str, Any]:
    return {"form": use.form, "field": use.field, "label": dict(use.label), "number": use.number}


def _days(validity: Validity) -> dict[str, str | None]:
    return {"valid_from": _iso(validity.start), "valid_to": _iso(validity.end)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _texts(attributes: Mapping[str, Any]) -> Iterable[str]:
    return (value for value in attributes.values() if isinstance(value, str))


def _holds(q: str, *texts: str) -> bool:
    """Whether every word of ``q`` stands in one of the texts."""
    everything = "\n".join(texts).casefold()
    return all(word in everything for word in q.casefold().split())
