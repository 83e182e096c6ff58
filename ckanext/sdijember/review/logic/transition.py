"""A transition is one transaction (decision 4): lock, check again, write state, log and projection, index, commit."""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import search
from ckan.lib.redis import connect_to_redis
from ckan.types import Context

from ...files.logic import reading
from ...kernel.logic import workflow
from ...kernel.logic.transaction import whole_or_nothing
from ...kernel.logic.wording import said
from ...log import model as log
from ...metadata.logic import kegiatan
from ..domain import restriction
from ..domain import snapshot as snapshots
from ..domain import transitions as rules
from ..model import snapshot as snapshot_store
from ..model.review import Review
from . import deadlines, hooks, provenance, saving, working_copy
from . import facts as cases
from .change import Change

logger = logging.getLogger(__name__)

CHANGED_SINCE = rules.N_(
    "The data are not those that were submitted. Return them, so that they are submitted and checked again."
)
CHANGED_SINCE_RETURN = rules.N_("The producer has changed the data since they were returned; wait for the submission.")

#: Transitions that are not about what the dataset contains.
WITHOUT_CONTENT = frozenset({"recall", "withdraw", "unschedule"})


def perform(context: Context, action: str, data: dict[str, Any]) -> Review:
    """Take one dataset through one transition, whole or not at all.

    :param data: ``id``, ``note``, ``version``, what the line ``requires``, and how it was decided
        (``review/logic/provenance.py``); already validated
    :returns: the review row after the commit
    :raises NotAuthorized: the role may not
    :raises ValidationError: a rule is not met
    :raises redis.ConnectionError, SearchIndexError, OperationalError: a service is down; nothing was changed
    """
    connect_to_redis().ping()
    package_id = cases.package_of(data["id"]).id
    with whole_or_nothing():
        change, event = _write(context, action, package_id, data)
    try:
        for changed in (package_id, *change.also):
            saving.index(context, changed)
        model.Session.commit()
    except Exception:
        model.Session.rollback()
        for changed in (package_id, *change.also):
            _reindex_quietly(changed)
        raise
    hooks.afterwards(action, event, package_id)
    return change.review


def _write(context: Context, action: str, package_id: str, data: dict[str, Any]) -> tuple[Change, int]:
    """Everything of a transition that the database holds; nothing is committed."""
    review = Review.lock(package_id)
    package = cases.package_of(package_id)
    actor = cases.actor_of(context)
    # a form that saw an older state is refused, even if its action were possible again
    workflow.refuse_older(rules.WORKFLOW, review.state, data.get("version"), review.version, "version")
    case = cases.case_of(actor, package, review, data)
    line = workflow.checked(rules.WORKFLOW, action, case)
    assert actor
    workflow.require(line, data)
    change = Change(context, line, case, actor, package, review, data, _dataset(context, line, package))
    from_state = review.state
    evidence = _said(line, data) | _evidence(change) | provenance.how(change) | hooks.within(change)
    review.move(line, actor.id, data)
    deadlines.start(review)
    saving.project(package, review)
    event = log.append(
        package_id=package_id,
        action=line.action,
        from_state=from_state,
        to_state=line.target,
        actor_id=actor.id,
        actor_name=actor.display_name,
        actor_role=line.role if line.role in case.roles else rules.WALIDATA,
        note=data.get("note") or "",
        data=evidence | {"name": package.name, "title": package.title or ""} | working_copy.mark(review),
    )
    return change, event.id


def _said(line: rules.Transition, data: dict[str, Any]) -> dict[str, str]:
    """What the line requires besides the note, as the event keeps it: days and moments in ISO 8601."""
    values = {name: data[name] for name in line.requires if name != "note"}
    return {name: value if isinstance(value, str) else value.isoformat() for name, value in values.items()}


def _dataset(context: Context, line: rules.Transition, package: model.Package) -> dict[str, Any] | None:
    """The dataset, where the decision is about its content; a withdrawal must not be blocked by what it contains."""
    if line.action in WITHOUT_CONTENT:
        return None
    return kegiatan.whole(cases.dataset_now(context, package.id))


def _evidence(change: Change) -> dict[str, Any]:
    """What the decision was about: the snapshot's SHA-256. Submission takes it, every gate compares it."""
    line, review, dataset = change.line, change.review, change.dataset
    if dataset is None:
        return {"snapshot": review.snapshot or ""}
    if line.action == "submit":
        hooks.require(line.action, change.context, dataset)
        content = snapshots.take(*working_copy.in_live_terms(dataset, reading.kept(dataset)))
        review.snapshot = snapshot_store.store(change.package.id, content)
    elif line.action != "return" and review.snapshot != working_copy.sha256(dataset):
        message = CHANGED_SINCE_RETURN if line.action == "reopen" else CHANGED_SINCE
        raise tk.ValidationError({"state": [tk._(message)]})
    if line.action in {"publish", "schedule"} and (finding := restriction.refusal(dataset)):
        raise tk.ValidationError({finding.field: [said(finding)]})
    return {"snapshot": review.snapshot or ""}


def _reindex_quietly(package_id: str) -> None:
    """After a failed commit the index may be ahead of the database: bring it back if it answers at all."""
    try:
        search.rebuild(package_id, force=True)
    except Exception:
        logger.warning("Could not re-index %s after a failed transition", package_id, exc_info=True)
    finally:
        model.Session.rollback()
