"""What ckanext-dcat answers: datasets only, each in the words of the portal's own profile."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Action, Context, DataDict

from .... import config
from ...exchange import dcat_json

#: A kegiatan is described by the datasets that come from it; it is no dataset itself.
_ONLY = "dataset_type:dataset"
_MOST = 1000


@tk.chained_action
@tk.side_effect_free
def dcat_dataset_show(original: Action, context: Context, data_dict: DataDict) -> Any:
    """One dataset as RDF.

    :raises ObjectNotFound: there is no such dataset, or it is of another type
    """
    package = model.Package.get(data_dict.get("id"))
    if package is None or package.type != "dataset":
        raise tk.ObjectNotFound(tk._("Dataset not found."))
    return original(context, data_dict)


@tk.chained_action
@tk.side_effect_free
def dcat_catalog_show(original: Action, context: Context, data_dict: DataDict) -> Any:
    """The catalogue as RDF, a page of it."""
    return original(context, _datasets_only(data_dict))


@tk.chained_action
@tk.side_effect_free
def dcat_catalog_search(original: Action, context: Context, data_dict: DataDict) -> Any:
    """What a search finds, as RDF."""
    return original(context, _datasets_only(data_dict))


@tk.chained_action
@tk.side_effect_free
def dcat_datasets_list(original: Action, context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """The published datasets in DCAT JSON, with the national flat fields at the top level (``/data.json``).

    :param page: page, from 1 (optional)
    :param modified_since: only those changed since that moment, ISO 8601 (optional)
    :raises ValidationError: a parameter does not fit
    """
    tk.check_access("dcat_datasets_list", context, data_dict)
    rows = min(int(tk.config.get("ckanext.dcat.datasets_per_page") or 100), _MOST)
    wanted = {
        "fq_list": [_ONLY, *_changed_since(data_dict.get("modified_since"))],
        "rows": rows,
        "start": rows * (_page(data_dict.get("page")) - 1),
        "sort": "metadata_modified desc",
    }
    found = tk.get_action("package_search")(tk.fresh_context(context), wanted)["results"]
    contact = config.contact()
    return [dcat_json.dataset(package, f"{config.site_url()}/dataset/{package['name']}", contact) for package in found]


def _datasets_only(data_dict: DataDict) -> DataDict:
    asked = data_dict.get("fq")
    return {**data_dict, "fq": f"({asked}) AND {_ONLY}" if asked else _ONLY}


def _page(value: Any) -> int:
    try:
        page = int(value or 1)
    except (TypeError, ValueError):
        page = 0
    if page < 1:
        raise tk.ValidationError({"page": [tk._("Write a whole number, from 1.")]})
    return page


def _changed_since(value: Any) -> list[str]:
    if not value:
        return []
    try:
        moment = tk.get_converter("isodate")(str(value), {})
    except tk.Invalid as refused:
        raise tk.ValidationError({"modified_since": [refused.error]}) from refused
    return [f"metadata_modified:[{moment.isoformat()}Z TO NOW]"]
