"""Configuration: one place for what makes the portal, the rest from the stack or from outside."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from configparser import ConfigParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dev import settings
from dev.paths import PORTAL_INI, TEST_INI, Layout
from dev.services.urls import NEEDED_BY, heeded, outside
from dev.state import State

GIVEN = {
    "CKAN_SQLALCHEMY_URL": "postgresql://u:p%40ss@db/one",
    "CKAN_DATASTORE_WRITE_URL": "postgresql://u:p@db/two",
    "CKAN_DATASTORE_READ_URL": "postgresql://r:p@db/two",
    "CKAN_SOLR_URL": "http://search:8983/solr/ckan",
    "CKAN_REDIS_URL": "redis://queue:6379/1",
}


def read(path: Path) -> Mapping[str, str]:
    """Options of a configuration file as CKAN reads them."""
    parser = ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path)
    return parser["app:main"]


@pytest.mark.parametrize("service", NEEDED_BY)
def test_a_service_given_from_outside_is_not_started(service: str):
    assert outside({key: GIVEN[key] for key in NEEDED_BY[service]}) == {service}


def test_nothing_given_means_everything_is_ours():
    assert outside({"HOME": "/"}) == set()


@pytest.mark.parametrize("left_out", NEEDED_BY["postgres"])
def test_postgres_is_started_for_any_database_not_given(left_out: str):
    some = {key: GIVEN[key] for key in NEEDED_BY["postgres"] if key != left_out}
    assert outside(some) == set()


@pytest.mark.parametrize(("option", "variable"), settings.ADDRESSES.items())
def test_an_address_given_is_the_one_used(layout: Layout, state: State, option: str, variable: str):
    ours = settings.addresses(layout, state, {})
    mixed = settings.addresses(layout, state, {variable: GIVEN[variable]})
    assert mixed == {**ours, option: GIVEN[variable]}
    assert ours[option] != GIVEN[variable]


def test_tests_heed_no_address_given_to_the_portal():
    environment = {**GIVEN, "CKAN_SITE_URL": "https://portal.example", "PATH": "/bin"}
    assert heeded(environment, "test") == {"PATH": "/bin"}
    assert heeded(environment, "run") == environment


def test_the_file_builds_on_the_portals_own_settings(tmp_path: Path, state: State):
    for profile, base in {"run": PORTAL_INI, "test": TEST_INI}.items():
        layout = Layout(profile, tmp_path)
        layout.make()
        settings.write(layout, state, {})
        assert read(layout.ini)["use"] == f"config:{base}"


def test_the_tests_settings_build_on_the_portals_own():
    assert read(TEST_INI)["use"] == f"config:{PORTAL_INI.relative_to(TEST_INI.parent)}"
    assert read(PORTAL_INI)["use"] == "egg:ckan"


def test_a_password_with_a_percent_sign_survives(layout: Layout, state: State):
    settings.write(layout, state, GIVEN)
    assert read(layout.ini)["sqlalchemy.url"] == GIVEN["CKAN_SQLALCHEMY_URL"]


def test_nobody_else_may_read_the_file(layout: Layout, state: State):
    settings.write(layout, state, {})
    assert stat.S_IMODE(layout.ini.stat().st_mode) == 0o600


def test_secrets_stay_from_one_start_to_the_next_and_differ_between_stacks(
    layout: Layout, state: State, tmp_path: Path
):
    other = State(tmp_path / "other.json")
    for name in ("web", "postgres", "solr", "redis"):
        other.put("ports", name, state.get("ports", name))
    first, again = (settings.options(layout, State(state.path), {}) for _ in range(2))
    elsewhere = settings.options(layout, other, {})
    assert first == again
    for key in ("SECRET_KEY", "WTF_CSRF_SECRET_KEY", "api_token.jwt.encode.secret"):
        assert len(first[key]) > 30
        assert first[key] != elsewhere[key]
    assert first["api_token.jwt.encode.secret"] == first["api_token.jwt.decode.secret"]


def test_the_read_role_of_the_datastore_is_another(layout: Layout, state: State):
    found = settings.addresses(layout, state, {})
    write, read_only = found["ckan.datastore.write_url"], found["ckan.datastore.read_url"]
    assert write.rpartition("/")[2] == read_only.rpartition("/")[2] != found["sqlalchemy.url"].rpartition("/")[2]
    assert write.partition("@")[0] != read_only.partition("@")[0]


def test_places_share_services_and_nothing_in_them(layout: Layout, state: State):
    found = []
    for number in range(3):
        place = Layout(layout.profile, layout.root, number)
        state.put("ports", place.named("web"), 41000 + number)
        found.append(settings.options(place, state, {}))
    for option in (*settings.ADDRESSES, "ckan.storage_path", "ckan.site_url"):
        assert len({options[option] for options in found}) == 3, option
    for option in settings.ADDRESSES:
        assert len({urlsplit(options[option]).netloc for options in found}) == 1, option


def test_the_site_address_follows_the_port_unless_it_is_given(layout: Layout, state: State):
    assert settings.site_url(layout, state, {}) == "http://127.0.0.1:40000"
    assert settings.site_url(layout, state, {"CKAN_SITE_URL": "https://portal.example"}) == "https://portal.example"


def test_demo_accounts_are_for_the_portal_people_try(layout: Layout, state: State):
    assert settings.options(layout, state, {})["ckanext.sdijember.demo"] == "true"
    assert "ckanext.sdijember.demo" not in read(PORTAL_INI)
    assert "ckanext.sdijember.demo" not in read(TEST_INI)


def test_the_plugin_comes_first_so_that_its_templates_and_labels_win():
    assert read(PORTAL_INI)["ckan.plugins"].split()[0] == "sdijember"
    assert "ckan.plugins" not in read(TEST_INI)


@pytest.mark.parametrize(
    "right",
    [
        "user_create_organizations",
        "user_create_groups",
        "user_delete_groups",
        "user_delete_organizations",
        "create_dataset_if_not_in_organization",
        "public_user_details",
    ],
)
def test_an_account_alone_gives_no_right(right: str):
    assert read(PORTAL_INI)[f"ckan.auth.{right}"] == "false"
