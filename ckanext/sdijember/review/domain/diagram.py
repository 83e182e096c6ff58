"""The table of transitions as documentation: a diagram and a list, both derived."""

from __future__ import annotations

from .transitions import BACK_TO_WALIDATA, INITIAL, NEEDS_PEMBINA, REVISION, STATES, TRANSITIONS

#: How the roles are called in Indonesian prose.
ROLES = {"produsen": "Produsen Data", "walidata": "Walidata", "pembina": "Pembina Data", "public": "publik"}
#: The conditions of the table's lines in Indonesian prose.
WHEN = {
    "": "–",
    NEEDS_PEMBINA: "perlu Pembina Data",
    f"!{NEEDS_PEMBINA}": "tidak perlu Pembina Data",
    BACK_TO_WALIDATA: "setelan: kembali ke Walidata",
    f"!{BACK_TO_WALIDATA}": "setelan: kembali ke produsen",
    REVISION: "salinan kerja data yang sudah terbit",
    f"!{REVISION}": "bukan salinan kerja",
}


def mermaid() -> str:
    """State diagram in Mermaid's notation: one arrow per source state."""
    lines = ["stateDiagram-v2", f"    [*] --> {INITIAL}"]
    for line in TRANSITIONS:
        lines += [f"    {source} --> {line.target}: {line.action} ({line.role})" for source in line.sources]
    return "\n".join(lines)


def table() -> str:
    """Markdown table: action, from, to, who, SOP step, what it requires."""
    rows = ["| aksi | dari | ke | oleh | langkah SOP | wajib | bila |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for line in TRANSITIONS:
        sources = ", ".join(f"`{source}`" for source in line.sources)
        required = ", ".join(line.requires) or "–"
        rows.append(
            f"| `{line.action}` | {sources} | `{line.target}` | {ROLES[line.role]} | {line.sop_step} | {required} "
            f"| {WHEN[line.when]} |"
        )
    return "\n".join(rows)


def owners() -> str:
    """Markdown table: state and whose turn it is."""
    rows = ["| status | giliran |", "| --- | --- |"]
    rows += [f"| `{state.name}` | {ROLES[state.owner]} |" for state in STATES.values()]
    return "\n".join(rows)
