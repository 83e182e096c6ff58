"""Files of the store that nothing refers to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from ckan import model

from .... import config
from ....kernel.domain.findings import N_
from ...domain.trouble import Trouble

#: A younger file may belong to a submission that is under way.
DAY = 24 * 60 * 60

_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name LIKE 'sdijember\\_%' AND data_type IN ('text', 'jsonb', 'json')
"""


def orphans() -> Iterator[Trouble]:
    """Files older than a day whose SHA-256 stands in no table of ours, and pieces of uploads that broke off."""
    candidates = {path: path.parent.name + path.name for path in _old_files()}
    if not candidates:
        return
    used = _mentioned()
    for path, digest in sorted(candidates.items()):
        if digest not in used:
            message = N_("Nothing refers to this file of the store.")
            advice = N_("ckan sdijember doctor --mend removes it.")
            yield Trouble("orphan", str(path.relative_to(config.store_path())), message, advice, mend=_removing(path))


def _old_files() -> Iterator[Path]:
    folder = config.store_path() / "berkas"
    return (path for path in folder.rglob("*") if path.is_file() and _old(path)) if folder.is_dir() else iter(())


def _old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > DAY


def _mentioned() -> set[str]:
    """Every SHA-256 that any table of ours names in any way: whoever adds a table need not think of this one."""
    found: set[str] = set()
    for table, column in model.Session.execute(sa.text(_COLUMNS)).tuples().all():
        query = f"SELECT DISTINCT (regexp_matches(\"{column}\"::text, '[0-9a-f]{{64}}', 'g'))[1] FROM \"{table}\""
        found.update(model.Session.execute(sa.text(query.replace(":", r"\:"))).scalars())
    return found


def _removing(path: Path):
    def mend() -> None:
        if _old(path):  # somebody may have submitted the same file meanwhile
            path.unlink(missing_ok=True)

    return mend
