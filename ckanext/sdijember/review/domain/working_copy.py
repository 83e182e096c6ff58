"""A published dataset is changed on a working copy: what the copy is called, and what it says of the live one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...kernel.domain.findings import N_
from ...metadata.domain.forms import ROW_FORMS

#: How a revision ended.
PUBLISHED = "terbit"
DISCARDED = "dibatalkan"

#: Why a version became public.
FIRST = "terbit"
REVISED = "revisi"
AGAIN = "terbit_ulang"
KINDS = {FIRST: N_("First publication"), REVISED: N_("Revision"), AGAIN: N_("Published again")}

#: Names of datasets are no longer than this.
LONGEST_NAME = 100


def working_name(name: str, number: int) -> str:
    """Name of the working copy of a dataset.

    :param number: which revision of the dataset it is, from 1
    """
    end = f"-revisi-{number}"
    return name[: LONGEST_NAME - len(end)].rstrip("-_") + end


def in_live_terms(copy: Mapping[str, Any], live_id: str, live_name: str, parts: Mapping[str, str]) -> dict[str, Any]:
    """A working copy as the live dataset will be once it is merged: so both can be compared.

    :param copy: with its lines, if it is a kegiatan
    :param parts: id of a file or line of the copy → that of the live dataset; those that are new keep their own
    """
    found = {**copy, "id": live_id, "name": live_name}
    for name in ("resources", *ROW_FORMS):
        if name in copy:
            found[name] = [{**part, "id": parts.get(part["id"], part["id"])} for part in copy[name] or []]
    return found
