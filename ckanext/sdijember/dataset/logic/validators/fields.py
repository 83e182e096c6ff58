"""Validators that any field of a schema may name: answered, coded, a date."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ....codes.domain import values as rules
from ....codes.domain.codelists import codelist

Validator = Callable[[FlattenKey, FlattenDataDict, FlattenErrorDict, Context], None]


def _of_field(factory: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a validator that scheming calls with the field's definition first."""
    factory.is_a_scheming_validator = True  # type: ignore[attr-defined]
    return factory


@_of_field
def sdijember_present(field: dict[str, Any], schema: dict[str, Any]) -> Validator:
    """Trim text; refuse an empty or meaningless answer where one is required, drop it where none is."""
    required = bool(field.get("required"))
    chosen = "choices" in field or "choices_helper" in field

    def validator(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
        value = data.get(key)
        if value is tk.missing or rules.is_blank(value):
            data.pop(key, None)
            if required:
                errors[key].append(_missing(chosen))
            raise tk.StopOnError
        if isinstance(value, list | dict):
            errors[key].append(tk._("One text is expected here, not several."))
            raise tk.StopOnError
        data[key] = text = str(value).strip()
        if required and not chosen and rules.is_filler(text):
            errors[key].append(tk._(rules.FILLER).format(value=text))
            raise tk.StopOnError

    return validator


@_of_field
def sdijember_code(field: dict[str, Any], schema: dict[str, Any]) -> Validator:
    """The value is a code of the field's list that holds today, or one that has ended and was stored before."""

    def validator(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
        if data[key] not in _codes(field) and data[key] not in _ended(field, key, context):
            errors[key].append(_unknown(data[key]))
            raise tk.StopOnError

    return validator


@_of_field
def sdijember_codes(field: dict[str, Any], schema: dict[str, Any]) -> Validator:
    """The values are codes of the field's list; they are stored as a JSON list in the order of that list.

    Codes that have ended follow, if they were stored before.
    """

    def validator(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
        value = data.get(key)
        given = [] if value is tk.missing or rules.is_blank(value) else _as_list(value)
        if not given:
            data.pop(key, None)
            if field.get("required"):
                errors[key].append(_missing(chosen=True))
            raise tk.StopOnError
        codes = [*_codes(field), *_ended(field, key, context)]
        errors[key].extend(_unknown(one) for one in given if one not in codes)
        if errors[key]:
            raise tk.StopOnError
        data[key] = json.dumps([code for code in codes if code in given])

    return validator


def sdijember_date(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """The value names a day; it is stored as ``YYYY-MM-DD``."""
    day = rules.parse_date(data[key])
    if day is None:
        message = tk._("“{value}” is no date. Write year-month-day, for example 2024-12-31.")
        errors[key].append(message.format(value=data[key]))
        raise tk.StopOnError
    data[key] = day.isoformat()


def _codes(field: dict[str, Any]) -> list[str]:
    choices = field.get("choices") or tk.h[field["choices_helper"]](field)
    return [choice["value"] for choice in choices]


def _ended(field: dict[str, Any], key: FlattenKey, context: Context) -> list[str]:
    """Codes without which a dataset saved long ago could not be saved again."""
    package = context.get("package")
    if package is None or len(key) > 1 or "codelist" not in field:
        return []
    held = _as_list(package.extras.get(field["field_name"]))
    return [code.code for code in codelist(field["codelist"]).outlived(held)]


def _as_list(value: Any) -> list[Any]:
    """A list, a JSON list, or the single value of a form in which one box is ticked."""
    if isinstance(value, list):
        return value
    if isinstance(value, str) and value.startswith("["):
        try:
            parsed = json.loads(value)
        except ValueError:
            parsed = value
        return parsed if isinstance(parsed, list) else [value]
    return [value]


def _missing(chosen: bool) -> str:
    return tk._(rules.CHOOSE if chosen else rules.FILL_IN)


def _unknown(value: Any) -> str:
    return tk._("“{value}” is not in the list. Choose one of the answers offered.").format(value=value)
