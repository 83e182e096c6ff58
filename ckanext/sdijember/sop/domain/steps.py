"""The SOP as data: its 22 steps, typed. The text of each step is in ``sop.yaml`` and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

_PATH = Path(__file__).parent / "sop.yaml"
_UNITS = {
    "menit": timedelta(minutes=1),
    "jam": timedelta(hours=1),
    "hari": timedelta(days=1),
    "minggu": timedelta(weeks=1),
}

Text = Mapping[str, str]


@dataclass(frozen=True)
class Norm:
    """Working time a step should take."""

    amount: int
    unit: str

    @property
    def duration(self) -> timedelta:
        """The norm as a span of time; days and weeks are counted whole."""
        return self.amount * _UNITS[self.unit]


@dataclass(frozen=True)
class Step:
    """One step of the SOP; ``returns_to`` names who gets the data back if a check fails."""

    number: int
    phase: str
    title: Text
    activity: str
    actors: tuple[str, ...]
    requirement: str
    norm: Norm
    output: str
    returns_to: str | None = None


@dataclass(frozen=True)
class Sop:
    """The whole procedure; ``actors``, ``phases`` and ``units`` give the labels of their codes."""

    number: str
    title: str
    date: date
    actors: Mapping[str, Text]
    phases: Mapping[str, Text]
    units: Mapping[str, Text]
    steps: tuple[Step, ...]

    def step(self, number: int) -> Step:
        """The step with this number.

        :raises KeyError: the SOP has no such step
        """
        for step in self.steps:
            if step.number == number:
                return step
        raise KeyError(number)

    def of_phase(self, phase: str) -> tuple[Step, ...]:
        """Steps of one phase, in order."""
        return tuple(step for step in self.steps if step.phase == phase)


@cache
def sop() -> Sop:
    """The SOP on which the portal works.

    :raises ValueError: a step names an actor, phase or unit that is not declared
    """
    content = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    labels = {key: MappingProxyType(content[key]) for key in ("actors", "phases", "units")}
    steps = tuple(_step(entry) for entry in content["steps"])
    for step in steps:
        known = (
            set(step.actors) <= set(labels["actors"])
            and (step.returns_to is None or step.returns_to in labels["actors"])
            and step.phase in labels["phases"]
            and step.norm.unit in labels["units"]
            and set(step.title) == {"id", "en"}
        )
        if not known:
            raise ValueError(f"step {step.number} names something sop.yaml does not declare")
    return Sop(content["number"], content["title"], content["date"], steps=steps, **labels)


def _step(entry: dict[str, Any]) -> Step:
    values = dict(entry)
    values["actors"] = tuple(values["actors"])
    values["norm"] = Norm(**values["norm"])
    values["title"] = MappingProxyType(values["title"])
    return Step(**values)
