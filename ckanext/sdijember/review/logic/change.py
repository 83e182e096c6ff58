"""A transition that is under way, as all that has a part in it sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ckan import model
from ckan.types import Context

from ..domain import transitions as rules
from ..model.review import Review


@dataclass(frozen=True)
class Change:
    """A transition that is under way: the rule is checked, the row is locked, nothing of it is written yet.

    :param dataset: the dataset as the database has it, with its lines; ``None`` where the transition does not ask
    :param data: the validated input
    :param also: ids of further datasets that it changes; they are indexed with it
    """

    context: Context
    line: rules.Transition
    case: rules.Case
    actor: model.User
    package: model.Package
    review: Review
    data: Mapping[str, Any]
    dataset: dict[str, Any] | None = None
    also: list[str] = field(default_factory=list)
