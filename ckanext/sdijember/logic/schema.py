"""What the actions accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ..domain import review as rules


@validator_args
def review_transition(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    int_validator: Validator,
    sdijember_trimmed: Validator,
    default: ValidatorFactory,
) -> Schema:
    """``id``, ``note`` and ``version`` of any transition."""
    return {
        "id": [not_empty, unicode_safe],
        "note": [default(""), unicode_safe, sdijember_trimmed],
        "version": [ignore_missing, int_validator],
    }


@validator_args
def review_recommend(
    not_empty: Validator,
    unicode_safe: Validator,
    sdijember_trimmed: Validator,
    sdijember_past_date: Validator,
) -> Schema:
    """A recommendation also has its ``number`` and ``date`` (ISO 8601)."""
    return review_transition() | {
        "number": [not_empty, unicode_safe, sdijember_trimmed, not_empty],
        "date": [not_empty, sdijember_past_date],
    }


@validator_args
def review_with_note(not_empty: Validator, unicode_safe: Validator, sdijember_trimmed: Validator) -> Schema:
    """A return and a withdrawal must say why."""
    return review_transition() | {"note": [not_empty, unicode_safe, sdijember_trimmed, not_empty]}


@validator_args
def review_list(
    ignore_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
    natural_number_validator: Validator,
    sdijember_states: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
    limit_to_configured_maximum: ValidatorFactory,
) -> Schema:
    """Filters and paging of the list of reviews."""
    return {
        "scope": [default("all"), one_of(["mine", "produsen", "all"])],
        "states": [ignore_missing, sdijember_states],
        "owner_org": [ignore_empty, unicode_safe],
        "q": [ignore_empty, unicode_safe],
        "limit": [
            default(20),
            natural_number_validator,
            limit_to_configured_maximum("ckan.group_and_organization_list_max", 1000),
        ],
        "offset": [default(0), natural_number_validator],
    }


def for_action(action: str) -> Schema:
    """Schema of one transition, by what the table says it requires."""
    requires = {name for line in rules.TRANSITIONS if line.action == action for name in line.requires}
    if "number" in requires:
        return review_recommend()
    return review_with_note() if "note" in requires else review_transition()
