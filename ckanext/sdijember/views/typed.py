"""What was sent with a form, so that a page that cannot take it loses nothing of it."""

from __future__ import annotations

from flask import request


def fields() -> list[tuple[str, str]]:
    """All that was sent, to be sent again, with the token of its form; never a password, and nothing of a form with
    files: they have to be chosen again.

    :returns: names and values, in their order
    """
    if request.method != "POST" or any(file.filename for file in request.files.values()):
        return []
    return [(name, value) for name, value in request.form.items(multi=True) if "password" not in name]


def texts() -> list[str]:
    """What somebody wrote, to be shown: every value of several words. A single word is a choice or an id."""
    if request.method != "POST":
        return []
    written = (value.strip() for name, value in request.form.items(multi=True) if "password" not in name)
    return [value for value in written if len(value.split()) > 1]
