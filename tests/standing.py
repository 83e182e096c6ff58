"""Plugins that stay loaded and an application that is built once.

CKAN loads every plugin for each test that asks for them, and once more for each application: seconds a test.
Here they stay from one test to the next, unless a test changes the configuration or the plugins; such a test
gets what CKAN would give it, and the one after it starts anew.
"""

from __future__ import annotations

import functools
import gc
from typing import Any

import pytest
from ckan.common import config
from ckan.config.middleware import make_app
from ckan.lib import app_globals, webassets_tools
from ckan.tests.helpers import CKANTestApp
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tests import loader

CHANGES = ("ckan_config", "with_plugins", "provide_plugin")


#: Folders of templates, key of a template → what its source was, and what it was compiled to.
_COMPILED: dict[tuple[tuple[str, ...], str], tuple[str, Any]] = {}


class Compiled(BytecodeCache):
    """Templates compiled for one application of this process are good for the next.

    :param folders: where templates are looked for; which template another extends is compiled into it
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        self._folders = folders

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known, unless the source changed."""
        checksum, code = _COMPILED.get((self._folders, bucket.key), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember it."""
        _COMPILED[self._folders, bucket.key] = bucket.checksum, bucket.code


class Standing:
    """What is loaded, and the application built on it."""

    def __init__(self) -> None:
        self._loaded = False
        self._application: Any = None

    def load(self) -> None:
        """Have the plugins of the configuration loaded, and the application built, which loads them."""
        if not self._loaded:
            self.forget()
            # what a test before set is kept there
            app_globals._CONFIG_CACHE.clear()
            self._application = _make()
            loader.at_once()
            self._loaded = True
            _settle()

    def forget(self) -> None:
        """Something else was loaded, or will be."""
        self._loaded = False
        self._application = None

    def app(self) -> CKANTestApp:
        """A client of its own on the application that stands."""
        app_globals._CONFIG_CACHE.clear()
        if not self._loaded:
            return CKANTestApp(_make())
        config["testing"] = True
        return CKANTestApp(self._application)


def _make() -> Any:
    config["testing"] = True
    application = make_app(config)
    environment = CKANTestApp(application).flask_app.jinja_env
    environment.bytecode_cache = Compiled(tuple(environment.loader.searchpath))
    return application


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
