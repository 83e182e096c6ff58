"""``sdijember_review``: one row per dataset, the truth about its state."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Mapped, mapped_column

from ..domain import transitions as rules


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


class Review(tk.BaseModel):
    """State of one dataset in the review; rows outlive the dataset, for the log refers to them."""

    __tablename__ = "sdijember_review"

    package_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    state: Mapped[str] = mapped_column(sa.UnicodeText, default=rules.INITIAL)
    #: Grows by one with every transition; a form that saw an older one is refused.
    version: Mapped[int] = mapped_column(sa.Integer, default=1)
    changed: Mapped[datetime.datetime] = mapped_column(sa.DateTime(timezone=True), default=_now)
    snapshot: Mapped[str | None] = mapped_column(sa.UnicodeText)
    submitted_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    submitted_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    verified_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    verified_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    recommended_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    recommendation_number: Mapped[str | None] = mapped_column(sa.UnicodeText)
    recommendation_date: Mapped[datetime.date | None] = mapped_column(sa.Date)
    published_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    #: Id of the published dataset that this one is the working copy of.
    revision_of: Mapped[str | None] = mapped_column(sa.UnicodeText)
    #: User id of the reviewer who works on it; for the colleagues to know, and no lock.
    claimed_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    claimed_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    #: When the norm of the SOP for this state is used up, and how often its owner has been reminded.
    due_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    reminded: Mapped[int] = mapped_column(sa.Integer, default=0)
    #: Before this moment it is not published; user id of who chose the moment.
    publish_at: Mapped[datetime.datetime | None] = mapped_column(sa.DateTime(timezone=True))
    scheduled_by: Mapped[str | None] = mapped_column(sa.UnicodeText)
    #: Number of the version that was published last, and what was said of the change then.
    published_version: Mapped[int | None] = mapped_column(sa.Integer)
    version_note: Mapped[str | None] = mapped_column(sa.UnicodeText)

    @classmethod
    def get(cls, package_id: str) -> Review | None:
        """The row of a dataset, as this session knows it."""
        return model.Session.get(cls, package_id)

    @classmethod
    def lock(cls, package_id: str) -> Review:
        """The row of a dataset, read anew and locked until the transaction ends; a draft's row if there was none."""
        model.Session.execute(
            sa.text(
                "INSERT INTO sdijember_review (package_id, state, version, changed, reminded) "
                "VALUES (:id, :state, 1, now(), 0) ON CONFLICT DO NOTHING"
            ),
            {"id": package_id, "state": rules.INITIAL},
        )
        review = model.Session.get_one(cls, package_id, with_for_update=True, populate_existing=True)
        # what this session read before it had the lock may be out of date by now
        model.Session.expire_all()
        return review

    @property
    def rule(self) -> rules.State:
        """The state's line in the table of states."""
        return rules.STATES[self.state]

    def move(self, line: rules.Transition, actor: str, data: Mapping[str, Any]) -> None:
        """Write a transition into the row. Whoever calls holds the lock and has checked the rule.

        :param data: the validated input: ``number`` and ``date`` of a recommendation, ``publish_at`` of a schedule
        """
        now = _now()
        self.version += 1
        self._start_turn(line.target != self.state)
        self.state = line.target
        if line.action == "submit":
            self._forget_round()
            self.submitted_by, self.submitted_at = actor, now
        elif line.action == "verify":
            self.verified_by, self.verified_at = actor, now
        elif line.action == "recommend":
            self.recommended_by = actor
            self.recommendation_number, self.recommendation_date = data["number"], data["date"]
        elif line.action == "schedule":
            self.publish_at, self.scheduled_by = data["publish_at"], actor
        elif line.action == "publish":
            self.published_at = now
        elif line.action in {"return", "recall"}:
            self._forget_round()

    def _start_turn(self, elsewhere: bool) -> None:
        """What belonged to the turn that ends: the plan to publish and, if the state changes, claim and clock."""
        self.publish_at = self.scheduled_by = None
        if elsewhere:
            self.changed = _now()
            self.claimed_by = self.claimed_at = self.due_at = None
            self.reminded = 0

    def _forget_round(self) -> None:
        """A round that ended without publication leaves no verdict behind; the log keeps it."""
        self.verified_by = self.verified_at = self.recommended_by = None
        self.recommendation_number = self.recommendation_date = self.published_at = None


def projection(review: Review | None) -> dict[str, object]:
    """The fields of the dataset that are ours to write, whatever a caller sends (decision 3)."""
    state = review.state if review else rules.INITIAL
    public = rules.STATES[state].public
    return {
        "private": not public,
        "sdi_status": state,
        "sdi_verified_at": _day(review.verified_at if review else None),
        "sdi_recommendation_number": (review and review.recommendation_number) or "",
        "sdi_recommendation_date": _day(review.recommendation_date if review else None),
        "sdi_published_at": _day(review.published_at if review else None),
        "sdi_version": str((review and review.published_version) or ""),
        "sdi_version_note": (review and review.version_note) or "",
        "sdi_revision_of": (review and review.revision_of) or "",
    }


def _day(moment: datetime.date | None) -> str:
    """Date in WIB, the portal's time, as ISO 8601; empty when there is none."""
    if moment is None:
        return ""
    if isinstance(moment, datetime.datetime):
        moment = moment.astimezone(datetime.timezone(datetime.timedelta(hours=7))).date()
    return moment.isoformat()
