"""Answers of a producer to marks on a table, as actions."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ...kernel.logic.schema import checked
from ...review.logic import facts as cases
from . import answering, schema


def sdijember_plausibility_answer(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Answer a mark on a table in one sentence. The last answer counts, all are kept.

    :param id: dataset id or name
    :param resource_id: id of the file
    :param mark: identity of the mark
    :param code: kind of the mark
    :param text: why the figures are right as they are
    :param ground: code of the list ``dasar_pembatasan``; for counts of few persons compulsory
    :returns: the answer, as ``sdijember_plausibility_answers`` returns it
    :raises NotAuthorized: the caller is not of the producing office, or the data are locked
    :raises ValidationError: everything that is wrong, by field
    """
    tk.get_or_bust(data_dict, "id")
    tk.check_access("sdijember_plausibility_answer", context, data_dict)
    data = checked(data_dict, schema.answer(), context)
    return answering.as_dict(answering.write(context, cases.package_of(data["id"]), data))


@tk.side_effect_free
def sdijember_plausibility_answers(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """What the producer answered to marks on the tables of a dataset.

    :param id: dataset id or name
    :returns: the last answer to each mark: dicts of ``mark``, ``code``, ``resource_id``, ``text``, ``ground``,
        ``author_name`` and ``created``
    :raises NotAuthorized: the caller may not read the review
    """
    tk.get_or_bust(data_dict, "id")
    tk.check_access("sdijember_plausibility_answers", context, data_dict)
    package = cases.package_of(data_dict["id"])
    return [answering.as_dict(answer) for answer in answering.answers_of(package)]
