"""The data dictionary of a file: what its columns are."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ..domain.dictionary import table_schema
from . import dictionary


@tk.side_effect_free
def sdijember_dictionary_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """The data dictionary of a file (Perpres 39/2019 Pasal 9: consistent schema and meaning).

    :param id: id of the file
    :returns: ``resource_id``, ``package_id``, ``columns`` (dicts of ``kolom``, ``arti``, ``definisi``, ``tipe``,
        ``satuan``, ``daftar_kode``, ``nilai``, ``variabel``, ``variabel_id``) and ``schema`` (a Table Schema); what
        comes from MS-Variabel only as far as the caller may see the kegiatan
    :raises NotAuthorized: the caller may not see the dataset
    """
    identifier = tk.get_or_bust(data_dict, "id")
    tk.check_access("sdijember_dictionary_show", context, {"id": identifier})
    dataset, resource, entries = dictionary.of_resource(context, identifier)
    return {
        "resource_id": resource["id"],
        "package_id": dataset["id"],
        "columns": entries,
        "schema": table_schema(entries),
    }


def sdijember_columns_fill(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Fill the description of the columns from the header of the file, and link them to the variables of that name.

    What is written stays; columns that the file has not are left out; links to variables that are gone are made anew.

    :param id: id of the file
    :returns: what ``resource_show`` returns
    :raises NotAuthorized: the caller may not edit the dataset, or it is locked
    :raises ValidationError: the columns of the file are not known
    """
    identifier = tk.get_or_bust(data_dict, "id")
    tk.check_access("sdijember_columns_fill", context, {"id": identifier})
    return dictionary.fill(context, identifier)
