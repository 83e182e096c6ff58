"""What is expected of a file of the corpus: written down by hand, apart from what the reader makes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ckanext.sdijember.tables.domain.cells import text_of
from ckanext.sdijember.tables.domain.table import Outcome, Table

FILES = Path(__file__).parent / "files"
#: Stands before the way in which a cell says nothing.
VOID = "∅"


@dataclass(frozen=True)
class Case:
    """A file and what reading it must come to.

    :param name: of the file
    :param content: its bytes
    :param columns: name and kind of each column, as "luas: decimal"; none if there is no table
    :param rows: every cell of the table as text; nothing as VOID with its way
    :param findings: code and place of each remark, as "blank-header B1", without order
    :param decided: decisions that are of interest here
    :param format: format of the file, if its name does not say it
    :param given: corrections of its producer
    """

    name: str
    content: bytes
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    findings: Sequence[str] = ()
    decided: Mapping[str, Any] = field(default_factory=dict)
    format: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    def save(self) -> None:
        """Write the file, and beside it what is expected."""
        (FILES / self.name).write_bytes(self.content)
        kept = {
            "format": self.format or {"geojson": "GeoJSON"}.get(ending := self.name.rpartition(".")[2], ending.upper()),
            "given": dict(self.given),
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
            "findings": sorted(self.findings),
            "decided": dict(self.decided),
        }
        lines = [f"  {json.dumps(key)}: {_shown(value)}" for key, value in kept.items()]
        (FILES / f"{self.name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _shown(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {json.dumps(one, ensure_ascii=False)}" for one in value) + "\n  ]"
    return json.dumps(value, ensure_ascii=False)


def seen(outcome: Outcome, decided: Sequence[str] = ()) -> dict[str, Any]:
    """What the reader made of a file, in the same form."""
    table = outcome.table
    return {
        "columns": [f"{one.name}: {one.kind.value}" for one in table.columns] if table else [],
        "rows": list(_rows(table)) if table else [],
        "findings": sorted(" ".join(filter(None, (one.code, one.sheet, one.cell))) for one in outcome.remarks),
        "decided": {key: outcome.decisions.get(key) for key in decided},
    }


def _rows(table: Table) -> Any:
    for row in range(len(table)):
        yield [
            text_of(one.value(row)) if (void := one.void(row)) is None else f"{VOID}{void.value}"
            for one in table.columns
        ]
