"""Validators of single dataset fields; the rules themselves are in ``domain/field_rules.py``."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.munge import munge_title_to_name
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ....codes.domain import values as rules
from ....kernel.domain.findings import Finding
from ...domain import field_rules


def sdijember_name(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """A dataset without a name keeps the one it has; a new one gets one from its title."""
    if not _blank(data.get(key)):
        return
    package = context.get("package")
    data[key] = package.name if package else _free_name(data.get(("title",)))


def sdijember_period_end(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """The period does not end before it starts."""
    _report(key, errors, rules.check_period(data.get(("periode_mulai",)), data[key]))


def sdijember_restriction(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """Data that are not open carry a legal reason; open data carry none."""
    access = data.get(("klasifikasi_akses",))
    reason = None if _blank(data.get(key)) else data[key]
    _report(key, errors, field_rules.check_restriction(access, reason))
    if reason is None or access == "terbuka":
        _drop(key, data)


def sdijember_priority_year(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """Data Prioritas carry their year; other data carry none."""
    year = None if _blank(data.get(key)) else str(data[key]).strip()
    priority = data.get(("data_prioritas",))
    _report(key, errors, field_rules.check_priority_year(priority, year))
    if year is None or priority != "ya":
        _drop(key, data)
    data[key] = year


def sdijember_licence(value: Any) -> Any:
    """The licence is one that the portal offers."""
    if value not in model.Package.get_license_register().keys():  # noqa: SIM118 - the register iterates no keys
        raise tk.Invalid(tk._("“{value}” is not in the list. Choose one of the answers offered.").format(value=value))
    return value


def _free_name(title: Any) -> str:
    stem = "" if _blank(title) else munge_title_to_name(str(title))[:90].strip("-_")
    if len(stem) < 2:
        return f"dataset-{uuid.uuid4().hex[:12]}"
    name, number = stem, 1
    while model.Package.get(name) is not None:
        number += 1
        name = f"{stem}-{number}"
    return name


def _blank(value: Any) -> bool:
    return value is tk.missing or rules.is_blank(value)


def _drop(key: FlattenKey, data: FlattenDataDict) -> None:
    data.pop(key, None)
    raise tk.StopOnError


def _report(key: FlattenKey, errors: FlattenErrorDict, findings: list[Finding]) -> None:
    errors[key].extend(finding.text(tk._) for finding in findings)
    if findings:
        raise tk.StopOnError
