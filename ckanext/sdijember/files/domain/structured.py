"""JSON, GeoJSON, XML, old Excel and PDF: can they be read, piece by piece, to their end."""

from __future__ import annotations

from typing import Any, BinaryIO
from xml.parsers import expat

import ijson

from ...kernel.domain.findings import N_, Finding, error, warning
from .formats import bom_encoding
from .workbooks import DAMAGED

_TAIL = 4096
_EMPTY = N_("The file holds no data: it is an empty list or an empty object.")
_GEOMETRIES = frozenset(
    ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection")
)


def check_json(stream: BinaryIO) -> list[Finding]:
    """The file is one JSON value that holds something."""
    _skip_bom(stream)
    try:
        scalars = sum(event in ("string", "number", "boolean") for event, _ in ijson.basic_parse(stream))
    except (ijson.JSONError, UnicodeDecodeError) as problem:
        return [_invalid("JSON", problem)]
    return [] if scalars else [error("upload", _EMPTY)]


def check_geojson(stream: BinaryIO) -> list[Finding]:
    """The file is GeoJSON with at least one geometry, in degrees of longitude and latitude (RFC 7946)."""
    _skip_bom(stream)
    seen: dict[str, Any] = {"type": None, "geometries": 0, "pair": []}
    try:
        for prefix, event, value in ijson.parse(stream):
            _look(seen, prefix, event, value)
    except (ijson.JSONError, UnicodeDecodeError) as problem:
        return [_invalid("GeoJSON", problem)]
    if seen["type"] not in (*_GEOMETRIES, "Feature", "FeatureCollection"):
        message = N_("This is JSON, but no GeoJSON: it has no “type” such as FeatureCollection. Correct the format.")
        return [error("upload", message)]
    if not seen["geometries"]:
        return [error("upload", N_("The file holds no geometry, so there is nothing to draw on a map."))]
    if len(seen["pair"]) == 2 and (abs(seen["pair"][0]) > 180 or abs(seen["pair"][1]) > 90):
        message = N_("The coordinates are no degrees of longitude and latitude. Convert the map to WGS 84 (EPSG:4326).")
        return [warning("upload", message)]
    return []


def check_xml(stream: BinaryIO) -> list[Finding]:
    """The file is well-formed XML without entities of its own."""
    stream.seek(0)
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as problem:
        message = N_("The XML breaks off or is not well-formed (line {line}). Save it again where it comes from.")
        return [error("upload", message, line=problem.lineno)]
    except _EntityDeclaredError:
        return [
            error(
                "upload",
                N_("XML that declares its own entities is not taken. Save it without a document type."),
            )
        ]
    return []


def check_xls(stream: BinaryIO) -> list[Finding]:
    """An old workbook is taken, with the advice to save it anew."""
    stream.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in stream.read(1 << 20):
        return [error("upload", N_("The file is protected by a password. Take the password away first."))]
    message = N_("XLS is an old format that is not open. Save the file as XLSX or CSV: every system reads these.")
    return [warning("upload", message)]


def check_pdf(stream: BinaryIO) -> list[Finding]:
    """A PDF is taken as a document that goes with the data."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read()
    if b"%%EOF" not in tail and b"startxref" not in tail:
        return [error("upload", DAMAGED)]
    message = N_("A PDF is a document, not data that machines can read. Upload the table as CSV or XLSX as well.")
    return [warning("upload", message)]


class _EntityDeclaredError(Exception):
    pass


def _refuse_entity(*_: Any) -> None:
    raise _EntityDeclaredError


def _look(seen: dict[str, Any], prefix: str, event: str, value: Any) -> None:
    if prefix == "type" and event == "string":
        seen["type"] = value
    if prefix in ("type", "geometry.type") or prefix.endswith((".geometry.type", "geometries.item.type")):
        seen["geometries"] += value in _GEOMETRIES
    elif event == "number" and len(seen["pair"]) < 2 and ".coordinates." in f".{prefix}":
        seen["pair"].append(value)


def _skip_bom(stream: BinaryIO) -> None:
    stream.seek(0)
    if bom_encoding(stream.read(3)) != "utf-8-sig":
        stream.seek(0)


def _invalid(name: str, problem: Exception) -> Finding:
    message = N_("The file is no valid {format}: it cannot be read to its end. Save it again where it comes from.")
    return error("upload", message, format=name)
