"""Answers of a table of transitions as CKAN gives them: what is refused, and why, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk

from ..domain.findings import N_
from ..domain.workflow import AnyWorkflow, C, RoleMissing, RuleBroken, S, T, Transition, Workflow

ROLE_MISSING = N_("Your role may not do this.")


@contextmanager
def refusals() -> Iterator[None]:
    """Refuse as CKAN does what the rules asked within refuse.

    :raises NotAuthorized: a role is missing
    :raises ValidationError: a rule is broken
    """
    try:
        yield
    except RoleMissing as error:
        raise tk.NotAuthorized(tk._(ROLE_MISSING)) from error
    except RuleBroken as broken:
        raise tk.ValidationError(_refusal(broken)) from broken


def checked(workflow: Workflow[S, T, C], action: str, case: C) -> T:
    """The transition that ``action`` means in this case.

    :raises NotAuthorized: the role may not take it
    :raises ValidationError: a rule is not met
    """
    with refusals():
        return workflow.transition_for(action, case)


def require(line: Transition, data: Mapping[str, Any]) -> None:
    """Refuse a transition without what has to be said with it; the same action may want it in one state only.

    :raises ValidationError: something is missing
    """
    missing: dict[str, Any] = {name: [tk._("Missing value")] for name in line.requires if not data.get(name)}
    if missing:
        raise tk.ValidationError(missing)


def refuse_older(workflow: AnyWorkflow, state: str, seen: int | None, now: int, field: str = "state") -> None:
    """Refuse what was decided on an older state, even if its action were possible again.

    :param seen: number of the state that the caller saw, if they said it
    :param now: its number now
    :raises ValidationError: they differ
    """
    if seen is not None and seen != now:
        with refusals():
            raise workflow.moved_on(state, field)


def states_named(workflow: AnyWorkflow, value: Any) -> list[str]:
    """Names of states, given as a list or separated by commas.

    :raises Invalid: there is no such state
    """
    names = value.split(",") if isinstance(value, str) else list(value)
    names = [name.strip() for name in names if name.strip()]
    if unknown := [name for name in names if name not in workflow.states]:
        raise tk.Invalid(tk._("Unknown state: {states}").format(states=", ".join(unknown)))
    return names


def _refusal(broken: RuleBroken) -> dict[str, Any]:
    params = {key: tk._(value) for key, value in broken.params.items()}
    return {broken.field: [tk._(broken.message).format(**params)]}
