"""Reminders of the SOP's clock: marked on the row and in the log, then mailed by a job, each of them once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

import sqlalchemy as sa
from ckan import model

from ...log import model as log
from ...review.domain import deadlines, ownership
from ...review.domain import transitions as rules
from ...review.logic import facts as cases
from ...review.logic.beside import remark
from ...review.logic.deadlines import clock
from ...review.model import membership
from ...review.model.review import Review

#: What the log calls a reminder.
REMINDED = "remind"
#: Reviews that are marked in one transaction.
BATCH = 50
#: Who is told besides when a reminder escalates (SOP: the secretariat watches over the whole).
ESCALATES_TO = ("sekretariat", rules.WALIDATA)


@dataclass(frozen=True)
class Item:
    """One dataset in a reminder, for those who may read it."""

    title: str
    office: str
    name: str
    owner: str
    step: int
    due_at: datetime.datetime
    level: int


@dataclass
class Letter:
    """What one person is told: datasets one may read, and of the others only whose turn they are."""

    user: model.User
    own: list[Item] = field(default_factory=list)
    others: list[Item] = field(default_factory=list)
    unnamed: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def mark_due(now: datetime.datetime) -> list[int]:
    """Mark the reminders that are due now, a batch of them in one transaction, and say so in the log.

    Rows that somebody decides on at this moment are left for the next time.

    :returns: ids of the log's entries; empty when nothing is due any more
    """
    query = (
        sa.select(Review)
        .join(model.Package, model.Package.id == Review.package_id)
        .where(Review.due_at <= now, Review.reminded < deadlines.ESCALATED, model.Package.state != model.State.DELETED)
        .order_by(Review.package_id)
        .with_for_update(skip_locked=True, of=Review)
        .execution_options(populate_existing=True)
    )
    settings, marked = clock(), []
    for review in model.Session.scalars(query).all():
        level = deadlines.reminder_due(review.due_at, now, settings) if review.due_at else deadlines.NOT_REMINDED
        if level > review.reminded and len(marked) < BATCH:
            marked.append(_mark(review, level))
    model.Session.commit()
    return marked


def _mark(review: Review, level: int) -> int:
    package = model.Package.get(review.package_id)
    before, review.reminded = review.reminded, level
    data = {
        "level": level,
        "before": before,
        "version": review.version,
        "owner": review.rule.owner,
        "due_at": review.due_at.astimezone(datetime.timezone.utc).isoformat() if review.due_at else "",
    }
    return remark(package, review, REMINDED, None, data=data).id


def letters(event_ids: list[int]) -> list[Letter]:
    """What has to be told to whom; a dataset that has moved on meanwhile is left out."""
    found: dict[str, Letter] = {}
    for event in model.Session.scalars(sa.select(log.ReviewEvent).where(log.ReviewEvent.id.in_(event_ids))):
        package, review = model.Package.get(event.package_id), Review.get(event.package_id)
        if package is None or review is None or review.version != event.data["version"] or review.due_at is None:
            continue
        _address(found, package, review, event.data["level"])
    return list(found.values())


def _address(found: dict[str, Letter], package: model.Package, review: Review, level: int) -> None:
    item = _item(package, review, level)
    for user in _people(review.rule.owner, package.owner_org, escalated=level >= deadlines.ESCALATED):
        case = cases.case_of(user, package, review)
        if not user.email or (item.owner in case.roles and not ownership.leads_on(case)):
            continue
        letter = found.setdefault(user.id, Letter(user))
        if not cases.may_read_review(case):
            letter.unnamed[item.owner] += 1
        elif item.owner in case.roles:
            letter.own.append(item)
        else:
            letter.others.append(item)


def _item(package: model.Package, review: Review, level: int) -> Item:
    office = model.Group.get(package.owner_org)
    step = review.rule.sop_step
    assert step and review.due_at
    return Item(
        title=package.title or package.name,
        office=(office.title or office.name) if office else "",
        name=package.name,
        owner=review.rule.owner,
        step=step,
        due_at=review.due_at,
        level=level,
    )


def _people(owner: str, office: str | None, escalated: bool) -> list[model.User]:
    """Those whose turn it is, and those whom an escalation tells besides; each once."""
    queries = [membership.producers_of(office) if owner == rules.PRODUSEN else membership.members_of(owner)]
    queries += [membership.members_of(team) for team in ESCALATES_TO if escalated]
    return list({user.id: user for query in queries for user in model.Session.scalars(query)}.values())


def unmark(event_ids: list[int]) -> None:
    """Take the marks back of reminders that could not be handed to the worker; the next run hands them over."""
    for event in model.Session.scalars(sa.select(log.ReviewEvent).where(log.ReviewEvent.id.in_(event_ids))).all():
        review = Review.lock(event.package_id)
        if review.version == event.data["version"] and review.reminded == event.data["level"]:
            review.reminded = event.data["before"]
        model.Session.commit()
