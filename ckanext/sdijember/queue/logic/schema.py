"""What the actions of the queue accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import identified, noted
from ...review.logic import schema
from . import bulk, listing


@validator_args
def queue_list(
    ignore_empty: Validator, boolean_validator: Validator, default: ValidatorFactory, one_of: ValidatorFactory
) -> Schema:
    """Filters, order and paging of the list of reviews."""
    return schema.review_list() | {
        "claim": [ignore_empty, one_of(list(listing.CLAIMS))],
        "type": [ignore_empty, one_of(["dataset", "kegiatan"])],
        "overdue": [default(False), boolean_validator],
        "priority": [default(False), boolean_validator],
        "scheduled": [default(False), boolean_validator],
        "sort": [default("due"), one_of(list(listing.SORTS))],
    }


@validator_args
def claim(boolean_validator: Validator, default: ValidatorFactory) -> Schema:
    """The dataset, whether a colleague's work is taken over, and a note for the log."""
    return {
        **identified(),
        **noted(),
        "take_over": [default(False), boolean_validator],
    }


@validator_args
def assign(not_empty: Validator, unicode_safe: Validator) -> Schema:
    """The dataset, who is to work on it, and a note for the log."""
    return claim() | {"assignee": [not_empty, unicode_safe]}


@validator_args
def decisions(not_empty: Validator, sdijember_items: Validator, one_of: ValidatorFactory) -> Schema:
    """A decision and the datasets it is for, each with the version that the person saw."""
    return {"decision": [not_empty, one_of(list(bulk.ACTIONS))], "items": [not_empty, sdijember_items]}
