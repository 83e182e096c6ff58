"""The difference between two submissions of a dataset as an action."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ....kernel.logic.schema import checked
from ....readings.logic import noting
from ....review.logic import facts as cases
from .. import differences, schema, submissions


@tk.side_effect_free
def sdijember_review_diff(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """How two submissions of a dataset differ: metadata, keywords, dictionaries, lines, rows and cells of tables.

    :param id: dataset id or name
    :param before: number of the earlier submission, from 1 (optional; the last but one)
    :param after: number of the later submission (optional; the last)
    :returns: ``submissions`` (``number``, ``snapshot``, ``by``, ``created``), ``before``, ``after`` and, if there are
        two to compare, ``difference``: ``same``, ``fields`` (``name``, ``old``, ``new``, ``words``), ``sets``,
        ``files``, ``lines`` and ``personal``
    :raises NotAuthorized: the caller may not read the review
    :raises ValidationError: there is no submission of that number
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_review_diff", context, {"id": package.id})
    data = checked(data_dict, schema.review_diff(), context)
    found = submissions.of_package(package.id)
    after = data.get("after") or len(found)
    before = data.get("before") or after - 1
    wrong: dict[str, Any] = {name: [tk._("There is no submission of this number.")] for name in ("before", "after")
             if data.get(name) is not None and not 1 <= data[name] <= len(found)}  # fmt: skip
    if wrong:
        raise tk.ValidationError(wrong)
    answer: dict[str, Any] = {"submissions": found, "before": before, "after": after, "difference": None}
    if before >= 1:
        noting.note(package.id, noting.DIFF, user=cases.actor_of(context))
        pair = (submissions.content(found[number - 1]["snapshot"]) for number in (before, after))
        answer["difference"] = differences.between(*pair)
    return answer
