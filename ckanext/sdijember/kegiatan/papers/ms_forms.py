"""The filled forms of Metadata Statistik (Peraturan BPS 5/2020), to print and sign: what stands where.

The forms are Indonesian in every language of the portal: they are papers of the regency.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ...codes.domain.values import is_blank
from ...metadata.domain.answers import added_up, as_text
from ...metadata.domain.forms import ROW_FORMS, Field, Section, form
from ...metadata.domain.kegiatan_facts import Facts, Kegiatan
from ...metadata.domain.kegiatan_rules import STEPS
from ...papers.layout import Column, Document, Grid, Item, Items, Option, Part, Sheet, Signature

TITLE = "METADATA STATISTIK KEGIATAN (MS-KEG)"
SUBTITLE = "Peraturan Badan Pusat Statistik Nomor 5 Tahun 2020"
WITHHELD = "(data pribadi, tidak disertakan)"
NOT_ASKED = "–"
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
#: With more answers than these only the chosen one is printed.
_MOST_BOXES = 12
_WEIGHTS = {"text": 1.6, "textarea": 2.6, "list": 2.1, "code": 1.1, "codes": 1.4}
_PRODUCTS = {"tercetak": "Tercetak (hardcopy)", "digital": "Digital (softcopy)", "mikrodata": "Data mikro"}
_STEP_TITLES = {
    "perencanaan_kegiatan": ("A. Perencanaan", "1. Perencanaan kegiatan"),
    "desain": ("A. Perencanaan", "2. Desain"),
    "pengumpulan_data": ("B. Pengumpulan", "3. Pengumpulan data"),
    "pengolahan_data": ("C. Pemeriksaan", "4. Pengolahan data"),
    "analisis": ("D. Penyebarluasan", "5. Analisis"),
    "diseminasi_hasil": ("D. Penyebarluasan", "6. Diseminasi hasil"),
    "evaluasi": ("D. Penyebarluasan", "7. Evaluasi"),
}
#: The last column, which the printed form does not have.
_REFERENCES = "Rujukan SDS / ID MMS"


def forms(kegiatan: Kegiatan, facts: Facts) -> Document:
    """MS-Keg, MS-Variabel and MS-Indikator of a kegiatan.

    :param facts: what stands beside the answers; decides whether personal data are printed
    """
    kegiatan = kegiatan.for_reader(facts)
    title = str(kegiatan.values.get("title") or "")
    year = str(kegiatan.values.get("tahun") or "")
    running = title if not year or year in title else f"{title} ({year})"
    return Document(
        title=f"Metadata Statistik: {running}",
        author=facts.office,
        origin=_origin(facts),
        sheets=(
            Sheet(TITLE, SUBTITLE, f"MS-Keg · {running}", tuple(_blocks(kegiatan, facts)), _heading(kegiatan, facts)),
            *(_lines(name, kegiatan, facts, running) for name in ROW_FORMS),
        ),
    )


def day(iso: str) -> str:
    """A day in words: 5 Januari 2026."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def moment(when: datetime) -> str:
    """A moment of the portal's time in words: 5 Januari 2026 pukul 14.05 WIB."""
    zone = when.tzname() or ""
    return f"{day(when.date().isoformat())} pukul {when:%H.%M} {zone}".strip()


def _origin(facts: Facts) -> str:
    parts = [f"Dicetak dari {facts.url}" if facts.url else "Dicetak dari portal data"]
    if facts.printed:
        parts.append(moment(facts.printed))
    parts.append(f"Status: {facts.state_label or facts.state}")
    if facts.snapshot:
        parts.append(f"Sidik isi yang diajukan: {facts.snapshot[:12]}")
    return " · ".join(parts)


def _heading(kegiatan: Kegiatan, facts: Facts) -> tuple[tuple[str, str], ...]:
    number, issued = facts.recommendation
    rows = [
        ("Kode Kegiatan (diisi petugas BPS)", facts.codes.get("id_kegiatan", "")),
        ("Produsen Data", facts.office),
    ]
    if number:
        rows.append(("Rekomendasi Statistik", f"{number}, {day(issued)}" if issued else number))
    return tuple(rows)


def _blocks(kegiatan: Kegiatan, facts: Facts) -> list[Part]:
    found: list[Part] = []
    for section in form("kegiatan").sections:
        if section.name == "pengesahan":
            found.append(_signature(kegiatan.values))
            continue
        skipped = {"3.3", "8.1", "8.2"}
        title = f"BLOK {section.number}. {section.title['id'].upper()}" if section.number else "HALAMAN AWAL"
        found.append(Items(title, tuple(_items(section, kegiatan.values, facts, skipped))))
        if section.name == "blok_iii":
            found += [_schedule(kegiatan.values), _collected(kegiatan)]
        if section.name == "blok_viii":
            found.append(_products(kegiatan.values))
    return found


def _items(section: Section, values: Mapping[str, Any], facts: Facts, skipped: set[str]) -> list[Item]:
    found, last = [], ""
    for field in form("kegiatan"):
        unasked = is_blank(values.get(field.name)) and not form("kegiatan").applies(field, values)
        if unasked and field.name.endswith("_lainnya"):
            continue
        if field.section == section.name and field.number not in skipped:
            found.append(_item(field, values, facts, "" if field.number == last else field.number))
            last = field.number or last
    return found


def _item(field: Field, values: Mapping[str, Any], facts: Facts, number: str) -> Item:
    label, value = field.label["id"], values.get(field.name)
    if field.personal and not facts.personal:
        return Item(number, label, WITHHELD)
    if is_blank(value) and not form("kegiatan").applies(field, values):
        return Item(number, label, NOT_ASKED)
    if field.kind not in ("code", "codes"):
        text = day(str(value)) if field.kind == "date" and not is_blank(value) else as_text(field, value)
        return Item(number, label, text)
    chosen = [value] if isinstance(value, str) else list(value or ())
    content = field.codelist
    assert content is not None
    total = str(added_up(chosen)) if field.sum and chosen else "; ".join(code for code in chosen if code)
    if len(content) > _MOST_BOXES:
        return Item(number, label, as_text(field, value), total=total)
    options = tuple(Option(code.code, code.label("id"), code.code in chosen) for code in content)
    return Item(number, label, options=options, total=total)


def _schedule(values: Mapping[str, Any]) -> Grid:
    columns = (
        Column("3.3 Rencana jadwal kegiatan", 3),
        Column("Tahapan", 4),
        Column("Tanggal mulai", 3),
        Column("Tanggal selesai", 3),
    )
    rows, last = [], ""
    for step in STEPS:
        group, title = _STEP_TITLES[step]
        days = [day(str(values.get(f"iii_jadwal_{step}_{end}") or "")) for end in ("mulai", "selesai")]
        rows.append(("" if group == last else group, title, *days))
        last = group
    return Grid(columns, rows)


def _collected(kegiatan: Kegiatan) -> Grid:
    """Item 3.4: it is made of the lines of MS-Variabel."""
    columns = (
        Column("No", 0.8),
        Column("Nama variabel", 3.4),
        Column("Konsep", 3),
        Column("Definisi", 6),
        Column("Referensi waktu", 2.6),
    )
    parts = ("nama", "konsep", "definisi", "referensi_waktu")
    rows = [
        (str(number), *(str(row.get(part) or "") for part in parts)) for number, row in enumerate(kegiatan.variabel, 1)
    ]
    return Grid(columns, rows, "3.4 Variabel (karakteristik) yang dikumpulkan", "Belum ada variabel.")


def _products(values: Mapping[str, Any]) -> Grid:
    columns = (
        Column("8.1 Produk kegiatan yang tersedia untuk umum", 5),
        Column("Tersedia", 3),
        Column("8.2 Rencana rilis produk", 4),
    )
    fields = form("kegiatan").fields
    rows = []
    for name, label in _PRODUCTS.items():
        answer = as_text(fields[f"viii_ketersediaan_produk_{name}"], values.get(f"viii_ketersediaan_produk_{name}"))
        code = values.get(f"viii_ketersediaan_produk_{name}")
        planned = str(values.get(f"viii_rencana_jadwal_rilis_produk_{name}") or "")
        rows.append((label, f"{code}. {answer}" if code else "", day(planned) if planned else NOT_ASKED))
    return Grid(columns, rows)


def _signature(values: Mapping[str, Any]) -> Signature:
    return Signature(
        place=str(values.get("ttd_kota") or ""),
        date=day(str(values.get("ttd_tanggal") or "")),
        position=str(values.get("ttd_jabatan") or ""),
        name=str(values.get("ttd_nama") or ""),
        nip=str(values.get("ttd_nip") or ""),
    )


def _lines(name: str, kegiatan: Kegiatan, facts: Facts, running: str) -> Sheet:
    """The lines of MS-Variabel or MS-Indikator as a wide table."""
    fields = [field for field in form(name) if field.name != "id_sds" and not field.name.endswith("_mms")]
    references = [field for field in form(name) if field not in fields]
    columns = (
        Column("No", 0.6, "(1)"),
        *(Column(field.label["id"], _WEIGHTS[field.kind], field.number) for field in fields),
        Column(_REFERENCES, 1.2),
    )
    rows = [
        (
            str(number),
            *(as_text(field, row.get(field.name)) for field in fields),
            "\n".join(str(row[field.name]) for field in references if row.get(field.name)),
        )
        for number, row in enumerate(kegiatan.lines(name), 1)
    ]
    heading = (
        ("Nama Kegiatan", str(kegiatan.values.get("title") or "")),
        ("Kode Kegiatan", facts.codes.get("id_kegiatan", "")),
        ("Penyelenggara", str(kegiatan.values.get("i_instansi_penyelanggara") or facts.office)),
    )
    table = Grid(columns, rows, empty="Belum ada baris.")
    title = f"METADATA STATISTIK {name.upper()} (MS-{name.upper()})"
    return Sheet(title, SUBTITLE, f"MS-{name.title()} · {running}", (table,), heading, landscape=True)
