"""Is a dataset still what was submitted and approved?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from ckan import model

from ...metadata.logic import kegiatan
from ..domain import snapshot as snapshots
from ..model.review import Review
from ..model.snapshot import Snapshot
from . import facts as cases
from . import saving, working_copy


def dataset_now(package_id: str) -> dict[str, Any]:
    """The whole dataset as the database has it."""
    return kegiatan.whole(cases.dataset_now(saving.own_context(), package_id))


def content(sha256: str | None) -> dict[str, Any] | None:
    """What was submitted under a digest; nothing if it is gone."""
    return model.Session.scalar(sa.select(Snapshot.content).where(Snapshot.sha256 == sha256)) if sha256 else None


def same(package: model.Package, review: Review) -> bool:
    """Metadata and every file are those of the snapshot."""
    return working_copy.sha256(dataset_now(package.id)) == review.snapshot


def same_metadata(dataset: Mapping[str, Any], submitted: Mapping[str, Any]) -> bool:
    """Everything but the bytes of the files is as it was submitted.

    :param dataset: as ``revision.in_live_terms`` gives it
    """
    digests = {file["id"]: file.get("sha256", "") for file in submitted.get("resources", [])}
    return snapshots.sha256(snapshots.take(dataset, digests)) == snapshots.sha256(submitted)
