"""One line of MS-Variabel or MS-Indikator as an ordinary form, for browsers without scripts."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from .rows import PREFIX, ask, context, lines_of, opened, prepare, rendered, url_of

sdijember_rows_line = prepare(Blueprint("sdijember_rows_line", __name__, url_prefix=PREFIX))

#: What may be done with the line.
_COMMANDS = ("simpan", "gandakan", "naik", "turun", "hapus")


@sdijember_rows_line.route("/baris/<number>", methods=["GET", "POST"])
def line(id: str, form: str, number: str) -> str | tuple[str, int] | AnyResponse:
    """One line as an ordinary form; ``baru`` is a line that does not exist yet."""
    package, locked = opened(id)
    if locked:
        return tk.redirect_to(url_of("edit", package["name"], form))
    stored = ask("sdijember_rows_show", id=package["id"], form=form)
    at = len(stored["rows"]) if number == "baru" else int(number) - 1 if number.isdecimal() else -1
    if not 0 <= at <= len(stored["rows"]) or (number != "baru" and at == len(stored["rows"])):
        tk.abort(404, tk._("There is no such line."))
    if tk.request.method == "GET":
        row = stored["rows"][at] if number != "baru" else {}
        return _line_page(package, form, number, at, stored, row)
    typed = {
        column["name"]: tk.request.form.getlist(column["name"])
        if column["kind"] == "codes"
        else tk.request.form.get(column["name"], "")
        for column in tk.h.sdijember_rows_columns(form)
    }
    return _save_line(package, form, number, at, stored, typed)


def _save_line(
    package: dict[str, Any], form: str, number: str, at: int, stored: dict[str, Any], typed: dict[str, Any]
) -> tuple[str, int] | AnyResponse:
    command = tk.request.form.get("perintah", "simpan")
    if command not in _COMMANDS:
        tk.abort(400)
    new = number == "baru"
    rows = list(stored["rows"])
    rows[at : at + 1] = [typed if new else {**typed, "id": rows[at]["id"]}]
    rows, at = _commanded(command, rows, at)
    seen = tk.request.form.get("modified", "")
    try:
        data = {"id": package["id"], "form": form, "rows": rows, "modified": seen}
        tk.get_action("sdijember_rows_update")(context(), data)
    except tk.ValidationError as error:
        model.Session.rollback()
        return _line_page(package, form, number, at, stored, typed, dict(error.error_dict)), 422
    tk.h.flash_success(tk._("Saved: {count} lines.").format(count=len([row for row in rows if any(row.values())])))
    if command == "gandakan":
        return tk.redirect_to(
            tk.h.url_for("sdijember_rows_line.line", id=package["name"], form=form, number=str(at + 1))
        )
    return tk.redirect_to(url_of("edit", package["name"], form))


def _commanded(command: str, rows: list[dict[str, Any]], at: int) -> tuple[list[dict[str, Any]], int]:
    """Lines after a command on one of them, and where that line, or its copy, is now."""
    row = rows[at]
    if command == "hapus":
        return rows[:at] + rows[at + 1 :], at
    if command == "gandakan":
        copy = {key: value for key, value in row.items() if key != "id"}
        copy["nama"] = tk._("{name} (copy)").format(name=row.get("nama") or "").strip()
        return [*rows[: at + 1], copy, *rows[at + 1 :]], at + 1
    if command in ("naik", "turun"):
        to = max(0, at - 1) if command == "naik" else min(len(rows) - 1, at + 1)
        rest = rows[:at] + rows[at + 1 :]
        return [*rest[:to], row, *rest[to:]], to
    return rows, at


def _line_page(
    package: dict[str, Any],
    form: str,
    number: str,
    at: int,
    stored: dict[str, Any],
    row: dict[str, Any],
    errors: dict[str, Any] | None = None,
) -> str:
    found = (errors or {}).get("rows", [])
    mine = [one for one in found if isinstance(one, dict) and one["row"] == at + 1]
    other = [one for one in found if one not in mine]
    by_field: dict[str, list[str]] = {}
    for one in mine:
        by_field.setdefault(one["field"], []).append(one["message"])
    return rendered(
        "line.html",
        package,
        form,
        number=number,
        at=at,
        count=len(stored["rows"]),
        modified=stored["modified"],
        values=lines_of(form, [row])[0]["values"],
        chosen={name: value for name, value in row.items() if isinstance(value, list)},
        errors=by_field,
        other=other + [{"message": said} for said in (errors or {}).get("modified", [])],
    )
