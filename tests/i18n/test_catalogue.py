"""The Indonesian catalogue: complete, exact and in step with the sources. Needs no service."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import polib
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dev import i18n

# Words that Indonesian writes as English does, signs that are not translated, and terms of law.
SAME_IN_BOTH = {
    "API", "Audio", "Boolean", "CSV", "DataStore", "Data", "Dataset", "Editor", "Facebook", "Format", "GUID",
    "ID", "JSON", "Label", "Markdown", "Metadata", "Minimum", "Status", "Token", "URI", "URL", "Video", "X", "dataset",
    "Forum", "Kecamatan", "Kecamatan {name}", "Kemendagri", "Pembina Data", "Satu Data", "Satu Data Jember", "Walidata",
}  # fmt: skip

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdir]|\{[^{}]*\}")
MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")
TRANSLATED_ATTRIBUTE = re.compile(r' title="[^"]*"')


@pytest.fixture(scope="module")
def template() -> polib.POFile:
    return i18n.gather()


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(i18n.PO))


def texts(entry: polib.POEntry) -> list[str]:
    """Every translation of an entry."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def say(entries: list[str]) -> str:
    return "run `make i18n` and translate:\n" + "\n".join(sorted(entries))


def test_template_on_disk_is_what_the_sources_say(template: polib.POFile):
    on_disk = polib.pofile(str(i18n.POT))
    assert {(e.msgid, e.msgid_plural) for e in on_disk} == {(e.msgid, e.msgid_plural) for e in template}


def test_scripts_are_named_so_that_their_messages_reach_the_browser(template: polib.POFile):
    on_disk = polib.pofile(str(i18n.POT))
    assert script_messages(on_disk) == script_messages(template)
    assert "Add Filter" in script_messages(on_disk)


def script_messages(catalogue: polib.POFile) -> set[str]:
    return {e.msgid for e in catalogue if any(file.endswith(".js") for file, _line in e.occurrences)}


def test_every_message_has_an_entry_and_no_entry_is_left_over(template: polib.POFile, catalogue: polib.POFile):
    wanted = {e.msgid: e.msgid_plural for e in template}
    given = {e.msgid: e.msgid_plural for e in catalogue}
    assert not wanted.items() - given.items(), say([msgid for msgid, _ in wanted.items() - given.items()])
    assert not given.items() - wanted.items()
    assert not catalogue.obsolete_entries()


def test_messages_of_ckan_are_those_of_the_installed_release(catalogue: polib.POFile):
    given = {e.msgid for e in catalogue}
    released = {e.msgid for e in polib.pofile(str(i18n.folder_of("ckan") / "i18n" / "ckan.pot"))}
    assert len(released) > 1000
    assert released <= given


def test_every_message_is_translated(catalogue: polib.POFile):
    missing = [e.msgid for e in catalogue if not all(text.strip() for text in texts(e))]
    assert not missing, say(missing)
    assert not catalogue.metadata_is_fuzzy and not catalogue.fuzzy_entries()


def test_plurals_have_the_one_form_of_indonesian(catalogue: polib.POFile):
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert all(set(e.msgstr_plural) == {0} for e in catalogue if e.msgid_plural)


def test_placeholders_are_kept(catalogue: polib.POFile):
    wrong = [
        e.msgid
        for e in catalogue
        for text in texts(e)
        if Counter(PLACEHOLDER.findall(text)) != Counter(PLACEHOLDER.findall(e.msgid_plural or e.msgid))
    ]
    assert not wrong, say(wrong)


def test_positional_placeholders_keep_their_order(catalogue: polib.POFile):
    unnamed = re.compile(r"%[sdir]|\{\}")
    wrong = [e.msgid for e in catalogue for text in texts(e) if unnamed.findall(text) != unnamed.findall(e.msgid)]
    assert not wrong, say(wrong)


def test_markup_is_kept(catalogue: polib.POFile):
    def tags(text: str) -> Counter[str]:
        return Counter(TRANSLATED_ATTRIBUTE.sub("", tag) for tag in MARKUP.findall(text))

    wrong = [e.msgid for e in catalogue for text in texts(e) if tags(text) != tags(e.msgid)]
    assert not wrong, say(wrong)


def test_blanks_at_the_ends_are_kept(catalogue: polib.POFile):
    wrong = [
        e.msgid
        for e in catalogue
        for text in texts(e)
        if (text[:1].isspace(), text[-1:].isspace()) != (e.msgid[:1].isspace(), e.msgid[-1:].isspace())
    ]
    assert not wrong, say(wrong)


def test_nothing_is_left_in_english(catalogue: polib.POFile):
    same = {e.msgid for e in catalogue for text in texts(e) if text in {e.msgid, e.msgid_plural}}
    wordless = {msgid for msgid in same if not re.search(r"[a-zA-Z]", MARKUP.sub("", PLACEHOLDER.sub("", msgid)))}
    sizes = {msgid for msgid in same if re.fullmatch(r"\{\w+\} [KMGT]iB", msgid)}
    assert same - wordless - sizes - SAME_IN_BOTH == set()
    assert SAME_IN_BOTH - same == set(), "the allowlist holds words that are translated"


def test_addressing_is_formal(catalogue: polib.POFile):
    """Readers are "Anda", written with a capital; the spelling is that of the KBBI."""
    wrong = re.compile(
        r"\banda\b|\b[Kk]amu\b|[Ss]ilahkan|\b[Pp]assword\b|[Kk]umpulan data|[Ss]umber ?daya\b(?! seragam)"
    )
    assert [e.msgid for e in catalogue for text in texts(e) if wrong.search(text)] == []


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("Organizations", "Perangkat Daerah"),
        ("Organization", "Perangkat Daerah"),
        ("Groups", "Urusan"),
        ("Group", "Urusan"),
        ("Datasets", "Dataset"),
        ("Resources", "Berkas"),
        ("License", "Lisensi"),
        ("Tags", "Kata kunci"),
        ("Search", "Cari"),
        ("Follow", "Ikuti"),
        ("Dashboard", "Dasbor"),
        ("Log in", "Masuk"),
        ("Log out", "Keluar"),
        ("Upload", "Unggah"),
        ("Download", "Unduh"),
        ("Data Dictionary", "Kamus data"),
        ("Activity Stream", "Riwayat aktivitas"),
        ("Private", "Belum dipublikasikan"),
        ("Draft", "Draf"),
        ("Awaiting Walidata verification", "Menunggu verifikasi Walidata"),
        ("Awaiting Pembina recommendation", "Menunggu rekomendasi Pembina Data"),
        ("Ready to publish", "Siap dipublikasikan"),
        ("Returned for revision", "Dikembalikan untuk diperbaiki"),
        ("Published", "Dipublikasikan"),
        ("Withdrawn", "Ditarik"),
        ("Submit for review", "Ajukan pemeriksaan"),
    ],
)
def test_terms_of_the_portal(catalogue: polib.POFile, msgid: str, text: str):
    entry = catalogue.find(msgid)
    assert entry is not None
    assert entry.msgstr == text


def test_what_gettext_reads_says_what_the_catalogue_says(tmp_path: Path, catalogue: polib.POFile):
    """Compiled as the stack and the wheel do it."""
    made = tmp_path / "catalogue.mo"
    with i18n.PO.open("rb") as text, made.open("wb") as target:
        write_mo(target, read_po(text, locale="id"))
    compiled = polib.mofile(str(made))
    assert {e.msgid: texts(e) for e in compiled} == {e.msgid: texts(e) for e in catalogue}
