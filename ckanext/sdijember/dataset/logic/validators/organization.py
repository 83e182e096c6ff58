"""Validators of the fields of an OPD."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ....codes.domain import values as rules

_KODE_SKPD = re.compile(r"\d{1,2}\.\d{2}(\.[0-9]*)*")


def sdijember_kode_skpd(value: Any) -> Any:
    """The value looks like a code of SIPD: digits in groups, set apart by dots."""
    if not _KODE_SKPD.fullmatch(value):
        raise tk.Invalid(tk._("Write the code as SIPD does: digits and dots, for example 1.02.0.00.0.00.1..0000."))
    return value


def sdijember_validity_end(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """An office does not end before it starts."""
    for finding in rules.check_period(data.get(("berlaku_mulai",)), data[key], "berlaku_sampai"):
        errors[key].append(finding.text(tk._))


def sdijember_successor(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
    """The successor is another office that exists."""
    office = model.Group.get(data[key])
    if office is None or not office.is_organization or office.state != model.State.ACTIVE:
        errors[key].append(tk._("There is no office called “{name}”.").format(name=data[key]))
    elif office.name == data.get(("name",)) or office.id == data.get(("id",)):
        errors[key].append(tk._("An office cannot be its own successor. Choose another one."))
    else:
        data[key] = office.name
