"""What the actions on a kegiatan accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import identified
from ...metadata.domain.forms import ROW_FORMS


@validator_args
def rows_show(not_empty: Validator, one_of: ValidatorFactory) -> Schema:
    """Which lines of which kegiatan."""
    return identified() | {"form": [not_empty, one_of(list(ROW_FORMS))]}


@validator_args
def rows_read(default: ValidatorFactory, one_of: ValidatorFactory) -> Schema:
    """Which lines of which kegiatan a workbook replaces, or is added to."""
    return rows_show() | {"mode": [default("ganti"), one_of(["ganti", "tambah"])]}


@validator_args
def kegiatan_copy(not_empty: Validator, natural_number_validator: Validator) -> Schema:
    """Which kegiatan is copied to which year."""
    return identified() | {"tahun": [not_empty, natural_number_validator]}


@validator_args
def kegiatan_codes(ignore_missing: Validator, unicode_safe: Validator, sdijember_trimmed: Validator) -> Schema:
    """Codes that BPS issued; an empty one is taken away."""
    code = [ignore_missing, unicode_safe, sdijember_trimmed]
    return identified() | {"id_kegiatan": code, "id_mskeg": code, "id_kegiatan_mms": code}


@validator_args
def kegiatan_export(
    not_empty: Validator, boolean_validator: Validator, default: ValidatorFactory, one_of: ValidatorFactory
) -> Schema:
    """Which kegiatan in which format."""
    return identified() | {
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
