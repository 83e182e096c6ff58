"""The review as actions: SOP steps 16–20.

Every decision also takes ``override``, the reason (20 characters or more) why duties are not separated this time; and,
if it was made on paper or in a national system, ``channel`` (kertas, indah, romantik), ``decided_by``, ``decided_on``
(ISO 8601) and ``scan`` (PDF, JPEG or PNG). Both stay in the log for ever.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Action, Context, DataDict

from ...kernel.logic import schema as params
from ...kernel.logic.declared import Declared, declared_as
from ...log import model as log
from . import dictize, schema, transition
from . import facts as cases


def _transition(declared: Declared) -> Action:
    """The transition of that name, as an action."""
    action = declared.__name__.removeprefix("sdijember_review_")

    def take(context: Context, data_dict: DataDict) -> dict[str, Any]:
        package = cases.package_of(tk.get_or_bust(data_dict, "id"))
        asked = {"id": package.id, "channel": data_dict.get("channel")}
        tk.check_access(f"sdijember_review_{action}", context, asked)
        data = params.checked(data_dict, schema.for_action(action), context)
        review = transition.perform(context, action, data)
        shown = review.revision_of if review.state == "merged" else package.id
        # whoever decided hears the result, also where the next state is not theirs to read
        return tk.get_action("sdijember_review_show")(tk.fresh_context(context, ignore_auth=True), {"id": shown})

    return declared_as(declared, take)


@_transition
def sdijember_review_submit() -> None:
    """Hand a dataset to the Walidata (SOP step 16). It is locked, and what it contains is frozen as a snapshot.

    :param id: dataset id or name
    :param note: a word to the reviewers (optional)
    :param version: the review's version the caller saw (optional); an older one is refused
    :returns: what ``sdijember_review_show`` returns
    :raises NotAuthorized: the caller is no editor or admin of the producing office
    :raises ValidationError: the dataset is incomplete, or is not with the producer
    """


@_transition
def sdijember_review_recall() -> None:
    """Take a dataset back that is under review (SOP step 16).

    :param id: dataset id or name
    :param note: why; compulsory once the Walidata has verified the data
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    """


@_transition
def sdijember_review_verify() -> None:
    """The Walidata finds the data conform and passes them to the Pembina (SOP step 18).

    :param id: dataset id or name
    :param note: a remark for the log (optional)
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    :raises ValidationError: also when the caller submitted the data, or they are no longer what was submitted
    """


@_transition
def sdijember_review_return() -> None:
    """Walidata or Pembina, whoever has the data, gives them back to the producer (SOP steps 18 and 19).

    :param id: dataset id or name
    :param note: what has to be mended (compulsory)
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    """


@_transition
def sdijember_review_recommend() -> None:
    """The Pembina Data Statistik gives the Rekomendasi Statistik (SOP step 19).

    :param id: dataset id or name
    :param number: number of the recommendation, as on the letter; no other recommendation may have it
    :param date: its date, ISO 8601, not in the future
    :param conditions: what it demands, a line each (optional); they stand in the letter
    :param surat: the letter if it was signed on paper: PDF, JPEG or PNG (optional)
    :param note: a remark for the log (optional)
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    """


@_transition
def sdijember_review_reopen() -> None:
    """The Walidata takes a return back that was a mistake (SOP step 18); the data wait for verification again.

    :param id: dataset id or name
    :param note: why (compulsory)
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    :raises ValidationError: also when the producer has changed something since
    """


@_transition
def sdijember_review_schedule() -> None:
    """The Walidata chooses when what passed both gates is published (SOP step 20); before, nobody publishes it.

    :param id: dataset id or name
    :param publish_at: a moment to come, ISO 8601; WIB (UTC+7) where it names no offset
    :param note: a remark for the log (optional)
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    """


@_transition
def sdijember_review_unschedule() -> None:
    """The Walidata gives the chosen moment of publication up (SOP step 20).

    :param id: dataset id or name
    :param note: why (compulsory)
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    """


@_transition
def sdijember_review_publish() -> None:
    """The Walidata publishes what passed both gates (SOP step 20); refused if it is not what was approved.

    :param id: dataset id or name
    :param note: a remark for the log (optional)
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    """


@_transition
def sdijember_review_withdraw() -> None:
    """The Walidata takes a published dataset off the portal; it goes back to its producer.

    :param id: dataset id or name
    :param note: why (compulsory)
    :param version: the review's version the caller saw (optional)
    :returns: what ``sdijember_review_show`` returns
    """


@tk.side_effect_free
def sdijember_review_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """State, history and possible next steps of a dataset's review.

    :param id: dataset id or name
    :returns: ``package_id``, ``name``, ``title``, ``organization``, ``state``, ``owner``, ``version``, moments in UTC
        (ISO 8601), ``recommendation`` (``number``, ``date``) or ``None``, ``actions`` the caller may take now, and
        ``events``, oldest first
    :raises NotAuthorized: the caller is neither of the producing office nor of a team that reads this state
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_review_show", context, {"id": package.id})
    user = cases.actor_of(context)
    row = dictize.row_of(package)
    case = cases.case_of(user, package, row[0])
    events = [dictize.event_dict(event) for event in log.of_package(package.id)]
    return dictize.review_dict(row, user, case) | {"events": events}


@tk.side_effect_free
def sdijember_review_waiting_count(context: Context, data_dict: DataDict) -> int:
    """How many datasets wait for the caller to act; 0 for anonymous callers."""
    tk.check_access("sdijember_review_waiting_count", context, data_dict)
    user = cases.actor_of(context)
    if user is None:
        return 0
    query = dictize.rows().where(dictize.waiting_for(user.id))
    return model.Session.scalar(query.with_only_columns(sa.func.count())) or 0
