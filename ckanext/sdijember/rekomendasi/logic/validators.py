"""Validators of what is said in a recommendation."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...kernel.logic.wording import said
from ..domain import rekomendasi as rules


def sdijember_rekomendasi_number(value: Any) -> str:
    """A number in its one spelling, that can be printed."""
    number = rules.tidy_number(str(value))
    _refuse(rules.check(number))
    return number


def sdijember_rekomendasi_text(value: Any) -> str:
    """Conditions, or a reason, that fit into a letter and a log."""
    text = str(value).replace("\r\n", "\n").strip()
    _refuse(rules.check("", text))
    return text


def _refuse(found: list[Any]) -> None:
    if found:
        raise tk.Invalid(" ".join(said(finding) for finding in found))
