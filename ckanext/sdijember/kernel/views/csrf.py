"""Protection against forged forms that lasts.

CKAN 2.12 takes a view out of the check, for everybody and until the process ends, as soon as somebody opens it without
a session: one anonymous visit, and the forms of that view may be forged. Here whoever is signed in by a session is
checked every time; API tokens and anonymous visitors carry nothing that a forger could borrow.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, current_app

sdijember_csrf = Blueprint("sdijember_csrf", __name__)


@sdijember_csrf.before_app_request
def _check() -> None:
    if not current_app.config["WTF_CSRF_ENABLED"] or tk.g.get("login_via_auth_header"):
        return
    if tk.current_user.is_authenticated:
        csrf.protect()
