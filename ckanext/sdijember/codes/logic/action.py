"""Kode Referensi and Data Induk for everybody (Perpres 39/2019: Kode Referensi, Data Induk)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ...kernel.logic import schema as params
from ..domain.codelists import codelist, codelist_names
from . import reference
from . import schema as code_schema


@tk.side_effect_free
def sdijember_codelist_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Every code list of the portal, without its codes.

    :returns: dicts of ``name``, ``title`` and ``origin`` (by language), ``version``, ``valid_from``, ``valid_to``
        (ISO 8601 or ``None``), ``count``, and ``used_by``: the fields that hold its codes, as ``form``, ``field``,
        ``label`` and ``number``
    :raises NotAuthorized: the portal is closed to the caller
    """
    tk.check_access("sdijember_codelist_list", context, data_dict)
    return [reference.described(codelist(name)) for name in codelist_names()]


@tk.side_effect_free
def sdijember_codelist_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """One code list with its codes, those that have ended included.

    :param name: name of the list
    :param as_of: only the codes that were in force on this day, ISO 8601
    :param q: only the codes whose code, label or attributes hold all these words
    :returns: what ``sdijember_codelist_list`` says of the list, ``as_of``, ``earlier`` editions and ``codes``: dicts
        of ``code``, ``label`` (by language), ``valid_from``, ``valid_to``, ``replaced_by`` and ``attributes``
    :raises ObjectNotFound: there is no such list
    :raises ValidationError: ``name`` is missing, or ``as_of`` is no day
    """
    tk.check_access("sdijember_codelist_show", context, data_dict)
    asked = params.checked(data_dict, code_schema.codelist_show(), context)
    if asked["name"] not in codelist_names():
        raise tk.ObjectNotFound(tk._("There is no code list called “{name}”.").format(name=asked["name"]))
    return reference.shown(codelist(asked["name"]), asked.get("as_of"), asked.get("q") or "")


@tk.side_effect_free
def sdijember_region_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Regions with their Kemendagri and BPS codes side by side; neither is ever computed from the other.

    :param level: ``kabupaten``, ``kecamatan``, ``desa``, ``kelurahan`` or ``desa_kelurahan``
    :param parent: only regions in the region with this Kemendagri code
    :param kode_kemendagri: only the region with this code
    :param kode_bps: only the region with this code
    :param q: only regions whose codes or names hold all these words
    :param as_of: only regions in force on this day, ISO 8601
    :returns: dicts of ``kode_kemendagri``, ``kode_bps`` and ``nama_bps`` (``None`` where not known), ``level``,
        ``nama``, ``kode_induk``, ``kode_bps_induk``, ``nama_induk``, ``valid_from``, ``valid_to``, ``replaced_by``
    :raises ValidationError: there is no such level, parent or day
    """
    tk.check_access("sdijember_region_list", context, data_dict)
    return reference.regions(params.checked(data_dict, code_schema.region_list(), context))


@tk.side_effect_free
def sdijember_office_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """The offices (OPD) of the portal as reference data, those that have ended included.

    :param as_of: only offices that existed on this day, ISO 8601
    :param q: only offices whose code or name hold all these words
    :returns: dicts of ``kode_skpd``, ``name``, ``title``, ``valid_from``, ``valid_to`` and ``replaced_by`` (names)
    :raises ValidationError: ``as_of`` is no day
    """
    tk.check_access("sdijember_office_list", context, data_dict)
    asked = params.checked(data_dict, code_schema.reference_list(), context)
    return reference.offices(asked.get("as_of"), asked.get("q") or "")
