"""The lists of offices and of urusan: all on one page each, where CKAN's own ask for every group one by one."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

catalogue = Blueprint("sdijember_catalogue", __name__)


@catalogue.route("/organization/", strict_slashes=False)
def offices() -> str:
    """Every office; with ``q`` those whose name holds it."""
    q = tk.request.args.get("q", "").strip()
    found = tk.h.sdijember_catalogue().get("organizations", [])
    wanted = [office for office in found if q.casefold() in office["title"].casefold()]
    return tk.render("catalogue/offices.html", {"q": q, "organizations": wanted})


@catalogue.route("/group/", strict_slashes=False)
def urusan() -> str:
    """Every urusan."""
    found = tk.h.sdijember_catalogue().get("urusan", [])
    return tk.render("catalogue/urusan.html", {"urusan": found})
