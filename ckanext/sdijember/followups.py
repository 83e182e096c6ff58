"""What happens after a decision, in the background: mail to those whose turn it is, what hangs on a kegiatan."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib.mailer import MailerException
from flask_babel import force_locale

from . import config
from .dataset.logic import dictionary, national
from .dataset.model import datasets_of
from .log.model import ReviewEvent
from .note import jobs as note_jobs
from .override import jobs as override_jobs
from .review.domain import transitions as rules
from .review.model import membership
from .review.model import working_copy as revisions
from .review.model.review import Review
from .revision.logic import tables
from .standar.domain import register
from .standar.model import Versi

logger = logging.getLogger(__name__)


def announce(event_id: int) -> None:
    """Queue the mail for a decision. It is committed already: a queue that is down must not undo it."""
    if not config.mail_enabled():
        return
    try:
        tk.enqueue_job(send_decision, [event_id], title=f"sdijember: mail for event {event_id}")
    except Exception:
        logger.exception("Could not queue the mail for event %s", event_id)
    override_jobs.announce(event_id)


def note_written(note_id: str) -> None:
    """Queue what follows from a note: mail to the people it names."""
    note_jobs.tell(note_id)


def kegiatan_changed(kegiatan_id: str, at_once: bool = False) -> None:
    """Bring datasets to what their kegiatan is now. Nothing is undone if that fails: the change is committed already.

    :param at_once: do it now, because something is no longer public; if that fails it is queued
    """
    try:
        if at_once:
            follow_kegiatan(kegiatan_id)
            return
    except Exception:
        model.Session.rollback()
        logger.exception("Could not bring the datasets of %s up to date at once", kegiatan_id)
    try:
        tk.enqueue_job(follow_kegiatan, [kegiatan_id], title=f"sdijember: datasets of kegiatan {kegiatan_id}")
    except Exception:
        logger.exception("Could not queue the datasets of kegiatan %s", kegiatan_id)


def follow_kegiatan(kegiatan_id: str) -> None:
    """Make anew what is made of a kegiatan: the national fields of its datasets, and their data dictionaries."""
    national.kegiatan_changed(kegiatan_id)
    for package_id in datasets_of(kegiatan_id):
        dictionary.keep_all(package_id)


def dataset_changed(package_id: str) -> None:
    """Queue what follows from a change of a dataset: the dictionaries that the DataStore keeps of its files."""
    package = model.Package.get(package_id)
    if package is None or not dictionary.tables_of(package):
        return
    try:
        tk.enqueue_job(dictionary.keep_all, [package_id], title=f"sdijember: data dictionary of {package_id}")
    except Exception:
        logger.exception("Could not queue the data dictionary of %s", package_id)


def tables_follow(working_id: str) -> None:
    """After the end of a revision: tables of the DataStore that are no longer those of a file go at once, missing ones
    are loaded. Nothing is undone if that fails: it is queued, and until then the old tables are not shown.

    :param working_id: id of the working copy; nothing is done for any other dataset
    """
    revision = revisions.of_working(working_id)
    if revision is None or revision.outcome is None:
        return
    try:
        tables.bring(working_id)
    except Exception:
        model.Session.rollback()
        logger.exception("Could not bring the tables of %s up to date at once", working_id)
        try:
            tk.enqueue_job(tables.bring, [working_id], title=f"sdijember: tables of {working_id}")
        except Exception:
            logger.exception("Could not queue the tables of %s", working_id)
    dataset_changed(revisions.live_of(working_id))


def send_decision(event_id: int) -> None:
    """Mail one decision to everybody whose turn it is now; a mailbox that fails does not stop the others."""
    event = model.Session.get(ReviewEvent, event_id)
    matter = _matter(event) if event else None
    if event is None or matter is None:
        return
    with _portal_locale():
        label = tk._(matter.label)
        subject = f"{label}: {matter.title}"
        url = tk.h.url_for(matter.route, qualified=True, **matter.params)
        body = tk.render(matter.template, {"event": event, "title": matter.title, "label": label, "url": url})
    for user in _recipients(event, matter):
        try:
            tk.mail_user(user, subject, body)
        except MailerException:
            logger.exception("Could not mail %s about event %s", user.name, event_id)


@dataclass(frozen=True)
class _Matter:
    """What was decided on: how it is called, its page, and the team or office that is next; or ``both``."""

    title: str
    label: str
    template: str
    route: str
    params: dict[str, str]
    team: str = ""
    office: str | None = None
    both: bool = False


def _matter(event: ReviewEvent) -> _Matter | None:
    """What an event is about; nothing if it is gone."""
    if event.data.get("subject") == "standar":
        return _standar(event)
    if event.data.get("subject") == "rekomendasi":
        return _revoked(event) if event.action == "rekomendasi_revoke" else None
    merged = event.to_state == "merged"
    package = model.Package.get(revisions.live_of(event.package_id) if merged else event.package_id)
    review = Review.get(event.package_id)
    if package is None or review is None or review.state != event.to_state:
        # gone, or decided on again since: whose turn it was then may not even see it now
        return None
    state = rules.STATES[event.to_state]
    return _Matter(
        title=package.title or package.name,
        label=state.label,
        template="sdijember/emails/decision.txt",
        route="sdijember_review.read",
        params={"id": package.name},
        team="" if state.owner in {rules.PRODUSEN, rules.PUBLIC} else state.owner,
        office=package.owner_org,
    )


def _standar(event: ReviewEvent) -> _Matter | None:
    """An entry of the register: the Pembina is next on a proposal, all else is news for whoever proposed it."""
    version = model.Session.get(Versi, (event.package_id, event.data["version"]))
    if version is None:
        return None
    state = register.STATES[event.to_state]
    proposer = "" if version.owner_org else register.WALIDATA
    return _Matter(
        title=version.nama,
        label=state.label,
        template="sdijember/emails/standar.txt",
        route="sdijember_standar.read",
        params={"reference": event.package_id},
        team=rules.PEMBINA if state.owner == rules.PEMBINA else proposer,
        office=version.owner_org,
    )


def _revoked(event: ReviewEvent) -> _Matter | None:
    """A recommendation was revoked: the Walidata decides whether the data stay, and the office has to know."""
    package = model.Package.get(event.package_id)
    if package is None:
        return None
    return _Matter(
        title=package.title or package.name,
        label=rules.N_("Recommendation revoked"),
        template="sdijember/emails/rekomendasi.txt",
        route="sdijember_review.read",
        params={"id": package.name},
        team=rules.WALIDATA,
        office=package.owner_org,
        both=True,
    )


def _portal_locale() -> AbstractContextManager[None]:
    """Mails are written in the portal's own language, whoever triggered them."""
    return force_locale(config.locale())


def _recipients(event: ReviewEvent, matter: _Matter) -> list[model.User]:
    """Members of the team that is next, or of the office; never the person who acted."""
    team = sa.and_(model.Group.type == membership.TEAM_TYPE, model.Group.name == matter.team)
    office = model.Group.id == matter.office
    group = sa.or_(team, office) if matter.both else team if matter.team else office
    query = (
        sa.select(model.User)
        .join(model.Member, sa.and_(model.Member.table_id == model.User.id, model.Member.table_name == "user"))
        .join(model.Group, model.Group.id == model.Member.group_id)
        .where(group, model.Member.state == "active", model.User.state == "active")
        .where(model.User.id != event.actor_id, model.User.email.is_not(None))
        .distinct()
    )
    return list(model.Session.scalars(query))
