"""Which datasets come from a kegiatan statistik."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from .. import access


@tk.side_effect_free
def sdijember_kegiatan_datasets(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """The datasets that come from a kegiatan, as far as the caller may see them.

    :param id: id or name of the kegiatan
    :returns: dicts of ``id``, ``name``, ``title``, ``organization`` (title of the office), ``private`` and
        ``sdi_status``, ordered by title
    :raises NotAuthorized: the caller may not see the kegiatan
    """
    package = access.kegiatan_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_kegiatan_show", context, {"id": package.id})
    wanted = {
        # the published version of a dataset is named, not its working copy
        "fq": f'dataset_type:dataset AND kegiatan:"{package.id}" AND -sdi_revision_of:[* TO *]',
        "rows": 1000,
        "include_private": True,
        "sort": "title_string asc",
    }
    found = tk.get_action("package_search")(tk.fresh_context(context), wanted)["results"]
    return [
        {key: dataset.get(key) for key in ("id", "name", "title", "private", "sdi_status")}
        | {"organization": (dataset.get("organization") or {}).get("title", "")}
        for dataset in found
    ]
