"""The conversation on a review in the reader's words: for whom a note is, what it is about, who can be named."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import ckan.plugins.toolkit as tk

from .. import config
from ..metadata.domain.forms import ROW_FORMS
from ..review.domain import transitions as states
from ..review.domain.transitions import N_
from . import model as store
from .domain import conversation as rules
from .exchange import attachments
from .logic import places

_PRIVATE = {
    states.WALIDATA: N_("Only the Walidata team"),
    states.PEMBINA: N_("Only the Pembina Data team"),
    states.PRODUSEN: N_("Only our office"),
}
_PRIVATE_HINT = N_("Nobody else reads it, not even an administrator of the portal.")
_SHARED = {True: N_("For the reviewers"), False: N_("For the producer")}
_SHARED_HINT = N_("Read by the office that produced the data and by the teams that check them.")

_MARKS = {
    rules.RESOLVE: N_("Settled by {name}, {moment}"),
    rules.REOPEN: N_("Opened again by {name}, {moment}"),
    rules.WITHDRAW: N_("Taken back by {name}, {moment}"),
    rules.PASS: N_("Not settled when {name} decided “{decision}”, {moment}"),
}


def sdijember_conversation(review: dict[str, Any], pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """What the section "Percakapan" of the review page shows.

    :param review: what ``sdijember_review_show`` returned
    :param pkg_dict: the dataset
    :returns: ``open`` and ``closed`` (notes with ``place_text`` and ``place_url``), ``audiences`` (of the form, none
        for whoever only reads), ``people`` to be named, by side, ``places`` to choose from, and ``form`` and ``errors``
        of a note that was refused just now
    """
    about = {"id": review["package_id"]}
    threads = tk.get_action("sdijember_note_list")({"user": tk.g.user}, about)
    for thread in threads:
        thread["place_text"], thread["place_url"] = _place(thread["place"], pkg_dict)
    found: dict[str, Any] = {"audiences": [], "people": {}, "places": []}
    if tk.h.check_access("sdijember_note_create", about):
        asked = tk.get_action("sdijember_note_people")({"user": tk.g.user}, about)
        found = {
            "audiences": [_audience(name, asked["audiences"]) for name in asked["audiences"]],
            "people": asked["people"],
            "places": _places(pkg_dict),
        }
    form, errors = tk.g.get("sdijember_note_refused", ({}, {}))
    return found | {
        "open": [thread for thread in threads if thread["open"]],
        "closed": [thread for thread in threads if not thread["open"]],
        "form": form or {"place": tk.request.args.get("tempat", "")},
        "errors": errors,
    }


def sdijember_note_audience(audience: str) -> str:
    """For whom a note is, as a badge says it."""
    return tk._(_PRIVATE[audience]) if audience in _PRIVATE else tk._("Producer and reviewers")


def sdijember_note_mark(mark: dict[str, str]) -> str:
    """What happened to a note, in a sentence.

    :param mark: one of a note's ``marks``
    """
    sentence = _MARKS[mark["action"]]
    return tk._(sentence).format(
        name=mark["actor_name"],
        moment=tk.h.sdijember_moment(mark["created"]),
        decision=tk.h.sdijember_action_label(mark["about"]),
    )


def sdijember_open_notes(package_ids: Collection[str]) -> dict[str, int]:
    """Numbers of unresolved notes that the signed-in person may read, in one query.

    :param package_ids: datasets whose review the person may read
    :returns: id → number, without those that have none
    """
    user = tk.current_user
    return {} if user.is_anonymous else store.count_open(user.id, package_ids)


def sdijember_notes_in_the_way(review: dict[str, Any], action: str) -> int:
    """Number of unresolved notes that a decision has to know of; 0 if it is none that approves.

    :param review: what ``sdijember_review_show`` returned
    :param action: the decision
    """
    if not rules.asks_about_notes(action):
        return 0
    return sdijember_open_notes([review["package_id"]]).get(review["package_id"], 0)


def sdijember_note_files() -> dict[str, Any]:
    """What may be attached to a note: ``accept`` (for the field of the form) and ``limit`` in megabytes."""
    accept = ",".join(f".{extension}" for extension in attachments.accepted_extensions())
    return {"accept": accept, "limit": config.note_attachment_mb()}


def _audience(name: str, offered: Collection[str]) -> dict[str, str]:
    """One choice of the form, with a sentence that leaves no doubt who will read the note."""
    if name != rules.SHARED:
        return {"name": name, "label": tk._(_PRIVATE[name]), "hint": tk._(_PRIVATE_HINT)}
    producer = not set(offered) & {states.WALIDATA, states.PEMBINA}
    return {"name": name, "label": tk._(_SHARED[producer]), "hint": tk._(_SHARED_HINT)}


def _places(pkg_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Groups of places that a note can be about: ``label`` and ``choices`` (dicts of ``value`` and ``label``)."""
    fields = [
        (f"{places.FIELD}:{field['field_name']}", tk.h.scheming_language_text(field["label"]))
        for field in places.fields_of(pkg_dict["type"])
    ]
    files = [
        (f"{places.FILE}:{resource['id']}", tk.h.resource_display_name(resource))
        for resource in pkg_dict.get("resources", [])
    ]
    groups = [(tk._("Metadata"), fields), (tk._("Files"), files)]
    if pkg_dict["type"] == "kegiatan":
        lines = tk.h.sdijember_kegiatan(pkg_dict)
        for name in ROW_FORMS:
            rows = [(f"{name}:{line['id']}", line.get("nama") or "–") for line in lines[name]]
            groups.append((tk.h.sdijember_rows_title(name), rows))
    return [
        {"label": title, "choices": [{"value": value, "label": label} for value, label in choices]}
        for title, choices in groups
        if choices
    ]


def _place(place: dict[str, str], pkg_dict: dict[str, Any]) -> tuple[str, str]:
    """What a note is about in words, and where on the page that is; no address if it is no longer there."""
    kind, key = place.get("kind", ""), place.get("key", "")
    if kind == places.FIELD:
        return tk.h.sdijember_field_label(pkg_dict["type"], key), f"#isian-{key}"
    if kind == places.FILE:
        here = next((file for file in pkg_dict.get("resources", []) if file["id"] == key), None)
        name = tk.h.resource_display_name(here) if here else place["name"]
        text = tk._("File {file}").format(file=name)
        if place.get("column"):
            text = tk._("Column {column} of the file {file}").format(column=place["column"], file=name)
        return text, f"#berkas-{key}" if here else ""
    if kind in ROW_FORMS:
        lines = tk.h.sdijember_kegiatan(pkg_dict)[kind] if pkg_dict["type"] == "kegiatan" else []
        number = next((number for number, line in enumerate(lines, 1) if line["id"] == key), 0)
        text = f"{tk.h.sdijember_rows_title(kind)}: {place['name']}"
        return text, f"#{kind}-{number}" if number else ""
    return "", ""
