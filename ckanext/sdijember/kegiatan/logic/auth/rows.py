"""Who prepares lines of MS-Variabel and MS-Indikator: whoever may save them."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from .kegiatan import sdijember_rows_update


@tk.auth_sysadmins_check
def sdijember_rows_check(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may edit the kegiatan."""
    return sdijember_rows_update(context, data_dict)


@tk.auth_sysadmins_check
def sdijember_rows_read(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may edit the kegiatan."""
    return sdijember_rows_update(context, data_dict)


@tk.auth_sysadmins_check
def sdijember_rows_sources(context: Context, data_dict: DataDict) -> AuthResult:
    """Whoever may edit the kegiatan; each source asks besides whether the person may see it."""
    return sdijember_rows_update(context, data_dict)
