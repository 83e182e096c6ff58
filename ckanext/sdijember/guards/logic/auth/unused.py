"""What CKAN offers and this portal does not use, because it goes round the review: nobody may, sysadmins included."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthFunction, AuthResult, Context, DataDict

from ....kernel.domain.findings import N_

UNUSED = N_("This portal does not use this function of CKAN.")


@tk.chained_auth_function
@tk.auth_sysadmins_check
def package_relationship_create(original: AuthFunction, context: Context, data_dict: DataDict) -> AuthResult:
    """A relationship puts words of its own on both datasets, and names one to whoever reads the other."""
    return _nobody()


@tk.chained_auth_function
@tk.auth_sysadmins_check
def package_relationship_update(original: AuthFunction, context: Context, data_dict: DataDict) -> AuthResult:
    """As for ``package_relationship_create``."""
    return _nobody()


@tk.chained_auth_function
@tk.auth_sysadmins_check
def datastore_function_create(original: AuthFunction, context: Context, data_dict: DataDict) -> AuthResult:
    """The function of a trigger writes every table of the DataStore, whoever's file it is."""
    return _nobody()


@tk.chained_auth_function
@tk.auth_sysadmins_check
def datastore_function_delete(original: AuthFunction, context: Context, data_dict: DataDict) -> AuthResult:
    """As for ``datastore_function_create``."""
    return _nobody()


@tk.chained_auth_function
@tk.auth_sysadmins_check
def resource_view_clear(original: AuthFunction, context: Context, data_dict: DataDict) -> AuthResult:
    """Takes the previews off every file of the portal at once, those of published ones too."""
    return _nobody()


def _nobody() -> AuthResult:
    return {"success": False, "msg": tk._(UNUSED)}
