"""Kegiatan as chance would have them: every item answered in some way that the rules let pass."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from ckanext.sdijember.codes.domain.values import is_blank
from ckanext.sdijember.kernel.domain.findings import wrong
from ckanext.sdijember.metadata.domain import answers as plain
from ckanext.sdijember.metadata.domain.forms import Field, Form, form
from ckanext.sdijember.metadata.domain.kegiatan_facts import Kegiatan
from ckanext.sdijember.metadata.domain.kegiatan_rules import STEPS, check_whole

#: Anything a keyboard, a copied document or a person who means harm could leave in a field.
LETTERS = st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\t")
NASTY = st.sampled_from(
    ["=1+1", "+62", "@nama", "_x000D_", "<b>&amp;</b>", "2 | 3", "a;b", "{\"a\": 1}", "[1, 2]", "0331", "1.5", "TRUE",
     "2025-01-01", "12/05/2025", "“kutip”", "≤ 5 km²", "'apostrof", "#N/A", "=HYPERLINK(\"x\")"]
)  # fmt: skip
WORDS = "Kata pembuka yang cukup panjang untuk setiap isian di formulir mana pun "


@st.composite
def texts(draw, field: Field) -> str:
    """A text that fits the field."""
    rest = draw(st.one_of(st.text(LETTERS, max_size=30), NASTY))
    if field.min_length:
        return plain.answer(field, f"{rest} {WORDS[: field.min_length]}{rest}")
    alone = plain.answer(field, rest)
    return alone if alone and draw(st.booleans()) else plain.answer(field, f"{rest} uji {rest}")


@st.composite
def values(draw, field: Field, others: dict[str, Any]) -> Any:
    """An answer to one item."""
    content = [code.code for code in field.codelist or ()]
    if field.choices_by:
        wanted = others.get(field.choices_by["field"])
        content = [c for c in content if field.codelist[c].attributes[field.choices_by["attribute"]] == wanted]
    if field.kind == "code":
        return draw(st.sampled_from(content))
    if field.kind == "codes":
        return plain.answer(field, draw(st.lists(st.sampled_from(content), min_size=1, unique=True)))
    if field.kind == "number":
        return str(draw(st.integers(field.minimum or 0, 2025 if field.maximum == "this_year" else 99)))
    if field.kind == "date":
        return draw(st.dates(min_value=_day(2019), max_value=_day(2030))).isoformat()
    if field.kind == "list":
        entries = draw(st.lists(_entries(field), min_size=1, max_size=3, unique_by=lambda e: str(e).lower()))
        return plain.answer(field, entries)
    return draw(texts(field))


@st.composite
def answered(draw, wanted: Form) -> dict[str, Any]:
    """Answers to the items of a form that are asked; optional ones at times."""
    found: dict[str, Any] = {}
    for field in wanted:
        if wanted.applies(field, found) and (field.required or draw(st.booleans())):
            found[field.name] = draw(values(field, found))
    return {name: value for name, value in found.items() if not is_blank(value)}


@st.composite
def kegiatans(draw, most_rows: int = 3) -> Kegiatan:
    """All three forms, right by the rules."""
    found = draw(answered(form("kegiatan")))
    for step in STEPS:
        days = sorted(found.get(f"iii_jadwal_{step}_{end}", "2025-01-01") for end in ("mulai", "selesai"))
        found |= {f"iii_jadwal_{step}_mulai": days[0], f"iii_jadwal_{step}_selesai": days[1]}
    if "vi_jumlah_petugas_supervisor" in found:
        found["vi_jumlah_petugas_enumerator"] = str(int(found["vi_jumlah_petugas_supervisor"]) + 3)
    if "ttd_nip" in found:
        found["ttd_nip"] = "198001012005011001"
    rows = {name: draw(st.lists(answered(form(name)), max_size=most_rows)) for name in ("variabel", "indikator")}
    for name, lines in rows.items():
        for number, line in enumerate(lines, 1):
            line["nama"] = f"{name} {number} {line['nama']}"[:255].strip()
    made = Kegiatan(found, rows["variabel"], rows["indikator"])
    assume(not wrong(check_whole(made.values, made.variabel, made.indikator)))
    return made


@st.composite
def _entries(draw, field: Field) -> dict[str, Any]:
    """An entry of a list: parts without the signs that set them apart."""
    entry = {}
    for part in field.parts:
        main = part == (field.parts[-1] if field.last_part_alone else field.parts[0])
        text = _part(field)
        if part == field.many:
            entry[part] = draw(st.lists(text, max_size=3))
        else:
            entry[part] = draw(text if main else st.one_of(st.just(""), text))
    return entry


def _part(field: Field) -> st.SearchStrategy[str]:
    return (
        st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters=f"{field.sign};\n"), max_size=20)
        .map(lambda text: f"n{text}".strip())
    )  # fmt: skip


def _day(year: int) -> Any:
    from datetime import date

    return date(year, 1, 1)
