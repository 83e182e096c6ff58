"""What stays loaded between tests does not outlive a test that changes it, nor the other way round."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import pytest

pytestmark = pytest.mark.usefixtures("with_plugins")
TITLE = "Portal Data Kabupaten Jember"
OTHER = "Portal Lain"


@pytest.fixture
def front(app: Any, clean_db: None, clean_index: None) -> str:
    """The front page."""
    return app.get("/").body


def test_the_portal_stands(front: str):
    assert p.plugin_loaded("sdijember")
    assert TITLE in front


@pytest.mark.ckan_config("ckan.site_title", OTHER)
def test_a_changed_setting_reaches_the_page(front: str):
    assert OTHER in front
    assert TITLE not in front


def test_the_setting_is_back(front: str):
    assert TITLE in front
    assert OTHER not in front


@pytest.mark.ckan_config("ckan.plugins", "activity")
def test_other_plugins_are_loaded_instead():
    assert p.plugin_loaded("activity")
    assert not p.plugin_loaded("sdijember")


def test_the_plugins_are_back(front: str):
    assert p.plugin_loaded("sdijember")
    assert TITLE in front


def test_each_test_signs_in_anew(make_app: Any):
    assert make_app().client is not make_app().client


def test_the_application_is_built_once(make_app: Any):
    assert make_app().flask_app is make_app().flask_app
