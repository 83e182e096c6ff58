"""``ckan sdijember standar``: the register of Standar Data out to a CSV file, and a national list in."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import ckan.plugins.toolkit as tk
import click

from ..kernel.cli import fail, in_portal, real_user, say
from . import exchange as files
from .logic import importing as table

#: Columns without which a file is no list of entries.
_NEEDED = ("kode", "sumber_kode", "jenis", "nama", "definisi", "referensi")


@click.group(short_help="The register of Standar Data")
def standar() -> None:
    """Load a national list (SDS, KUGI) into the register of Standar Data, or write the register to a file."""


@standar.command("import", short_help="Load a CSV of national entries, all rows or none")
@click.argument("file", type=click.File("rb"))
@click.option("--as", "user", required=True, metavar="USER", help="Name of the member of the Walidata who acts")
@click.option("--dry-run", is_flag=True, help="Only say what would happen")
@in_portal
def import_(file: BinaryIO, user: str, dry_run: bool) -> None:
    """Load FILE: new codes are created, changed texts are new versions. Errors are told by row; the header is row 1."""
    name = real_user(user).name
    try:
        rows = files.from_csv(file.read(), _NEEDED)
    except files.NotATable as error:
        missing = ", ".join(error.columns)
        fail(
            tk._("These columns are missing: {columns}.").format(columns=missing)
            if missing
            else tk._("The file is no CSV in UTF-8.")
        )
    try:
        done = tk.get_action("sdijember_standar_import")({"user": name}, {"rows": rows, "dry_run": dry_run})
    except tk.ValidationError as error:
        told = tk._("row {row}, {field}: {message}")
        found = sorted(error.error_dict["rows"], key=lambda one: one["row"])
        lines = ["  " + told.format(**(one | {"row": one["row"] + 1})) for one in found]
        fail(tk._("Nothing was loaded. Correct these rows:"), *lines)
    said = tk._("{created} created, {changed} changed, {unchanged} as before.").format(**done)
    say(said + (" " + tk._("Nothing was written (dry run).") if dry_run else ""))


@standar.command(short_help="Write the public register as CSV")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, allow_dash=True), default="-")
@in_portal
def export(file: str) -> None:
    """Write the public register to FILE, or to the screen; ``import`` reads what it writes."""
    rows = tk.get_action("sdijember_standar_export")({"user": ""}, {})
    text = files.as_csv(rows, table.columns())
    if file == "-":
        click.echo(text.removeprefix(files.BOM), nl=False)
        return
    Path(file).write_bytes(text.encode())
    say(tk._("{count} entries written to {file}.").format(count=len(rows), file=file))
