"""What was sent with a form, so that a page that cannot take it loses nothing of it."""

from __future__ import annotations

from flask import request


def fields() -> list[tuple[str, str]]:
    """All that was sent, to be sent again, with the token of its form; never a password, and nothing of a form with
    files: they have to be chosen again.

    :returns: names and values, in their order
    """
    return [] if any(file.filename for file in request.files.values()) else _sent()


def texts() -> list[str]:
    """What somebody wrote, to be shown: every value of several words. A single word is a choice or an id."""
    return [value.strip() for _, value in _sent() if len(value.split()) > 1]


def _sent() -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    return [(name, value) for name, value in request.form.items(multi=True) if "password" not in name]
