"""Kept files as downloads: attachments of notes, scanned papers of decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk
from flask import make_response
from werkzeug.wrappers import Response


def download(content: Iterable[bytes], found: dict[str, Any]) -> Response:
    """A kept file as a download that no cache keeps and no browser takes for a page.

    :param content: its pieces
    :param found: its ``name``, ``type`` and ``size``
    """
    response = make_response(content)
    response.headers["Content-Type"] = found["type"]
    response.headers.set("Content-Disposition", "attachment", filename=found["name"])
    response.headers["Content-Length"] = str(found["size"])
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    tk.request.environ["__no_cache__"] = True
    response.headers["Cache-Control"] = "private, no-store"
    return response
