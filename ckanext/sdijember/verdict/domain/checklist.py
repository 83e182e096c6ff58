"""What a team looks at before it decides: a list that the portal brings along and the team edits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ...kernel.domain.findings import N_, Finding, error
from ...review.domain.transitions import PEMBINA, WALIDATA

#: Teams that have a checklist.
TEAMS = (WALIDATA, PEMBINA)
#: Kinds of dataset that a line can be about.
ABOUT = ("dataset", "kegiatan")
MOST_LINES = 60
LONGEST = {"label": 300, "hint": 1000, "source": 200}

NO_LABEL = N_("Line {row} says nothing. Write what is to be looked at, or retire the line.")
NO_KIND = N_("Line {row} is about nothing: choose datasets, kegiatan, or both.")
LONG = N_("Line {row} is too long: at most {limit} letters fit here.")
TWICE = N_("Line {row} says the same as another line.")
UNKNOWN = N_("Line {row} has a code that no line had before. New lines get their code by themselves.")
NONE_LEFT = N_("At least one line has to stay in use.")
TOO_MANY = N_("At most {limit} lines fit; these are {count}.")

_FOLDER = Path(__file__).parent / "checklists"


@dataclass(frozen=True)
class Line:
    """One thing to look at.

    :param code: names the line in every version
    :param label: by language; ``hint`` likewise, perhaps empty
    :param source: the regulation, step of the SOP or item of a form that asks for it
    :param about: kinds of dataset it is about
    :param retired: no longer asked, kept for what was ticked before
    """

    code: str
    label: Mapping[str, str]
    hint: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    about: tuple[str, ...] = ABOUT
    retired: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As plain values, to be stored and sent."""
        return asdict(self) | {"about": list(self.about)}


@cache
def shipped(team: str) -> tuple[Line, ...]:
    """The list that the portal brings along for a team.

    :raises KeyError: the team has none
    """
    if team not in TEAMS:
        raise KeyError(team)
    content = yaml.safe_load((_FOLDER / f"{team}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Line(entry["code"], entry["label"], entry.get("hint", {}), entry.get("source", ""), tuple(entry["for"]))
        for entry in content["items"]
    )


def line(values: Mapping[str, Any]) -> Line:
    """A line from plain values, trimmed; texts may be given by language or as one Indonesian text."""
    about = values.get("about") or ()
    return Line(
        code=str(values.get("code") or "").strip(),
        label=_by_language(values.get("label")),
        hint=_by_language(values.get("hint")),
        source=_trimmed(values.get("source")),
        about=tuple(kind for kind in ABOUT if kind in ([about] if isinstance(about, str) else about)),
        retired=bool(values.get("retired")),
    )


def asked(lines: Iterable[Line], kind: str) -> list[Line]:
    """Lines in use that are about a kind of dataset."""
    return [one for one in lines if kind in one.about and not one.retired]


def edited(before: Sequence[Line], given: Sequence[Line]) -> list[Line]:
    """The next version: as given, new lines with a code of their own; lines that were left out are retired.

    :param before: the version that is edited
    """
    taken = {one.code for one in before}
    found = []
    for one in given:
        code = one.code or _new_code(one.label.get("id", ""), taken)
        taken.add(code)
        found.append(Line(code, one.label, one.hint, one.source, one.about, one.retired))
    left_out = [one for one in before if one.code not in {line.code for line in found}]
    return found + [Line(one.code, one.label, one.hint, one.source, one.about, retired=True) for one in left_out]


def check(before: Sequence[Line], given: Sequence[Line]) -> list[Finding]:
    """What is wrong with an edited list; ``row`` of a finding is the number of the line, from 1."""
    found = list(_whole(given))
    codes, labels = {one.code for one in before}, set()
    for row, one in enumerate(given, 1):
        found += _line(row, one)
        if one.code and one.code not in codes:
            found.append(Finding("label", UNKNOWN, {"row": row}, row=row))
        label = one.label.get("id", "").lower()
        if label and not one.retired:
            if label in labels:
                found.append(Finding("label", TWICE, {"row": row}, row=row))
            labels.add(label)
    return found


def _whole(given: Sequence[Line]) -> Iterator[Finding]:
    if not any(not one.retired for one in given):
        yield error("items", NONE_LEFT)
    if len(given) > MOST_LINES:
        yield error("items", TOO_MANY, limit=MOST_LINES, count=len(given))


def _line(row: int, one: Line) -> Iterator[Finding]:
    if not one.label.get("id") and not one.retired:
        yield Finding("label", NO_LABEL, {"row": row}, row=row)
    if not one.about and not one.retired:
        yield Finding("about", NO_KIND, {"row": row}, row=row)
    texts = [("label", text) for text in one.label.values()] + [("hint", text) for text in one.hint.values()]
    for name, text in [*texts, ("source", one.source)]:
        if len(text) > LONGEST[name]:
            yield Finding(name, LONG, {"row": row, "limit": LONGEST[name]}, row=row)


def _by_language(value: Any) -> dict[str, str]:
    given = value if isinstance(value, Mapping) else {"id": value}
    return {lang: text for lang in ("id", "en") if (text := _trimmed(given.get(lang)))}


def _trimmed(value: Any) -> str:
    return " ".join(str(value or "").split())


def _new_code(label: str, taken: set[str]) -> str:
    words = re.findall(r"[a-z0-9]+", label.lower())[:4]
    stem = "-".join(words)[:40] or "butir"
    return next(code for n in range(1, len(taken) + 2) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)
