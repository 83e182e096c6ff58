"""Dashboard pages: the producer's "Data saya" and the reviewers' queue (SOP steps 16–20)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ...kernel.views.paging import asked_span, pager
from ...kernel.views.sign_in import sign_in
from ...review.domain import transitions as rules
from ...review.domain.transitions import N_
from ...standar.domain import register
from . import queue_filter

sdijember_work = Blueprint("sdijember_work", __name__, url_prefix="/dashboard")

PER_PAGE = 20
#: Datasets of a group that "Data saya" shows before it offers the rest on a page of their own.
PER_GROUP = 10


@dataclass(frozen=True)
class _Group:
    """Datasets of a producer that need the same next step."""

    name: str
    states: tuple[str, ...]
    title: str
    hint: str


_MINE = rules.owned_by(rules.PRODUSEN)
GROUPS = (
    _Group(
        "perbaiki",
        tuple(state for state in _MINE if state != rules.INITIAL),
        N_("To be corrected"),
        N_("These came back to you. Read the note, correct the data, then submit them again."),
    ),
    _Group(
        "draf",
        (rules.INITIAL,),
        N_("Not submitted yet"),
        N_("Complete the metadata and the files, then submit them for review."),
    ),
    _Group(
        "diperiksa",
        tuple(state.name for state in rules.STATES.values() if not state.editable and not state.public),
        N_("Under review"),
        N_("Nothing for you to do: these are with a reviewer and cannot be changed meanwhile."),
    ),
    _Group(
        "terbit",
        tuple(state.name for state in rules.STATES.values() if state.public),
        N_("Published"),
        N_("Everybody can find and download these. To change one, make a revision: it stays up meanwhile."),
    ),
)


@sdijember_work.before_request
def _signed_in() -> Response | None:
    if refused := sign_in():
        tk.h.flash_error(tk._("Please log in to see this page."))
    return refused


@sdijember_work.route("/mulai")
def start() -> Response:
    """Where a person's work is: the first tab that fits, or the ordinary dashboard."""
    tabs = tk.h.sdijember_work_tabs()
    return tk.h.redirect_to(tabs[0]["route"] if tabs else "dashboard.datasets")


@sdijember_work.route("/data-saya")
def mine() -> str:
    """Datasets of the person's offices, by what has to be done next."""
    q = tk.request.args.get("q", "").strip()
    only = next((group for group in GROUPS if group.name == tk.request.args.get("kelompok")), None)
    asked = asked_span(PER_PAGE)
    span = asked if only else {"limit": PER_GROUP, "offset": 0}
    groups = [
        {
            "group": group,
            **_list(scope="produsen", states=list(group.states), q=q, sort="waiting", **span),
        }
        for group in ([only] if only else GROUPS)
    ]
    links = pager(groups[0]["count"], PER_PAGE) if only else None
    return tk.render(
        "sdijember/work/mine.html", {"groups": groups, "only": only, "all_groups": GROUPS, "q": q, "pager": links}
    )


@sdijember_work.route("/antrean")
def queue() -> str:
    """What waits for the person's teams, what is due first at the top."""
    asked = queue_filter.asked(tk.request.args)
    found = _list(**queue_filter.filters(asked), **asked_span(PER_PAGE))
    return tk.render(
        "sdijember/work/queue.html",
        {"found": found, "asked": asked, "pager": pager(found["count"], PER_PAGE)},
    )


@sdijember_work.route("/usulan-standar")
def standards() -> str:
    """Proposals to the register of Standar Data, those that wait for the person first."""
    ask = tk.get_action("sdijember_standar_list")
    asked = {
        "menunggu": (N_("Waiting for you"), {"waiting": True}),
        "berjalan": (N_("Under way"), {"state": list(register.open_states())}),
        "ditolak": (N_("Rejected"), {"state": ["ditolak"]}),
    }
    groups = [
        {"name": name, "title": title, **ask({"user": tk.g.user}, {**filters, "limit": PER_PAGE * 5})}
        for name, (title, filters) in asked.items()
    ]
    waiting, open_ = groups[0], groups[1]
    here = {entry["id"] for entry in waiting["results"]}
    open_["results"] = [entry for entry in open_["results"] if entry["id"] not in here]
    open_["count"] -= waiting["count"]
    return tk.render("sdijember/work/standar.html", {"groups": groups})


def _list(**filters: Any) -> dict[str, Any]:
    return tk.get_action("sdijember_review_list")(
        # the person is known already: nobody has to be looked up again
        {"user": tk.g.user, "auth_user_obj": tk.g.userobj},
        {name: value for name, value in filters.items() if value not in ("", None)},
    )
