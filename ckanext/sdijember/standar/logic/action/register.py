"""Reading the register of Standar Data: what is in force, what is proposed, and who uses it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context, DataDict

from ....kernel.logic import schema as params
from ....review.logic import facts as cases
from ... import model as register
from ...domain import entry as texts
from ...domain import register as rules
from ...model import Standar, Versi
from .. import dictize as reading
from .. import importing as loading
from .. import schema as standar_schema
from .. import writing

MOST_SUGGESTIONS = 50


@tk.side_effect_free
def sdijember_standar_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Entries of the register by name, with how much uses each.

    :param q: words in name, code or definition (optional)
    :param jenis: ``konsep`` or ``variabel`` (optional)
    :param sumber_kode: ``SDS``, ``KUGI`` or ``lokal`` (optional)
    :param state: names of states, a list or separated by commas; what is in force or was taken out of use unless told
    :param waiting: only proposals whose next move is the caller's
    :param limit: how many, 20 unless told
    :param offset: how many to skip
    :returns: ``count`` and ``results``: dicts of the fields of the entry, ``id``, ``kode``, ``state``, ``version``,
        ``usage`` (``datasets``, ``kegiatan``: published ones) …
    """
    data = params.checked(data_dict, standar_schema.standar_list(), context)
    tk.check_access("sdijember_standar_list", context, data)
    user = cases.actor_of(context)
    query = reading.matching(reading.rows(user), data.get("q") or "")
    for field in ("jenis", "sumber_kode"):
        if data.get(field):
            query = query.where(getattr(Standar, field) == data[field])
    if data["waiting"]:
        query = query.where(reading.waiting_for(user.id) if user else sa.false())
    else:
        query = query.where(Versi.state.in_(data.get("state") or (rules.IN_FORCE, rules.WITHDRAWN)))
    count = model.Session.scalar(query.with_only_columns(sa.func.count())) or 0
    order = (Versi.changed,) if data["waiting"] else (sa.func.lower(Versi.nama), Standar.jenis)
    page = model.Session.execute(query.order_by(*order, Standar.id).limit(data["limit"]).offset(data["offset"]))
    found = list(page.tuples())
    offices = reading.offices_of(version for _, version in found)
    usage = reading.usage_counts([entry.kode or "" for entry, _ in found])
    results = [
        reading.entry_dict(entry, version, offices)
        | {"usage": usage.get((entry.kode or "").lower(), {"datasets": 0, "kegiatan": 0})}
        for entry, version in found
    ]
    return {"count": count, "results": results}


@tk.side_effect_free
def sdijember_standar_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """One entry: the text in force (or the newest the caller may read), its versions, and what may be done.

    :param id: id or code
    :returns: the fields of the entry, ``successor``, ``concept`` (of a variabel), ``versions`` (newest first),
        ``proposal`` (an open proposal the caller may read, else ``None``), ``events`` of the log for those who may
        read proposals of it, and ``actions`` that the caller may take now, each with the ``revision`` it is about
    :raises ObjectNotFound: there is no such entry
    :raises NotAuthorized: it is a proposal that is not the caller's to read
    """
    entry = writing.entry_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_standar_show", context, {"id": entry.id})
    user = cases.actor_of(context)
    readable = Versi.standar_id == entry.id, reading.readable_by(user)
    versions = list(model.Session.scalars(sa.select(Versi).where(*readable).order_by(Versi.number.desc())))
    shown = next((version for version in versions if version.number == entry.version), versions[0])
    offices = reading.offices_of(versions)
    inside = {version.number for version in versions if reading.knows_all_of(user, version)}
    dicts = [
        reading.entry_dict(entry, version, offices)
        | {"note": version.note if version.number in inside or version.state == rules.WITHDRAWN else ""}
        for version in versions
    ]
    shown_dict = dicts[versions.index(shown)]
    proposal = next((made for made, version in zip(dicts, versions, strict=True) if version.rule.open), None)
    concept = register.get(shown.content.get("rujukan_konsep"))
    return shown_dict | {
        "successor": reading.successor_of(entry),
        "concept": reading.link(concept),
        "versions": dicts,
        "proposal": proposal,
        "events": reading.events_of(entry, inside) if inside else [],
        "actions": _possible(user, entry),
    }


@tk.side_effect_free
def sdijember_standar_autocomplete(context: Context, data_dict: DataDict) -> list[dict[str, str]]:
    """Entries in force whose name or code fits what somebody types, those that begin with it first.

    :param q: what was typed
    :param jenis: ``konsep`` or ``variabel``; both unless told
    :param limit: how many, 10 unless told, at most 50
    :returns: dicts of what a form needs: ``kode``, ``nama``, ``jenis``, ``konsep``, ``definisi``, ``klasifikasi``,
        ``ukuran``, ``satuan``, ``referensi``, ``aturan_validasi``, ``value_domain``
    """
    data = params.checked(data_dict, standar_schema.standar_autocomplete(), context)
    tk.check_access("sdijember_standar_autocomplete", context, data)
    q = data["q"].strip()
    query = reading.matching(reading.rows(None), q).where(Versi.state == rules.IN_FORCE)
    if data.get("jenis"):
        query = query.where(Standar.jenis == data["jenis"])
    begins = sa.func.starts_with(sa.func.lower(Versi.nama), q.lower())
    named = sa.func.strpos(sa.func.lower(Versi.nama), q.lower()) > 0
    query = query.order_by(begins.desc(), named.desc(), sa.func.lower(Versi.nama), Standar.id)
    found = list(model.Session.execute(query.limit(min(data["limit"], MOST_SUGGESTIONS))).tuples())
    concepts = reading.concept_names(version for _, version in found)
    return [reading.choice(entry, version, concepts) for entry, version in found]


@tk.side_effect_free
def sdijember_standar_usage(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Which published datasets and kegiatan name the code of an entry, whoever asks.

    :param kode: the code, in any spelling of its letters
    :param limit: how many of each to list, 100 unless told, at most 1000
    :returns: ``datasets`` and ``kegiatan``, each ``count`` and ``results`` (``name``, ``title``, ``office``)
    """
    code = str(tk.get_or_bust(data_dict, "kode")).strip()
    tk.check_access("sdijember_standar_usage", context, data_dict)
    limit = params.checked(
        {"limit": data_dict.get("limit", 100)}, {"limit": standar_schema.standar_list()["limit"]}, context
    )["limit"]
    answer = {}
    for kind, query in (("datasets", reading.datasets_using([code])), ("kegiatan", reading.kegiatan_using([code]))):
        using = query.subquery()
        count = model.Session.scalar(sa.select(sa.func.count()).select_from(using)) or 0
        rows = model.Session.execute(sa.select(using).order_by(using.c.title, using.c.name).limit(limit))
        results = [{"name": row.name, "title": row.title or row.name, "office": row.office or ""} for row in rows]
        answer[kind] = {"count": count, "results": results}
    return answer


@tk.side_effect_free
def sdijember_standar_export(context: Context, data_dict: DataDict) -> list[dict[str, str]]:
    """The whole public register in the order of its codes, as rows of the CSV that ``sdijember_standar_import`` reads.

    :returns: dicts of ``kode``, ``sumber_kode``, ``jenis``, the fields of an entry, ``status``, ``versi``,
        ``pengganti`` (code of the successor), ``berlaku_sejak`` (ISO 8601)
    """
    tk.check_access("sdijember_standar_export", context, data_dict)
    return loading.rows()


@tk.side_effect_free
def sdijember_standar_waiting_count(context: Context, data_dict: DataDict) -> int:
    """How many proposals wait for the caller to act; 0 for anonymous callers."""
    tk.check_access("sdijember_standar_waiting_count", context, data_dict)
    user = cases.actor_of(context)
    if user is None:
        return 0
    query = sa.select(sa.func.count()).select_from(Versi).where(reading.waiting_for(user.id))
    return model.Session.scalar(query) or 0


@tk.side_effect_free
def sdijember_standar_check(context: Context, data_dict: DataDict) -> list[dict[str, str]]:
    """What the rules would say of a text, without proposing it.

    :param id: id or code of the entry that would be changed (optional)
    :param jenis: ``konsep`` or ``variabel``, for a new entry
    :returns: dicts of ``field``, ``message`` (in the caller's language) and ``level`` (``error`` or ``warning``)
    """
    tk.check_access("sdijember_standar_check", context, {"owner_org": data_dict.get("owner_org")})
    data = params.checked(data_dict, standar_schema.standar_proposal(), context)
    entry = register.get(data.get("id"))
    jenis = entry.jenis if entry else data.get("jenis") or rules.KONSEP
    found = writing.findings(jenis, texts.content(jenis, data), entry)
    return [{"field": one.field, "message": one.text(tk._), "level": one.level} for one in found]


def _possible(user: model.User | None, entry: Standar) -> list[dict[str, Any]]:
    """Decisions and corrections that a person may take now."""
    found = []
    for action in (*rules.DECISIONS, "update"):
        version = writing.text_acted_on(entry, action)
        line = rules.line_of(action, writing.case_of(user, entry, version, version.owner_org))
        if line:
            needs = {"revision": version.revision, "note_required": rules.needs_note(action)}
            found.append({"action": action, "label": line.label, **needs})
    return found
