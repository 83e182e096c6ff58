"""The package as text: docstrings and imports, read without importing anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..paths import ROOT

NAME = "ckanext.sdijember"
PACKAGE = ROOT / "ckanext" / "sdijember"


@cache
def parsed(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def first_sentence(docstring: str | None) -> str:
    """What a docstring says first, on one line, its code marked as Markdown does."""
    paragraph = " ".join((docstring or "").strip().split("\n\n")[0].split())
    return paragraph.replace("``", "`")


def path_of(module: str) -> Path:
    """File of a module of the package.

    :raises FileNotFoundError: there is none
    """
    path = ROOT / Path(*module.split("."))
    found = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    if not found.is_file():
        raise FileNotFoundError(found)
    return found


def imported(path: Path) -> Iterator[tuple[str, str, str]]:
    """Every name that a module takes out of the package, wherever in the module it does.

    :returns: the name within the module, the module it is taken from, and its name there
    """
    parents = [*path.relative_to(ROOT).parent.parts]
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.ImportFrom):
            continue
        start = parents[: len(parents) - node.level + 1] if node.level else []
        module = ".".join([*start, *(node.module or "").split(".")]).strip(".")
        if f"{module}.".startswith(f"{NAME}."):
            yield from ((alias.asname or alias.name, module, alias.name) for alias in node.names)
