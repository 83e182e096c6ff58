"""What the plugin offers, found by looking into the package of each subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import click
from flask import Blueprint

from .kernel.domain.workflow import AnyWorkflow, Workflow
from .subjects import SUBJECTS

_HERE = Path(__file__).parent
_PACKAGE = __name__.rpartition(".")[0]


def functions_of(part: str) -> dict[str, Callable[..., Any]]:
    """Public functions defined in the modules of ``part`` of every subject, by name.

    :param part: ``logic.action``, ``logic.auth``, ``logic.validators`` or ``helpers``
    :raises ValueError: two modules define the same name
    """
    found: dict[str, Callable[..., Any]] = {}
    for module in _modules(part):
        for name, thing in vars(module).items():
            if name.startswith("_") or not callable(thing) or thing.__module__ != module.__name__:
                continue
            if isinstance(thing, type):
                continue
            if name in found:
                raise ValueError(f"{name} is defined twice, the second time in {module.__name__}")
            found[name] = thing
    return found


def blueprints() -> list[Blueprint]:
    """Flask blueprints of every subject."""
    return [thing for module in _modules("views") for thing in vars(module).values() if isinstance(thing, Blueprint)]


def commands() -> list[click.Command]:
    """Commands of every subject that no group of theirs holds already."""
    found = [thing for module in _modules("cli") for thing in vars(module).values() if isinstance(thing, click.Command)]
    held = {id(held) for one in found if isinstance(one, click.Group) for held in one.commands.values()}
    return list({id(one): one for one in found if id(one) not in held}.values())


def workflows() -> dict[str, AnyWorkflow]:
    """Tables of transitions of every subject, by name.

    :raises ValueError: two tables have the same name
    """
    found: dict[str, AnyWorkflow] = {}
    for module in _modules("domain"):
        for thing in vars(module).values():
            if isinstance(thing, Workflow) and found.setdefault(thing.name, thing) is not thing:
                raise ValueError(f"{thing.name} is the name of two tables, the second in {module.__name__}")
    return found


def template_folders() -> list[str]:
    """Folders of templates, relative to the package; those of a later subject win."""
    return [f"{subject}/templates" for subject in SUBJECTS if (_HERE / subject / "templates").is_dir()]


def _modules(part: str) -> Iterator[ModuleType]:
    for subject in SUBJECTS:
        names = [_PACKAGE, subject, *part.split(".")]
        if not all(find_spec(".".join(names[:end])) for end in range(2, len(names) + 1)):
            continue
        package = import_module(".".join(names))
        yield package
        for info in sorted(iter_modules(getattr(package, "__path__", ())), key=lambda info: info.name):
            yield import_module(f"{package.__name__}.{info.name}")
