"""What the actions on the Rekomendasi Statistik accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import identified, noted, paging
from ..domain import rekomendasi as rules


@validator_args
def recommended(ignore_empty: Validator, sdijember_scan: Validator) -> Schema:
    """What the decision ``recommend`` takes beside what every decision does; ``surat`` is the scanned original."""
    return given() | {"surat": [ignore_empty, sdijember_scan]}


@validator_args
def given(
    default: ValidatorFactory,
    unicode_safe: Validator,
    not_empty: Validator,
    sdijember_trimmed: Validator,
    sdijember_rekomendasi_number: Validator,
    sdijember_rekomendasi_text: Validator,
) -> Schema:
    """What every recommendation has."""
    return {
        "number": [not_empty, unicode_safe, sdijember_trimmed, not_empty, sdijember_rekomendasi_number],
        "conditions": [default(""), unicode_safe, sdijember_rekomendasi_text],
    }


@validator_args
def record(
    not_empty: Validator,
    ignore_empty: Validator,
    unicode_safe: Validator,
    sdijember_past_date: Validator,
    sdijember_trimmed: Validator,
    sdijember_scan: Validator,
) -> Schema:
    """A recommendation of the design that BPS gave in ROMANTIK."""
    return given() | {
        "id": [not_empty, unicode_safe],
        "date": [not_empty, sdijember_past_date],
        "issuer": [ignore_empty, unicode_safe, sdijember_trimmed],
        "scan": [ignore_empty, sdijember_scan],
    }


@validator_args
def revoke(
    not_empty: Validator, unicode_safe: Validator, sdijember_trimmed: Validator, sdijember_rekomendasi_text: Validator
) -> Schema:
    """A revocation must say why."""
    return identified() | {
        "reason": [not_empty, unicode_safe, sdijember_trimmed, not_empty, sdijember_rekomendasi_text],
    }


@validator_args
def attach(not_empty: Validator, sdijember_scan: Validator) -> Schema:
    """The scanned original of a letter."""
    return identified() | {"scan": [not_empty, sdijember_scan]}


@validator_args
def letter(default: ValidatorFactory, one_of: ValidatorFactory) -> Schema:
    """Which paper of which recommendation."""
    return identified() | {"format": [default("pdf"), one_of(["pdf", "docx", "scan"])]}


@validator_args
def listing(
    ignore_empty: Validator,
    unicode_safe: Validator,
    boolean_validator: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """Filters and paging of the list."""
    return {
        "q": [ignore_empty, unicode_safe],
        "state": [ignore_empty, one_of(list(rules.STATES))],
        "kind": [ignore_empty, one_of(list(rules.KINDS))],
        "owner_org": [ignore_empty, unicode_safe],
        "package_id": [ignore_empty, unicode_safe],
        "unsettled": [default(False), boolean_validator],
    } | paging()


@validator_args
def template_update(
    default: ValidatorFactory,
    ignore_missing: Validator,
    unicode_safe: Validator,
    int_validator: Validator,
    boolean_validator: Validator,
) -> Schema:
    """A new text of the template, or the one that comes with the portal."""
    return noted() | {
        "body": [default(""), unicode_safe],
        "reset": [default(False), boolean_validator],
        "version": [ignore_missing, int_validator],
    }
