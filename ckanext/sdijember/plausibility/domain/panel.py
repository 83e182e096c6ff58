"""The plausibility panel of a table: figures, regions and marks, column by column, with what was answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ...tables.domain.table import Table
from . import disclosure as secrets
from .answers import Answer, answered
from .disclosure import Disclosure
from .gazetteer import DESA, KECAMATAN
from .mark import Examined, Mark
from .marks import examine
from .marks.of_places import region_label
from .marks.of_years import ColumnChange, changes
from .profile import Profile, profile
from .regions import Regions

Answered = tuple[Mark, "Answer | None"]


@dataclass(frozen=True)
class PanelColumn:
    """A column: its figures, how its sum changed against the year before, and the marks on it."""

    profile: Profile
    marks: tuple[Answered, ...] = ()
    change: ColumnChange | None = None


@dataclass(frozen=True)
class Coverage:
    """How many regions of a level a table has."""

    level: str
    found: int
    expected: int
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Panel:
    """All that is said about a table.

    :param marks: on rows or the whole table; those on a column stand with it
    """

    rows: int
    columns: tuple[PanelColumn, ...]
    coverage: tuple[Coverage, ...] = ()
    marks: tuple[Answered, ...] = ()
    disclosure: Disclosure = field(default_factory=Disclosure)

    @property
    def all_marks(self) -> list[Answered]:
        """Every mark with its answer, those of rows first."""
        return [*self.marks, *(one for column in self.columns for one in column.marks)]

    @property
    def open(self) -> int:
        """How many marks have to be answered still."""
        return sum(mark.level == "error" and answer is None for mark, answer in self.all_marks)


def all_marks(
    table: Table, earlier: Table | None = None, urusan: Collection[str] = (), units: Mapping[str, str] | None = None
) -> list[Mark]:
    """Marks on a table, those on few persons too; parameters as of ``panel``."""
    seen = Examined(table)
    found = examine(seen, Examined(earlier) if earlier is not None else None)
    return [*found, *secrets.marks(seen, secrets.disclosure(seen, urusan, units))]


def panel(
    table: Table,
    earlier: Table | None = None,
    urusan: Collection[str] = (),
    units: Mapping[str, str] | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> Panel:
    """The panel of a table.

    :param earlier: the table of the same figures a year before
    :param urusan: codes of the bidang urusan of the dataset
    :param units: unit of each column by its name, as the dictionary declares it
    :param answers: by the identity of their mark
    """
    seen = Examined(table)
    before = Examined(earlier) if earlier is not None else None
    secret = secrets.disclosure(seen, urusan, units)
    marks = answered([*examine(seen, before), *secrets.marks(seen, secret)], answers or {})
    changed = {one.column.position: one for one in changes(seen, before)} if before else {}
    columns = tuple(
        PanelColumn(
            profile(table, column),
            tuple(one for one in marks if one[0].column == column.name),
            changed.get(column.position),
        )
        for column in table.columns
    )
    return Panel(
        len(table),
        columns,
        _coverage(seen.regions, seen) if seen.regions else (),
        tuple(one for one in marks if not one[0].column),
        secret,
    )


def _coverage(regions: Regions, seen: Examined) -> tuple[Coverage, ...]:
    """The kecamatan and, where there are any, the desa and kelurahan of a table."""
    there = regions.counts
    doubled = []
    for rows in seen.keys.doubled.values():
        place = regions.place(rows[0])
        if place is not None:
            doubled.append(region_label(place.kode_kemendagri))
    missing = tuple(region_label(place.kode_kemendagri) for place in regions.missing)
    finest = Coverage(
        regions.level, len(regions.expected) - len(regions.missing), len(regions.expected), missing, tuple(doubled)
    )
    if regions.level != DESA:
        return (finest,)
    within = {place.kode_induk for place in regions.expected}
    have = {place.kode_induk for place in regions.expected if place.kode_kemendagri in there}
    lack = tuple(region_label(code) for code in sorted(within - have))
    return Coverage(KECAMATAN, len(have), len(within), lack), finest
