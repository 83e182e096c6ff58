"""The list of reviews that a person may read: one statement for a page with all its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ...note import model as note
from ...review.logic import dictize
from ...review.model.review import Review

_SUBMITTER, _CLAIMANT = aliased(model.User), aliased(model.User)
_ORDERS = {
    "due": (Review.due_at.asc().nulls_last(), Review.changed, Review.package_id),
    "waiting": (Review.changed, Review.package_id),
    "title": (sa.func.lower(model.Package.title), Review.package_id),
}
#: Ways to look at who works on a review.
CLAIMS = ("none", "mine", "others")
SORTS = tuple(_ORDERS)

Clause = sa.ColumnElement[bool]


def page(user: model.User, data: dict[str, Any]) -> dict[str, Any]:
    """One page of the reviews that a person may read, with all its numbers, in one statement.

    :param data: the validated input of ``sdijember_review_list``
    :returns: ``count``, ``results`` and ``facets`` as that action returns them
    """
    filters = _filters(user, data)
    numbers, chosen = _numbers(user, filters).subquery(), _chosen(user, filters, data).subquery()
    notes = note.open_counts(user.id, sa.select(chosen.c.package_id)).subquery()
    query = (
        sa.select(numbers.c.found, Review, model.Package, model.Group)
        .add_columns(_name(_SUBMITTER), _name(_CLAIMANT), sa.func.coalesce(notes.c.number, 0))
        .select_from(numbers)
        .outerjoin(chosen, sa.true())
        .outerjoin(Review, Review.package_id == chosen.c.package_id)
        .outerjoin(model.Package, model.Package.id == chosen.c.package_id)
        .outerjoin(model.Group, model.Group.id == model.Package.owner_org)
        .outerjoin(notes, notes.c.package_id == chosen.c.package_id)
        .outerjoin(_SUBMITTER, _SUBMITTER.id == Review.submitted_by)
        .outerjoin(_CLAIMANT, _CLAIMANT.id == Review.claimed_by)
        .order_by(chosen.c.place)
    )
    found = model.Session.execute(query).tuples().all()
    states, offices = _facets(found[0][0] or [])
    # a page without reviews is one row that holds the numbers alone
    listed = [row[1:] for row in found if row[1] is not None]
    rows = [(review, package, office) for review, package, office, *_ in listed]
    results = [
        dictize.review_dict(row, user, case)
        | {"submitted_by_name": submitter, "claimed_by_name": claimant, "unresolved_notes": unresolved}
        for row, case, (*_, submitter, claimant, unresolved) in zip(
            rows, dictize.cases_for(user, rows), listed, strict=True
        )
    ]
    wanted = data.get("states") or states
    count = sum(number for state, number in states.items() if state in wanted)
    return {"count": count, "results": results, "facets": {"state": states, "organization": offices}}


def overdue() -> Clause:
    """Reviews whose ball should have moved on by now."""
    return Review.due_at < sa.func.now()


def _name(user: type[model.User]) -> sa.ColumnElement[str]:
    return sa.func.coalesce(sa.func.nullif(user.fullname, ""), user.name)


def _chosen(user: model.User, filters: dict[str, Clause], data: dict[str, Any]) -> sa.Select:
    """Which reviews stand on the page, and in which place."""
    order = _ORDERS[data["sort"]]
    return (
        dictize.rows()
        .with_only_columns(Review.package_id, sa.func.row_number().over(order_by=order).label("place"))
        .where(dictize.visible_to(user), *filters.values())
        .order_by(*order)
        .limit(data["limit"])
        .offset(data["offset"])
    )


def _numbers(user: model.User, filters: dict[str, Clause]) -> sa.Select:
    """How many there are in each state and of each office, each without the filter on itself, as one JSON value."""
    counted = (
        dictize.rows()
        .with_only_columns(
            Review.state,
            model.Group.name,
            model.Group.title,
            sa.func.count().filter(sa.true(), *_but(filters, "states")).label("in_state"),
            sa.func.count().filter(sa.true(), *_but(filters, "owner_org")).label("in_office"),
        )
        .where(dictize.visible_to(user))
        .group_by(sa.func.grouping_sets(sa.tuple_(Review.state), sa.tuple_(model.Group.name, model.Group.title)))
        .subquery()
    )
    return sa.select(sa.func.jsonb_agg(sa.func.jsonb_build_array(*counted.c)).label("found"))


def _facets(counted: list[list[Any]]) -> tuple[dict[str, int], list[dict[str, Any]]]:
    states = {state: number for state, _, _, number, _ in counted if state and number}
    offices = [
        {"name": name, "title": title or name, "count": number}
        for state, name, title, _, number in counted
        if state is None and name and number
    ]
    return states, sorted(offices, key=lambda office: office["title"].lower())


def _but(filters: dict[str, Clause], name: str) -> Iterable[Clause]:
    return [clause for key, clause in filters.items() if key != name]


def _filters(user: model.User, data: dict[str, Any]) -> dict[str, Clause]:
    """A condition for each filter that was asked for, by its name."""
    found: dict[str, Clause] = {}
    if data["scope"] == "mine":
        found["scope"] = dictize.waiting_for(user.id)
    elif data["scope"] == "produsen":
        found["scope"] = dictize.produced_by(user)
    if data.get("states"):
        found["states"] = Review.state.in_(data["states"])
    if office := data.get("owner_org"):
        found["owner_org"] = sa.or_(model.Group.id == office, model.Group.name == office)
    if kind := data.get("type"):
        found["type"] = model.Package.type == kind
    if claim := data.get("claim"):
        found["claim"] = _claimed(user, claim)
    if data.get("overdue"):
        found["overdue"] = overdue()
    if data.get("priority"):
        found["priority"] = model.Package.extras["data_prioritas"].astext == "ya"
    if data.get("scheduled"):
        found["scheduled"] = Review.publish_at.is_not(None)
    if words := (data.get("q") or "").split():
        found["q"] = sa.and_(*(_says(word) for word in words))
    return found


def _claimed(user: model.User, claim: str) -> Clause:
    if claim == "none":
        return Review.claimed_by.is_(None)
    return Review.claimed_by == user.id if claim == "mine" else Review.claimed_by != user.id


def _says(word: str) -> Clause:
    like = "%" + word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
    return sa.or_(model.Package.title.ilike(like), model.Package.name.ilike(like))
