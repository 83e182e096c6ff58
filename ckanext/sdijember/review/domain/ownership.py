"""Whose work a dataset is: who can take it further, and which teams work in a queue."""

from __future__ import annotations

from dataclasses import replace

from . import transitions

#: Teams that have the ball at some time; theirs is the queue.
REVIEWERS = tuple(
    dict.fromkeys(state.owner for state in transitions.STATES.values() if state.owner in transitions.TEAMS)
)


def leads_on(case: transitions.Case) -> bool:
    """Whether the person can take the dataset a step further towards the public.

    Whoever may only send it back, because duties are separate, has not got the ball; an announced date of publication
    takes it from nobody.
    """
    case = replace(case, scheduled=False, embargoed=False)
    way = transitions.way(case.conditions)
    return any(line in way for line in transitions.possible(case))


def works_on(case: transitions.Case) -> bool:
    """Whether the dataset is with a reviewing team to which the person belongs."""
    owner = transitions.STATES[case.state].owner
    return owner in REVIEWERS and owner in case.roles
