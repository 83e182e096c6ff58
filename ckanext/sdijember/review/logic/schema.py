"""What the actions accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import identified, noted, paging
from ..domain import transitions as rules
from . import hooks


@validator_args
def review_transition(
    unicode_safe: Validator,
    ignore_missing: Validator,
    int_validator: Validator,
    sdijember_trimmed: Validator,
    ignore_empty: Validator,
    sdijember_reason: Validator,
    sdijember_past_date: Validator,
    sdijember_scan: Validator,
    natural_number_validator: Validator,
    one_of: ValidatorFactory,
) -> Schema:
    """``id``, ``note`` and ``version`` of any transition, and how it was decided if not simply here."""
    return {
        **identified(),
        **noted(),
        "version": [ignore_missing, int_validator],
        "override": [ignore_empty, unicode_safe, sdijember_trimmed, ignore_empty, sdijember_reason],
        "channel": [ignore_empty, one_of(list(rules.CHANNELS))],
        "decided_by": [ignore_empty, unicode_safe, sdijember_trimmed],
        "decided_on": [ignore_empty, sdijember_past_date],
        "scan": [ignore_empty, sdijember_scan],
        "open_notes": [ignore_empty, natural_number_validator],
    }


@validator_args
def review_recommend(
    not_empty: Validator, unicode_safe: Validator, sdijember_trimmed: Validator, sdijember_past_date: Validator
) -> Schema:
    """A recommendation also has its ``number`` and ``date`` (ISO 8601)."""
    return (
        review_transition()
        | {
            "number": [not_empty, unicode_safe, sdijember_trimmed, not_empty],
            "date": [not_empty, sdijember_past_date],
        }
        | hooks.accepted("recommend")
    )


@validator_args
def review_schedule(not_empty: Validator, sdijember_future_moment: Validator) -> Schema:
    """A schedule has the moment ``publish_at`` (ISO 8601; WIB where it names no offset)."""
    return review_transition() | {"publish_at": [not_empty, sdijember_future_moment]}


@validator_args
def review_list(
    ignore_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
    sdijember_states: Validator,
    default: ValidatorFactory,
    one_of: ValidatorFactory,
) -> Schema:
    """Filters and paging of the list of reviews."""
    return {
        "scope": [default("all"), one_of(["mine", "produsen", "all"])],
        "states": [ignore_missing, sdijember_states],
        "owner_org": [ignore_empty, unicode_safe],
        "q": [ignore_empty, unicode_safe],
    } | paging()


def for_action(action: str) -> Schema:
    """Schema of one transition, by what the table says it requires."""
    requires = rules.WORKFLOW.required(action)
    if "number" in requires:
        return review_recommend()
    return review_schedule() if "publish_at" in requires else review_transition()
