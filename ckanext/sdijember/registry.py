"""What the plugin offers, found by looking into the package of each subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from flask import Blueprint


def functions_of(package: ModuleType) -> dict[str, Callable[..., Any]]:
    """Public functions defined in the modules of ``package``, by name.

    :raises ValueError: two modules define the same name
    """
    found: dict[str, Callable[..., Any]] = {}
    for module in _modules(package):
        for name, thing in vars(module).items():
            if name.startswith("_") or not callable(thing) or thing.__module__ != module.__name__:
                continue
            if isinstance(thing, type):
                continue
            if name in found:
                raise ValueError(f"{name} is defined twice in {package.__name__}")
            found[name] = thing
    return found


def blueprints_of(package: ModuleType) -> list[Blueprint]:
    """Flask blueprints defined in the modules of ``package``."""
    return [thing for module in _modules(package) for thing in vars(module).values() if isinstance(thing, Blueprint)]


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for info in sorted(iter_modules(package.__path__), key=lambda info: info.name):
        yield import_module(f"{package.__name__}.{info.name}")
