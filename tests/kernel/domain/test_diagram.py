"""The documentation says what the tables of transitions say."""

from __future__ import annotations

import pytest

from ckanext.sdijember import registry
from ckanext.sdijember.kernel.domain import diagram
from dev import docs

TABLES = registry.workflows()


def test_every_table_has_its_page():
    assert set(docs.WORKFLOWS) == set(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_page_is_what_would_be_written_now(name):
    page = docs.WORKFLOWS[name]
    text = page.read_text(encoding="utf-8")
    assert docs.filled(text, docs.pages()[page]) == text, "run: python -m dev.docs"
    assert diagram.mermaid(TABLES[name]) in text
    assert diagram.owners(TABLES[name]) in text


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_state_and_action_is_drawn(name):
    drawn = diagram.mermaid(TABLES[name])
    for state in TABLES[name].states:
        assert f"--> {state}" in drawn
    for action in TABLES[name].actions:
        assert f": {action} (" in drawn


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_line_stands_in_the_list_with_as_many_cells_as_the_heading(name):
    rows = diagram.table(TABLES[name]).splitlines()
    assert len(rows) == 2 + len(TABLES[name].transitions)
    assert len({row.count(" | ") for row in rows}) == 1
