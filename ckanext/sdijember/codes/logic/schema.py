"""What the actions on Kode Referensi and Data Induk accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator


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
