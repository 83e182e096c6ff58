"""The documentation says what the table of transitions says."""

from __future__ import annotations

from ckanext.sdijember.review.domain import diagram, transitions
from dev import docs


def test_the_page_is_what_would_be_written_now():
    text = docs.PAGE.read_text(encoding="utf-8")
    assert docs.filled(text) == text, "run: python -m dev.docs"
    assert diagram.mermaid() in text


def test_every_state_and_action_is_drawn():
    drawn = diagram.mermaid()
    for state in transitions.STATES:
        assert f"--> {state}" in drawn
    for action in transitions.ACTIONS:
        assert f": {action} (" in drawn
