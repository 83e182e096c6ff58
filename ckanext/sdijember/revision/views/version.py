"""Versions of a dataset or kegiatan that were public: the list, each of them, and its files."""

from __future__ import annotations

import mimetypes
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, send_file
from werkzeug.wrappers import Response

from ..logic import versions

sdijember_version = Blueprint("sdijember_version", __name__, url_prefix="/<any(dataset, kegiatan):kind>/<id>/versi")


@sdijember_version.route("", strict_slashes=False)
def index(kind: str, id: str) -> str | Response:
    """All versions that the reader may see, the newest first."""
    pkg_dict = _dataset(id)
    if pkg_dict["type"] != kind:
        return tk.h.redirect_to("sdijember_version.index", kind=pkg_dict["type"], id=pkg_dict["name"])
    found = _ask("sdijember_version_list", id=pkg_dict["id"])
    return tk.render("sdijember/version/index.html", _extra(pkg_dict) | {"versions": found})


@sdijember_version.route("/<int:number>")
def read(kind: str, id: str, number: int) -> str | Response:
    """What a version said."""
    pkg_dict = _dataset(id)
    if pkg_dict["type"] != kind:
        return tk.h.redirect_to("sdijember_version.read", kind=pkg_dict["type"], id=pkg_dict["name"], number=number)
    version = _ask("sdijember_version_show", id=pkg_dict["id"], number=number)
    newest = _ask("sdijember_version_list", id=pkg_dict["id"])[0]["number"]
    return tk.render("sdijember/version/read.html", _extra(pkg_dict) | {"version": version, "newest": newest})


@sdijember_version.route("/<int:number>/berkas/<resource_id>/<filename>")
def download(kind: str, id: str, number: int, resource_id: str, filename: str) -> Response:
    """A file of a version, to be saved and never to be run in the page."""
    version = _ask("sdijember_version_show", id=id, number=number)
    file = next((one for one in version["content"]["resources"] if one["id"] == resource_id), None)
    if file is None or filename != versions.filename(file):
        tk.abort(404, tk._("File not found."))
    try:
        path = versions.path_of(file)
    except tk.ObjectNotFound:
        tk.abort(404, tk._("File not found."))
    kind_of_file = file.get("mimetype") or mimetypes.guess_type(filename)[0] or "application/octet-stream"
    response = send_file(path, mimetype=kind_of_file, as_attachment=True, download_name=filename, etag=file["sha256"])
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # a version that is withdrawn is not to be had from a cache either
    response.headers["Cache-Control"] = "no-cache" if tk.current_user.is_anonymous else "private, no-store"
    return response


def _dataset(id: str) -> dict[str, Any]:
    pkg_dict = _ask("package_show", id=id)
    if pkg_dict["type"] not in ("dataset", "kegiatan") or pkg_dict.get("sdi_revision_of"):
        tk.abort(404, tk._("Dataset not found"))
    return pkg_dict


def _ask(action: str, **data: Any) -> Any:
    """What an action answers; whoever may not see the dataset hears what they would hear if it did not exist."""
    try:
        return tk.get_action(action)({"user": tk.g.user}, data)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        tk.abort(404, tk._("Dataset not found"))


def _extra(pkg_dict: dict[str, Any]) -> dict[str, Any]:
    return {"pkg_dict": pkg_dict, "dataset_type": pkg_dict["type"]}
