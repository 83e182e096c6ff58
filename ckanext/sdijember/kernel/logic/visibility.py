"""Whether what somebody names is there for them: what they may not see is no more there than what does not exist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from .handed_in import HandedIn

#: What else may bear a name, said by the subjects that keep it.
KNOWN_ELSEWHERE: HandedIn[Collection[Callable[[str], bool]]] = HandedIn("Names that are no dataset's")


def all_visible(context: Context, references: Iterable[str]) -> bool:
    """Whether each names a dataset, or something of a dataset, that the caller may see.

    :param references: ids or names of datasets, ids of files or of previews
    """
    return all(_visible(context, reference) for reference in references)


def allowed(context: Context, action: str, package_id: str) -> bool:
    """Whether the caller may do that to a dataset that is there."""
    try:
        tk.check_access(action, tk.fresh_context(context), {"id": package_id})
    except tk.NotAuthorized:
        return False
    return True


def names_no_dataset(reference: str) -> bool:
    """Whether it is the name or id of a person, a group, an office, or of an entry of the register of Standar Data."""
    return bool(
        model.Group.get(reference)
        or model.User.get(reference)
        or any(known(reference) for known in KNOWN_ELSEWHERE.table)
    )


def _visible(context: Context, reference: str) -> bool:
    package = _package_of(reference)
    return package is not None and allowed(context, "package_show", package.id)


def _package_of(reference: str) -> model.Package | None:
    package = model.Package.get(reference)
    if package is not None:
        return package
    view = model.ResourceView.get(reference)
    resource = model.Resource.get(view.resource_id if view else reference)
    return model.Package.get(resource.package_id) if resource else None
