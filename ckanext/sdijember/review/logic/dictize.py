"""How a review is shown: the dicts that actions return, and the query behind the lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from ckan import model

from ...log import model as log
from ..domain import transitions as rules
from ..model import membership
from ..model.review import Review
from . import facts as cases
from . import memberships

Row = tuple[Review, model.Package, model.Group | None]


def rows() -> sa.Select:
    """Reviews with their dataset and its office; datasets in the trash are left out."""
    return (
        sa.select(Review, model.Package, model.Group)
        .join(model.Package, model.Package.id == Review.package_id)
        .outerjoin(model.Group, model.Group.id == model.Package.owner_org)
        .where(model.Package.state != model.State.DELETED, model.Package.type.in_(cases.REVIEWED_TYPES))
    )


def row_of(package: model.Package) -> Row:
    """The review of one dataset; a draft's if it has none yet."""
    found = model.Session.execute(rows().where(model.Package.id == package.id)).tuples().one_or_none()
    if found:
        return found
    created = package.metadata_created.replace(tzinfo=datetime.timezone.utc)
    review = Review(package_id=package.id, state=rules.INITIAL, version=1, changed=created)
    return review, package, model.Group.get(package.owner_org)


def review_dict(row: Row, user: model.User | None, case: rules.Case) -> dict[str, Any]:
    """One review as the actions return it, without its events."""
    review, package, office = row
    return {
        "package_id": package.id,
        "name": package.name,
        "title": package.title or package.name,
        "type": package.type,
        "package_state": package.state,
        "owner_org": package.owner_org,
        "organization": {"id": office.id, "name": office.name, "title": office.title} if office else None,
        "state": review.state,
        "owner": review.rule.owner,
        "version": review.version,
        "changed": _iso(review.changed),
        "submitted_by": review.submitted_by,
        "submitted_at": _iso(review.submitted_at),
        "verified_at": _iso(review.verified_at),
        "published_at": _iso(review.published_at),
        "snapshot": review.snapshot,
        "recommendation": _recommendation(review),
        "conditions": sorted(case.conditions),
        "revision_of": review.revision_of,
        "claimed_by": review.claimed_by,
        "due_at": _iso(review.due_at),
        "publish_at": _iso(review.publish_at),
        "actions": _offered(case),
    }


def event_dict(event: log.ReviewEvent) -> dict[str, Any]:
    """One event of the log as the actions return it."""
    return event.as_written() | {"created": _iso(event.created)}


def visible_to(user: model.User | None) -> sa.ColumnElement[bool]:
    """Reviews that a person may read: those of the own offices, and what the own teams look after."""
    if user is None:
        return sa.false()
    if user.sysadmin:
        return sa.true()
    mine = memberships.of(user.id)
    states = {state for team in mine.teams for state in rules.readable_by(team)}
    return sa.or_(model.Package.owner_org.in_(mine.offices), Review.state.in_(states))


def produced_by(user: model.User) -> sa.ColumnElement[bool]:
    """Datasets of the offices whose data the person may prepare."""
    offices = memberships.of(user.id).offices
    return model.Package.owner_org.in_(
        office for office, capacity in offices.items() if capacity in membership.PRODUSEN_CAPACITIES
    )


def waiting_for(user_id: str) -> sa.ColumnElement[bool]:
    """Datasets whose next move is the person's. Every page counts them, so one statement asks it all."""
    return sa.or_(waiting_for_offices(user_id), waiting_for_teams(user_id))


def waiting_for_teams(user_id: str) -> sa.ColumnElement[bool]:
    """Datasets whose next move is that of a team of the person's."""
    of_teams = [
        sa.and_(Review.state.in_(rules.waiting_for(team)), membership.in_team(user_id, team), ~_planned())
        for team in rules.TEAMS
        if rules.waiting_for(team)
    ]
    return sa.or_(sa.false(), *of_teams)


def _planned() -> sa.ColumnElement[bool]:
    """Reviews that nobody has to act on before their moment of publication."""
    return sa.func.coalesce(Review.publish_at > sa.func.now(), sa.false())


def waiting_for_offices(user_id: str) -> sa.ColumnElement[bool]:
    """Datasets that came back to an office whose data the person may prepare."""
    return sa.and_(
        Review.state.in_(rules.waiting_for(rules.PRODUSEN)),
        model.Package.owner_org.in_(membership.producing_offices(user_id)),
    )


def cases_for(user: model.User, found: Iterable[Row]) -> list[rules.Case]:
    """The rules' view of many datasets for one person, in one query at most however many there are."""
    mine = memberships.of(user.id)
    return [
        _case(user, review, package, mine.teams, mine.offices.get(package.owner_org or ""))
        for review, package, _ in found
    ]


def _case(
    user: model.User, review: Review, package: model.Package, teams: frozenset[str], capacity: str | None
) -> rules.Case:
    produsen = {rules.PRODUSEN} if capacity in membership.PRODUSEN_CAPACITIES else set()
    return rules.Case(
        actor=user.id,
        roles=teams | produsen,
        in_producing_office=capacity is not None,
        **cases.facts_of(package, review),
    )


def _offered(case: rules.Case) -> list[dict[str, Any]]:
    """The transitions that the person may take now."""
    return [
        {
            "action": line.action,
            "label": line.label,
            "target": line.target,
            "requires": list(line.requires),
            "note_required": "note" in line.requires,
        }
        for line in rules.possible(case)
    ]


def _recommendation(review: Review) -> dict[str, str] | None:
    if not review.recommendation_number or review.recommendation_date is None:
        return None
    return {"number": review.recommendation_number, "date": review.recommendation_date.isoformat()}


def _iso(moment: datetime.datetime | None) -> str | None:
    return moment.astimezone(datetime.timezone.utc).isoformat(timespec="seconds") if moment else None
