"""``ckan sdijember kegiatan``: files of a kegiatan written and read, through the same actions as the pages."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import ckan.plugins.toolkit as tk
import click
from werkzeug.datastructures import FileStorage

from ..kernel.cli import fail, in_portal, real_user, say
from .logic.exporting import FORMATS


@click.group(short_help="Metadata Statistik as files")
def kegiatan() -> None:
    """Export and import kegiatan. Every command acts as the user named by --as, with that user's rights only."""


_as_user = click.option("--as", "user", required=True, metavar="USER", help="Name of the user who acts")


@kegiatan.command("export", short_help="Write a kegiatan into a file")
@click.argument("kegiatan_id", metavar="KEGIATAN")
@_as_user
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="json", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="File or folder; default: a file in this folder")
@click.option("--without-personal", is_flag=True, help="Leave out names, telephone numbers and NIP")
@in_portal
def export(kegiatan_id: str, user: str, format_: str, output: Path | None, without_personal: bool) -> None:
    """Write a kegiatan into a file."""
    made = tk.get_action("sdijember_kegiatan_export")(
        {"user": real_user(user).name}, {"id": kegiatan_id, "format": format_, "personal": not without_personal}
    )
    path = output / made["filename"] if output and output.is_dir() else output or Path(made["filename"])
    content = made["content"]
    text = content if isinstance(content, str) else ""
    path.write_bytes(base64.b64decode(text) if text else json.dumps(content, ensure_ascii=False, indent=1).encode())
    say(tk._("Written: {path}").format(path=path))


@kegiatan.command("import", short_help="Make a file a kegiatan")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_as_user
@click.option("--id", "kegiatan_id", metavar="KEGIATAN", help="Kegiatan to replace; default: a new one")
@click.option("--office", metavar="ORGANIZATION", help="Office of a new kegiatan")
@click.option("--preview", is_flag=True, help="Only say what would be saved")
@in_portal
def import_(path: Path, user: str, kegiatan_id: str | None, office: str | None, preview: bool) -> None:
    """Make a file (JSON or XLSX) a new draft, or the content of one; all of it, or nothing."""
    data = {"id": kegiatan_id, "owner_org": office, "preview": True}
    aim = {name: value for name, value in data.items() if value}
    name = real_user(user).name
    act = tk.get_action("sdijember_kegiatan_import")
    with path.open("rb") as stream:
        found = act({"user": name}, {**aim, "upload": FileStorage(stream, path.name)})
    for remark in found["notes"]:
        say(f"  {_line(remark)}")
    if found["problems"]:
        fail(tk._("Refused:"), *(f"  {_line(remark)}" for remark in found["problems"]))
    if preview:
        say(tk._("Can be saved: {title}").format(title=found["title"]))
        return
    made = act({"user": name}, {**aim, "preview": False, "packed": found["packed"]})
    say(tk._("Saved: {title}").format(title=f"{made['title']} ({made['name']})"))


def _line(remark: dict[str, str]) -> str:
    return ": ".join(part for part in (remark["place"], remark["label"], remark["message"]) if part)
