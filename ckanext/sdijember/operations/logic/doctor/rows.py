"""Review row, package row and log: do they say the same of a dataset? And does anything wait for nobody?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model

from ....kernel.domain.findings import N_
from ....log.model import ReviewEvent
from ....review.domain import transitions as rules
from ....review.logic import integrity, saving
from ....review.model.review import Review, projection
from ...domain.trouble import Trouble

#: So long after its moment a scheduled publication is late.
LATE = datetime.timedelta(hours=1)


@dataclass
class Row:
    """A dataset with its review, and the state to which the last decision in the log led."""

    package: model.Package
    review: Review | None
    last_state: str | None = None

    @property
    def name(self) -> str:
        return self.package.name

    @property
    def locked(self) -> bool:
        """What it contains is what was submitted, and must not change."""
        state = rules.STATES.get(self.review.state) if self.review else None
        return state is not None and not state.editable and state.name != "merged"


def add_last_events(rows: Sequence[Row]) -> None:
    """Ask the log for the last decision on each dataset, in one query."""
    query = (
        sa.select(ReviewEvent.package_id, ReviewEvent.to_state)
        .where(
            ReviewEvent.package_id.in_([row.package.id for row in rows]),
            ReviewEvent.action.in_(rules.ACTIONS),
            ReviewEvent.to_state.in_(rules.STATES),
        )
        .distinct(ReviewEvent.package_id)
        .order_by(ReviewEvent.package_id, ReviewEvent.id.desc())
    )
    last = dict(model.Session.execute(query).tuples().all())
    for row in rows:
        row.last_state = last.get(row.package.id)


def check(row: Row) -> Iterator[Trouble]:
    """What does not agree within the database."""
    if row.review is None:
        yield _unreviewed(row)
        return
    if row.review.state not in rules.STATES:
        message = N_("The review is in a state that does not exist: {state}.")
        yield Trouble(
            "state", row.name, message, N_("Restore the database from a backup."), {"state": row.review.state}
        )
        return
    if row.review.state != (row.last_state or rules.INITIAL):
        yield Trouble(
            "log",
            row.name,
            N_("The review is “{state}”, but by the log it is “{logged}”."),
            N_("Somebody wrote into the database by hand. Find out who, and restore what is right from a backup."),
            {"state": row.review.rule.label, "logged": rules.STATES[row.last_state or rules.INITIAL].label},
        )
        return
    if _deleted_while_locked(row):
        message = N_("The dataset is in the trash though it is “{state}”.")
        advice = N_("Restore it as an administrator, then withdraw or return it.")
        yield Trouble("trash", row.name, message, advice, {"state": row.review.rule.label})
    if differing := _differing(row):
        message = N_("The dataset does not say what its review says: {fields}.")
        mend = None if row.review.rule.public and not integrity.same(row.package, row.review) else _projecting(row)
        advice = N_("ckan sdijember doctor --mend writes it anew from the review.")
        if mend is None:
            advice = N_("It is not what was approved, so it is not made public again: look at it, then withdraw it.")
        yield Trouble("projection", row.name, message, advice, {"fields": ", ".join(differing)}, mend)
    yield from _waiting_for_nobody(row)


def without_package() -> Iterator[Trouble]:
    """Reviews that are under way, of datasets that are gone; those of drafts that were purged stay for the log."""
    under_way = [state.name for state in rules.STATES.values() if not state.editable and state.name != "merged"]
    query = (
        sa.select(Review.package_id, Review.state)
        .outerjoin(model.Package, model.Package.id == Review.package_id)
        .where(model.Package.id.is_(None), Review.state.in_(under_way))
    )
    for package_id, state in model.Session.execute(query).tuples():
        message = N_("The review is “{state}”, but the dataset is gone.")
        advice = N_("It was removed past the portal: restore it from a backup.")
        yield Trouble("gone", package_id, message, advice, {"state": rules.STATES[state].label})


def _unreviewed(row: Row) -> Trouble:
    if not row.package.private and row.package.state == model.State.ACTIVE:
        message = N_("The dataset is public and has never passed a review.")
        advice = N_("It was public before the portal had a review. Open it, save it as a draft, and submit it.")
        return Trouble("unreviewed", row.name, message, advice)
    message = N_("The dataset has no review.")
    advice = N_("ckan sdijember doctor --mend begins one: a draft.")
    return Trouble("unreviewed", row.name, message, advice, mend=_projecting(row))


def _differing(row: Row) -> list[str]:
    """Fields of the package that are not what the review says; of what is in the trash nobody reads them."""
    if row.package.state == model.State.DELETED:
        return []
    values = projection(row.review)
    found = [] if row.package.private == values.pop("private") else ["private"]
    extras = row.package.extras or {}
    return found + [name for name, value in values.items() if (extras.get(name) or "") != str(value)]


def _projecting(row: Row):
    package_id = row.package.id

    def mend() -> None:
        review = Review.lock(package_id)
        package = model.Session.get_one(model.Package, package_id)
        saving.project(package, review)
        saving.index(saving.own_context(), package_id)

    return mend


def _deleted_while_locked(row: Row) -> bool:
    return row.locked and row.package.state == model.State.DELETED


def _waiting_for_nobody(row: Row) -> Iterator[Trouble]:
    review = row.review
    assert review
    if review.claimed_by:
        user = model.Session.get(model.User, review.claimed_by)
        if user is None or user.state != model.State.ACTIVE:
            message = N_("The review is claimed by an account that does not exist any more.")
            advice = N_("ckan sdijember doctor --mend puts it back into the queue.")
            yield Trouble("claim", row.name, message, advice, mend=_releasing(row.package.id))
    now = datetime.datetime.now(datetime.timezone.utc)
    if review.publish_at and review.publish_at + LATE < now:
        message = N_("The scheduled publication is late; it was due at {moment}.")
        advice = N_("See that the scheduled command of the portal runs (docs/admin.md), or publish it by hand.")
        params = {"moment": review.publish_at.isoformat(timespec="minutes")}
        yield Trouble("schedule", row.name, message, advice, params)


def _releasing(package_id: str):
    def mend() -> None:
        review = Review.lock(package_id)
        review.claimed_by = review.claimed_at = None
        model.Session.flush()

    return mend
