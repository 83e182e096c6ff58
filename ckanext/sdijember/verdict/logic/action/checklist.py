"""A team's checklist as actions: ticked for a submission, read and edited as a list."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict
from sqlalchemy.exc import IntegrityError

from ....kernel.logic.schema import checked
from ....kernel.logic.transaction import transaction
from ....kernel.logic.wording import said
from ....review.logic import facts as cases
from ....review.model.review import Review
from ...domain import checklist as rules
from ...model import checklist as store
from .. import checklists, schema, writing

EDITED_MEANWHILE = rules.N_(
    "Somebody else has changed the checklist while you had the page open. Look at the new version, then change it."
)


def sdijember_checklist_tick(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Tick lines of the own team's checklist for a submission, or take ticks back (SOP steps 18 to 20).

    :param id: dataset id or name
    :param ticks: list of dicts of ``code`` and ``ticked``
    :param version: the review's version the caller saw (optional); an older one is refused
    :returns: ``team``, ``version`` of the checklist, and ``lines`` with ``ticked``, ``user_name`` and ``changed``
    :raises NotAuthorized: the caller is in no team that judges
    :raises ValidationError: not the team's turn, duties are not separate, or a line that the list does not have
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_checklist_tick", context, {"id": package.id})
    data = checked(data_dict, schema.checklist_tick(), context)
    with transaction():
        review, team, actor = writing.begin(context, package.id, data.get("version"))
        checklists.tick(review, team, package.type, actor, data.get("ticks") or [])
        return checklists.state_of(review, team, package.type)


@tk.side_effect_free
def sdijember_checklist_state(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """The checklists of a dataset's submission, for the teams that look after it.

    :param id: dataset id or name
    :returns: for each team as ``sdijember_checklist_tick``; empty for others, and before the first submission
    :raises NotAuthorized: the caller may not read the review
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_verdict_list", context, {"id": package.id})
    review = Review.get(package.id)
    case = cases.case_of(cases.actor_of(context), package, review)
    if review is None or not review.snapshot or not set(rules.TEAMS) & set(case.roles) & review.rule.read_by:
        return []
    return [checklists.state_of(review, team, package.type) for team in rules.TEAMS]


@tk.side_effect_free
def sdijember_checklist_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """A team's checklist.

    :param team: "walidata" or "pembina"
    :param version: number of a version (optional; the newest unless told; 0: as shipped with the portal)
    :returns: ``team``, ``version``, ``lines`` (``code``, ``label`` and ``hint`` by language, ``source``, ``about``,
        ``retired``) and ``versions``, newest first: ``version``, ``user_name``, ``created``, ``note``
    """
    tk.check_access("sdijember_checklist_show", context, data_dict)
    data = checked(data_dict, schema.checklist_show(), context)
    number, lines = checklists.lines_of(data["team"], data.get("version"))
    return {
        "team": data["team"],
        "version": number,
        "lines": [line.as_dict() for line in lines],
        "versions": [checklists.version_dict(row) for row in store.versions(data["team"])],
    }


def sdijember_checklist_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write the next version of the own team's checklist; what was ticked with earlier versions stays as it is.

    :param team: "walidata" or "pembina"
    :param version: number of the version that was edited
    :param lines: all lines in their new order; a new line has no ``code``; what is left out is retired
    :param note: why (optional)
    :returns: what ``sdijember_checklist_show`` returns
    :raises NotAuthorized: the caller is no member of the team
    :raises ValidationError: ``lines``: number of the line → messages, or "items"; ``version``: somebody was faster
    """
    tk.check_access("sdijember_checklist_update", context, data_dict)
    data = checked(data_dict, schema.checklist_update(), context)
    actor = cases.actor_of(context)
    assert actor
    number, before = checklists.lines_of(data["team"])
    if number != data["version"]:
        raise tk.ValidationError({"version": [tk._(EDITED_MEANWHILE)]})
    given = [rules.line(one) for one in data_dict.get("lines") or [] if isinstance(one, dict)]
    _require_right(before, given)
    try:
        lines = [line.as_dict() for line in rules.edited(before, given)]
        store.append(data["team"], number + 1, lines, data["note"], actor)
        model.Session.commit()
    except IntegrityError as error:
        model.Session.rollback()
        raise tk.ValidationError({"version": [tk._(EDITED_MEANWHILE)]}) from error
    return tk.get_action("sdijember_checklist_show")(tk.fresh_context(context), {"team": data["team"]})


def _require_right(before: list[rules.Line], given: list[rules.Line]) -> None:
    wrong: dict[str, Any] = {}
    for finding in rules.check(before, given):
        wrong.setdefault(str(finding.row or "items"), []).append(said(finding))
    if wrong:
        raise tk.ValidationError({"lines": wrong})
