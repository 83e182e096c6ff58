"""What an answer keeps to itself: no cache keeps what a person saw, no refusal says that there is something."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, json, request

from ..logic import visibility
from . import form_input

sdijember_discretion = Blueprint("sdijember_discretion", __name__)

#: Files of the software: the same for everybody.
FOR_ALL = {"static", "webassets.index"}
#: Where a dataset, a file or a preview is named: parts of an address, parameters of an action.
IN_ADDRESSES = ("id", "_id", "resource_id", "view_id", "resource_view_id")
IN_QUESTIONS = ("id", "name_or_id", "package_id", "dataset_id", "resource_id", "entity_id", "object", "subject", "name",
                "owner_id")  # fmt: skip
#: How the addresses of pages begin that are about a dataset.
OF_DATASETS = ("/dataset/", "/kegiatan/", "/datastore/", "/datatables/")


@sdijember_discretion.after_app_request
def kept_by_no_cache(response: Response) -> Response:
    """Whoever is signed in may see what others may not: such answers are kept nowhere."""
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        # kept nowhere already, and who is signed in cannot be asked
        return response
    if request.endpoint not in FOR_ALL and tk.current_user and tk.current_user.is_authenticated:
        request.environ["__no_cache__"] = True
        response.headers["Cache-Control"] = "private, no-store"
    return response


@sdijember_discretion.app_errorhandler(tk.NotAuthorized)
@sdijember_discretion.app_errorhandler(tk.ObjectNotFound)
def not_caught(refusal: Exception) -> tuple[str, int]:
    """A few pages of CKAN let a refusal of an action fall through: a page that says so, and no breakdown."""
    code, name = (403, tk._("Forbidden")) if isinstance(refusal, tk.NotAuthorized) else (404, tk._("Not Found"))
    return tk.render("error_document_template.html", {"code": code, "name": name, "content": name}), code


@sdijember_discretion.after_app_request
def as_if_it_were_not_there(response: Response) -> Response:
    """One answer for a dataset that this person may not see, and for one that does not exist."""
    if response.status_code not in {403, 404}:
        return response
    of_api = request.endpoint == "api.action"
    if not of_api and not request.path.startswith(OF_DATASETS):
        return response
    named = list(_in_question() if of_api else _in_address())
    if not named or visibility.all_visible({"user": tk.g.user}, named):
        return response
    return _not_there_for_api(response) if of_api else _not_there(response)


def _in_address() -> Iterator[str]:
    parts = request.view_args or {}
    yield from (parts[name] for name in IN_ADDRESSES if parts.get(name))
    yield from (request.args[name] for name in ("old_id", "new_id") if request.args.get(name))


def _in_question() -> Iterator[str]:
    """What an action was asked about, if it may be a dataset; people, groups and entries of the register are none."""
    sent = request.get_json(silent=True)
    asked: dict[str, Any] = {**request.args, **request.form, **(sent if isinstance(sent, dict) else {})}
    match = asked.get("match")
    asked |= match if isinstance(match, dict) else {}
    for name in IN_QUESTIONS:
        value = asked.get(name)
        if isinstance(value, str) and value and not visibility.names_no_dataset(value):
            yield value


def _not_there(response: Response) -> Response:
    response.set_data(gone())
    response.status_code = 404
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    return response


def gone() -> str:
    """The page of a dataset that is not there for this person; what they sent is not lost.

    Whoever loses a dataset while they type loses nothing typed, and learns nothing about the dataset.
    """
    if written := form_input.texts():
        return tk.render("sdijember/gone.html", {"texts": written})
    said = {"code": 404, "name": tk._("Not Found"), "content": tk._("Dataset not found")}
    return tk.render("error_document_template.html", said)


def _not_there_for_api(response: Response) -> Response:
    body = response.get_json(silent=True)
    kept = {"help": body["help"]} if isinstance(body, dict) and "help" in body else {}
    error = {"__type": "Not Found Error", "message": tk._("Not found")}
    response.set_data(json.dumps(kept | {"success": False, "error": error}))
    response.status_code = 404
    return response
