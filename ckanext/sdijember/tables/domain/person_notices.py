"""What is said of numbers and addresses of persons, wherever in a file they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...kernel.domain.findings import N_, Named
from . import personal
from .cells import Raw, address, letters, text_of
from .grid import Grid
from .layout import HEAD, filled
from .remarks import Remark, remark

_NUMBER = N_(
    "This looks like a {kind} ({masked}); {count} of them stand in this column. "
    "Delete what tells of persons, then upload the file anew."
)
_CONTACT = N_(
    "This looks like a {kind} of a person ({masked}); {count} of them stand in this column. "
    "Leave it only if it is the public contact of an office."
)
_ELSEWHERE = N_(
    "{place} holds what looks like a {kind} ({masked}), although no cell of it shows it. "
    "Delete what tells of persons, or copy the table alone into a new file."
)
_NAMES = N_("The column “{name}” names the persons whose numbers stand beside it. Delete it too, or give counts only.")
_KINDS = {
    personal.NIK: Named({"id": "NIK", "en": "NIK"}),
    personal.NIP: Named({"id": "NIP", "en": "NIP"}),
    personal.PHONE: Named({"id": "nomor telepon", "en": "telephone number"}),
    personal.MAIL: Named({"id": "alamat surel", "en": "e-mail address"}),
}
_CODES = {personal.NIK: "nik", personal.NIP: "nip", personal.PHONE: "telephone", personal.MAIL: "e-mail"}
_NAME = re.compile(
    r"nama( lengkap| penerima.*| kepala.*| siswa| pegawai| guru| pasien| warga| orang.*| anak| ibu.*)?", re.IGNORECASE
)

_LONG = 10**15

CONTENT = Named({"id": "Berkas", "en": "The file"})
COMMENTS = Named({"id": "Komentar di buku kerja", "en": "A comment in the workbook"})
PROPERTIES = Named({"id": "Properti dokumen", "en": "The properties of the document"})
HIDDEN_PARTS = Named({"id": "Bagian buku kerja yang tidak tampak", "en": "A part of the workbook that is not seen"})
FILE_NAME = Named({"id": "Nama berkas", "en": "The name of the file"})
SHEET_NAME = Named({"id": "Nama lembar", "en": "The name of a sheet"})


def in_grid(grid: Grid) -> Iterator[Remark]:
    """Persons in the sheet that is the table, each kind once a column; names beside their numbers."""
    alarm = False
    for position, column in enumerate(grid.columns, 1):
        seen = personal.Column()
        counts: dict[int, int] = {}
        for code in column.codes:
            counts[code] = counts.get(code, 0) + 1
        for code, raw in enumerate(column.cells):
            if code in counts and _may_tell(raw):
                seen.add(text_of(raw), code, counts[code])
        for code, found, count in seen.found():
            row = column.codes.index(code) + 1
            alarm = alarm or found.kind in (personal.NIK, personal.NIP)
            yield in_cell(grid.name, row, position, found, count)
    if alarm:
        yield from _names(grid)


def _names(grid: Grid) -> Iterator[Remark]:
    for number in range(1, min(grid.height, HEAD) + 1):
        cells = grid.row(number)
        for at in filled(cells):
            name = " ".join(text_of(cells[at]).split())
            if len(name) < 40 and _NAME.fullmatch(name):
                cell = address(number, at + 1)
                yield remark(
                    "personal-names", _NAMES, "error", missing=True, sheet=grid.name, cell=cell, row=number, name=name
                )
                return


def in_rows(sheet: str, rows: Iterable[Sequence[Raw]]) -> Iterator[Remark]:
    """The same in a sheet that is not the table."""
    columns: dict[int, personal.Column] = {}
    for number, cells in enumerate(rows, 1):
        for position, raw in enumerate(cells, 1):
            if _may_tell(raw):
                columns.setdefault(position, personal.Column()).add(text_of(raw), number)
    for position, seen in sorted(columns.items()):
        for row, found, count in seen.found():
            yield in_cell(sheet, row, position, found, count)


def _may_tell(raw: Raw) -> bool:
    """Whether a cell is long enough to tell of a person; of numbers only whole ones of sixteen digits and more are."""
    if isinstance(raw, str):
        return len(raw) >= personal.SHORTEST
    return isinstance(raw, int) and abs(raw) >= _LONG


def in_cell(sheet: str, row: int, position: int, found: personal.Found, count: int) -> Remark:
    """A number or address of a person in a cell: a NIK or NIP stops the submission, a contact is pointed out."""
    code, kind = f"personal-{_CODES[found.kind]}", _KINDS[found.kind]
    place = {"sheet": sheet, "cell": address(row, position) if row else letters(position), "row": row}
    if found.kind in (personal.NIK, personal.NIP):
        return remark(code, _NUMBER, "error", missing=True, **place, kind=kind, masked=found.masked, count=count)
    return remark(code, _CONTACT, **place, kind=kind, masked=found.masked, count=count)


def elsewhere(place: Named, text: str, contacts: bool = False) -> Iterator[Remark]:
    """Persons in a part of the file that is no cell, each kind once.

    :param place: what the part is called
    :param contacts: whether telephone numbers and e-mail addresses are looked for too
    """
    seen = personal.Column()
    seen.add(text, 0)
    for _, found, _ in seen.found():
        stops = found.kind in (personal.NIK, personal.NIP)
        if not stops and not contacts:
            continue
        yield remark(
            f"personal-{_CODES[found.kind]}",
            _ELSEWHERE,
            "error" if stops else "warning",
            missing=stops,
            place=place,
            kind=_KINDS[found.kind],
            masked=found.masked,
        )
