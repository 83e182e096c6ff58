"""``ckan sdijember seed``: complete, repeatable, and nobody's by default."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from click.testing import Result

from ckanext.sdijember.demo import seed
from tests.statements import statements


@pytest.fixture(scope="module")
def first_run(standing, reset_db, reset_index, runner) -> tuple[Result, int]:
    """What a first run said and how many statements it took; the tests that ask for it look at what it left."""
    standing.load()
    reset_db()
    reset_index()
    with statements() as asked:
        result = runner("seed")
    return result, len(asked)


@pytest.fixture
def seeded(with_plugins, first_run) -> Result:
    """What a first run said; the portal is as it left it."""
    return first_run[0]


def _groups() -> dict[str, tuple[str, str, str]]:
    """Everything seeded: name → type, title, extras."""
    model.Session.remove()
    return {
        group.name: (group.type, group.title, str(sorted(group.extras.items())))
        for group in model.Session.query(model.Group)
    }


def test_everything_is_there(seeded):
    assert seeded.exit_code == 0, seeded.output
    kinds = [kind for kind, _, _ in _groups().values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"organization": 73, "group": 43, "tim-sdi": 4}
    assert all(number in seeded.output for number in ("73", "43", "31", "248"))


def test_a_group_more_takes_few_statements_more(seeded, first_run):
    assert first_run[1] < 30 * len(_groups())


def test_offices_carry_code_and_validity(seeded):
    office = tk.get_action("organization_show")({"user": ""}, {"id": "dinas-kesehatan"})
    assert (office["title"], office["kode_skpd"]) == ("Dinas Kesehatan", "1.02.0.00.0.00.1..0000")
    assert office["berlaku_mulai"] == "2021-01-01"


def test_nobody_becomes_a_member(seeded):
    assert model.Session.query(model.Member).filter_by(table_name="user").count() == 0


def test_it_says_what_it_did_in_indonesian(seeded):
    assert "73 dibuat, 0 sudah ada" in seeded.output


def test_a_second_run_changes_nothing(seeded, runner):
    before = _groups()
    result = runner("seed")
    assert result.exit_code == 0, result.output
    assert _groups() == before
    assert [seed.offices().created, seed.urusan().created, seed.teams().created] == [0, 0, 0]


def test_only_what_is_missing_is_added(seeded):
    office = model.Group.get("dinas-kesehatan")
    office.title = "Dinas Kesehatan, Pengendalian Penduduk, dan Keluarga Berencana"
    model.Session.delete(model.Group.get("dinas-sosial"))
    model.Session.commit()
    assert seed.offices() == seed.Count(created=1, existing=72)
    assert model.Group.get("dinas-kesehatan").title.endswith("Keluarga Berencana")


def test_an_office_under_another_name_is_not_doubled(run):
    factories.Organization(name="dinkes", kode_skpd="1.02.0.00.0.00.1..0000")
    assert seed.offices() == seed.Count(created=72, existing=1)
    assert model.Group.get("dinas-kesehatan") is None
