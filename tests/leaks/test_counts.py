"""Nothing that counts or lists tells that there is one more which is not public."""

from __future__ import annotations

import re

import pytest

from tests.leaks import actions, routes
from tests.leaks.conftest import CHANGING

#: What is made anew each time: names in RDF, when a feed or a workbook was made, how long ago something happened.
MADE_ANEW = re.compile(
    r"\bN[0-9a-f]{32}\b|<updated>.*?</updated>|<dcterms:(?P<when>created|modified).*?</dcterms:(?P=when)>"
    r"|Baru saja|\w+ (detik|menit) yang lalu"
)
#: CKAN's page of samples holds random words.
MADE_UP = {"/testing/primer"}


def _everything(matrix, person):
    """Address or action → lines and parts of what it answers, in no order, without what changes by itself."""
    addresses = set(routes.of_the_portal(matrix.app)) - MADE_UP
    found = {address: matrix.ask(person, address) for address in addresses}
    for name, asked in actions.OF_ALL.items():
        found |= {f"{name} {data}": matrix.act(person, name, data).replace("\\n", "\n") for data in asked}
    return {name: sorted(_lines(answer)) for name, answer in found.items()}


def _lines(answer):
    parts = re.split(r"[\n,\[\]{}()]+", MADE_ANEW.sub("", CHANGING.sub("", answer)))
    return [part.strip() for part in parts if part.strip()]


@pytest.mark.parametrize("person", ["anonymous", "other_editor"])
def test_one_more_that_is_not_public_changes_nothing(matrix, person):
    before = _everything(matrix, person)
    matrix.portal.bring_to("verified", name=f"satu-lagi-untuk-{person}")
    after = _everything(matrix, person)
    changed = {name: sorted({*answer} ^ {*before[name]}) for name, answer in after.items() if answer != before[name]}
    assert not changed, "\n".join(f"{name}: {lines}" for name, lines in changed.items())
    # without this the test could not fail
    seen = matrix.ask("walidata", "/dataset/")
    matrix.portal.bring_to("verified", name=f"dua-lagi-untuk-{person}")
    assert CHANGING.sub("", matrix.ask("walidata", "/dataset/")) != CHANGING.sub("", seen)
