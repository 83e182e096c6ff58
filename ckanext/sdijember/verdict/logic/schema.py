"""What the actions on verdicts, checklists and differences accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ...kernel.logic.schema import identified, noted
from ..domain.checklist import TEAMS


@validator_args
def verdict_set(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    int_validator: Validator,
    sdijember_trimmed: Validator,
    default: ValidatorFactory,
) -> Schema:
    """``items`` of a dataset with what is found of each."""
    text = [default(""), unicode_safe, sdijember_trimmed]
    return identified() | {
        "version": [ignore_missing, int_validator],
        "items": {
            "item": [not_empty, unicode_safe],
            "verdict": text,
            "category": text,
            "comment": text,
            "seen": [ignore_missing, unicode_safe],
        },
    }


@validator_args
def checklist_tick(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    int_validator: Validator,
    boolean_validator: Validator,
) -> Schema:
    """``ticks`` of a dataset: ``code`` of the line, ``ticked`` or not."""
    return identified() | {
        "version": [ignore_missing, int_validator],
        "ticks": {"code": [not_empty, unicode_safe], "ticked": [boolean_validator]},
    }


@validator_args
def checklist_show(
    not_empty: Validator, ignore_missing: Validator, natural_number_validator: Validator, one_of: ValidatorFactory
) -> Schema:
    """``team`` and, unless the newest is wanted, the ``version``."""
    return {
        "team": [not_empty, one_of(list(TEAMS))],
        "version": [ignore_missing, natural_number_validator],
    }


@validator_args
def checklist_update(not_empty: Validator, natural_number_validator: Validator, one_of: ValidatorFactory) -> Schema:
    """``team``, the ``version`` that was edited, and a ``note``; the lines are checked by their own rules."""
    return noted() | {
        "team": [not_empty, one_of(list(TEAMS))],
        "version": [not_empty, natural_number_validator],
    }


@validator_args
def review_diff(ignore_empty: Validator, natural_number_validator: Validator) -> Schema:
    """``id`` and the numbers of the submissions to compare, from 1."""
    return identified() | {
        "before": [ignore_empty, natural_number_validator],
        "after": [ignore_empty, natural_number_validator],
    }
