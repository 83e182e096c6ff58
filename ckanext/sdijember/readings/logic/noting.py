"""Reading a file that is not public leaves a line behind. Public reading does not, and costs nothing.

The line is written before anything is handed out; if it cannot be written, nothing is.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context
from ckanext.datastore.backend import DatastoreBackend
from flask import g, has_request_context

from ...review.domain import transitions as rules
from ...review.logic import facts as cases
from ...review.model.review import Review
from ...review.model.snapshot import Snapshot
from .. import model as store

DOWNLOAD, PREVIEW, DUMP, API = "download", "preview", "dump", "api"
DIFF, EVIDENCE, PAPER, VERSION = "diff", "evidence", "paper", "version"
WAYS = (DOWNLOAD, PREVIEW, DUMP, API, DIFF, EVIDENCE, PAPER, VERSION)
_NOTED, _PUBLIC = "sdijember_noted", "sdijember_public_files"
_LONGEST_PAGE = 500


def unpublished(package: model.Package) -> bool:
    """Whether what is read of it is not for everybody."""
    return bool(package.private) or package.state != model.State.ACTIVE


def note_file(resource_id: str, way: str, user: model.User | None = None) -> None:
    """Note that the file of a resource, or the table made of it, is about to be read, if it is not public.

    :param way: one of ``WAYS``
    :param user: who reads; who is signed in, unless told
    """
    if resource_id in _known_as_public():
        return
    resource = model.Session.get(model.Resource, resource_id)
    package = model.Session.get(model.Package, resource.package_id) if resource else None
    if resource is None or package is None or not unpublished(package):
        return
    if _once((resource.id, way)):
        review = Review.get(package.id)
        note(package.id, way, resource_id=resource.id, sha256=_digest(review, resource.id), review=review, user=user)


def remember(resource: model.Resource | None, package: model.Package | None) -> None:
    """Keep in mind, for this request, that a file is public: it was just read, and need not be read again."""
    if resource and package and package.id == resource.package_id and not unpublished(package):
        _known_as_public().add(resource.id)


def note_table(context: Context, name: str) -> None:
    """Note that rows of a table of the DataStore are about to leave, if its file is not public.

    :param name: id of the resource, or an alias of its table
    """
    if context.get("ignore_auth"):
        return  # the portal itself, at work
    if name in _known_as_public():
        return
    if model.Session.get(model.Resource, name) is None:
        name = DatastoreBackend.get_active_backend().resource_id_from_alias(name)[1] or name
    note_file(name, way_of_request(), cases.actor_of(context))


def note(
    package_id: str,
    way: str,
    *,
    resource_id: str = "",
    sha256: str = "",
    review: Review | None = None,
    user: model.User | None = None,
) -> None:
    """Note a reading, whether or not the dataset is public: of what was submitted, of papers, of evidence.

    :param way: one of ``WAYS``
    :param sha256: of what is read, if it is one file
    :raises SQLAlchemyError: it could not be written; what was asked for must not be handed out
    """
    review = review or Review.get(package_id)
    reader = user or _reader()
    store.write(
        package_id=package_id,
        resource_id=resource_id,
        sha256=sha256,
        state=review.state if review else rules.INITIAL,
        way=way,
        user_id=reader.id if reader else "",
        user_name=reader.name if reader else "",
        page=_page(),
    )


def way_of_request() -> str:
    """How a table of the DataStore is read now; pages of a dump are fetched after its request has ended."""
    if not has_request_context():
        return DUMP
    if tk.request.endpoint == "datastore.dump":
        return DUMP
    return API if tk.request.path.startswith("/api/") else PREVIEW


def _known_as_public() -> set[str]:
    """Ids of files that this request has found to be public; nothing is kept outside a request."""
    return g.setdefault(_PUBLIC, set()) if has_request_context() else set()


def _once(key: tuple[str, str]) -> bool:
    """Whether this was not noted yet for this request; a page may ask for the same rows twice."""
    if not has_request_context():
        return True
    noted: set[tuple[str, str]] = g.setdefault(_NOTED, set())
    return key not in noted and not noted.add(key)


def _digest(review: Review | None, resource_id: str) -> str:
    """SHA-256 of the file as it was submitted, as long as it cannot have changed since."""
    if review is None or not review.snapshot or review.rule.editable:
        return ""
    content: dict[str, Any] = model.Session.scalar(
        sa.select(Snapshot.content).where(Snapshot.sha256 == review.snapshot)
    ) or {"resources": []}
    return next((file.get("sha256", "") for file in content["resources"] if file["id"] == resource_id), "")


def _reader() -> model.User | None:
    if not has_request_context():
        return None
    user = tk.current_user
    return user if isinstance(user, model.User) else None


def _page() -> str:
    """The page of this portal from which it was asked for, or what was asked for; without its parameters."""
    if not has_request_context():
        return ""
    came = urlsplit(tk.request.referrer or "")
    return (came.path if came.netloc == tk.request.host else tk.request.path)[:_LONGEST_PAGE]
