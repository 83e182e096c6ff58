"""What CKAN offers and this portal does not use, because it goes round the review: nobody may, sysadmins included."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthFunction, AuthResult, ChainedAuthFunction, Context, DataDict

from ....kernel.domain.findings import N_

UNUSED = N_("This portal does not use this function of CKAN.")


def _unused(name: str, why: str) -> ChainedAuthFunction:
    """Make the auth function ``name`` that lets nobody; ``why`` becomes its docstring."""

    @tk.chained_auth_function
    @tk.auth_sysadmins_check
    def refuse(original: AuthFunction, context: Context, data_dict: DataDict | None) -> AuthResult:
        return {"success": False, "msg": tk._(UNUSED)}

    refuse.__name__ = refuse.__qualname__ = name
    refuse.__doc__ = why
    return refuse


package_relationship_create = _unused(
    "package_relationship_create",
    "A relationship puts words of its own on both datasets, and names one to whoever reads the other.",
)
package_relationship_update = _unused(
    "package_relationship_update",
    "As for ``package_relationship_create``.",
)
datastore_function_create = _unused(
    "datastore_function_create",
    "The function of a trigger writes every table of the DataStore, whoever's file it is.",
)
datastore_function_delete = _unused(
    "datastore_function_delete",
    "As for ``datastore_function_create``.",
)
resource_view_clear = _unused(
    "resource_view_clear",
    "Takes the previews off every file of the portal at once, those of published ones too.",
)
