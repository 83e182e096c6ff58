"""What pages say of working copies and of the published versions they are made of."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ...review.domain import transitions as rules
from ...review.model import working_copy as store

_KEPT = "sdijember_revisions"


def sdijember_revision(pkg_dict: dict[str, Any]) -> dict[str, Any] | None:
    """The revision whose working copy a dataset is; nothing, without a question, for any other.

    :param pkg_dict: the dataset as ``package_show`` returned it to this reader
    :returns: ``number``, ``change_note``, ``live`` (``name``, ``title``, ``url``; None if it is gone), ``closed`` and
        ``discardable`` by this person now
    """
    if not pkg_dict.get("sdi_revision_of"):
        return None
    found = store.of_working(pkg_dict["id"])
    if found is None:
        return None
    live = model.Package.get(found.live_id)
    here = rules.STATES.get(pkg_dict.get("sdi_status") or rules.INITIAL)
    producer = tk.h.check_access("sdijember_revision_discard", {"id": pkg_dict["id"]}) if not found.closed_at else False
    return {
        "number": found.number,
        "change_note": found.change_note,
        "closed": found.closed_at is not None,
        "live": live and {"name": live.name, "title": live.title or live.name, "url": _page(live)},
        "discardable": bool(producer and here and here.editable),
    }


def sdijember_revising(pkg_dict: dict[str, Any]) -> dict[str, Any] | None:
    """What a person may know and do about the revision of a published dataset; nothing for visitors.

    :param pkg_dict: the dataset
    :returns: ``may_open``, and ``working`` (``name``, ``title`` and ``url`` of the copy; None if there is none that is
        theirs to see)
    """
    if tk.current_user.is_anonymous or pkg_dict.get("sdi_status") != "published":
        return None
    producer = tk.h.check_access("sdijember_revision_open", {"id": pkg_dict["id"]})
    found = store.open_for(pkg_dict["id"])
    copy = model.Package.get(found.working_id) if found else None
    readable = copy is not None and tk.h.sdijember_sees_review({"id": copy.id})
    shown = {"name": copy.name, "title": copy.title or copy.name, "url": _page(copy)} if copy and readable else None
    return {"may_open": producer and found is None, "working": shown} if producer or shown else None


def sdijember_revision_mark(review: dict[str, Any]) -> dict[str, Any] | None:
    """What a list of reviews says of a working copy, or of a published dataset that is being revised.

    The first that asks brings the answer for all of the page, in one statement.

    :param review: as ``sdijember_review_list`` returns it
    :returns: for a copy ``live`` (title of the published version), ``number`` and ``change_note``; for a published
        dataset of the person's office ``working`` (name of the working copy)
    """
    copy, live = bool(review.get("revision_of")), review["state"] == "published"
    if not copy and not (live and review["owner_org"] in tk.h.sdijember_my_offices()):
        return None
    return _open().get(review["package_id"])


def sdijember_revisions(review: dict[str, Any]) -> list[dict[str, Any]]:
    """Former and present revisions of a published dataset, as far as the person may read them.

    :param review: as ``sdijember_review_show`` returned it
    """
    if review.get("revision_of"):
        return []
    return tk.get_action("sdijember_revision_list")({"user": tk.g.user}, {"id": review["package_id"]})


def sdijember_published_instead(id: str) -> str:
    """Name of the published version, for the address of a working copy that is closed; old mails lead there.

    :param id: id or name of a dataset
    :returns: empty for any other dataset, and for whoever may not read the review of the published one
    """
    copy = model.Package.get(id)
    if copy is None or copy.state != model.State.DELETED:
        return ""
    live = model.Package.get(store.live_of(copy.id))
    return live.name if live and live.id != copy.id and tk.h.sdijember_sees_review({"id": live.id}) else ""


def sdijember_revision_outcome(outcome: str | None) -> str:
    """How a revision ended, in words."""
    return {"terbit": tk._("published"), "dibatalkan": tk._("discarded")}.get(outcome or "", tk._("under way"))


def _open() -> dict[str, dict[str, Any]]:
    kept = tk.g.setdefault(_KEPT, {})
    if "open" not in kept:
        working, live = sa.orm.aliased(model.Package), sa.orm.aliased(model.Package)
        rows = model.Session.execute(
            sa.select(store.Revision, working.name, live.title, live.name)
            .join(working, working.id == store.Revision.working_id)
            .join(live, live.id == store.Revision.live_id)
            .where(store.Revision.closed_at.is_(None))
        )
        kept["open"] = {}
        for found, name, title, live_name in rows.tuples():
            said = {"live": title or live_name, "number": found.number, "change_note": found.change_note}
            kept["open"] |= {found.working_id: said, found.live_id: {"working": name}}
    return kept["open"]


def _page(package: model.Package) -> str:
    return tk.h.url_for(f"{package.type}.read", id=package.name)
