"""The actions of the portal as a reference, made of their docstrings. Needs CKAN to be installed, but not to run."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from typing import Any

from ckanext.sdijember.subjects import SUBJECTS

from .source import NAME, first_sentence
from .subjects import descriptions

Action = Callable[..., Any]


def actions() -> dict[str, Action]:
    """Every action of the extension by name, CKAN's own that it replaces or chains among them."""
    from ckanext.sdijember.registry import functions_of

    return functions_of("logic.action")


def reference() -> str:
    """Our own actions by subject, each with what it takes and answers."""
    parts: list[str] = []
    said = descriptions()
    for subject in SUBJECTS:
        mine = {name: action for name, action in actions().items() if _ours(name) and _subject(action) == subject}
        if not mine:
            continue
        parts += [f"## {subject}", said[subject]]
        parts += dict.fromkeys(note for action in mine.values() for note in _remarks(action))
        parts += [_entry(name, action) for name, action in sorted(mine.items())]
    return "\n\n".join(parts)


def core() -> str:
    """CKAN's actions that answer differently here."""
    rows = ["| action | what is different | subject |", "| --- | --- | --- |"]
    for name, action in sorted(actions().items()):
        if not _ours(name):
            rows.append(f"| `{name}` | {first_sentence(action.__doc__)} | `{_subject(action)}/` |")
    return "\n".join(rows)


def _ours(name: str) -> bool:
    return name.startswith("sdijember_")


def _subject(action: Action) -> str:
    return action.__module__.removeprefix(f"{NAME}.").split(".")[0]


def _remarks(action: Action) -> list[str]:
    """What the module says of all its actions, beside its first line."""
    text = inspect.cleandoc(sys.modules[action.__module__].__doc__ or "")
    return [_marked(paragraph) for paragraph in text.split("\n\n")[1:]]


def _entry(name: str, action: Action) -> str:
    text, *fields = re.split(r"^:", inspect.cleandoc(action.__doc__ or ""), flags=re.MULTILINE)
    get = " It changes nothing and may be asked by GET." if getattr(action, "side_effect_free", False) else ""
    paragraphs = [_marked(paragraph) for paragraph in text.strip().split("\n\n")]
    paragraphs[-1] += get
    return "\n\n".join([f"### `{name}`", *paragraphs, *(["\n".join(map(_field, fields))] if fields else [])])


def _field(text: str) -> str:
    """One line of a docstring such as ``param id: the dataset``."""
    name, _, said = text.partition(":")
    kind, _, which = name.partition(" ")
    head = {"param": f"`{which}`", "raises": f"refused with `{which}`", "returns": "answers"}.get(kind, name)
    return f"* {head}: {_marked(said)}"


def _marked(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")
