"""A dataset and a person, as the pure rules of ``review/domain/transitions.py`` want to hear of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ... import config
from ...metadata.exchange import national
from ..domain import transitions as rules
from ..model import membership
from ..model.review import Review

#: Dataset types that pass the review.
REVIEWED_TYPES = frozenset({"dataset", "kegiatan"})


def package_of(name_or_id: str) -> model.Package:
    """The reviewed dataset of that id or name.

    :raises ObjectNotFound: there is none, or its type is not reviewed
    """
    package = model.Package.get(name_or_id)
    if package is None or package.type not in REVIEWED_TYPES or package.state == model.State.DELETED:
        raise tk.ObjectNotFound(tk._("Dataset not found."))
    return package


def dataset_now(context: Context, package_id: str) -> dict[str, Any]:
    """The dataset as the database has it now, not as the index remembers it, and without what is made for others."""
    fresh = tk.fresh_context(context, ignore_auth=True, use_cache=False)
    dataset = tk.get_action("package_show")(fresh, {"id": package_id})
    if dataset["type"] == "dataset":
        national.strip(dataset)
    return dataset


def actor_of(context: Context) -> model.User | None:
    """The real person behind a call; nobody for anonymous callers."""
    user = context.get("auth_user_obj")
    if user is None or user.name != context.get("user"):
        user = model.User.get(context.get("user"))
    return user if isinstance(user, model.User) and user.state == model.State.ACTIVE else None


def case_of(
    user: model.User | None, package: model.Package, review: Review | None, data: Mapping[str, Any] | None = None
) -> rules.Case:
    """What the rules need to know to decide on ``user`` acting on ``package``.

    :param data: the validated input of a decision: ``override`` (reason) and ``channel``
    """
    roles, inside = membership.roles_towards(user.id, package.owner_org) if user else (frozenset(), False)
    data = data or {}
    return rules.Case(
        actor=user.id if user else "",
        roles=roles,
        in_producing_office=inside,
        override=data.get("override") or "",
        channel=data.get("channel") or rules.PORTAL,
        **facts_of(package, review),
    )


def facts_of(package: model.Package, review: Review | None) -> dict[str, Any]:
    """What the rules need to know of a dataset, whoever acts: a part of a ``rules.Case``."""
    publish_at = review.publish_at if review else None
    return {
        "state": review.state if review else rules.INITIAL,
        "submitted_by": review.submitted_by if review else None,
        "verified_by": review.verified_by if review else None,
        "conditions": conditions_of(package, review),
        "scheduled": publish_at is not None,
        "embargoed": publish_at is not None and publish_at > datetime.datetime.now(datetime.timezone.utc),
    }


def conditions_of(package: model.Package, review: Review | None) -> frozenset[str]:
    """Conditions of the table's lines that this dataset meets, by the portal's settings."""
    priority = package.type != "dataset" or (package.extras or {}).get("data_prioritas") == "ya"
    met = {
        rules.NEEDS_PEMBINA: priority or config.pembina_gate() == config.GATE_ALL,
        rules.BACK_TO_WALIDATA: config.pembina_return() == rules.WALIDATA,
        rules.REVISION: bool(review and review.revision_of),
    }
    return frozenset(name for name, holds in met.items() if holds)


def may_read_review(case: rules.Case) -> bool:
    """Notes and history are for the producing office and the teams that look after this state."""
    return case.in_producing_office or bool(rules.STATES[case.state].read_by & set(case.roles))
