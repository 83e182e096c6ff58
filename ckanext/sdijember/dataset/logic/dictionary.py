"""The data dictionary of a file, as a reader may see it and as the DataStore keeps it beside the table."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ... import config
from ...kernel.logic import background
from ...metadata import model as store
from ...tables import model as tables
from .. import model as store_links
from ..domain import dictionary as rules
from . import links

Entries = list[dict[str, Any]]


def shown(context: Context, dataset: dict[str, Any], resource: dict[str, Any]) -> Entries:
    """The dictionary of a file: what is inherited from MS-Variabel only as far as the reader may see the kegiatan.

    :param dataset: as ``package_show`` gives it to this reader
    :param resource: one of its files
    """
    columns = resource.get("skema_kolom") or []
    return rules.dictionary(columns, _variables(context, dataset.get("kegiatan")) if _links_any(columns) else [])


def of_resource(context: Context, resource_id: str) -> tuple[dict[str, Any], dict[str, Any], Entries]:
    """Dataset, file and dictionary, as the caller may see them.

    :raises ObjectNotFound, NotAuthorized: the caller may not see the dataset
    """
    resource = model.Resource.get(resource_id)
    if resource is None or resource.state != model.State.ACTIVE:
        raise tk.ObjectNotFound(tk._("File not found."))
    dataset = tk.get_action("package_show")(tk.fresh_context(context), {"id": resource.package_id})
    for file in dataset["resources"]:
        if file["id"] == resource.id:
            return dataset, file, shown(context, dataset, file)
    raise tk.ObjectNotFound(tk._("File not found."))


def fill(context: Context, resource_id: str) -> dict[str, Any]:
    """Describe the columns of a file from its header and from the variables of the kegiatan with the same name.

    :returns: the file as it is stored now
    :raises ValidationError: the columns of the file are not known
    """
    dataset, file, _ = of_resource(context, resource_id)
    header = file.get("kolom_berkas") or []
    if not header:
        raise tk.ValidationError({"skema_kolom": [tk._("The columns of this file are not known. Upload it anew.")]})
    variables = _variables(context, dataset.get("kegiatan"))
    columns = rules.matched(file.get("skema_kolom") or [], header, variables)
    return tk.get_action("resource_patch")(tk.fresh_context(context), {"id": file["id"], "skema_kolom": columns})


def keep(resource_id: str) -> bool:
    """Write the dictionary of a file into the DataStore. Everybody reads it there, so only public variables count.

    :returns: whether anything had to be written
    """
    resource = model.Resource.get(resource_id)
    if resource is None or not (resource.extras or {}).get("datastore_active"):
        return False
    context: Context = {"ignore_auth": True, "user": config.site_user()}
    dataset = tk.get_action("package_show")(Context(context, use_cache=False), {"id": resource.package_id})
    file = next(file for file in dataset["resources"] if file["id"] == resource_id)
    named = dataset.get("kegiatan")
    variables = store_links.public_variables(named) if named else []
    described = {
        entry["kolom"]: rules.info(entry) for entry in rules.dictionary(file.get("skema_kolom") or [], variables)
    }
    try:
        stored = tk.get_action("datastore_info")(Context(context), {"id": resource_id})["fields"]
    except tk.ObjectNotFound:
        return False
    row = tables.of(resource_id)
    names = row.names() if row else {}
    fields = [_field(field, described, names) for field in stored if field["id"] != "_id"]
    if all((field.get("info") or {}) == (old.get("info") or {}) for field, old in _pairs(fields, stored)):
        return False
    tk.get_action("datastore_create")(Context(context), {"resource_id": resource_id, "force": True, "fields": fields})
    return True


@background.job
def keep_all(package_id: str) -> None:
    """Write the dictionaries of all files of a dataset into the DataStore."""
    package = model.Package.get(package_id)
    for resource in package.resources if package else []:
        keep(resource.id)


def tables_of(package: model.Package) -> list[str]:
    """Files of a dataset that lie in the DataStore."""
    return [one.id for one in package.resources if (one.extras or {}).get("datastore_active")]


def _field(field: dict[str, Any], described: dict[str, dict[str, Any]], names: dict[str, str]) -> dict[str, Any]:
    """A column with its info: what others keep there stays, what is ours is made anew.

    :param names: the producer's name of a column by that in the store; it is the label of one that has no better
    """
    others = {key: value for key, value in (field.get("info") or {}).items() if key not in rules.INFO_KEYS}
    name = names.get(field["id"], "")
    own = described.get(name or field["id"], {})
    if name and not own.get("label"):
        own = own | {"label": name}
    return {"id": field["id"], "type": field["type"], "info": others | own}


def _pairs(fields: list[dict[str, Any]], stored: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return list(zip(fields, [field for field in stored if field["id"] != "_id"], strict=True))


def _links_any(columns: list[dict[str, Any]]) -> bool:
    return any(column.get("variabel") for column in columns)


def _variables(context: Context, named: str | None) -> list[dict[str, Any]]:
    package = links.readable(context, named) if named else None
    return [row.as_dict() for row in store.rows_of("variabel", package.id)] if package else []
