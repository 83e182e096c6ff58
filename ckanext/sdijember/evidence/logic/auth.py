"""Who may take away the evidence of a dataset."""

from __future__ import annotations

from ckan.types import AuthResult, Context, DataDict

from ...review.logic import facts as cases


def sdijember_evidence(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may read the review: it tells the same, with what was submitted."""
    return cases.asked("sdijember_review_show", context, data_dict)
