"""Names of columns: as people read them, and as the store takes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

#: PostgreSQL cuts longer names off, and then finds them doubled.
MAX_BYTES = 63
#: Columns that PostgreSQL has in every table.
_TAKEN = frozenset(("oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"))
_UNSAFE = re.compile(r"[^a-z0-9]+")


def store_names(names: Sequence[str]) -> list[str]:
    """A name in the store for each column: ``[a-z0-9_]``, at most 63 bytes, no "_" first, none twice.

    The same names give the same result, and a name keeps its own as long as those before it do.

    :param names: as the producer wrote them; may be blank, equal, or of letters that the store's names have not
    """
    found: list[str] = []
    taken: set[str] = {*_TAKEN}
    for at, name in enumerate(names, 1):
        wish = _safe(name) or f"kolom_{at}"
        chosen, number = wish, 1
        while chosen in taken:
            number += 1
            end = f"_{number}"
            chosen = wish[: MAX_BYTES - len(end)].rstrip("_") + end
        taken.add(chosen)
        found.append(chosen)
    return found


def _safe(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _UNSAFE.sub("_", plain).strip("_")[:MAX_BYTES].rstrip("_")


def file_names(names: Sequence[tuple[str, str]]) -> list[str]:
    """A name for each column in files made of the table: the producer's, unless it is blank or another's already.

    :param names: of each column its producer's name and its name in the store
    """
    found: list[str] = []
    taken: set[str] = set()
    for name, stored in names:
        chosen, number = name if name and name not in taken else stored, 1
        while chosen in taken:
            number += 1
            chosen = f"{stored}_{number}"
        taken.add(chosen)
        found.append(chosen)
    return found
