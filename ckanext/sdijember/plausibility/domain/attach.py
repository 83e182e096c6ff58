"""Codes for the names of regions in a table, so that a tidied table has both; what did not match is listed."""

from __future__ import annotations

from dataclasses import dataclass

from ...tables.domain.table import Table
from .gazetteer import Gazetteer
from .regions import Regions, Unmatched, regions_of


@dataclass(frozen=True)
class Attached:
    """Codes by row, empty where the region is not certain or the row is a sum.

    :param kemendagri: codes of Kemendagri
    :param bps: codes of BPS; empty also where BPS' code is not known
    :param names: as Kemendagri spells them
    :param unmatched: what the producer has to say
    """

    level: str
    kemendagri: tuple[str, ...]
    bps: tuple[str, ...]
    names: tuple[str, ...]
    unmatched: tuple[Unmatched, ...]


def attached(table: Table, known: Gazetteer | None = None, regions: Regions | None = None) -> Attached | None:
    """Codes and names of the regions of a table; None if no column names any.

    :param regions: what ``regions_of`` has found, if it was asked already
    """
    regions = regions or regions_of(table, known)
    if regions is None:
        return None
    places = [match.place for match in regions.matches]
    return Attached(
        regions.level,
        tuple(place.kode_kemendagri if (place := places[code]) else "" for code in regions.codes),
        tuple(place.kode_bps if (place := places[code]) else "" for code in regions.codes),
        tuple(place.nama if (place := places[code]) else "" for code in regions.codes),
        regions.unmatched,
    )
