"""The template of the letter, kept by the Pembina: read, tried, changed, set back."""

from __future__ import annotations

import base64
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict
from sqlalchemy.exc import IntegrityError

from ....kernel.domain.findings import N_
from ....kernel.logic import schema as params
from ....review.logic import facts as cases
from ... import model as store
from ...papers import letter as letter_rules
from .. import letter as letters
from .. import schema as schema_rekomendasi

OVERTAKEN = N_("Somebody else has saved a new version meanwhile. Look at it before you save yours.")


@tk.side_effect_free
def sdijember_rekomendasi_template_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """The template in use, with its versions.

    :param version: number of an earlier version to read (optional; 0 for the one that comes with the portal)
    :returns: ``version`` (0: as it came), ``body``, ``shipped`` (it is the one that came), ``parts`` (names that a
        template may use), ``versions`` (newest first: ``version``, ``note``, ``saved_name``, ``saved_at``, ``shipped``)
    """
    tk.check_access("sdijember_rekomendasi_template_show", context, data_dict)
    version, body = letters.template_in_use()
    asked = data_dict.get("version")
    if asked not in (None, ""):
        earlier = store.template(int(asked)) if str(asked).isdecimal() else None
        if earlier is None and str(asked) != "0":
            raise tk.ObjectNotFound(tk._("There is no such version."))
        body = (earlier.body if earlier else "") or letter_rules.shipped()
    versions = [
        {
            "version": one.version,
            "note": one.note,
            "saved_name": one.saved_name,
            "saved_at": one.saved_at.isoformat(),
            "shipped": not one.body,
        }
        for one in store.templates()
    ]
    shipped = body == letter_rules.shipped()
    return {
        "version": version,
        "body": body,
        "shipped": shipped,
        "parts": list(letter_rules.PARTS),
        "versions": versions,
    }


def sdijember_rekomendasi_template_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Save a new version of the template; letters that were made keep theirs.

    :param body: the HTML
    :param note: what is different (optional)
    :param reset: use the one that comes with the portal, whatever ``body`` is
    :param version: the version the caller saw (optional); refused if it is no longer in use
    :returns: what ``sdijember_rekomendasi_template_show`` returns
    :raises ValidationError: the template cannot be used; the message says in which line
    """
    tk.check_access("sdijember_rekomendasi_template_update", context, data_dict)
    data = params.checked(data_dict, schema_rekomendasi.template_update(), context)
    if data.get("version") is not None and data["version"] != letters.template_in_use()[0]:
        raise tk.ValidationError({"version": [tk._(OVERTAKEN)]})
    body = "" if data["reset"] else _unified(data["body"])
    if body or not data["reset"]:
        _rendered(body)
    actor = cases.actor_of(context)
    assert actor
    try:
        store.add_template("" if body == letter_rules.shipped() else body, data["note"], actor)
        model.Session.commit()
    except IntegrityError as error:
        model.Session.rollback()
        raise tk.ValidationError({"version": [tk._(OVERTAKEN)]}) from error
    return sdijember_rekomendasi_template_show(tk.fresh_context(context), {})


@tk.side_effect_free
def sdijember_rekomendasi_template_preview(context: Context, data_dict: DataDict) -> dict[str, str]:
    """A sample letter made with a template, without saving it.

    :param body: the HTML
    :returns: ``mimetype`` and ``content`` (Base64) of the PDF
    :raises ValidationError: the template cannot be used; the message says in which line
    """
    tk.check_access("sdijember_rekomendasi_template_preview", context, data_dict)
    made = _rendered(_unified(str(data_dict.get("body") or "")))
    return {"mimetype": "application/pdf", "content": base64.b64encode(made).decode()}


def _unified(body: str) -> str:
    """Lines end as they do in the file that comes with the portal, whatever the browser sent."""
    return body.replace("\r\n", "\n")


def _rendered(body: str) -> bytes:
    try:
        return letters.preview(body)
    except letter_rules.TemplateProblem as problem:
        message = tk._(problem.message).format(**problem.params)
        message = tk._("Line {line}: {problem}").format(line=problem.line, problem=message)
        raise tk.ValidationError({"body": [message]}) from problem
