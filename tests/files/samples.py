"""Small files with the virtues and faults of the tables that offices send."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from tests.tables import writers

TIDY = "kode,desa,jumlah\n35.09.01.2001,Padomasan,4031\n35.09.01.2002,Keting,3952\n"

Rows = Sequence[Sequence[object]]


def archive(members: dict[str, str | bytes]) -> bytes:
    """A ZIP of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return buffer.getvalue()


def xlsx(*sheets: Rows, merged: str = "") -> bytes:
    """A workbook whose sheets are called Lembar1, Lembar2 …; ``merged`` is a range of the first."""
    named = {f"Lembar{n}": rows for n, rows in enumerate(sheets or [()], 1)}
    return writers.xlsx(named, merged=[merged] if merged else [])  # type: ignore[arg-type]


def ods(rows: Rows) -> bytes:
    """A LibreOffice sheet."""
    return writers.ods({"A": rows})  # type: ignore[dict-item]
