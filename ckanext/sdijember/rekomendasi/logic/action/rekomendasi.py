"""The Rekomendasi Statistik as an object: read, verified by everybody, revoked by who gave it (SOP step 19)."""

from __future__ import annotations

import base64
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context, DataDict

from ....files.logic import reading as files
from ....files.logic import store as filestore
from ....kernel.logic import schema as params
from ....readings.logic import noting
from ....review.logic import facts as cases
from ... import model as store
from ...domain import rekomendasi as rules
from ...model import Rekomendasi
from ...papers.letter import TemplateProblem
from .. import dictize as reading
from .. import issuing as writing
from .. import letter as letters
from .. import schema as schema_rekomendasi

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@tk.side_effect_free
def sdijember_rekomendasi_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """One recommendation, for those inside.

    :param id: id or verification code
    :returns: what was given (``number``, ``date``, ``issuer``, ``conditions``, ``title``, ``office``, ``snapshot``,
        ``code`` …), ``state`` and what became of it, its papers, ``public`` (whether the data are), and ``actions`` the
        caller may take: ``revoke``, ``attach``
    :raises NotAuthorized: the caller is neither of the producing office nor of Walidata or Pembina
    """
    row = writing.of_id(str(tk.get_or_bust(data_dict, "id")))
    tk.check_access("sdijember_rekomendasi_show", context, {"id": row.id})
    return reading.as_dict(reading.row_of(row)) | {"actions": _possible(context, row)}


@tk.side_effect_free
def sdijember_rekomendasi_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Recommendations the caller may read, the newest first.

    :param q: words in number, title or office (optional)
    :param state: ``berlaku``, ``digantikan`` or ``dicabut`` (optional)
    :param kind: ``penyebarluasan`` or ``rancangan`` (optional)
    :param owner_org: organization id or name (optional)
    :param package_id: dataset id (optional)
    :param unsettled: only those that are revoked while the data are still public
    :param limit: how many, 20 unless told
    :param offset: how many to skip
    :returns: ``count``, ``results`` (as ``sdijember_rekomendasi_show`` without ``actions``), ``facets`` (``state``)
    """
    data = params.checked(data_dict, schema_rekomendasi.listing(), context)
    tk.check_access("sdijember_rekomendasi_list", context, data)
    query = _filtered(cases.actor_of(context), data)
    inside = query.with_only_columns(Rekomendasi.id).subquery()
    counted = sa.select(Rekomendasi.state, sa.func.count()).where(Rekomendasi.id.in_(sa.select(inside.c.id)))
    states = dict(model.Session.execute(counted.group_by(Rekomendasi.state)).tuples().all())
    if data.get("state"):
        query = query.where(Rekomendasi.state == data["state"])
    page = query.order_by(Rekomendasi.issued_at.desc(), Rekomendasi.id).limit(data["limit"]).offset(data["offset"])
    count = sum(number for state, number in states.items() if not data.get("state") or state == data["state"])
    results = [reading.as_dict(row) for row in model.Session.execute(page).tuples()]
    return {"count": count, "results": results, "facets": {"state": states}}


@tk.side_effect_free
def sdijember_rekomendasi_verify(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Whether a recommendation holds, for everybody.

    :param q: its code, however it is typed, or its number
    :returns: ``verdict`` (``berlaku``, ``digantikan``, ``dicabut``, ``berubah``), ``label``, ``public``; if the data
        are public also ``number``, ``date``, ``issuer``, ``title``, ``office``, ``successor`` …
    :raises ObjectNotFound: there is none, or the number is of data that are not public
    """
    typed = str(tk.get_or_bust(data_dict, "q"))
    tk.check_access("sdijember_rekomendasi_verify", context, data_dict)
    told = reading.verified(context, typed)
    if told is None:
        raise tk.ObjectNotFound(tk._(writing.UNKNOWN))
    return told


def sdijember_rekomendasi_record(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Record a recommendation of the design that BPS gave in ROMANTIK before data were collected (PP 51/1999).

    :param id: id or name of the kegiatan or dataset
    :param number: Identitas Rekomendasi
    :param date: ISO 8601, not in the future
    :param issuer: who gave it (optional; BPS Kabupaten Jember unless told)
    :param conditions: what it demands (optional)
    :param scan: the letter as PDF, JPEG or PNG (optional)
    :returns: what ``sdijember_rekomendasi_show`` returns
    :raises NotAuthorized: the caller neither prepares data of the office nor reads the review as Walidata or Pembina
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_rekomendasi_record", context, {"id": package.id})
    data = params.checked(data_dict, schema_rekomendasi.record(), context)
    made = writing.record(context, data | {"id": package.id})
    return sdijember_rekomendasi_show(tk.fresh_context(context), {"id": made.id})


def sdijember_rekomendasi_revoke(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """The Pembina takes a recommendation back, for ever. The Walidata is told and decides on the published data.

    :param id: id or verification code
    :param reason: why (compulsory)
    :returns: what ``sdijember_rekomendasi_show`` returns
    :raises ValidationError: it is revoked already, or the caller belongs to the producing office
    """
    row = writing.of_id(str(tk.get_or_bust(data_dict, "id")))
    tk.check_access("sdijember_rekomendasi_revoke", context, {"id": row.id})
    data = params.checked(data_dict, schema_rekomendasi.revoke(), context)
    writing.revoke(context, row, data["reason"])
    return sdijember_rekomendasi_show(tk.fresh_context(context), {"id": data["id"]})


def sdijember_rekomendasi_attach(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Put the scanned original to a recommendation; what was there before stays in the log.

    :param id: id or verification code
    :param scan: PDF, JPEG or PNG
    :returns: what ``sdijember_rekomendasi_show`` returns
    """
    row = writing.of_id(str(tk.get_or_bust(data_dict, "id")))
    tk.check_access("sdijember_rekomendasi_attach", context, {"id": row.id})
    data = params.checked(data_dict, schema_rekomendasi.attach(), context)
    writing.attach(context, row, data["scan"])
    return sdijember_rekomendasi_show(tk.fresh_context(context), {"id": data["id"]})


@tk.side_effect_free
def sdijember_rekomendasi_letter(context: Context, data_dict: DataDict) -> dict[str, str]:
    """A paper of a recommendation.

    :param id: id or verification code
    :param format: ``pdf`` (the letter), ``docx`` (an editable copy of it) or ``scan`` (the original that was scanned)
    :returns: ``filename``, ``mimetype`` and ``content`` (Base64)
    :raises ObjectNotFound: there is no such paper
    :raises SQLAlchemyError: that it is read could not be noted
    """
    row = writing.of_id(str(tk.get_or_bust(data_dict, "id")))
    tk.check_access("sdijember_rekomendasi_letter", context, {"id": row.id})
    wanted = params.checked(data_dict, schema_rekomendasi.letter(), context)["format"]
    stem = rules.file_stem(row.number)
    if wanted == "scan":
        name, mimetype, content = f"{stem}-{row.scan_name}", row.scan_type or "", _scan(row)
    elif row.kind != rules.PENYEBARLUASAN:
        raise tk.ObjectNotFound(tk._("There is no such paper."))
    elif wanted == "docx":
        name, mimetype, content = f"{stem}.docx", _DOCX, letters.docx_of(row)
    else:
        name, mimetype, content = f"{stem}.pdf", "application/pdf", _pdf(row)
    read = files.sha256([content])
    noting.note(row.package_id, noting.PAPER, sha256=read, user=cases.actor_of(context))
    return {"filename": name, "mimetype": mimetype, "content": base64.b64encode(content).decode()}


def _filtered(user: model.User | None, data: dict[str, Any]) -> sa.Select:
    query = reading.rows().where(reading.visible_to(user))
    for name in ("kind", "package_id"):
        if data.get(name) and name == "kind":
            query = query.where(Rekomendasi.kind == data["kind"])
        elif data.get(name):
            query = query.where(store.about([data["package_id"]]))
    if data["unsettled"]:
        query = query.where(reading.unsettled())
    if data.get("owner_org"):
        office = model.Group.get(data["owner_org"])
        owner = sa.func.coalesce(model.Package.owner_org, Rekomendasi.owner_org)
        query = query.where(owner == (office.id if office else ""))
    for word in (data.get("q") or "").split():
        columns = (Rekomendasi.number, Rekomendasi.title, Rekomendasi.office)
        query = query.where(sa.or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return query


def _possible(context: Context, row: Rekomendasi) -> list[str]:
    """What the caller may do with it now."""
    found = []
    for act in ("revoke", "attach"):
        if act == "revoke" and not rules.may_become(row.state, rules.DICABUT):
            continue
        try:
            tk.check_access(f"sdijember_rekomendasi_{act}", tk.fresh_context(context), {"id": row.id})
        except tk.NotAuthorized:
            continue
        found.append(act)
    return found


def _scan(row: Rekomendasi) -> bytes:
    if not row.scan_sha256 or not filestore.exists(row.scan_sha256):
        raise tk.ObjectNotFound(tk._("There is no such paper."))
    return b"".join(filestore.chunks(row.scan_sha256))


def _pdf(row: Rekomendasi) -> bytes:
    try:
        return letters.make(row.id)
    except FileNotFoundError as error:
        raise tk.ObjectNotFound(tk._("The file of the letter is gone from the store.")) from error
    except TemplateProblem as problem:
        message = tk._(problem.message).format(**problem.params)
        raise tk.ValidationError(
            {"template": [tk._("Line {line}: {problem}").format(line=problem.line, problem=message)]}
        ) from problem
