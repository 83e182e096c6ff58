"""Is the log of decisions whole, and what the anchors say it was?"""

from __future__ import annotations

from collections.abc import Iterator

from ....kernel.domain.findings import N_
from ....log import model as log
from ....log.domain.proof import AnchorsDamaged
from ....log.logic import audit
from ...domain.trouble import Trouble


def check() -> Iterator[Trouble]:
    """The chain of hashes and the anchors."""
    advice = N_("ckan sdijember audit verify says more. Find out who changed it, and restore it from a backup.")
    try:
        anchors = audit.known_anchors()
    except AnchorsDamaged as error:
        anchors = []
        message = N_("Line {line} of the file of anchors is not what was written.")
        yield Trouble("anchors", str(audit.anchor_file()), message, advice, {"line": error.args[0]})
    verdict = log.verify_chain(anchors)
    if verdict.broken_at is not None:
        message = N_("Event {event} of the log is not what was written.")
        yield Trouble("chain", "sdijember_review_event", message, advice, {"event": verdict.broken_at})
    elif verdict.contradicted:
        message = N_("The log is not what it was on {day}.")
        yield Trouble("chain", "sdijember_review_event", message, advice, {"day": verdict.contradicted.date})
