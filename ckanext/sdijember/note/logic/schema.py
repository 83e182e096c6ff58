"""What the actions on notes accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import identified
from ..domain import conversation as rules


@validator_args
def create(
    unicode_safe: Validator,
    ignore_empty: Validator,
    sdijember_trimmed: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """A note on dataset ``id``, or an answer to the note ``parent``; the text is checked by the rules."""
    return identified() | {
        "parent": [ignore_empty, unicode_safe],
        "audience": [ignore_empty, one_of(list(rules.AUDIENCES))],
        "place": [default(""), unicode_safe],
        "column": [default(""), unicode_safe, sdijember_trimmed],
        "text": [default(""), unicode_safe, sdijember_trimmed],
    }


@validator_args
def listed(boolean_validator: Validator, default: ValidatorFactory) -> Schema:
    """Notes on dataset ``id``; with ``open`` only those still to be settled."""
    return identified() | {"open": [default(False), boolean_validator]}


@validator_args
def attachment(default: ValidatorFactory, natural_number_validator: Validator) -> Schema:
    """The attachment ``number`` (from 0) of note ``id``."""
    return identified() | {"number": [default(0), natural_number_validator]}


def mark() -> Schema:
    """Which note."""
    return identified()
