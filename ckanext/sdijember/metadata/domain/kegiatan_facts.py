"""What is known of a kegiatan beside its answers, as every exchanged file and printed form needs it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from .forms import form


@dataclass(frozen=True)
class Facts:
    """Where a kegiatan stands.

    :param office: name of the office that produces it
    :param state: of the review; ``state_label`` its name in Indonesian
    :param codes: ``id_kegiatan``, ``id_mskeg`` and ``id_kegiatan_mms``, as far as BPS has issued them
    :param url: permanent address of the kegiatan
    :param snapshot: SHA-256 of what was submitted; empty before
    :param recommendation: number and date of the Rekomendasi Statistik
    :param personal: whether the reader may have personal data; if not, no file holds them, whatever the answers are
    :param printed: the moment of the export, in the time of the portal
    """

    id: str = ""
    name: str = ""
    office: str = ""
    state: str = "draft"
    state_label: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    url: str = ""
    created: str = ""
    modified: str = ""
    snapshot: str = ""
    recommendation: tuple[str, str] = ("", "")
    personal: bool = False
    printed: datetime.datetime | None = None


@dataclass(frozen=True)
class Kegiatan:
    """All three forms of a kegiatan.

    :param values: answers of MS-Kegiatan in plain shape (``metadata/domain/answers.py``)
    :param variabel: lines of MS-Variabel in plain shape, each with its ``id`` if it has one
    :param indikator: lines of MS-Indikator, likewise
    """

    values: dict[str, Any] = field(default_factory=dict)
    variabel: list[dict[str, Any]] = field(default_factory=list)
    indikator: list[dict[str, Any]] = field(default_factory=list)

    def lines(self, form: str) -> list[dict[str, Any]]:
        """Lines of "variabel" or "indikator"."""
        return self.variabel if form == "variabel" else self.indikator

    def for_reader(self, facts: Facts) -> Kegiatan:
        """The same without what the reader of the file may not have."""
        if facts.personal:
            return self
        personal = form("kegiatan").personal
        kept = {name: value for name, value in self.values.items() if name not in personal}
        return Kegiatan(kept, self.variabel, self.indikator)
