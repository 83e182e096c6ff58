"""Parameters of an action against its schema, and the pieces that many schemas have."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic.schema import validator_args
from ckan.types import Context, DataDict, Schema, Validator, ValidatorFactory


def checked(data_dict: DataDict, accepted: Schema, context: Context) -> dict[str, Any]:
    """What ``accepted`` makes of the parameters of an action.

    :raises ValidationError: they do not fit
    """
    data, errors = tk.navl_validate(data_dict, accepted, context)
    if errors:
        raise tk.ValidationError(errors)
    return data


@validator_args
def identified(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """``id`` (or name, or code) of what the action is about."""
    return {"id": [not_empty, unicode_safe]}


@validator_args
def noted(default: ValidatorFactory, unicode_safe: Validator, sdijember_trimmed: Validator) -> Schema:
    """A ``note``, which may be left out."""
    return {"note": [default(""), unicode_safe, sdijember_trimmed]}


@validator_args
def reasoned(not_empty: Validator, unicode_safe: Validator, sdijember_trimmed: Validator) -> Schema:
    """A ``note`` that must say why."""
    return {"note": [not_empty, unicode_safe, sdijember_trimmed, not_empty]}


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
