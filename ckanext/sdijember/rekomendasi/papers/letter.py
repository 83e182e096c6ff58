"""The letter of a Rekomendasi Statistik: what it can say, and an HTML template, which the office may edit, filled in.

A template can name the parts of the letter, ask whether one is there, and go through a list. Everything else is refused
before anything is filled in, with the line where it stands: it can call nothing, calculate nothing, and reach nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from ...kernel.domain.findings import N_

NAME = "surat"
LONGEST = 100_000
#: Longest letter, in signs of HTML.
_LONGEST_HTML = 400_000
_FILTERS = frozenset({"upper", "lower", "title", "capitalize", "trim", "join", "length", "first", "last", "default"})
_TESTS = frozenset({"defined", "undefined", "none", "string"})
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.If, nodes.CondExpr,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test, nodes.For, nodes.Concat,
    nodes.Keyword,
)  # fmt: skip
_LOOP = frozenset({"index", "index0", "first", "last", "length"})

TOO_LONG = N_("The template is too long: at most {limit} signs.")
NOT_ALLOWED = N_("This is not allowed in a template: {what}. Only parts of the letter, conditions and lists are.")
UNKNOWN_NAME = N_("There is no “{name}”. Parts of the letter are called {letter}.number, {letter}.title and so on.")
UNKNOWN_PART = N_("The letter has no part “{name}”. It has: {parts}.")
UNKNOWN_FILTER = N_("There is no filter “{name}” here. These can be used: {filters}.")
NESTED = N_("A list within a list is not allowed.")
SYNTAX = N_("This cannot be read: {problem}")
OUTSIDE = N_("The letter may not fetch anything from elsewhere (“{url}”). Put pictures into it as data: addresses.")
NO_QR = N_(
    "The template does not show the QR code ({letter}.qr) or the address ({letter}.verify_url) for verification."
)
_ADDRESSED = re.compile(
    r"""(?:\bsrc|\bhref|\bdata|\bposter|\bbackground|xlink:href)\s*=\s*["']?\s*(?P<attr>[^"'\s>]+)"""
    r"""|url\(\s*["']?\s*(?P<css>[^"')]+)|@import\s+["'](?P<sheet>[^"']+)""",
    re.I,
)
_ANCHOR = re.compile(r"<a\b[^>]*$", re.I)


@dataclass(frozen=True)
class Letter:
    """Everything a letter can say: texts, and lists of texts. Nothing else is within a template's reach."""

    number: str
    date: str
    issuer: str
    issuer_address: str
    kind: str
    scope: str
    title: str
    office: str
    conditions: str
    condition_lines: tuple[str, ...]
    examined: tuple[str, ...]
    snapshot: str
    code: str
    verify_url: str
    qr: str
    place: str
    signer_name: str
    signer_position: str
    portal: str


PARTS = tuple(part.name for part in fields(Letter))


@dataclass
class TemplateProblem(Exception):
    """A template cannot be used: ``message`` (a msgid, with ``params``) about ``line``."""

    line: int
    message: str
    params: dict[str, Any]


def shipped() -> str:
    """The template that comes with the portal."""
    return files("ckanext.sdijember.rekomendasi.papers").joinpath("rekomendasi.html").read_text(encoding="utf-8")


def check(template: str) -> None:
    """Refuse a template that could not be filled in, or could do anything else.

    :raises TemplateProblem: the first thing that is wrong
    """
    if len(template) > LONGEST:
        raise TemplateProblem(1, TOO_LONG, {"limit": LONGEST})
    try:
        tree = _environment().parse(template)
    except TemplateSyntaxError as problem:
        raise TemplateProblem(problem.lineno, SYNTAX, {"problem": problem.message or ""}) from problem
    for node in _walk(tree):
        _check_node(node)
    _check_names(tree, frozenset({NAME}))
    _check_addresses(template)
    used = {node.attr for node in tree.find_all(nodes.Getattr)}
    if not used & {"qr", "verify_url"}:
        raise TemplateProblem(1, NO_QR, {"letter": NAME})


def fill(template: str, letter: Letter) -> str:
    """The letter as HTML.

    :raises TemplateProblem: the template is not one that ``check`` lets pass
    """
    check(template)
    pieces, length = [], 0
    for piece in _environment().from_string(template).generate({NAME: letter}):
        pieces.append(piece)
        length += len(piece)
        if length > _LONGEST_HTML:
            raise TemplateProblem(1, TOO_LONG, {"limit": _LONGEST_HTML})
    return "".join(pieces)


class _Closed(SandboxedEnvironment):
    """The second wall behind ``check``: nothing can be called, and only the letter's own parts be read."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return (isinstance(obj, Letter) and attr in PARTS) or (attr in _LOOP and type(obj).__name__ == "LoopContext")

    def is_safe_callable(self, obj: Any) -> bool:
        return False


@cache
def _environment() -> SandboxedEnvironment:
    environment = _Closed(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.tests = {name: environment.tests[name] for name in (*_TESTS, "eq", "ne", "in")}
    return environment


def _walk(node: nodes.Node) -> Any:
    for child in node.iter_child_nodes():
        yield child
        yield from _walk(child)


def _check_node(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        raise TemplateProblem(node.lineno, NOT_ALLOWED, {"what": type(node).__name__})
    if isinstance(node, nodes.For):
        if node.recursive or node.test:
            raise TemplateProblem(node.lineno, NOT_ALLOWED, {"what": "recursive, if"})
        if next(iter(node.find_all(nodes.For)), None):
            raise TemplateProblem(node.lineno, NESTED, {})
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        names = ", ".join(sorted(_FILTERS))
        raise TemplateProblem(node.lineno, UNKNOWN_FILTER, {"name": node.name, "filters": names})
    if isinstance(node, nodes.Test) and node.name not in _TESTS:
        raise TemplateProblem(node.lineno, NOT_ALLOWED, {"what": f"is {node.name}"})


def _check_names(node: nodes.Node, known: frozenset[str]) -> None:
    """Every name is the letter's, or that of an element of a list one is going through."""
    if isinstance(node, nodes.For):
        _check_names(node.iter, known)
        targets = (node.target, *node.target.find_all(nodes.Name))
        inside = known | {name for target in targets if (name := _name_of(target))}
        for child in (*node.body, *node.else_):
            _check_names(child, inside | {"loop"})
        return
    if isinstance(node, nodes.Name) and node.name not in known:
        raise TemplateProblem(node.lineno, UNKNOWN_NAME, {"name": node.name, "letter": NAME})
    if isinstance(node, nodes.Getattr):
        parts = {NAME: PARTS, "loop": tuple(sorted(_LOOP))}.get(_name_of(node.node), ())
        if node.attr not in parts:
            params = {"name": node.attr, "parts": ", ".join(parts or PARTS)}
            raise TemplateProblem(node.lineno, UNKNOWN_PART, params)
    for child in node.iter_child_nodes():
        _check_names(child, known)


def _name_of(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _check_addresses(template: str) -> None:
    """Nothing is fetched, so nothing may be asked for: only data: addresses, anchors, and the letter's own parts."""
    for match in _ADDRESSED.finditer(template):
        url = next(value for value in match.groupdict().values() if value is not None).strip()
        if url.lower().startswith(("data:", "#", "{{")) or _ANCHOR.search(template, 0, match.start()):
            continue
        raise TemplateProblem(template.count("\n", 0, match.start()) + 1, OUTSIDE, {"url": url[:80]})
