"""Workbooks as they are hardly ever: hidden rows, cells without addresses, formats far away."""

from __future__ import annotations

import re

from ..writers import member, ods, repacked, xls, xlsx
from .case import Case
from .made_sheets import BARIS, KOLOM, SHEET, TIDY, changed, ods_row

_DOCTYPE = '<?xml version="1.0"?><!DOCTYPE m:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
_HIDDEN_ODS = (
    '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    + ods_row("k", "")
    + ods_row("a", '<table:table-cell office:value-type="float" office:value="1"/>').replace(
        "<table:table-row>", '<table:table-row table:visibility="filter">'
    )
    + ods_row("b", '<table:table-cell office:value-type="float" office:value="2"/>')
)
CASES = [
    Case(
        "lembar-baris-tersembunyi.xlsx",
        changed('<row r="2">', '<row r="2" hidden="1">'),
        KOLOM,
        BARIS,
        ["hidden-rows Data"],
    ),
    Case(
        "lembar-kolom-tersembunyi.xlsx",
        changed("<sheetData>", '<cols><col min="2" max="16384" hidden="1"/></cols><sheetData>'),
        KOLOM,
        BARIS,
        ["hidden-columns Data"],
    ),
    Case(
        "lembar-tersembunyi-sebagian.ods",
        ods({"Data": _HIDDEN_ODS}),
        ["k: text", "n: integer"],
        [["a", "1"], ["b", "2"]],
        ["hidden-columns Data", "hidden-rows Data"],
    ),
    Case(
        "lembar-tersembunyi-sebagian.xls",
        xls({"Data": TIDY}, rows=[1], columns=[2]),
        KOLOM,
        BARIS,
        ["hidden-columns Data", "hidden-rows Data"],
    ),
    Case(
        "lembar-format-jauh.xlsx",
        changed("</row></sheetData>", '</row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'),
        KOLOM,
        BARIS,
    ),
    Case(
        "lembar-tanpa-alamat.xlsx",
        repacked(xlsx({"Data": TIDY}), {SHEET: re.sub(r' r="[A-Z]*\d+"', "", member(xlsx({"Data": TIDY}), SHEET))}),
        KOLOM,
        BARIS,
    ),
    Case(
        "lembar-doctype.ods",
        repacked(
            ods({"Data": TIDY}),
            {
                "META-INF/manifest.xml": _DOCTYPE
                + member(ods({"Data": TIDY}), "META-INF/manifest.xml").partition("?>")[2]
            },
        ),
        KOLOM,
        BARIS,
    ),
]
