"""What the list of readings accepts."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import paging
from . import noting


@validator_args
def access_list(ignore_empty: Validator, unicode_safe: Validator, one_of: ValidatorFactory) -> Schema:
    """Filters and paging of the list of readings."""
    return {
        "id": [ignore_empty, unicode_safe],
        "reader": [ignore_empty, unicode_safe],
        "way": [ignore_empty, one_of(list(noting.WAYS))],
    } | paging()
