"""``ckan sdijember tables``: making the tables of files here and now, or having the worker make all of them anew."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click
from ckan import model

from ..kernel.cli import fail, in_portal, say
from . import jobs
from .logic import loading, wanted
from .model import FAILED, of


@click.group(short_help="Tables of the DataStore")
def tables() -> None:
    """The tables that files become. They are made of the file alone, by the portal itself."""


@tables.command(short_help="Make the tables that are not there yet")
@click.option("--all", "everything", is_flag=True, help="Also those that are there already, with what was decided")
@click.option("--queue", "queued", is_flag=True, help="Have the worker do it, one file a job")
@in_portal
def load(everything: bool, queued: bool) -> None:
    """Make the table of every file that waits for one, of published datasets and of drafts; safe to repeat.

    Exit codes: 0 every file that should have a table has it; 1 some have not, and are named with the reason.
    """
    resource_ids = wanted.files(everything)
    if queued:
        jobs.queue(resource_ids, again=True)
        say(tk._("{number} files were queued.").format(number=len(resource_ids)))
        return
    failed = sum(not _loaded(resource_id) for resource_id in resource_ids)
    if failed:
        fail(tk._("{number} of {all} files have no table.").format(number=failed, all=len(resource_ids)))
    say(tk._("{number} files were looked at; all of them have their tables.").format(number=len(resource_ids)))


def _loaded(resource_id: str) -> bool:
    """Load one file, and say what became of it if that is not what was wanted."""
    name = wanted.name_of(resource_id)
    try:
        state = loading.load(resource_id, again=True)
    except loading.OtherwiseError:
        say(tk._("{file}: loaded again the table would be another; it was left as it is").format(file=name))
        return False
    except Exception as problem:
        model.Session.rollback()
        say(f"{name}: {type(problem).__name__}: {problem}")
        return False
    row = of(resource_id)
    for remark in row.findings if row and state == FAILED else ():
        say(f"{name}: {remark.text(tk._)}")
    return state != FAILED
