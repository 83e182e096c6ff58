"""Does everything that must agree agree? State, package, index, log, snapshot, files and tables of every dataset.

What can be put right without deciding anything is mended: the review row and the approved snapshot are the truth, the
package, the index and the files follow them. Nothing becomes public that was not approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import sqlalchemy as sa
from ckan import model

from ....review.logic.facts import REVIEWED_TYPES
from ....review.model.review import Review
from ...domain.trouble import Trouble
from . import content, index, log, store
from . import rows as doctor_rows
from . import tables as doctor_tables
from .rows import Row

BATCH = 200


@dataclass(frozen=True)
class Result:
    """A trouble, and what came of mending it; ``failed``: why it could not be mended."""

    trouble: Trouble
    mended: bool = False
    failed: str = ""


def examine(mend: bool = False, quick: bool = False) -> Iterator[Result]:
    """Look at everything, dataset by dataset, in batches.

    :param mend: put right at once what can be
    :param quick: do not read the content of files, nor compare metadata with what was approved
    """
    for trouble in _troubles(quick):
        yield _mended(trouble) if mend and trouble.mend else Result(trouble)


def _troubles(quick: bool) -> Iterator[Trouble]:
    known: set[str] = set()
    tables = doctor_tables.names()
    for rows in _batches():
        known.update(row.package.id for row in rows)
        indexed = index.look(rows)
        for row in rows:
            yield from _of_dataset(row, indexed, tables, quick)
        model.Session.rollback()
        model.Session.expunge_all()
    yield from doctor_rows.without_package()
    yield from index.strangers(known)
    yield from store.orphans()
    yield from log.check()


def _of_dataset(row: Row, indexed: index.Look, tables: set[str], quick: bool) -> Iterator[Trouble]:
    """One by one, for what is found later depends on what was mended before: files first, then what is said of them."""
    found = False
    for trouble in chain(content.check(row, quick), doctor_rows.check(row)):
        found = True
        yield trouble
    yield from doctor_tables.check(row, tables, quick)
    yield from index.check(row, index.look([row]) if found else indexed)


def _mended(trouble: Trouble) -> Result:
    assert trouble.mend
    try:
        trouble.mend()
        model.Session.commit()
    except Exception as error:
        model.Session.rollback()
        return Result(trouble, failed=f"{type(error).__name__}: {error}")
    return Result(trouble, mended=True)


def _batches() -> Iterator[list[Row]]:
    """Reviewed packages with their review, by id; read anew for every batch."""
    last = ""
    while True:
        query = (
            sa.select(model.Package, Review)
            .outerjoin(Review, Review.package_id == model.Package.id)
            .where(model.Package.type.in_(REVIEWED_TYPES), model.Package.id > last)
            .order_by(model.Package.id)
            .limit(BATCH)
        )
        rows = [Row(package, review) for package, review in model.Session.execute(query).tuples()]
        if not rows:
            return
        last = rows[-1].package.id
        doctor_rows.add_last_events(rows)
        yield rows
