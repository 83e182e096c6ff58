"""What the script of the sheet of MS-Variabel and MS-Indikator says."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def sdijember_rows_texts() -> dict[str, str]:
    """Texts of assets/js/grid*.js in the reader's language, by their names there."""
    return {**_on_cells(), **_on_lines(), **_on_saving()}


def _on_cells() -> dict[str, str]:
    return {
        "grid": tk._("Table of lines. Arrow keys move, Enter edits, Escape and then Tab leaves the table."),
        "required": tk._("Required"),
        "keysText": tk._("Enter: done · Alt+Enter: new line · Tab: next cell · Esc: cancel"),
        "keysList": tk._("Enter: new line · Ctrl+Enter: done · Tab: next cell · Esc: cancel"),
        "keysChoice": tk._("Enter: choose · Esc: cancel"),
        "where": tk._("Line {row}, {column}:"),
        "more": tk._("… and {count} more."),
        "wrong": tk._("{count} wrong"),
        "missing": tk._("{count} still empty"),
        "doubtful": tk._("{count} with advice"),
        "found": tk._("{count} entries of the data standards fit. Arrow keys choose."),
        "none": tk._("No entry of the data standards fits; what you typed stays."),
        "filled": tk._("Empty cells of this line were filled from “{name}” of Standar Data."),
    }


def _on_lines() -> dict[str, str]:
    return {
        "begin": tk._("Start typing, paste a table with Ctrl+V, upload a sheet, or copy from another kegiatan."),
        "rows": tk._("{count} lines"),
        "wholeRow": tk._("Select the whole line"),
        "unnamed": tk._("(no name yet)"),
        "up": tk._("Up"),
        "down": tk._("Down"),
        "add": tk._("Add below"),
        "duplicate": tk._("Duplicate"),
        "remove": tk._("Delete"),
        "copied": tk._("{name} (copy)"),
        "removed": tk._("Deleted: {count} lines. Ctrl+Z brings them back."),
        "nothingToUndo": tk._("There is nothing to undo."),
        "full": tk._("A kegiatan has at most {limit} lines."),
        "pasted": tk._("Pasted: {count} lines. Ctrl+Z takes them back."),
        "unknown": tk._("These columns are not known and were left out: {columns}."),
        "lost": tk._("{count} columns on the right did not fit and were not pasted."),
        "added": tk._("Added: {count} lines. They are not saved yet."),
        "noSource": tk._("Your office has no other kegiatan with such lines."),
        "chooseLines": tk._("Choose at least one line."),
    }


def _on_saving() -> dict[str, str]:
    return {
        "unsaved": tk._("not saved yet"),
        "allSaved": tk._("all saved"),
        "notSaved": tk._("Not saved: correct what is red first. Nothing of what you typed is lost."),
        "stillHere": tk._("What you typed is still here, and kept in this browser."),
        "failed": tk._("The portal does not answer."),
        "login": tk._("Log in, in another tab"),
        "overwrite": tk._("Save mine instead"),
        "theirs": tk._("Show what is stored"),
        "theirsShown": tk._("This is what is stored. Ctrl+Z brings your lines back."),
        "kept": tk._("This browser has kept {count} lines of {when} that were not saved."),
        "keptOld": tk._(
            "This browser has kept {count} lines of {when} that were not saved. The table in the portal has been "
            "changed since: if you bring them back and save, they replace what is there."
        ),
    }
