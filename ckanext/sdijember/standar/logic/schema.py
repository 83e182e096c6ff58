"""What the actions on the register of Standar Data accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import identified, noted, paging, reasoned
from ..domain import entry, register


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
        "jenis": [ignore_empty, one_of(list(register.JENIS))],
        "sumber_kode": [ignore_empty, one_of(list(register.SUMBER_KODE))],
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
        "jenis": [ignore_empty, one_of(list(register.JENIS))],
        "limit": [default(10), natural_number_validator],
    }


@validator_args
def standar_decision(
    unicode_safe: Validator, ignore_empty: Validator, int_validator: Validator, sdijember_trimmed: Validator
) -> Schema:
    """A decision on an entry of the register."""
    return {
        **identified(),
        **noted(),
        "successor": [ignore_empty, unicode_safe, sdijember_trimmed],
        "revision": [ignore_empty, int_validator],
    }


@validator_args
def standar_proposal(
    ignore_empty: Validator, unicode_safe: Validator, int_validator: Validator, one_of: ValidatorFactory
) -> Schema:
    """What surrounds the text of a proposal; the text itself is checked by the rules of the register."""
    text = {name: [ignore_empty, unicode_safe] for name in entry.field_names()}
    return {
        **text,
        **noted(),
        "id": [ignore_empty, unicode_safe],
        "jenis": [ignore_empty, one_of(list(register.JENIS))],
        "owner_org": [ignore_empty, unicode_safe],
        "revision": [ignore_empty, int_validator],
    }


def for_standar(action: str) -> Schema:
    """Schema of one decision on an entry, by what the table says it requires."""
    return standar_decision() | (reasoned() if register.needs_note(action) else {})
