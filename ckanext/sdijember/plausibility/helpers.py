"""The plausibility panel as templates show it: figures as the reader's language writes them, every mark in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk

from ..codes.domain.codelists import codelist
from ..kernel.domain.findings import N_
from ..kernel.logic.wording import said
from ..review.logic import facts as cases
from ..tables.domain.cells import Value, Void, text_of
from ..tables.domain.table import Table
from .domain.answers import Answer, needs_ground
from .domain.disclosure import GROUNDS
from .domain.gazetteer import KECAMATAN
from .domain.mark import Mark, figure
from .domain.marks.of_years import percent
from .domain.numbers import decimals, number
from .domain.panel import Answered, Coverage, Panel, PanelColumn, panel
from .domain.profile import Extreme
from .logic import answering

#: Ways of saying nothing that are no word of the producer; the others are shown as they are written.
_VOIDS = {Void.BLANK: N_("blank"), Void.UNFIT: N_("not readable")}
_LEVELS = {"error": N_("To be answered"), "warning": N_("To be looked at")}
_KECAMATAN, _DESA = N_("{found} of {expected} kecamatan"), N_("{found} of {expected} desa/kelurahan")


def sdijember_plausibility(
    pkg: dict[str, Any], table: Table, earlier: Table | None = None, units: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The plausibility panel of a table of a dataset, with what its producer answered.

    :param pkg: the dataset; its bidang urusan says whether few persons are a secret
    :param earlier: the table of last year's dataset
    :param units: unit of each column by its name, as the dictionary declares it
    :returns: ``rows``, ``open`` (marks still to be answered), ``coverage``, ``marks`` on rows, ``columns`` (dicts of
        texts, and ``marks``), ``dated`` (there is a year to compare with), ``may_answer``, and ``form`` and ``errors``
        of an answer that was refused
    """
    package = cases.package_of(pkg["id"])
    answers = {one.mark: answering.as_rule(one) for one in answering.answers_of(package)}
    found = panel(table, earlier, _urusan(pkg), units, answers)
    form, errors = getattr(tk.g, "sdijember_plausibility_refused", ({}, {}))
    shown = {"may_answer": _may_answer(pkg["id"]), "dated": earlier is not None, "form": form, "errors": errors}
    return sdijember_plausibility_panel(found) | shown


def sdijember_plausibility_panel(found: Panel) -> dict[str, Any]:
    """A panel in words; keys as of ``sdijember_plausibility``."""
    return {
        "rows": _figure(found.rows),
        "open": found.open,
        "coverage": [_coverage(one) for one in found.coverage],
        "marks": [_mark(one) for one in found.marks],
        "columns": [_column(one) for one in found.columns],
        "dated": any(one.change for one in found.columns),
        "may_answer": False,
        "form": {},
        "errors": {},
    }


def sdijember_plausibility_grounds() -> list[dict[str, str]]:
    """Legal grounds on which counts of few persons may be published or withheld: ``code`` and ``label``."""
    names = codelist("dasar_pembatasan")
    return [{"code": code, "label": names.label(code, tk.h.lang())} for code in GROUNDS]


def _urusan(pkg: Mapping[str, Any]) -> Collection[str]:
    given = pkg.get("urusan") or ()
    return [given] if isinstance(given, str) else list(given)


def _may_answer(package_id: str) -> bool:
    try:
        tk.check_access("sdijember_plausibility_answer", {"user": tk.g.user}, {"id": package_id})
    except tk.NotAuthorized:
        return False
    return True


def _column(one: PanelColumn) -> dict[str, Any]:
    of = one.profile
    change = one.change
    return {
        "name": of.name,
        "filled": _figure(of.filled),
        "empty": _figure(of.rows - of.filled),
        "empty_kinds": ", ".join(f"{_void(void)}: {_figure(count)}" for void, count in of.empty.items()),
        "distinct": _figure(of.distinct),
        "doubled": _figure(of.doubled),
        "sum": _figure(of.total),
        "median": _figure(of.median),
        "least": _extreme(of.least),
        "greatest": _extreme(of.greatest),
        "change": percent(change.share) if change else "",
        "before": _figure(change.before) if change else "",
        "marks": [_mark(mark) for mark in one.marks],
    }


def _void(void: Void) -> str:
    return tk._(_VOIDS[void]) if void in _VOIDS else f"“{void.value}”"


def _mark(one: Answered) -> dict[str, Any]:
    mark, answer = one
    return {
        "identity": mark.identity,
        "code": mark.code,
        "level": mark.level,
        "label": tk._(_LEVELS[mark.level]),
        "text": said(mark),
        "needs_ground": needs_ground(mark.code),
        "answer": _answer(answer, mark),
    }


def _answer(answer: Answer | None, mark: Mark) -> dict[str, str] | None:
    if answer is None:
        return None
    ground = codelist("dasar_pembatasan").label(answer.ground, tk.h.lang()) if answer.ground else ""
    return {"text": answer.text, "author_name": answer.author_name, "created": answer.created, "ground": ground}


def _coverage(one: Coverage) -> dict[str, Any]:
    text = tk._(_KECAMATAN if one.level == KECAMATAN else _DESA).format(found=one.found, expected=one.expected)
    return {
        "text": text,
        "whole": one.found == one.expected,
        "missing": _names(one.missing),
        "doubled": _names(one.doubled),
    }


def _names(names: Sequence[str]) -> str:
    return ", ".join(names)


def _extreme(one: Extreme | None) -> dict[str, str] | None:
    return {"value": _value(one.value), "where": one.where} if one else None


def _value(value: Value) -> str:
    found = number(value)
    return text_of(value) if found is None else _figure(found)


def _figure(value: int | Decimal | None) -> str:
    """A number as the reader's language writes it, quotients with two decimals."""
    if value is None:
        return ""
    quotient = isinstance(value, Decimal) and decimals(value) > 6
    return figure(value, 2 if quotient else None).text(tk.h.lang())
