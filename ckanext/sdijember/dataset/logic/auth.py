"""Who may read and fill in the data dictionary of a file."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ...kernel.logic.permission import whoever_may


@tk.auth_allow_anonymous_access
@whoever_may("resource_show")
def sdijember_dictionary_show() -> None:
    """Whoever may see the file."""


@tk.auth_sysadmins_check
@whoever_may("resource_update")
def sdijember_columns_fill() -> None:
    """Whoever may change the file."""
