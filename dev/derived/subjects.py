"""The subjects of the portal and who stands on whom: what each is for, and a picture of the imports as they are."""

from __future__ import annotations

import ast
from functools import cache

from ckanext.sdijember.subjects import SUBJECTS

from .source import NAME, PACKAGE, first_sentence, imported, parsed


def descriptions() -> dict[str, str]:
    """What each subject is for, as the docstring of its folder says."""
    return {name: first_sentence(ast.get_docstring(parsed(PACKAGE / name / "__init__.py"))) for name in SUBJECTS}


@cache
def imports() -> dict[str, set[str]]:
    """The subjects from which each subject imports.

    :raises ValueError: a subject imports from one that comes after it
    """
    found: dict[str, set[str]] = {name: set() for name in SUBJECTS}
    for name in SUBJECTS:
        for path in sorted((PACKAGE / name).rglob("*.py")):
            taken = [f"{module}.{thing}".removeprefix(f"{NAME}.") for _, module, thing in imported(path)]
            found[name] |= ({place.split(".")[0] for place in taken} & set(SUBJECTS)) - {name}
        later = [other for other in found[name] if SUBJECTS.index(other) > SUBJECTS.index(name)]
        if later:
            raise ValueError(f"{name} imports from {', '.join(sorted(later))}, which come after it")
    return found


def table() -> str:
    """Markdown table of the subjects, bottom to top."""
    rows = ["| subject | what lives there |", "| --- | --- |"]
    return "\n".join(rows + [f"| `{name}/` | {said} |" for name, said in descriptions().items()])


def mermaid() -> str:
    """The arrows between subjects in Mermaid's notation, without those that follow from others."""
    lines = ["flowchart TD"]
    direct = _direct(imports())
    for name in reversed(SUBJECTS):
        lines += [f"    {name} --> {other}" for other in reversed(SUBJECTS) if other in direct[name]]
        lines += [] if direct[name] else [f"    {name}"]
    return "\n".join(lines)


def _direct(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same graph without the arrows between subjects that a longer way joins too."""
    reached: dict[str, set[str]] = {}
    for name in SUBJECTS:
        reached[name] = set(graph[name]).union(*(reached[other] for other in graph[name]))
    return {
        name: {other for other in others if not any(other in reached[between] for between in others)}
        for name, others in graph.items()
    }
