"""What the actions on answers to marks accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory


@validator_args
def answer(
    not_empty: Validator, unicode_safe: Validator, default: ValidatorFactory, sdijember_trimmed: Validator
) -> Schema:
    """An answer to a mark on a file of dataset ``id``; what it says is checked by the rules."""
    return {
        "id": [not_empty, unicode_safe],
        "resource_id": [not_empty, unicode_safe],
        "mark": [not_empty, unicode_safe],
        "code": [not_empty, unicode_safe],
        "text": [default(""), unicode_safe, sdijember_trimmed],
        "ground": [default(""), unicode_safe],
    }
