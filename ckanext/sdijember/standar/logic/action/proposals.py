"""Proposals to the register of Standar Data and the decisions on them (Perpres 39/2019 Pasal 4–6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict

from ....kernel.logic import schema as params
from ....kernel.logic.declared import Declared, declared_as
from ....kernel.logic.transaction import whole_or_nothing
from ...model import Standar
from .. import importing as loading
from .. import schema as standar_schema
from .. import writing


def sdijember_standar_propose(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Propose a new entry, or a change of one in force.

    :param id: id or code of the entry to be changed; a new entry if there is none
    :param jenis: ``konsep`` or ``variabel``, for a new entry
    :param owner_org: office for which the caller proposes; may be left out by who has only one, and by the Walidata
    :param nama, definisi, referensi, …: the fields of ``schemas/standar.yaml``
    :param note: a word to who decides (optional)
    :returns: what ``sdijember_standar_show`` returns
    :raises NotAuthorized: the caller is neither producer of the office nor of the Walidata
    :raises ValidationError: every rule that the text breaks, by field
    """
    tk.check_access("sdijember_standar_propose", context, {"owner_org": data_dict.get("owner_org")})
    data = params.checked(data_dict, standar_schema.standar_proposal(), context)
    if not data.get("id") and not data.get("jenis"):
        raise tk.ValidationError({"jenis": [tk._("Choose one of the answers.")]})
    return _written(context, lambda: writing.propose(context, data))


def sdijember_standar_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Correct a proposal that came back, and propose it again.

    :param id: id or code of the entry
    :param revision: revision of the text that the caller saw (optional); an older one is refused
    :param nama, definisi, referensi, …: the fields, all of them
    :param note: a word to who decides (optional)
    :returns: what ``sdijember_standar_show`` returns
    :raises NotAuthorized, ValidationError: as ``sdijember_standar_propose``
    """
    tk.check_access("sdijember_standar_update", context, {"id": tk.get_or_bust(data_dict, "id")})
    data = params.checked(data_dict, standar_schema.standar_proposal(), context)
    return _written(context, lambda: writing.mend(context, data))


def _decision(declared: Declared) -> Action:
    """The decision of that name, as an action."""
    action = declared.__name__.removeprefix("sdijember_standar_")

    def decide(context: Context, data_dict: DataDict) -> dict[str, Any]:
        tk.check_access(f"sdijember_standar_{action}", context, {"id": tk.get_or_bust(data_dict, "id")})
        data = params.checked(data_dict, standar_schema.for_standar(action), context)
        return _written(context, lambda: writing.decide(context, action, data))

    return declared_as(declared, decide)


@_decision
def sdijember_standar_approve() -> None:
    """The Pembina Data puts a proposal in force; a first approval gives the entry its code.

    :param id: id or code of the entry
    :param revision: revision of the text that the caller read (optional); an older one is refused
    :param note: a remark for the log (optional)
    :returns: what ``sdijember_standar_show`` returns
    :raises ValidationError: also when the caller wrote the proposal, or name or code were taken meanwhile
    """


@_decision
def sdijember_standar_return() -> None:
    """Pembina Data or Walidata give a proposal back to be corrected.

    :param id: id or code of the entry
    :param note: what has to be corrected (compulsory)
    :param revision: revision of the text that the caller read (optional)
    :returns: what ``sdijember_standar_show`` returns
    """


@_decision
def sdijember_standar_reject() -> None:
    """The Pembina Data ends a proposal; what is in force stays in force.

    :param id: id or code of the entry
    :param note: why (compulsory)
    :param revision: revision of the text that the caller read (optional)
    :returns: what ``sdijember_standar_show`` returns
    """


@_decision
def sdijember_standar_withdraw() -> None:
    """Pembina Data or Walidata take an entry out of use. It stays readable under its code, which is not used again.

    :param id: id or code of the entry
    :param note: why (compulsory)
    :param successor: code of the entry in force to use instead (optional)
    :param revision: revision of the text that the caller read (optional)
    :returns: what ``sdijember_standar_show`` returns
    """


def sdijember_standar_import(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """The Walidata loads entries of a national list (SDS, KUGI), which the national Pembina has decided on already.

    :param rows: list of dicts as ``sdijember_standar_export`` returns them; ``status`` and what follows are not read
    :param dry_run: only say what would happen
    :returns: ``created``, ``changed``, ``unchanged``: numbers
    :raises ValidationError: ``rows``: list of ``row`` (1-based), ``field``, ``message``; then nothing was written
    """
    tk.check_access("sdijember_standar_import", context, {})
    rows = tk.get_or_bust(data_dict, "rows")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise tk.ValidationError({"rows": [tk._("Give a list of rows.")]})
    with whole_or_nothing():
        return loading.load(context, rows, tk.asbool(data_dict.get("dry_run")))


def _written(context: Context, write: Callable[[], Standar]) -> dict[str, Any]:
    with whole_or_nothing():
        entry = write()
    return tk.get_action("sdijember_standar_show")(tk.fresh_context(context), {"id": entry.id})
