"""Are the rows that visitors see in the DataStore those of the file?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ckan import model
from ckan.lib import jobs as core_jobs
from ckanext.datastore.backend import DatastoreBackend

from ....kernel.domain.findings import N_
from ....tables import jobs
from ....tables.logic import checking, following
from ....tables.model import FAILED, LOADED, NONE, of_package
from ...domain.trouble import Trouble
from .rows import Row

_MENDING = N_("ckan sdijember doctor --mend has the file loaded again; a worker must run.")
_READING = N_("See what changed in the file or in how it is read. Only a revision may change what was approved.")
_GONE = N_("The table of the file “{file}” is gone.")
_NOT_YET = N_("The file “{file}” has no table yet.")
_FAILED = N_("The file “{file}” could not become a table.")
_OTHER = N_("The table of the file “{file}” is not what was loaded ({what}).")
_OTHER_FILE = N_("The table of the file “{file}” is not what the file says ({what}).")


def names() -> set[str]:
    """Ids of all files that have a table."""
    return set(DatastoreBackend.get_active_backend().get_all_ids())


def check(row: Row, tables: set[str], quick: bool) -> Iterator[Trouble]:
    """Tables of a public dataset that are not there, or are not what their files say.

    :param tables: what ``names`` returned
    :param quick: only whether they are there
    """
    if row.review is None or row.review.state != "published":
        return
    loaded = of_package(row.package.id)
    for resource in row.package.resources:
        if not following.makes_table(resource):
            continue
        table, params = loaded.get(resource.id), {"file": resource.name or resource.id}
        state = table.state if table else ""
        if state == FAILED:
            yield Trouble("table", row.name, _FAILED, _READING, params)
        elif state == LOADED and resource.id not in tables:
            yield Trouble("table", row.name, _GONE, _MENDING, params, _loading_again(resource.id))
        elif state == LOADED and not quick:
            yield from _differences(row, resource, params)
        elif state not in (LOADED, NONE) and not _queued(resource.id):
            yield Trouble("table", row.name, _NOT_YET, _MENDING, params, _loading_again(resource.id))


def _differences(row: Row, resource: model.Resource, params: dict[str, object]) -> Iterator[Trouble]:
    """A table that was changed is loaded again; what the file says otherwise now has to be decided."""
    if what := checking.of_store(resource.id):
        yield Trouble("table", row.name, _OTHER, _MENDING, params | {"what": what}, _loading_again(resource.id))
    if what := checking.of_file(resource):
        yield Trouble("table", row.name, _OTHER_FILE, _READING, params | {"what": what})


def _queued(resource_id: str) -> bool:
    """It waits for a worker, or is being loaded."""
    queue = core_jobs.get_queue()
    running = [queue.fetch_job(one) for one in queue.started_job_registry.get_job_ids()]
    return any(job and resource_id in (job.args or ()) for job in (*queue.get_jobs(), *running))


def _loading_again(resource_id: str) -> Callable[[], None]:
    return lambda: jobs.queue([resource_id], again=True)
