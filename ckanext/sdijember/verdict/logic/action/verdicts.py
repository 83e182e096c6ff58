"""Verdicts on the items of a submission as actions (SOP steps 18 to 20)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ....kernel.logic.schema import checked
from ....kernel.logic.transaction import transaction
from ....review.logic import facts as cases
from ...domain import verdicts as rules
from .. import dictize, schema, writing


def sdijember_verdict_set(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say of items of a submission that they are right or have to be corrected (SOP steps 18 to 20).

    :param id: dataset id or name
    :param items: list of dicts of ``item`` (as ``sdijember_verdict_list`` names it), ``verdict`` ("sesuai",
        "perbaiki", or "" to take one back), for a correction ``category`` and ``comment``, and ``seen`` (optional): the
        ``token`` of what the caller saw, so that a colleague's newer verdict is not overwritten
    :param version: the review's version the caller saw (optional); an older one is refused
    :returns: what ``sdijember_verdict_list`` returns
    :raises NotAuthorized: the caller is in no team that judges
    :raises ValidationError: not the team's turn, duties are not separate, or ``items``: name → field → messages
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_verdict_set", context, {"id": package.id})
    data = checked(data_dict, schema.verdict_set(), context)
    with transaction():
        review, team, actor = writing.begin(context, package.id, data.get("version"))
        writing.write(review, team, actor, data.get("items") or [])
    return tk.get_action("sdijember_verdict_list")(tk.fresh_context(context), {"id": package.id})


@tk.side_effect_free
def sdijember_verdict_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """What was found of each item of the submission, as far as the caller may know it.

    Walidata and Pembina see every verdict; the producing office sees those with which a decision was taken.

    :param id: dataset id or name
    :returns: ``snapshot``, ``team`` (in whose name the caller may judge now, or ""), ``items`` (in the order of the
        page: ``item``, ``here``, its name with the ids of this dataset if it is a working copy, ``kind``, ``label``,
        ``verdicts`` and ``earlier``, on what it said before, by team, ``token``, ``changed``: says something else than
        in the submission before), ``counts`` by team, ``letter`` (what a return would ask for now) and ``unmended``
        (corrections that were asked for and not made yet, while the producer has the data)
    :raises NotAuthorized: the caller may not read the review
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_verdict_list", context, {"id": package.id})
    return dictize.shown(context, package)


@tk.side_effect_free
def sdijember_verdict_categories(context: Context, data_dict: DataDict) -> list[dict[str, str]]:
    """Kinds of corrections: ``code``, ``label_id`` and ``label_en``, in their order."""
    tk.check_access("sdijember_verdict_categories", context, data_dict)
    return [{"code": one.code, "label_id": one.label_id, "label_en": one.label_en} for one in rules.categories()]
