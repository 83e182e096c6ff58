"""A table of transitions that is no subject's."""

from __future__ import annotations

from ckanext.sdijember.kernel.domain import workflow as engine
from ckanext.sdijember.kernel.domain.workflow import State, Transition, Workflow

#: A door that the Walidata shuts, with a word about it.
DOOR = Workflow(
    name="door",
    states=engine.named((State("open", "Open", "walidata"), State("shut", "Shut", public=True, final=True))),
    transitions=(Transition("shut", ("open",), "shut", "walidata", "Shut", requires=("note",)),),
    initial="open",
    wrong_state="It is “{state}”.",
)
