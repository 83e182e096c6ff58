"""The map in a GeoJSON: is there one, and does it lie on the earth (RFC 7946)."""

from __future__ import annotations

from typing import Any

import ijson

from ...kernel.domain.findings import N_
from ..domain.remarks import Remark, remark
from .unreadable import UnreadableError

_GEOMETRIES = frozenset(
    ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection")
)
_NONE = N_("This is JSON, but no GeoJSON: it has no “type” such as FeatureCollection. Correct the format.")
_EMPTY = N_("The file holds no geometry, so there is nothing to draw on a map.")
_NO_DEGREES = N_("The coordinates are no degrees of longitude and latitude. Convert the map to WGS 84 (EPSG:4326).")


def remarks_on(text: Any) -> list[Remark]:
    """What is to be said of the map; of JSON that breaks off nothing, for whoever reads its records says so.

    :param text: the file as UTF-8, from its beginning
    :raises UnreadableError: there is no map
    """
    kind, geometries, pair = None, 0, []
    try:
        for prefix, event, value in ijson.parse(text):
            if prefix == "type" and event == "string":
                kind = value
            if prefix in ("type", "geometry.type") or prefix.endswith((".geometry.type", "geometries.item.type")):
                geometries += isinstance(value, str) and value in _GEOMETRIES
            elif event == "number" and len(pair) < 2 and ".coordinates." in f".{prefix}":
                pair.append(value)
    except (ijson.JSONError, ValueError):
        return []
    if kind not in (*_GEOMETRIES, "Feature", "FeatureCollection"):
        raise UnreadableError(remark("no-geojson", _NONE, "error"))
    if not geometries:
        raise UnreadableError(remark("no-geometry", _EMPTY, "error"))
    if len(pair) == 2 and (abs(pair[0]) > 180 or abs(pair[1]) > 90):
        return [remark("no-degrees", _NO_DEGREES)]
    return []
