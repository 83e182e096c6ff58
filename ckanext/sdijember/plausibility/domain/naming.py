"""What the name of a column says of its figures: a time, a number in a list, a share, a ratio, a total."""

from __future__ import annotations

import re
import unicodedata

from ...tables.domain.cells import Kind
from ...tables.domain.table import Column
from .numbers import by_code


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TIMES = _set("tahun thn th bulan bln semester triwulan tw caturwulan minggu periode tanggal tgl hari")
_CODES = _set("kode kd id nik nip npsn npwp nisn nuptk telepon telp hp kodepos pos rt rw bps kemendagri")
_SERIAL = _set("no nomor nomer nourut urut")
_PLACES = _set("lintang bujur latitude longitude lat lon long lng koordinat x y elevasi ketinggian")
_PERCENT = _set("persen persentase prosentase presentase percent pct")
_RATIO = _set(
    "rasio ratio kepadatan rata ratarata rerata per indeks tingkat angka laju pertumbuhan proporsi densitas "
    "rasiojk sexratio sex harga nilai suhu kelembaban tinggi"
)
_CHANGE = _set(
    "pertumbuhan perubahan selisih saldo defisit surplus kenaikan penurunan laju neto netto migrasi inflasi suhu "
    "bersih laba rugi"
)
_BEYOND = _CHANGE | _set("capaian realisasi serapan rasio ketercapaian partisipasi kasar apk")
_SHARE = _set("distribusi proporsi share andil kontribusi")
_TOTAL = _set("jumlah total jml semua seluruh seluruhnya")
_YEARS = range(1945, 2101)


def words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, "%" among them."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return tuple(re.findall(r"[a-z0-9]+|%", plain))


def plain(name: str) -> str:
    """A name as names are compared: without case, blanks and signs."""
    return "_".join(words(name)) or name.strip()


def is_time(column: Column) -> bool:
    """Whether a column says when: by its name, or a whole column of years."""
    said = words(column.name)
    if said and said[0] in _TIMES and len(said) <= 2:
        return True
    return column.kind in (Kind.DATE, Kind.DATETIME) or ("tahun" in said and years_only(column))


def years_only(column: Column) -> bool:
    """Whether it holds years and nothing else."""
    found = [value for value in by_code(column) if value is not None]
    return bool(found) and all(value in _YEARS for value in found)


def is_serial(column: Column) -> bool:
    """Whether a column numbers the rows."""
    said = words(column.name)
    return bool(said) and said[0] in _SERIAL and len(said) <= 2 and set(said) <= _SERIAL


def is_code(column: Column) -> bool:
    """Whether a column holds codes, though they may look like numbers."""
    return column.kind is Kind.CODE or bool(_CODES.intersection(words(column.name)))


def is_place(column: Column) -> bool:
    """Whether a column holds coordinates."""
    said = words(column.name)
    return bool(said) and set(said) <= _PLACES


def is_percent(column: Column) -> bool:
    """Whether its figures are percentages, by its name."""
    return "%" in column.name or bool(_PERCENT.intersection(words(column.name)))


def may_pass_100(column: Column) -> bool:
    """Whether percentages of it may well be above 100 or below 0: growth, targets reached, gross rates."""
    return bool(_BEYOND.intersection(words(column.name)))


def is_share(column: Column) -> bool:
    """Whether it says how a whole is divided."""
    return bool(_SHARE.intersection(words(column.name)))


def is_ratio(column: Column) -> bool:
    """Whether its figures cannot be added up, by its name."""
    said = words(column.name)
    return is_percent(column) or is_share(column) or bool(_RATIO.intersection(said))


def may_be_negative(column: Column) -> bool:
    """Whether figures below 0 are to be expected, by its name."""
    return is_place(column) or bool(_CHANGE.intersection(words(column.name)))


def is_total(column: Column) -> bool:
    """Whether it is called a sum."""
    return bool(_TOTAL.intersection(words(column.name)))


def is_measure(column: Column) -> bool:
    """Whether a column holds figures that are judged as such."""
    return column.kind.numeric and not (is_time(column) or is_serial(column) or is_code(column) or is_place(column))
