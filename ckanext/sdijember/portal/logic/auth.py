"""Who may look at the public catalogue."""

from __future__ import annotations

from ...kernel.logic.permission import everybody


@everybody
def sdijember_catalogue_show() -> None:
    """Everyone: what it shows is public."""
