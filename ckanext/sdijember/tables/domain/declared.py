"""What a producer has declared of a column, as far as the reader follows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .cells import Kind

#: The reader's kinds for the types of the data dictionary (``skema_kolom.tipe``, types of MS-Variabel).
KINDS: Mapping[str, Kind] = {
    "bilangan": Kind.INTEGER,
    "desimal": Kind.DECIMAL,
    "tanggal": Kind.DATE,
    "ya_tidak": Kind.BOOLEAN,
    "kode": Kind.CODE,
    "teks": Kind.TEXT,
}


@dataclass(frozen=True)
class Declared:
    """A column of the data dictionary.

    :param kind: what its cells must be; None if that is not declared
    :param values: the only values it may hold, codes and their labels alike; empty if it may hold any
    """

    kind: Kind | None = None
    values: frozenset[str] = field(default_factory=frozenset)


#: Columns of the dictionary by their names; compared without case and without doubled blanks.
Dictionary: TypeAlias = Mapping[str, Declared]


def key(name: str) -> str:
    """A name as names are compared."""
    return " ".join(name.split()).casefold()
