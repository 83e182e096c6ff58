"""Gather the messages people can see, and keep the Indonesian catalogue in step with them.

    python -m dev.i18n    extract, merge into the .pot and .po, list what still lacks a translation

One catalogue carries two kinds of messages, told apart by their reference: those under
``ckanext/sdijember/`` are our own, all others belong to CKAN and the plugins the portal runs, whose own
Indonesian catalogues are missing or cover a fifth of what they show. CKAN merges ours last, so our wording
wins. Translations are written by hand in the .po; a message that is gone from the sources leaves it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import polib
import yaml
from babel.messages.extract import extract_from_dir
from werkzeug.exceptions import BadRequest, Forbidden

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "ckanext-sdijember"
POT = ROOT / "i18n" / f"{DOMAIN}.pot"
PO = ROOT / "i18n" / "id" / "LC_MESSAGES" / f"{DOMAIN}.po"
OURS = "ckanext/sdijember"

TEMPLATES = "ckan.lib.extract:extract_ckan"
METHODS = [
    ("**/vendor/**", "ignore"),
    ("**/*.min.js", "ignore"),
    ("**/public/base/**", "ignore"),  # CKAN's own scripts: its .pot names them
    ("**.py", "python"),
    ("**.js", "javascript"),
    ("**/templates/**.html", TEMPLATES),
    ("**/templates/**.txt", TEMPLATES),
]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "ungettext": (1, 2), "P_": (1, 2)}

# CKAN's .pot is older than its release and knows no plugin from outside CKAN.
FOREIGN = ("ckan", "ckanext.scheming", "ckanext.dcat")

# Msgids that CKAN puts together while it runs, so that no extraction can find them.
COMPOSED = {
    "ckan/templates/user/snippets/info.html": ("active", "deleted", "draft", "pending"),
    "ckan/templates/snippets/search_result_text.html": (
        ("{number} tim-sdi found", "{number} tim-sdis found"),
        ('{number} tim-sdi found for "{query}"', '{number} tim-sdis found for "{query}"'),
        "No tim-sdis found",
        'No tim-sdis found for "{query}"',
    ),
    # names of form fields in the summary above a form
    "ckan/logic/__init__.py": (
        "Capacity",
        "Fullname",
        "Id",
        "License id",
        "Notes",
        "Old password",
        "Owner org",
        "Package id",
        "Password1",
        "Password2",
        "Reset key",
        "Resource type",
        "Tag string",
        "Upload image",
        "View type",
    ),
    "ckanext/activity/model/activity.py": (
        "New Package",
        "Changed Package",
        "Deleted Package",
        "New Group",
        "Changed Group",
        "Deleted Group",
        "New Organization",
        "Changed Organization",
        "Deleted Organization",
        "New User",
        "Changed User",
        "New Resource View",
        "Changed Resource View",
        "Deleted Resource View",
        "Follow Dataset",
        "Follow Group",
        "Follow Organization",
        "Follow User",
    ),
    # explanations that the error page passes on
    "flask_wtf/csrf.py": (
        "The CSRF session token is missing.",
        "The CSRF token has expired.",
        "The CSRF token is invalid.",
        "The CSRF token is missing.",
        "The CSRF tokens do not match.",
        "The referrer does not match the host.",
        "The referrer header is missing.",
    ),
    "werkzeug/exceptions.py": (BadRequest.description, Forbidden.description),
}

Message = tuple[str, str]  # msgid, plural or ""
Found = Iterator[tuple[Message, str]]


def folder_of(package: str) -> Path:
    """Folder of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: run this with the Python of the portal")
    return Path(spec.origin).parent


def extract(folder: Path, name: str) -> Found:
    """Messages of the Python, template and script files below ``folder``, each with the file it stands in."""
    found = extract_from_dir(str(folder), method_map=METHODS, keywords=KEYWORDS, directory_filter=_is_source)
    for filename, _line, message, _comments, _context in found:
        yield _pair(message), f"{name}/{Path(filename).as_posix()}"


def our_messages() -> Found:
    """Messages of this extension, with what pages show of its option and licence lists."""
    yield from extract(ROOT / OURS, OURS)
    options = yaml.safe_load((ROOT / OURS / "config_declaration.yaml").read_text(encoding="utf-8"))
    for option in chain.from_iterable(group["options"] for group in options["groups"]):
        yield _pair(" ".join(option.get("description", "").split())), f"{OURS}/config_declaration.yaml"
    for licence in json.loads((ROOT / "schemas" / "licenses.json").read_text(encoding="utf-8")):
        yield _pair(licence["title"]), f"{OURS}/schemas/licenses.json"


def foreign_messages() -> Found:
    """Messages of CKAN, its own plugins and the other plugins of the portal."""
    for entry in polib.pofile(str(folder_of("ckan") / "i18n" / "ckan.pot")):
        for file, _line in entry.occurrences:
            yield (entry.msgid, entry.msgid_plural), file
    for package in FOREIGN:
        yield from extract(folder_of(package), package.replace(".", "/"))
    for file, messages in COMPOSED.items():
        for message in messages:
            yield _pair(message), file


def gather() -> polib.POFile:
    """The template: our messages, then the foreign ones that we do not use ourselves."""
    entries: dict[str, polib.POEntry] = {}
    for (msgid, plural), file in chain(our_messages(), foreign_messages()):
        if msgid:
            entry = entries.setdefault(msgid, polib.POEntry(msgid=msgid))
            entry.msgid_plural = entry.msgid_plural or plural
            _note(entry, file)
    template = polib.POFile(wrapwidth=110)
    template.metadata = _metadata()
    template.extend(entries.values())
    return template


def merge(template: polib.POFile, catalogue: polib.POFile) -> polib.POFile:
    """The catalogue of the template's messages, with the translations that ``catalogue`` has."""
    known = {entry.msgid: entry for entry in catalogue if not entry.obsolete}
    merged = polib.POFile(wrapwidth=110)
    merged.metadata = _metadata(Language="id", **{"Plural-Forms": "nplurals=1; plural=0;"})
    for entry in template:
        old = known.get(entry.msgid, polib.POEntry())
        new = polib.POEntry(msgid=entry.msgid, occurrences=entry.occurrences, tcomment=old.tcomment)
        if entry.msgid_plural:
            new.msgid_plural = entry.msgid_plural
            new.msgstr_plural = {0: old.msgstr_plural.get(0, "") or old.msgstr}
        else:
            new.msgstr = old.msgstr or old.msgstr_plural.get(0, "")
        merged.append(new)
    return merged


def update() -> int:
    """Bring .pot and .po up to date; returns how many messages lack a translation."""
    template = gather()
    catalogue = merge(template, polib.pofile(str(PO)) if PO.exists() else polib.POFile())
    template.save(str(POT))
    catalogue.save(str(PO))
    missing = catalogue.untranslated_entries()
    for entry in missing:
        print(f"{entry.occurrences[0][0]}: {entry.msgid!r}")
    print(f"{len(catalogue)} messages, {len(missing)} without a translation")
    return len(missing)


def _metadata(**more: str) -> dict[str, str]:
    """A header without dates: it changes only when something is said differently."""
    return {
        "Project-Id-Version": DOMAIN,
        **more,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }


def _note(entry: polib.POEntry, file: str) -> None:
    """Add a reference: every file of ours, but of the foreign ones just the first, and the first script."""
    files = [name for name, _line in entry.occurrences]
    alike = [name for name in files if _kind(name) == _kind(file)]
    if file not in files and (file.startswith(OURS) or not alike):
        entry.occurrences.append((file, ""))


def _kind(file: str) -> tuple[bool, bool]:
    """Is it ours, is it a script."""
    return file.startswith(OURS), file.endswith(".js")


def _pair(message: str | tuple[str, ...]) -> Message:
    """A message as babel gives it, singular and plural."""
    if isinstance(message, str):
        return message, ""
    return message[0], message[1] if len(message) > 1 else ""


def _is_source(folder: str) -> bool:
    return Path(folder).name not in {"tests", "node_modules", "__pycache__", "i18n"}


if __name__ == "__main__":
    sys.exit(1 if update() else 0)
