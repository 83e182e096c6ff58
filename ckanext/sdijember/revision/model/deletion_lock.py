"""The last lock: a dataset under review or published is not thrown away by code that asks no action either.

The command ``ckan dataset delete`` is such code: it writes the row, and the index would go on showing the dataset.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ...review.domain import transitions as rules
from ...review.model import working_copy as revisions
from ...review.model.review import Review

LOCKED = rules.N_("The dataset is locked, because it is “{state}”; it is withdrawn or returned before it is deleted.")


def keep_locked() -> None:
    """Have every write of a dataset's row pass here; called at every start, it counts once."""
    if not sa.event.contains(model.Package, "before_update", _refuse):
        sa.event.listen(model.Package, "before_update", _refuse)


def _refuse(_mapper: Any, _connection: Any, package: model.Package) -> None:
    changed = sa.inspect(package).attrs.state.history
    if not changed.added or package.state != model.State.DELETED:
        return
    review = Review.get(package.id)
    if review is None or review.rule.editable:
        return
    working_copy = revisions.of_working(package.id)
    if working_copy and working_copy.closed_at:
        # it has become the published version
        return
    raise tk.NotAuthorized(tk._(LOCKED).format(state=tk._(review.rule.label)))
