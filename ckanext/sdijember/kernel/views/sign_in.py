"""Pages for which one has to be signed in."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from werkzeug.wrappers import Response


def sign_in() -> Response | None:
    """The way to the login form and back to this page, for whoever is not signed in; nothing for everybody else."""
    if tk.current_user.is_anonymous:
        return tk.redirect_to("user.login", came_from=tk.request.full_path.rstrip("?"))
    return None
