"""How a decision came about, where it was not simply taken in the portal: with duties not separated, or elsewhere."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...files.logic import attachments
from ..domain import transitions as rules
from .change import Change

WHERE = rules.N_("Say where it was decided, or leave out who decided, when, and the scanned paper.")


def how(change: Change) -> dict[str, Any]:
    """What the event says of it, for ever.

    :returns: ``override`` (``rule``, ``reason``) if duties were not separated; for a decision made elsewhere
        ``channel``, ``decided_by``, ``decided_on``, ``scan`` and, if another role entered it, ``on_behalf_of``
    :raises ValidationError: a decision made elsewhere lacks who decided, when, or the scanned paper
    """
    return _override(change) | _elsewhere(change)


def _override(change: Change) -> dict[str, Any]:
    broken = rules.broken_duty(change.line, change.case)
    if broken is None:
        return {}
    return {"override": {"rule": broken.message, "reason": change.case.override}}


def _elsewhere(change: Change) -> dict[str, Any]:
    data = change.data
    if change.case.channel == rules.PORTAL:
        if any(data.get(name) for name in ("decided_by", "decided_on", "scan")):
            raise tk.ValidationError({"channel": [tk._(WHERE)]})
        return {}
    errors = {name: [tk._("Missing value")] for name in ("decided_by", "decided_on", "scan") if not data.get(name)}
    if errors:
        raise tk.ValidationError(errors)
    found = {
        "channel": change.case.channel,
        "decided_by": data["decided_by"],
        "decided_on": data["decided_on"].isoformat(),
        "scan": attachments.keep(data["scan"], attachments.kind_of(data["scan"])),
    }
    entered = change.line.role not in change.case.roles
    return found | ({"on_behalf_of": change.line.role} if entered else {})
