"""Packed shapefiles: the archive opens, unpacks to no more than is taken, and holds the parts of a map."""

from __future__ import annotations

from typing import BinaryIO

from ...kernel.domain.findings import N_, Finding, error, warning
from ...tables.domain.grid import BeyondLimitError
from ...tables.domain.limits import Limits
from ...tables.domain.notices import beyond
from ...tables.exchange.archive import Archive
from ...tables.exchange.unreadable import UnreadableError


def check_shapefile_zip(stream: BinaryIO, limits: Limits) -> list[Finding]:
    """The archive holds the parts of a shapefile."""
    try:
        names = Archive(stream, limits).names
    except UnreadableError as problem:
        return list(problem.remarks)
    except BeyondLimitError as problem:
        return [beyond(problem)]
    names = [name.lower() for name in names if not name.startswith("__MACOSX/")]
    stems = [name[:-4] for name in names if name.endswith(".shp")]
    if not stems:
        message = N_("A ZIP is taken only if it holds a shapefile (.shp, .shx, .dbf). Upload other files one by one.")
        return [error("upload", message)]
    lacking = [ext for ext in (".shx", ".dbf") if f"{stems[0]}{ext}" not in names]
    if lacking:
        message = N_("The shapefile is incomplete: {parts} is missing from the ZIP.")
        return [error("upload", message, parts=", ".join(lacking))]
    if f"{stems[0]}.prj" not in names:
        message = N_("The ZIP holds no .prj file, so nobody knows the coordinate system of the map.")
        return [warning("upload", message)]
    return []
