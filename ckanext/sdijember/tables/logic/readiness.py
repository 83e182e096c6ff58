"""Whether the files of a dataset have their tables: without those that they should have it is not submitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...kernel.domain.findings import Finding
from ..domain.failures import NO_TABLE, WAITS
from ..domain.remarks import stopping
from ..exchange.reader import FORMATS
from ..model import FAILED, WAITING, of_files

#: The field that findings on the files of a dataset belong to.
FIELD = "resources"


def findings_of(dataset: Mapping[str, Any]) -> Iterator[Finding]:
    """What keeps the tables of a dataset from being there, and what was found in those that are.

    :param dataset: as ``package_show`` gives it
    """
    files = [one for one in dataset.get("resources") or [] if one.get("url_type") == "upload"]
    rows = of_files([one["id"] for one in files])
    for file in files:
        row, name = rows.get(file["id"]), str(file.get("name") or file["id"])
        if row is None:
            if file.get("format") in FORMATS and not file.get("datastore_active"):
                yield Finding(FIELD, WAITS, {}, "error", name, missing=True)
        elif row.state == WAITING:
            yield Finding(FIELD, WAITS, {}, "error", name, missing=True)
        else:
            found = [replace(one, field=FIELD, subject=name) for one in row.findings]
            if row.state == FAILED and not stopping(found):
                yield Finding(FIELD, NO_TABLE, {}, "error", name, missing=True)
            yield from found


def waiting(dataset: Mapping[str, Any]) -> bool:
    """Whether a table of the dataset is still being made."""
    return any(one.message == WAITS for one in findings_of(dataset))
