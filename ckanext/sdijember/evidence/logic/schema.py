"""What the evidence of a dataset accepts."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import identified


@validator_args
def evidence(default: ValidatorFactory, boolean_validator: Validator) -> Schema:
    """Of which dataset, and whether with its files."""
    return identified() | {"files": [default(True), boolean_validator]}
