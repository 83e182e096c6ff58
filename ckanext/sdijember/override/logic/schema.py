"""What the actions on overrides, and on what came with a decision, accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import paging, reasoned


@validator_args
def listed(boolean_validator: Validator, default: ValidatorFactory) -> Schema:
    """Filter and paging of the list of overrides."""
    return paging() | {"open": [default(False), boolean_validator]}


@validator_args
def approve(not_empty: Validator, natural_number_validator: Validator) -> Schema:
    """Which override, and what the second person says to it."""
    return reasoned() | {
        "id": [not_empty, natural_number_validator],
    }


@validator_args
def event(not_empty: Validator, natural_number_validator: Validator) -> Schema:
    """Which event of the log."""
    return {"id": [not_empty, natural_number_validator]}
