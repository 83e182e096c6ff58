"""How much a form may send: as many columns as a table may have can be described in one."""

from __future__ import annotations

from flask import Flask

from ... import config

#: Fields of a column in the form, and how many bytes one of them takes at most on the average, with what is around it.
_FIELDS, _BYTES = 8, 600


def let_wide_tables_in(app: Flask) -> None:
    """Raise the limits of the web server's library, which are those of no form in particular, to those of a table."""
    columns = config.table_limits()["columns"]
    app.config["MAX_FORM_PARTS"] = max(app.config["MAX_FORM_PARTS"], 1000 + columns * _FIELDS)
    app.config["MAX_FORM_MEMORY_SIZE"] = max(app.config["MAX_FORM_MEMORY_SIZE"], (1000 + columns * _FIELDS) * _BYTES)
