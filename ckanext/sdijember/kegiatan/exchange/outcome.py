"""What was read from a file with the forms of Metadata Statistik, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...kernel.domain.findings import Finding, wrong
from ...metadata.domain.kegiatan_facts import Kegiatan
from ...metadata.domain.kegiatan_rules import check_whole


@dataclass
class Reading:
    """The content of a file.

    :param kegiatan: what could be read, in plain shape; an item that the file names without an answer is there, empty
    :param findings: what could not be read: nothing of a file is left out in silence
    :param aside: what the file says beside the answers (codes of BPS, status, links); the portal keeps its own
    :param cells: name of a field, or (form, row, field) → the cell of the sheet it was read from
    """

    kegiatan: Kegiatan = field(default_factory=Kegiatan)
    findings: list[Finding] = field(default_factory=list)
    aside: dict[str, Any] = field(default_factory=dict)
    cells: dict[str | tuple[str, int, str], str] = field(default_factory=dict)

    def problems(self, today: date | None = None) -> list[Finding]:
        """All that stops saving: what could not be read, and answers that are wrong."""
        read = self.kegiatan
        said = {(finding.field, finding.row) for finding in self.findings}
        checked = wrong(check_whole(answered(read.values), read.variabel, read.indikator, today))
        return wrong(self.findings) + [found for found in checked if (found.field, found.row) not in said]

    def notes(self, today: date | None = None) -> list[Finding]:
        """What does not stop saving: advice, and what is still missing for a submission."""
        read = self.kegiatan
        stopping = {id(finding) for finding in wrong(self.findings)}
        own = [finding for finding in self.findings if id(finding) not in stopping]
        checked = check_whole(answered(read.values), read.variabel, read.indikator, today)
        return own + [found for found in checked if found.level == "warning" or found.missing]


def answered(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those values that say something."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}
