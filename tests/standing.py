"""Plugins that stay loaded and an application that is built once.

CKAN loads every plugin for each test that asks for them, and once more for each application: seconds a test.
Here they stay from one test to the next, unless a test changes the configuration or the plugins; such a test
gets what CKAN would give it, and the one after it starts anew.
"""

from __future__ import annotations

import functools
import gc
from typing import Any

import ckan.plugins as p
import pytest
from ckan.common import config
from ckan.config.middleware import make_app
from ckan.lib import app_globals, webassets_tools
from ckan.tests.helpers import CKANTestApp, _get_test_app

CHANGES = ("ckan_config", "with_plugins", "provide_plugin")


class Standing:
    """What is loaded, and the application built on it."""

    def __init__(self) -> None:
        self._loaded = False
        self._application: Any = None

    def load(self) -> None:
        """Have the plugins of the configuration loaded."""
        if not self._loaded:
            self.forget()
            p.load_all()
            self._loaded = True

    def forget(self) -> None:
        """Something else was loaded, or will be."""
        self._loaded = False
        self._application = None

    def app(self) -> CKANTestApp:
        """A client of its own on the application that stands."""
        app_globals._CONFIG_CACHE.clear()
        if not self._loaded:
            return _get_test_app()
        config["testing"] = True
        if self._application is None:
            self._application = make_app(config)
            _settle()
        return CKANTestApp(self._application)


def _settle() -> None:
    """What was loaded stays: assets are not looked over for every page, nor objects whenever memory is tidied up."""
    for bundle in webassets_tools.env:
        bundle.urls = functools.cache(bundle.urls)
    gc.collect()
    gc.freeze()


STANDING = Standing()


def changes_something(request: pytest.FixtureRequest) -> bool:
    """Whether the test asks for another configuration or other plugins."""
    return any(request.node.get_closest_marker(name) for name in CHANGES)
