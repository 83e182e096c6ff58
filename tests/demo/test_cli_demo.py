"""``ckan sdijember demo``: never by accident, every state, the real way."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.demo import people as demo
from ckanext.sdijember.log import model as event
from ckanext.sdijember.review.domain import transitions as rules
from ckanext.sdijember.review.model import membership
from ckanext.sdijember.review.model.review import Review
from ckanext.sdijember.standar.domain.register import STATES as states

SETTING = "ckanext.sdijember.demo"


@pytest.fixture(scope="module")
def shown(standing, reset_db, reset_index, runner):
    """The demonstration as a first run leaves it; the tests of this module only look, or run the command again."""
    standing.load()
    reset_db()
    reset_index()
    assert runner("seed").exit_code == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(tk.config, SETTING, True)
        result = runner("demo")
        assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def allowed(with_plugins, monkeypatch):
    """The setting that lets the command run."""
    monkeypatch.setitem(tk.config, SETTING, True)


def _states() -> dict[str, str]:
    model.Session.remove()
    return {
        name: Review.get(package_id).state
        for package_id, name in model.Session.query(model.Package.id, model.Package.name)
    }


class TestRefusal:
    def test_without_the_setting_nothing_is_made(self, run):
        run("seed")
        result = run("demo")
        assert result.exit_code == 1
        assert SETTING in result.output
        assert model.User.get("walidata") is None
        assert model.Session.query(model.Package).count() == 0

    def test_the_setting_is_off_by_default(self, with_plugins):
        assert tk.config[SETTING] is False

    def test_without_seed_it_says_what_is_missing(self, run, allowed):
        result = run("demo")
        assert result.exit_code == 1
        assert "ckan sdijember seed" in result.output


@pytest.mark.usefixtures("shown")
class TestDemonstration:
    def test_every_state_is_there(self):
        assert set(_states().values()) == set(rules.STATES) - {"merged"}

    def test_each_dataset_is_in_its_state(self):
        assert _states() == {fixture["name"]: fixture["review"]["state"] for fixture in demo.fixtures()}

    def test_a_second_run_changes_nothing(self, runner, allowed):
        before = _states(), event.verify_chain()
        result = runner("demo")
        assert result.exit_code == 0, result.output
        assert (_states(), event.verify_chain()) == before

    def test_accounts_are_printed_and_work(self, shown):
        for account in demo.ACCOUNTS:
            assert f"{account.name} / {account.password}" in shown.output
            assert model.User.get(account.name).validate_password(account.password)

    def test_accounts_have_their_roles_and_no_others(self):
        for account in demo.ACCOUNTS:
            user = model.User.get(account.name)
            assert user.sysadmin == account.sysadmin
            assert membership.teams_of(user.id) == ({account.team} if account.team else set())
            offices = {model.Group.get(office).name for office in membership.offices_of(user.id)}
            assert offices == ({account.office} if account.office else set())

    def test_real_people_decided(self):
        events = model.Session.query(event.ReviewEvent).all()
        people = {model.User.get(account.name).id for account in demo.ACCOUNTS}
        assert {entry.actor_id for entry in events} <= people
        assert {entry.actor_role for entry in events} == {rules.PRODUSEN, rules.WALIDATA, rules.PEMBINA}

    def test_the_data_standards_are_in_every_state_that_is_the_portals_to_make(self):
        found = tk.get_action("sdijember_standar_list")({"user": "pembina"}, {"state": list(states), "limit": 100})
        assert {entry["state"] for entry in found["results"]} == set(states) - {"ditolak"}

    def test_published_data_use_the_data_standards(self):
        (penduduk,) = tk.get_action("sdijember_standar_list")({"user": ""}, {"q": "JBR-K-0001"})["results"]
        assert (penduduk["nama"], penduduk["usage"]["datasets"]) == ("Penduduk", 2)

    def test_recommendations_say_that_they_are_no_real_ones(self):
        numbers = [
            review.recommendation_number for review in model.Session.query(Review) if review.recommendation_number
        ]
        assert numbers
        assert all(number.startswith("DEMO-") for number in numbers)

    def test_every_file_is_uploaded_and_has_a_table_view(self):
        resources = model.Session.query(model.Resource).filter_by(state="active").all()
        assert len(resources) == sum(len(fixture["resources"]) for fixture in demo.datasets())
        for resource in resources:
            assert resource.url_type == "upload"
            views = model.Session.query(model.ResourceView).filter_by(resource_id=resource.id)
            assert [view.view_type for view in views] == ["datatables_view"]

    def test_anonymous_finds_what_is_published_and_nothing_else(self):
        found = tk.get_action("package_search")({"user": ""}, {"rows": 100})["results"]
        assert {dataset["name"] for dataset in found} == {
            name for name, state in _states().items() if state == "published"
        }


class TestSecondThoughts:
    def test_what_somebody_moved_on_stays_there(self, shown, runner, allowed):
        name = next(fixture["name"] for fixture in demo.datasets() if fixture["review"]["state"] == "submitted")
        producer = next(fixture["producer"] for fixture in demo.datasets() if fixture["name"] == name)
        tk.get_action("sdijember_review_recall")({"user": producer}, {"id": name})
        assert runner("demo").exit_code == 0
        assert _states()[name] == "draft"
        tk.get_action("sdijember_review_submit")({"user": producer}, {"id": name})

    def test_what_somebody_stopped_half_way_stays_there(self, run):
        run("seed")
        for account in demo.ACCOUNTS:
            demo.create_account(account)
        fixture = next(fixture for fixture in demo.datasets() if fixture["review"]["state"] == "published")
        demo.create_dataset({**fixture, "review": {"state": "submitted"}})
        tk.get_action("sdijember_review_recall")({"user": fixture["producer"]}, {"id": fixture["name"]})
        assert demo.create_dataset(fixture) == ("draft", False)

    def test_what_was_interrupted_is_finished(self, run, allowed, monkeypatch):
        run("seed")
        fixture = next(fixture for fixture in demo.datasets() if fixture["review"]["state"] == "verified")
        monkeypatch.setattr(demo, "fixtures", lambda: [fixture])
        broken = {**fixture, "resources": [{**fixture["resources"][0], "file": "no-such-file.csv"}]}
        monkeypatch.setattr(demo, "fixtures", lambda: [broken])
        assert run("demo").exit_code != 0
        assert _states() == {fixture["name"]: "draft"}
        monkeypatch.setattr(demo, "fixtures", lambda: [fixture])
        assert run("demo").exit_code == 0
        assert _states() == {fixture["name"]: "verified"}
