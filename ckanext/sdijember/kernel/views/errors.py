"""A service is down: say so, in a page that needs no service to be rendered."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
import redis
from ckan import model
from ckan.lib.search import SearchError, SearchIndexError
from flask import Blueprint, Response, current_app, jsonify, request
from sqlalchemy.exc import InterfaceError, OperationalError

from ... import config
from . import form_input

logger = logging.getLogger(__name__)

#: What a library raises when the service behind it does not answer.
SERVICE_DOWN = {
    OperationalError: "PostgreSQL",
    InterfaceError: "PostgreSQL",
    redis.exceptions.ConnectionError: "Redis",
    SearchIndexError: "Solr",
    SearchError: "Solr",
}

sdijember_errors = Blueprint("sdijember_errors", __name__)


def unavailable(error: Exception) -> Response:
    """503 with what is known: which service, and that nothing was changed."""
    service = service_of(error)
    logger.error("%s does not answer: %s %s", service, request.method, request.path, exc_info=error)
    try:
        model.Session.rollback()
    except Exception:
        logger.warning("Could not roll back after %s", service, exc_info=True)
    message = tk._(
        "A part of the portal ({service}) does not answer. Nothing was changed; please try again in a moment."
    )
    message = message.format(service=service)
    if request.path.startswith("/api/"):
        response = jsonify({"success": False, "error": {"__type": "Service Unavailable", "message": message}})
    else:
        template = current_app.jinja_env.get_template("sdijember/unavailable.html")
        page = template.render(
            message=message,
            title=config.site_title(),
            gettext=tk._,
            fields=form_input.fields(),
            texts=form_input.texts(),
        )
        response = Response(page)
    response.status_code = 503
    response.headers.update({"Retry-After": "60", "Cache-Control": "no-store"})
    return response


def service_of(error: Exception) -> str:
    """Name of the service whose failure ``error`` reports."""
    return next((name for kind, name in SERVICE_DOWN.items() if isinstance(error, kind)), "")


for kind in SERVICE_DOWN:
    sdijember_errors.app_errorhandler(kind)(unavailable)
