"""How much of a list is asked for, the same for every list."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory


@validator_args
def paging(
    natural_number_validator: Validator,
    default: ValidatorFactory,
    limit_to_configured_maximum: ValidatorFactory,
) -> Schema:
    """``limit`` and ``offset`` of any list: 20 unless told, and no more than CKAN's own lists give."""
    return {
        "limit": [
            default(20),
            natural_number_validator,
            limit_to_configured_maximum("ckan.group_and_organization_list_max", 1000),
        ],
        "offset": [default(0), natural_number_validator],
    }
