"""A table of transitions as documentation: a diagram and lists, all derived; the prose is Indonesian."""

from __future__ import annotations

from .roles import NAMES, PUBLIC
from .workflow import AnyWorkflow

_OUTSIDE = "[*]"


def mermaid(workflow: AnyWorkflow) -> str:
    """State diagram in Mermaid's notation: one arrow per source state."""
    arrows = []
    if not any(line.starts_from("") for line in workflow.transitions):
        arrows.append(f"{_OUTSIDE} --> {workflow.initial}")
    for line in workflow.transitions:
        sources = line.sources or (_OUTSIDE,)
        arrows += [f"{source} --> {line.target}: {line.action} ({line.role})" for source in sources]
    arrows += [f"{state.follows} --> {state.name}" for state in workflow.states.values() if state.follows]
    return "\n".join(["stateDiagram-v2", *(f"    {arrow}" for arrow in arrows)])


def table(workflow: AnyWorkflow) -> str:
    """Markdown table: action, from, to, who, what it requires; SOP step and condition where the table has any."""
    columns = {
        "aksi": [f"`{line.action}`" for line in workflow.transitions],
        "dari": [", ".join(f"`{source}`" for source in line.sources) or "–" for line in workflow.transitions],
        "ke": [f"`{line.target}`" for line in workflow.transitions],
        "oleh": [NAMES[line.role] for line in workflow.transitions],
    }
    if any(line.sop_step for line in workflow.transitions):
        columns["langkah SOP"] = [str(line.sop_step or "–") for line in workflow.transitions]
    columns["wajib"] = [", ".join(line.requires) or "–" for line in workflow.transitions]
    if workflow.conditions:
        columns["bila"] = [_condition(workflow, line.when) for line in workflow.transitions]
    return _markdown(columns)


def owners(workflow: AnyWorkflow) -> str:
    """Markdown table: state and whose turn it is."""
    states = workflow.states.values()
    return _markdown(
        {
            "status": [f"`{state.name}`" for state in states],
            "giliran": [NAMES.get(state.owner or (PUBLIC if state.public else ""), "–") for state in states],
        }
    )


def _condition(workflow: AnyWorkflow, when: str) -> str:
    if not when:
        return "–"
    met, unmet = workflow.conditions[when.removeprefix("!")]
    return unmet if when.startswith("!") else met


def _markdown(columns: dict[str, list[str]]) -> str:
    rows = [tuple(columns), ("---",) * len(columns), *zip(*columns.values(), strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
