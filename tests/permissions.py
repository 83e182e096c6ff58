"""Every action of a table × every person × every state: those named may, all others are refused, and hear why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk

from .factories import PEOPLE

#: What came of an action: it was done, the person's role may not take it, or a rule is not met.
DONE, ROLE, RULE = "done", "role", "rule"


def answer(take: Callable[[], Any]) -> str:
    """What comes of an action."""
    try:
        take()
    except tk.NotAuthorized:
        return ROLE
    except tk.ValidationError:
        return RULE
    return DONE


@dataclass(frozen=True)
class Matrix:
    """Who may: people by action and state.

    :param elsewhere: people whose role an action is in a case that does not come up here
    """

    may: Mapping[tuple[str, str], set[str]]
    elsewhere: Mapping[str, set[str]] = field(default_factory=dict)

    def allowed(self) -> list[tuple[str, str, str]]:
        """Action, state and person, for each that may."""
        return [(*key, person) for key, people in self.may.items() for person in sorted(people)]

    def expected(self, action: str, state: str, person: str) -> str:
        """The right answer: whose action it is in some other state hears of the rule, everybody else of the role."""
        here = self.may.get((action, state), set())
        if person in here:
            return DONE
        some = {who for (name, _), people in self.may.items() if name == action for who in people}
        return RULE if not here and person in some | self.elsewhere.get(action, set()) else ROLE

    def assert_all_others_are_refused(
        self, actions: Iterable[str], state: str, answered: Callable[[str, str], str]
    ) -> None:
        """Have everybody who may not take an action in this state try it.

        :param answered: tries an action as a person, and says what came of it
        """
        for action in actions:
            for person in PEOPLE:
                expected = self.expected(action, state, person)
                if expected != DONE:
                    assert answered(action, person) == expected, (action, person)
