"""Publication at the chosen moment: an ordinary ``publish`` in the name of who chose it (SOP step 20)."""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ...kernel.logic.wording import flat
from ...log import model as log
from ...review.domain import transitions as rules
from ...review.model.review import Review
from ...sop.domain.working_time import WIB
from . import noting

logger = logging.getLogger(__name__)

#: What the log calls a publication that was due and did not happen.
FAILED = "publish_failed"
NOBODY = rules.N_("Whoever scheduled it has no account any more.")


@dataclass(frozen=True)
class Outcome:
    """What became of one publication that was due; ``event`` is the log's entry that is to be told to the Walidata."""

    name: str
    done: bool
    reason: str = ""
    event: int | None = None


def publish_due() -> list[Outcome]:
    """Publish everything whose moment has come. What is refused stays as it is, and is tried again the next time."""
    now = datetime.datetime.now(datetime.timezone.utc)
    query = sa.select(Review.package_id).where(Review.state == "recommended", Review.publish_at <= now)
    ids = list(model.Session.scalars(query.order_by(Review.publish_at, Review.package_id)))
    return [found for package_id in ids if (found := _publish(package_id))]


def _publish(package_id: str) -> Outcome | None:
    package, review = model.Package.get(package_id), Review.get(package_id)
    if package is None or package.state == model.State.DELETED or review is None or review.publish_at is None:
        return None
    name, seen = package.name, {"id": package_id, "version": review.version}
    user = model.User.get(review.scheduled_by)
    try:
        if user is None or not user.is_active:
            raise tk.NotAuthorized(tk._(NOBODY))
        tk.get_action("sdijember_review_publish")({"user": user.name}, seen)
    except tk.ValidationError as error:
        return _refused(package_id, name, " ".join(flat(error.error_dict)))
    except tk.NotAuthorized as error:
        return _refused(package_id, name, error.message or "")
    except Exception:
        logger.exception("Could not publish %s", name)
        model.Session.rollback()
        return Outcome(name, done=False, reason=tk._("A service did not answer; it is tried again the next time."))
    return Outcome(name, done=True)


def _refused(package_id: str, name: str, reason: str) -> Outcome:
    """Write down once why it was not published; the next attempts change nothing."""
    model.Session.rollback()
    review, package = Review.lock(package_id), model.Package.get(package_id)
    if review.publish_at is None or package is None:
        model.Session.rollback()
        return Outcome(name, done=False, reason=reason)
    moment = review.publish_at.astimezone(WIB).isoformat()
    known = log.of_package(package_id)
    if any(event.action == FAILED and event.data.get("publish_at") == moment for event in known):
        model.Session.rollback()
        return Outcome(name, done=False, reason=reason)
    event_id = noting.note(review, package, FAILED, reason, {"publish_at": moment}).id
    model.Session.commit()
    return Outcome(name, done=False, reason=reason, event=event_id)
