"""Dataset → kegiatan → variabel and indikator: what a dataset names, and who may see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, FlattenDataDict

from ...kernel.domain.findings import Finding
from ...kernel.logic.visibility import allowed
from ...metadata import model as store
from ...metadata.logic import kegiatan
from ...review.logic import working_copy
from .. import model as store_links
from ..domain.column_rules import check_columns
from ..domain.dictionary import dictionary
from ..domain.link_rules import Linked, check_links

_KEPT = "sdijember_links"


def findings_of(dataset: Mapping[str, Any]) -> list[Finding]:
    """What is wrong with the links of a dataset, and with its files in the light of what they are linked to.

    :param dataset: as ``package_show`` gives it
    """
    named = dataset.get("kegiatan")
    found = store_links.kegiatan_with_lines(str(named)) if named else None
    variables = found[1]["variabel"] if found else []
    checked = check_links(dataset, found and _linked(*found))
    for resource in dataset.get("resources") or []:
        entries = dictionary(resource.get("skema_kolom") or [], variables)
        checked += check_columns(entries, resource.get("kolom_berkas") or [], str(resource.get("name") or ""))
    return checked


def readable(context: Context, name_or_id: str) -> model.Package | None:
    """The kegiatan of that id or name, if the caller may see it; nobody learns whether another one exists, and a
    working copy is none: the published one stays the one that is named.
    """
    package = model.Package.get(name_or_id)
    if package is None or package.type != kegiatan.TYPE or package.state == model.State.DELETED:
        return None
    if working_copy.is_working_copy(package) or not allowed(context, "package_show", package.id):
        return None
    return package


def chosen(data: FlattenDataDict, context: Context) -> str | None:
    """Id of the kegiatan that a dataset being validated names, if it may; asked once per validation.

    A link that was there before stays, even if the one who saves now does not see the kegiatan or it is gone: what is
    wrong with it the submission says.
    """
    named = data.get(("kegiatan",))
    value = str(named).strip() if named and named is not tk.missing else ""
    known = _known(context)
    if known.get("named") != value:
        package = readable(context, value) if value and value != stored(context, "kegiatan") else None
        known |= {"named": value, "id": package.id if package else None}
        known.pop("lines", None)
    if value and value == stored(context, "kegiatan"):
        return value
    return known["id"]


def lines(data: FlattenDataDict, context: Context, form: str) -> frozenset[str]:
    """Ids of the lines of the kegiatan that a dataset being validated names.

    :param form: "variabel" or "indikator"
    """
    identifier = chosen(data, context)
    known = _known(context).setdefault("lines", {})
    if form not in known:
        rows = store.rows_of(form, identifier) if identifier else []
        known[form] = frozenset(row.id for row in rows)
    return known[form]


def stored(context: Context, name: str) -> Any:
    """What a field of the dataset being validated holds in the database; lists as lists."""
    package = context.get("package")
    value = (package.extras or {}).get(name) if package else None
    return json.loads(value) if isinstance(value, str) and value.startswith("[") else value


def stored_variables(context: Context, resource_id: Any) -> frozenset[str]:
    """Variables that the columns of a file name in the database."""
    known = _known(context).setdefault("columns", {})
    if resource_id not in known:
        package = context.get("package")
        resource = model.Session.get(model.Resource, resource_id) if package and resource_id else None
        mine = resource is not None and resource.package_id == package.id
        columns = (resource.extras or {}).get("skema_kolom") if mine else None
        columns = json.loads(columns) if isinstance(columns, str) else columns or []
        known[resource_id] = frozenset(column["variabel"] for column in columns if column.get("variabel"))
    return known[resource_id]


def same_kegiatan(data: FlattenDataDict, context: Context) -> bool:
    """Whether the dataset being validated names the kegiatan that it named before."""
    return chosen(data, context) == stored(context, "kegiatan")


def _linked(package: model.Package, rows: Mapping[str, list[dict[str, Any]]]) -> Linked:
    public = not package.private and package.state == model.State.ACTIVE
    return Linked(public, *(frozenset(row["id"] for row in rows[form]) for form in ("variabel", "indikator")))


def _known(context: Context) -> dict[str, Any]:
    return context.setdefault(_KEPT, {})  # type: ignore[misc, arg-type]
