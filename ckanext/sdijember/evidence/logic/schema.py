"""What the evidence of a dataset accepts."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory


@validator_args
def evidence(
    not_empty: Validator, unicode_safe: Validator, default: ValidatorFactory, boolean_validator: Validator
) -> Schema:
    """Of which dataset, and whether with its files."""
    return {"id": [not_empty, unicode_safe], "files": [default(True), boolean_validator]}
