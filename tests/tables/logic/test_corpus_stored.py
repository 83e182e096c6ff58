"""Every file of the corpus that may be loaded lies in the store with every cell as the reader gave it."""

from __future__ import annotations

import json

import pytest
from ckanext.datastore.backend.postgres import identifier

from ckanext.sdijember.tables.domain.canonical import cell
from ckanext.sdijember.tables.exchange.reader import read
from ckanext.sdijember.tables.logic import datastore
from tests.tables.corpus.case import FILES
from tests.tables.test_corpus import NAMES


class _UndoneError(Exception):
    """Nothing of a test stays."""


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_that_of_the_table(with_plugins, name: str):
    expected = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    with (FILES / name).open("rb") as stream:
        outcome = read(stream, expected["format"], expected["given"])
    if not outcome.loadable or outcome.table is None:
        return
    table = outcome.table
    names = ", ".join(identifier(one.store_name) for one in table.columns)
    with pytest.raises(_UndoneError), datastore.writing("uji-korpus") as connection:
        draft = datastore.fill(connection, "uji-korpus", table, {})
        assert datastore.found(connection, draft) == datastore.expected(table)
        rows = connection.exec_driver_sql(f"SELECT {names} FROM {identifier(draft)} ORDER BY _id").fetchall()
        assert [tuple(map(cell, row)) for row in rows] == [tuple(map(cell, row)) for row in table.records()]
        whole = [one for row in rows for one in row if isinstance(one, float)]
        assert not whole, "a number is exact"
        datastore.swap(connection, "uji-korpus", draft)
        assert datastore.found(connection, "uji-korpus") == datastore.expected(table)
        raise _UndoneError
    assert not datastore.exists("uji-korpus")
