"""What the actions accept."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic.schema import validator_args
from ckan.types import Context, DataDict, Schema, Validator, ValidatorFactory

from ..domain import review as rules
from ..domain import standar, standar_entry
from ..domain.forms import ROW_FORMS
from . import schema_rekomendasi
from .schema_paging import paging


@validator_args
def review_transition(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    int_validator: Validator,
    sdijember_trimmed: Validator,
    ignore_empty: Validator,
    sdijember_reason: Validator,
    sdijember_past_date: Validator,
    sdijember_scan: Validator,
    natural_number_validator: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """``id``, ``note`` and ``version`` of any transition, and how it was decided if not simply here."""
    return {
        "id": [not_empty, unicode_safe],
        "note": [default(""), unicode_safe, sdijember_trimmed],
        "version": [ignore_missing, int_validator],
        "override": [ignore_empty, unicode_safe, sdijember_trimmed, ignore_empty, sdijember_reason],
        "channel": [ignore_empty, one_of(list(rules.CHANNELS))],
        "decided_by": [ignore_empty, unicode_safe, sdijember_trimmed],
        "decided_on": [ignore_empty, sdijember_past_date],
        "scan": [ignore_empty, sdijember_scan],
        "open_notes": [ignore_empty, natural_number_validator],
    }


@validator_args
def review_recommend(
    not_empty: Validator,
    unicode_safe: Validator,
    sdijember_trimmed: Validator,
    sdijember_past_date: Validator,
) -> Schema:
    """A recommendation also has its ``number`` and ``date`` (ISO 8601)."""
    return (
        review_transition()
        | {
            "number": [not_empty, unicode_safe, sdijember_trimmed, not_empty],
            "date": [not_empty, sdijember_past_date],
        }
        | schema_rekomendasi.recommended()
    )


@validator_args
def review_schedule(not_empty: Validator, sdijember_future_moment: Validator) -> Schema:
    """A schedule has the moment ``publish_at`` (ISO 8601; WIB where it names no offset)."""
    return review_transition() | {"publish_at": [not_empty, sdijember_future_moment]}


@validator_args
def review_list(
    ignore_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
    sdijember_states: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """Filters and paging of the list of reviews."""
    return {
        "scope": [default("all"), one_of(["mine", "produsen", "all"])],
        "states": [ignore_missing, sdijember_states],
        "owner_org": [ignore_empty, unicode_safe],
        "q": [ignore_empty, unicode_safe],
    } | paging()


@validator_args
def codelist_show(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """A code list by ``name``, on the day ``as_of``, with the words ``q``."""
    return {"name": [not_empty, unicode_safe]} | reference_list()


@validator_args
def reference_list(unicode_safe: Validator, ignore_empty: Validator, sdijember_iso_day: Validator) -> Schema:
    """The day ``as_of`` and the words ``q`` of a search in reference data."""
    return {"as_of": [ignore_empty, sdijember_iso_day], "q": [ignore_empty, unicode_safe]}


@validator_args
def region_list(
    unicode_safe: Validator,
    ignore_empty: Validator,
    sdijember_region_level: Validator,
    sdijember_region_code: Validator,
) -> Schema:
    """Filters of the list of regions."""
    return reference_list() | {
        "level": [ignore_empty, unicode_safe, sdijember_region_level],
        "parent": [ignore_empty, unicode_safe, sdijember_region_code],
        "kode_kemendagri": [ignore_empty, unicode_safe],
        "kode_bps": [ignore_empty, unicode_safe],
    }


def for_action(action: str) -> Schema:
    """Schema of one transition, by what the table says it requires."""
    requires = {name for line in rules.TRANSITIONS if line.action == action for name in line.requires}
    if "number" in requires:
        return review_recommend()
    return review_schedule() if "publish_at" in requires else review_transition()


@validator_args
def standar_list(
    ignore_empty: Validator,
    unicode_safe: Validator,
    boolean_validator: Validator,
    sdijember_standar_states: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """Filters and paging of the register of Standar Data."""
    return {
        "q": [ignore_empty, unicode_safe],
        "jenis": [ignore_empty, one_of(list(standar.JENIS))],
        "sumber_kode": [ignore_empty, one_of(list(standar.SUMBER_KODE))],
        "state": [ignore_empty, sdijember_standar_states],
        "waiting": [default(False), boolean_validator],
    } | paging()


@validator_args
def standar_autocomplete(
    ignore_empty: Validator,
    unicode_safe: Validator,
    natural_number_validator: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """What a form asks while somebody types."""
    return {
        "q": [default(""), unicode_safe],
        "jenis": [ignore_empty, one_of(list(standar.JENIS))],
        "limit": [default(10), natural_number_validator],
    }


@validator_args
def standar_decision(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    int_validator: Validator,
    sdijember_trimmed: Validator,
    default: ValidatorFactory,
) -> Schema:
    """A decision on an entry of the register."""
    return {
        "id": [not_empty, unicode_safe],
        "note": [default(""), unicode_safe, sdijember_trimmed],
        "successor": [ignore_empty, unicode_safe, sdijember_trimmed],
        "revision": [ignore_empty, int_validator],
    }


@validator_args
def standar_decision_with_note(not_empty: Validator, unicode_safe: Validator, sdijember_trimmed: Validator) -> Schema:
    """A decision that must say why."""
    return standar_decision() | {"note": [not_empty, unicode_safe, sdijember_trimmed, not_empty]}


@validator_args
def standar_proposal(
    ignore_empty: Validator,
    unicode_safe: Validator,
    int_validator: Validator,
    sdijember_trimmed: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """What surrounds the text of a proposal; the text itself is checked by the rules of the register."""
    text = {name: [ignore_empty, unicode_safe] for name in standar_entry.field_names()}
    return text | {
        "id": [ignore_empty, unicode_safe],
        "jenis": [ignore_empty, one_of(list(standar.JENIS))],
        "owner_org": [ignore_empty, unicode_safe],
        "revision": [ignore_empty, int_validator],
        "note": [default(""), unicode_safe, sdijember_trimmed],
    }


def for_standar(action: str) -> Schema:
    """Schema of one decision on an entry, by what the table says it requires."""
    return standar_decision_with_note() if standar.needs_note(action) else standar_decision()


def checked(data_dict: DataDict, accepted: Schema, context: Context) -> dict[str, Any]:
    """What ``accepted`` makes of the parameters of an action.

    :raises ValidationError: they do not fit
    """
    data, errors = tk.navl_validate(data_dict, accepted, context)
    if errors:
        raise tk.ValidationError(errors)
    return data


@validator_args
def rows_show(not_empty: Validator, unicode_safe: Validator, one_of: ValidatorFactory) -> Schema:
    """Which lines of which kegiatan."""
    return {"id": [not_empty, unicode_safe], "form": [not_empty, one_of(list(ROW_FORMS))]}


@validator_args
def rows_read(default: ValidatorFactory, one_of: ValidatorFactory) -> Schema:
    """Which lines of which kegiatan a workbook replaces, or is added to."""
    return rows_show() | {"mode": [default("ganti"), one_of(["ganti", "tambah"])]}


@validator_args
def kegiatan_copy(not_empty: Validator, unicode_safe: Validator, natural_number_validator: Validator) -> Schema:
    """Which kegiatan is copied to which year."""
    return {"id": [not_empty, unicode_safe], "tahun": [not_empty, natural_number_validator]}


@validator_args
def kegiatan_codes(
    not_empty: Validator, ignore_missing: Validator, unicode_safe: Validator, sdijember_trimmed: Validator
) -> Schema:
    """Codes that BPS issued; an empty one is taken away."""
    code = [ignore_missing, unicode_safe, sdijember_trimmed]
    return {"id": [not_empty, unicode_safe], "id_kegiatan": code, "id_mskeg": code, "id_kegiatan_mms": code}


@validator_args
def kegiatan_export(
    not_empty: Validator,
    unicode_safe: Validator,
    boolean_validator: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """Which kegiatan in which format."""
    return {
        "id": [not_empty, unicode_safe],
        "format": [not_empty, one_of(["json", "indah", "xlsx", "docx", "pdf"])],
        "personal": [default(True), boolean_validator],
    }


@validator_args
def kegiatan_import(
    ignore_empty: Validator,
    unicode_safe: Validator,
    boolean_validator: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """What a file is to become; the file itself is checked where it is read."""
    return {
        "id": [ignore_empty, unicode_safe],
        "owner_org": [ignore_empty, unicode_safe],
        "format": [ignore_empty, one_of(["json", "indah", "xlsx"])],
        "packed": [ignore_empty, unicode_safe],
        "preview": [default(False), boolean_validator],
    }
