"""The lines of ``consequences.py``: what follows from which transition, and where that is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from ckanext.sdijember.review.domain.transitions import ACTIONS

from .source import NAME, PACKAGE, first_sentence, imported, parsed, path_of

#: Tables of transitions and functions; those of words and functions; those of functions alone.
TABLES = ("ACCEPTED", "REQUIREMENTS", "CONSEQUENCES", "AFTERMATH")
BY_WORD = ("SUBSCRIBERS", "TELLERS")
PLAIN = ("KNOWN_ELSEWHERE",)
HOOKS = PACKAGE / "consequences.py"


class Line(NamedTuple):
    """One line of a table.

    :param actions: the transitions after which it holds, in the order of the review's table; or a word of its table
    :param place: file and function, from the package on
    """

    table: str
    actions: tuple[str, ...]
    place: str
    said: str


def lines() -> list[Line]:
    """Every line of the tables, in their order.

    :raises ValueError: a line has another shape than transitions and a function
    """
    of_transitions = [
        Line(name, _actions(actions), *_function(function))
        for name in TABLES
        for actions, function in _pairs(_assigned(name))
    ]
    of_words = [
        Line(name, (str(ast.literal_eval(word)),), *_function(function))
        for name in BY_WORD
        for word, functions in _entries(_assigned(name))
        for function in _each(functions)
    ]
    return (
        of_transitions
        + of_words
        + [Line(name, (), *_function(one)) for name in PLAIN for one in _each(_assigned(name))]
    )


def table() -> str:
    """Markdown table of the lines."""
    rows = ["| table | transition, or word | what follows | where |", "| --- | --- | --- | --- |"]
    for line in lines():
        actions = "every one" if line.actions == ACTIONS else ", ".join(f"`{action}`" for action in line.actions)
        rows.append(f"| `{line.table}` | {actions} | {line.said} | `{line.place}` |")
    return "\n".join(rows)


def _assigned(name: str) -> ast.expr:
    for node in parsed(HOOKS).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if value is not None and any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return value
    raise ValueError(f"there is no {name} in {HOOKS.name}")


def _pairs(node: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Dict):
        yield from ((ast.Set([key]), value) for key, value in zip(node.keys, node.values, strict=True) if key)
        return
    for line in node.elts if isinstance(node, ast.Tuple) else [node]:
        if not isinstance(line, ast.Tuple) or len(line.elts) != 2:
            raise ValueError(f"no transitions and a function: {ast.unparse(line)}")
        yield line.elts[0], line.elts[1]


def _entries(node: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if not isinstance(node, ast.Dict):
        raise ValueError(f"no words and functions: {ast.unparse(node)}")
    yield from ((key, value) for key, value in zip(node.keys, node.values, strict=True) if key)


def _each(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def _actions(node: ast.expr) -> tuple[str, ...]:
    """The transitions that an expression names; names in it are those of the rules, which need no CKAN."""
    if isinstance(node, ast.Set):
        found = {str(ast.literal_eval(one)) for one in node.elts}
    elif isinstance(node, ast.Call):
        return _actions(node.args[0])
    else:
        found = set(_value(node))
    return tuple(action for action in ACTIONS if action in found)


def _value(node: ast.expr) -> tuple[str, ...]:
    whole, _, attribute = ast.unparse(node).partition(".")
    module, name = _taken(whole)
    if attribute:
        return getattr(import_module(f"{module}.{name}"), attribute)
    return getattr(import_module(module), name)


def _function(node: ast.expr) -> tuple[str, str]:
    """Where a function is and what it says; of a ``lambda`` the function that it calls."""
    if isinstance(node, ast.Lambda) and isinstance(node.body, ast.Call):
        node = node.body.func
    whole, _, attribute = ast.unparse(node).partition(".")
    if attribute:
        module, name = ".".join(_taken(whole)), attribute
        path = path_of(module)
    else:
        path, name = HOOKS, whole
    for one in parsed(path).body:
        if isinstance(one, ast.FunctionDef) and one.name == name:
            return f"{path.relative_to(PACKAGE)}: {name}", first_sentence(ast.get_docstring(one))
    raise ValueError(f"{path} has no function {name}")


def _taken(name: str) -> tuple[str, str]:
    """Module and name of something that the tables import."""
    for here, module, there in imported(HOOKS):
        if here == name:
            return module, there
    raise ValueError(f"{name} is not taken from {NAME}")
