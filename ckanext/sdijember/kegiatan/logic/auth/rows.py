"""Who prepares lines of MS-Variabel and MS-Indikator: whoever may save them."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ....kernel.logic.permission import whoever_may


@tk.auth_sysadmins_check
@whoever_may("sdijember_rows_update")
def sdijember_rows_check() -> None:
    """Whoever may edit the kegiatan."""


@tk.auth_sysadmins_check
@whoever_may("sdijember_rows_update")
def sdijember_rows_read() -> None:
    """Whoever may edit the kegiatan."""


@tk.auth_sysadmins_check
@whoever_may("sdijember_rows_update")
def sdijember_rows_sources() -> None:
    """Whoever may edit the kegiatan; each source asks besides whether the person may see it."""
