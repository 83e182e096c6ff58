"""What the actions on notes accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ..domain import conversation as rules


@validator_args
def create(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    sdijember_trimmed: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """A note on dataset ``id``, or an answer to the note ``parent``; the text is checked by the rules."""
    return {
        "id": [not_empty, unicode_safe],
        "parent": [ignore_empty, unicode_safe],
        "audience": [ignore_empty, one_of(list(rules.AUDIENCES))],
        "place": [default(""), unicode_safe],
        "column": [default(""), unicode_safe, sdijember_trimmed],
        "text": [default(""), unicode_safe, sdijember_trimmed],
    }


@validator_args
def listed(
    not_empty: Validator, unicode_safe: Validator, boolean_validator: Validator, default: ValidatorFactory
) -> Schema:
    """Notes on dataset ``id``; with ``open`` only those still to be settled."""
    return {"id": [not_empty, unicode_safe], "open": [default(False), boolean_validator]}


@validator_args
def attachment(
    not_empty: Validator, unicode_safe: Validator, default: ValidatorFactory, natural_number_validator: Validator
) -> Schema:
    """The attachment ``number`` (from 0) of note ``id``."""
    return {"id": [not_empty, unicode_safe], "number": [default(0), natural_number_validator]}


@validator_args
def mark(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """Which note."""
    return {"id": [not_empty, unicode_safe]}
