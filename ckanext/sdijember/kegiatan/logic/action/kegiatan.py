"""Metadata Statistik as actions: a kegiatan, its lines of MS-Variabel and MS-Indikator, what is still missing."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ....dataset.logic.completeness import findings_of
from ....kernel.logic import schema as params
from ....metadata import model as store
from ....metadata.domain.forms import ROW_FORMS
from ....metadata.logic import kegiatan
from ....review.logic import facts as cases
from .. import access, copying
from .. import rows as kegiatan_rows
from .. import schema as kegiatan_schema


@tk.side_effect_free
def sdijember_kegiatan_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """A kegiatan with all its lines.

    :param id: id or name of the kegiatan
    :returns: what ``package_show`` returns, with ``variabel`` and ``indikator`` (lists of lines, each with its ``id``);
        ``personal`` (personal data of block II) only for the producing office and the teams that check it
    :raises NotAuthorized: the caller may not see the kegiatan
    """
    package = access.kegiatan_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_kegiatan_show", context, {"id": package.id})
    shown = tk.get_action("package_show")(tk.fresh_context(context), {"id": package.id})
    shown |= {name: kegiatan.rows_of(package.id, name) for name in ROW_FORMS}
    if access.may_read_personal(context, package):
        row = store.Kegiatan.get(package.id)
        shown["personal"] = dict(row.personal) if row else {}
    return shown


@tk.side_effect_free
def sdijember_rows_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """The lines of one form of a kegiatan.

    :param id: id or name of the kegiatan
    :param form: "variabel" (MS-Variabel) or "indikator" (MS-Indikator)
    :returns: ``package_id``, ``form``, ``modified`` (state of the kegiatan, for ``sdijember_rows_update``) and ``rows``
    """
    data = params.checked(data_dict, kegiatan_schema.rows_show(), context)
    package = access.kegiatan_of(data["id"])
    tk.check_access("sdijember_kegiatan_show", context, {"id": package.id})
    return _rows(package, data["form"])


def sdijember_rows_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Replace the lines of one form of a kegiatan: all of them, in the given order, or none.

    :param id: id or name of the kegiatan
    :param form: "variabel" or "indikator"
    :param rows: list of dicts, fields as in ``schemas/variabel.yaml`` or ``indikator.yaml``; a line with the ``id`` of
        a stored one changes it, others are new, stored ones that are not named are deleted
    :param modified: what ``sdijember_rows_show`` returned (optional); an older state is refused
    :returns: what ``sdijember_rows_show`` returns
    :raises ValidationError: ``rows`` is a list of ``row`` (from 1), ``field`` and ``message``; nothing was saved
    :raises NotAuthorized: the caller may not edit the kegiatan, or it is locked
    """
    rows = data_dict.get("rows")
    data = params.checked(
        {key: value for key, value in data_dict.items() if key != "rows"}, kegiatan_schema.rows_show(), context
    )
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise tk.ValidationError({"rows": [tk._("A list of lines is expected here.")]})
    package = access.kegiatan_of(data["id"])
    tk.check_access("sdijember_rows_update", context, {"id": package.id})
    _same_state(package, data_dict.get("modified"))
    kegiatan_rows.replace(context, package, data["form"], rows)
    return _rows(package, data["form"])


@tk.side_effect_free
def sdijember_completeness_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Kelengkapan of a dataset or a kegiatan: the rules that form, review page, submission and reports share.

    :param id: id or name
    :returns: ``errors`` and ``warnings``, each a list of ``field``, ``row`` (0 if the field has one line only),
        ``message`` and ``missing`` (not answered yet); ``complete`` (it may be submitted)
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_completeness_show", context, {"id": package.id})
    found = findings_of(kegiatan.whole(cases.dataset_now(context, package.id)))
    shown: dict[str, list[dict[str, Any]]] = {"error": [], "warning": []}
    for finding in found:
        shown[finding.level].append(kegiatan_rows.as_error(finding) | {"missing": finding.missing})
    return {"complete": not shown["error"], "errors": shown["error"], "warnings": shown["warning"]}


def sdijember_kegiatan_copy(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Salin dari tahun lalu: a new draft with the answers, variables and indicators of an earlier kegiatan.

    Dates move by the years between the two; codes and the recommendation of BPS are not copied.

    :param id: id or name of the kegiatan that is copied
    :param tahun: year of the new one
    :returns: what ``sdijember_kegiatan_show`` returns for the new kegiatan
    :raises NotAuthorized: the caller may not prepare data of the office
    :raises ValidationError: the year is not possible, or the office has copied the kegiatan to this year already
    """
    data = params.checked(data_dict, kegiatan_schema.kegiatan_copy(), context)
    package = access.kegiatan_of(data["id"])
    tk.check_access("sdijember_kegiatan_copy", context, {"id": package.id})
    made = copying.copy(context, package, data["tahun"])
    return sdijember_kegiatan_show(tk.fresh_context(context), {"id": made})


@tk.side_effect_free
def sdijember_kegiatan_changes(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """What a kegiatan copied from an earlier year says differently from its source.

    What copying moves by itself (year, dates) counts only where somebody has changed it since.

    :param id: id or name of the kegiatan
    :returns: ``source`` (``id``, ``name``, ``title``, ``tahun``), ``fields`` (list of ``field`` and ``before``),
        ``variabel`` and ``indikator`` (``changed``: id of the line → list of ``field`` and ``before``; ``added``: ids
        of new lines; ``removed``: names of lines that are gone); empty if it is no copy, or the caller may not see the
        source
    :raises NotAuthorized: the caller may not read the review
    """
    package = access.kegiatan_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_kegiatan_changes", context, {"id": package.id})
    return copying.changes(context, package)


def sdijember_kegiatan_codes_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Note the codes that BPS has issued for a kegiatan, in whatever state it is; the log keeps who did.

    :param id: id or name of the kegiatan
    :param id_kegiatan: Kode Kegiatan (front page of the form)
    :param id_mskeg: id in INDAH
    :param id_kegiatan_mms: id of the MMS
    :returns: what ``sdijember_kegiatan_show`` returns
    :raises NotAuthorized: the caller is in neither team
    """
    data = params.checked(data_dict, kegiatan_schema.kegiatan_codes(), context)
    package = access.kegiatan_of(data["id"])
    tk.check_access("sdijember_kegiatan_codes_update", context, {"id": package.id})
    copying.write_codes(context, package, {name: data[name] for name in kegiatan.CODES if name in data})
    return sdijember_kegiatan_show(tk.fresh_context(context), {"id": package.id})


def _rows(package: model.Package, name: str) -> dict[str, Any]:
    return {
        "package_id": package.id,
        "form": name,
        "modified": package.metadata_modified.isoformat(),
        "rows": kegiatan.rows_of(package.id, name),
    }


def _same_state(package: model.Package, seen: str | None) -> None:
    """A sheet that was opened before somebody else saved is refused, so that nobody's work is overwritten."""
    if seen and seen != package.metadata_modified.isoformat():
        message = tk._("Somebody has changed the kegiatan since you opened it. Open it anew, then enter your changes.")
        raise tk.ValidationError({"modified": [message]})
