"""JSON in the shapes in which programs write tables, and GeoJSON."""

from __future__ import annotations

import json
from typing import Any

from .case import Case

_RECORDS = [{"kecamatan": "Kencong", "luas": 65.92, "n": 1}, {"kecamatan": "Gumukmas", "luas": 82.98, "n": 2}]
_KOLOM = ["kecamatan: text", "luas: decimal", "n: integer"]
_BARIS = [["Kencong", "65.92", "1"], ["Gumukmas", "82.98", "2"]]


def _json(value: Any, encoding: str = "utf-8") -> bytes:
    return json.dumps(value, ensure_ascii=False).encode(encoding)


def _feature(**properties: Any) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [113.12345678901234, -8.123456789012345]}
    return {"type": "Feature", "properties": properties, "geometry": point}


CASES = [
    Case("json-objek.json", _json(_RECORDS), _KOLOM, _BARIS, [], {"records": ""}),
    Case("json-bom.json", b"\xef\xbb\xbf" + _json(_RECORDS), _KOLOM, _BARIS),
    Case("json-utf16.json", b"\xff\xfe" + _json(_RECORDS, "utf-16-le"), _KOLOM, _BARIS),
    Case("json-dibungkus.json", _json({"status": True, "data": _RECORDS}), _KOLOM, _BARIS, [], {"records": "/data"}),
    Case(
        "json-dibungkus-dalam.json",
        _json({"result": {"total": 2, "records": _RECORDS}}),
        _KOLOM,
        _BARIS,
        [],
        {"records": "/result/records"},
    ),
    Case(
        "json-kolom-baris.json",
        _json({"columns": ["kecamatan", "luas", "n"], "data": [["Kencong", 65.92, 1], ["Gumukmas", 82.98, 2]]}),
        _KOLOM,
        _BARIS,
    ),
    Case(
        "json-fields-records.json",
        _json(
            {
                "fields": [{"id": "kecamatan", "type": "text"}, {"id": "luas"}, {"id": "n"}],
                "records": [["Kencong", 65.92, 1], ["Gumukmas", 82.98, 2]],
            }
        ),
        _KOLOM,
        _BARIS,
    ),
    Case(
        "json-baris.json",
        _json([["kecamatan", "n"], ["Kencong", 1], ["Puger", 2]]),
        ["kecamatan: text", "n: integer"],
        [["Kencong", "1"], ["Puger", "2"]],
    ),
    Case(
        "json-nihil.json",
        _json([{"k": "a", "n": None}, {"k": "b", "n": 0}, {"k": "c", "n": "-"}]),
        ["k: text", "n: integer"],
        [["a", "∅"], ["b", "0"], ["c", "∅-"]],
    ),
    Case(
        "json-kunci-kurang.json",
        _json([{"k": "a", "n": 1}, {"k": "b"}, {"k": "c", "n": 3, "baru": 1}]),
        ["k: text", "n: integer", "baru: integer"],
        [["a", "1", "∅"], ["b", "∅", "∅"], ["c", "3", "1"]],
        ["lacking-key", "lacking-key"],
    ),
    Case(
        "json-bersarang.json",
        _json([{"k": "a", "n": {"l": 1}}, {"k": "b", "n": [1, 2]}]),
        ["k: text", "n: text"],
        [["a", '{"l": 1}'], ["b", "[1, 2]"]],
        ["nested-value"],
    ),
    Case(
        "json-dua-daftar.json",
        _json({"a": _RECORDS, "b": [{"x": 1}]}),
        _KOLOM,
        _BARIS,
        ["ask-records"],
        {"records": "/a"},
    ),
    Case(
        "json-dua-daftar-dijawab.json",
        _json({"a": _RECORDS, "b": [{"x": 1}]}),
        ["x: integer"],
        [["1"]],
        [],
        {"records": "/b"},
        given={"file": {"records": "/b"}},
    ),
    Case(
        "json-ya-tidak.json",
        _json([{"a": True, "b": 1}, {"a": False, "b": 1.5}]),
        ["a: boolean", "b: decimal"],
        [["TRUE", "1"], ["FALSE", "1.5"]],
    ),
    Case(
        "json-angka-besar.json",
        b'[{"a": 1E+400000, "b": 1}, {"a": 2, "b": 2}, {"a": 3, "b": 3}]',
        ["a: integer", "b: integer"],
        [["∅?", "1"], ["2", "2"], ["3", "3"]],
        ["mixed-types A1"],
    ),
    Case("json-tanpa-daftar.json", _json({"a": 1, "b": "x"}), findings=["no-records"]),
    Case("json-daftar-angka.json", _json([1, 2, 3]), findings=["no-records"]),
    Case("json-rusak.json", _json(_RECORDS)[:-5], findings=["invalid"]),
    Case("json-kosong.json", b"[]", findings=["no-records"]),
    Case("json-dalam.json", b"[" * 5000 + b"]" * 5000, findings=["beyond-limit"]),
    Case(
        "json-nik-di-tempat-lain.json",
        _json({"data": _RECORDS, "pengirim": "NIK 3509124505900003"}),
        _KOLOM,
        _BARIS,
        ["personal-nik"],
    ),
    Case(
        "peta.geojson",
        _json(
            {
                "type": "FeatureCollection",
                "features": [_feature(kecamatan="Kencong", n=1), _feature(kecamatan="Puger", n=2)],
            }
        ),
        ["kecamatan: text", "n: integer"],
        [["Kencong", "1"], ["Puger", "2"]],
    ),
    Case("peta-kosong.geojson", _json({"type": "FeatureCollection", "features": []}), findings=["no-geometry"]),
    Case(
        "peta-tanpa-sifat.geojson",
        _json({"type": "FeatureCollection", "features": [_feature(), {**_feature(), "properties": None}]}),
        findings=["no-properties"],
    ),
]
