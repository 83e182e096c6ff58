"""Who may take away the evidence of a dataset."""

from __future__ import annotations

from ...kernel.logic.permission import whoever_may


@whoever_may("sdijember_review_show")
def sdijember_evidence() -> None:
    """Whoever may read the review: it tells the same, with what was submitted."""
