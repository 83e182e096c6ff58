"""``/ckan-admin/sdi``: teams, settings and health of the portal, for system administrators."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

sdijember_admin = Blueprint("sdijember_admin", __name__, url_prefix="/ckan-admin/sdi")


@sdijember_admin.route("", strict_slashes=False)
def index() -> str:
    """Who is in which team, what is configured, and whether all is well."""
    try:
        overview = tk.get_action("sdijember_overview")({"user": tk.g.user}, {})
    except tk.NotAuthorized:
        tk.abort(403, tk._("Need to be system administrator to administer"))
    return tk.render("sdijember/admin/index.html", overview)
