"""Workbooks that hide persons in their corners, or are made to harm who opens them."""

from __future__ import annotations

from ..writers import member, ods, repacked, xls, xlsx, zipped
from .case import Case

_TIDY = [["kecamatan", "luas_km2", "penduduk"], ["Kencong", 65.92, 68000], ["Gumukmas", 82.98, 81500]]
_KOLOM = ["kecamatan: text", "luas_km2: decimal", "penduduk: integer"]
_BARIS = [["Kencong", "65.92", "68000"], ["Gumukmas", "82.98", "81500"]]
_SHEET = "xl/worksheets/sheet1.xml"
_SHEET = "xl/worksheets/sheet1.xml"
_NIK = "3509124505900003"
_CACHE = f'<pivotCacheRecords><r><s v="{_NIK[:6]} {_NIK[6:12]} {_NIK[12:]}"/></r></pivotCacheRecords>'
_REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
    'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
)


def _comment(text: str) -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    comments = (
        f'<comments {space}><authors><author>x</author></authors><commentList><comment ref="A1" authorId="0"><text>'
        f"<r><t>{text[:6]}</t></r><r><rPr><b/></rPr><t>{text[6:]}</t></r></text></comment></commentList></comments>"
    )
    return repacked(xlsx({"Data": _TIDY}), {"xl/comments1.xml": comments})


def _with(old: str, new: str) -> bytes:
    """A tidy workbook whose sheet differs in one place."""
    book = xlsx({"Data": _TIDY})
    sheet = member(book, _SHEET)
    assert old in sheet, sheet
    return repacked(book, {_SHEET: sheet.replace(old, new, 1)})


def _properties(text: str) -> bytes:
    book = xlsx({"Data": _TIDY})
    core = member(book, "docProps/core.xml").replace("openpyxl", text)
    return repacked(book, {"docProps/core.xml": core})


_HIDDEN = [
    Case("orang-komentar.xlsx", _comment(_NIK), _KOLOM, _BARIS, ["personal-nik"]),
    Case("orang-properti.xlsx", _properties("NIP 19800101 200501 1 002"), _KOLOM, _BARIS, ["personal-nip"]),
    Case(
        "orang-tembolok.xlsx",
        repacked(
            xlsx({"Data": _TIDY}),
            {"xl/pivotCache/pivotCacheRecords1.xml": _CACHE},
        ),
        _KOLOM,
        _BARIS,
        ["personal-nik"],
    ),
    Case("orang-nama-lembar.xlsx", xlsx({f"NIK {_NIK}": _TIDY}), _KOLOM, _BARIS, ["personal-nik"]),
    Case(
        "orang-kepala-halaman.xlsx",
        _with("</worksheet>", f"<headerFooter><oddHeader>&amp;L{_NIK}</oddHeader></headerFooter></worksheet>"),
        _KOLOM,
        _BARIS,
        ["personal-nik"],
    ),
]
_BIG = xlsx({"Data": _TIDY})
_HOSTILE = [
    Case("jahat-sel-jauh.xlsx", _with('<c r="C3" t="n">', '<c r="XFD1048576" t="n">'), findings=["beyond-limit Data"]),
    Case("jahat-16384-kolom.xlsx", _with('<c r="C3" t="n">', '<c r="XFD3" t="n">'), findings=["beyond-limit Data"]),
    Case("jahat-bom-zip.xlsx", repacked(_BIG, {"xl/media/a.xml": b"\0" * (12 << 20)}), findings=["beyond-limit"]),
    Case(
        "jahat-entitas.xlsx",
        repacked(_BIG, {_SHEET: '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + member(_BIG, _SHEET).partition("?>")[2]}),
        findings=["entities"],
    ),
    Case(
        "jahat-entitas-utf16.xlsx",
        repacked(
            _BIG,
            {
                "xl/styles.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "a">]><x/>'.encode(
                    "utf-16"
                )
            },
        ),
        findings=["entities"],
    ),
    Case(
        "jahat-berulang.ods",
        ods({"Data": _REPEATED}),
        findings=["beyond-limit"],
    ),
    Case("jahat-terpotong.xlsx", _BIG[: len(_BIG) // 2], findings=["damaged"]),
    Case("jahat-terpotong.xls", xls({"Data": _TIDY})[:1500], findings=["damaged"]),
    Case("jahat-bukan-zip.xlsx", b"kecamatan,nilai\nKencong,1\n", findings=["damaged"]),
    Case("jahat-teks.xls", b"kecamatan\tnilai\nKencong\t1\n", findings=["damaged"]),
    Case(
        "jahat-html.xls",
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>a</td></tr></table></body>',
        findings=["web-page"],
    ),
    Case("jahat-sebenarnya-xls.xlsx", xls({"Data": _TIDY}), findings=["other-format"]),
    Case(
        "jahat-sandi.ods",
        zipped(
            {
                "mimetype": "x",
                "content.xml": b"\x01\x02",
                "META-INF/manifest.xml": "<m:manifest><m:encryption-data/></m:manifest>",
            }
        ),
        findings=["password"],
    ),
    Case("jahat-xml-rusak.xlsx", repacked(_BIG, {_SHEET: member(_BIG, _SHEET)[:-200]}), findings=["damaged"]),
    Case("jahat-tanpa-lembar.xlsx", repacked(_BIG, {"xl/workbook.xml": "<workbook/>"}), findings=["no-data"]),
]
CASES = [*_HIDDEN, *_HOSTILE]
