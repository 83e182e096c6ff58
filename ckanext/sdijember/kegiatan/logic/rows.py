"""Writing the lines of MS-Variabel and MS-Indikator: all of them at once, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...kernel.domain.findings import Finding, wrong
from ...kernel.logic.transaction import transaction
from ...kernel.logic.wording import said
from ...metadata import model as store
from ...metadata.domain.answers import answers
from ...metadata.domain.forms import form
from ...metadata.domain.row_rules import check_rows
from ...review.logic import lock, saving

COUNTS = {"variabel": "total_msvar", "indikator": "total_msind"}


def replace(context: Context, package: model.Package, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make ``rows`` the lines of a form of a kegiatan, in one transaction that also indexes it.

    :param name: "variabel" or "indikator"
    :raises NotAuthorized: the kegiatan is locked
    :raises ValidationError: ``rows``: a list of ``row`` (from 1), ``field`` and ``message``, every error at once
    """
    with transaction():
        lock.require_editable(package.id)
        write(package, name, rows)
        saving.index(context, package.id)


def write(package: model.Package, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """The same without lock, index and commit, for those who do more in one transaction."""
    wanted = form(name)
    plain = [answers(wanted, row) for row in rows]
    if found := wrong(check_rows(name, plain)):
        raise tk.ValidationError({"rows": [as_error(finding) for finding in found]})
    lines = [{**values, "id": row.get("id")} for values, row in zip(plain, rows, strict=True) if values]
    store.replace_rows(name, package.id, lines)
    package.extras[COUNTS[name]] = str(store.count_rows(name, package.id))
    saving.touch(package)


def as_error(finding: Finding) -> dict[str, Any]:
    """A finding as an action reports it: the cell and the message."""
    return {"row": finding.row, "field": finding.field, "message": said(finding)}
