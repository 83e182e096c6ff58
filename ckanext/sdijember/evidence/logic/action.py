"""The evidence of one dataset, softcopy and hardcopy (SOP steps 16–20)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ...kernel.logic import schema as params
from ...review.logic import facts as cases
from . import evidence, schema


@tk.side_effect_free
def sdijember_evidence(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """What the evidence of a dataset is made of. The ZIP itself is at ``/dataset/<id>/pemeriksaan/berkas-bukti.zip``.

    :param id: dataset id or name
    :param files: whether the files of every submission are in it (optional, default true)
    :returns: ``package_id``, ``name``, ``filename``, ``events`` (their number), ``submissions`` (SHA-256 of each
        snapshot), ``files``: ``sha256``, ``name`` and ``path`` in the ZIP, empty if it is not in it
    :raises NotAuthorized: the caller may not read the review of this dataset
    """
    data = params.checked(data_dict, schema.evidence(), context)
    package = cases.package_of(data["id"])
    tk.check_access("sdijember_evidence", context, {"id": package.id})
    return evidence.listed(evidence.plan(package, data["files"]))
