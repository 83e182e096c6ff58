"""What the upload check itself has found: types that no caller of an action can send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...kernel.domain.findings import Finding


class FileColumns(list[dict[str, Any]]):
    """Columns told from the file, as ``tables/domain/profile.py`` gives them."""


class FileReading(dict[str, Any]):
    """How the file was read, as ``Decisions.stored`` writes it; empty if it is no table."""


class UploadFindings(list[Finding]):
    """Findings of the check.

    :param columns: what the columns of the file are, if it is a table that was let pass
    :param reading: how it was read
    """

    def __init__(
        self,
        findings: Iterable[Finding] = (),
        columns: FileColumns | None = None,
        reading: FileReading | None = None,
    ) -> None:
        super().__init__(findings)
        self.columns = FileColumns() if columns is None else columns
        self.reading = FileReading() if reading is None else reading
