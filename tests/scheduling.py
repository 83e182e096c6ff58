"""How the tests are shared out when several processes run them at once.

A file stays together, so that what is set up is set up once. The leak tests, one of which takes as long as a file, are
shared out one by one, and first, so that every process makes the portal they look at once. Tests marked ``faults`` stop
what the other processes stand on: they come last, when all but one process have ended.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

FAULTS = "faults"
#: Folders whose tests take long: begun first, lest one process be left with them in the end.
LONG = ("tests/leaks/", "tests/bypass/", "tests/faults/")
#: A folder whose tests look at one portal, each for minutes: they are shared out one by one.
SINGLY = "tests/leaks/"
#: Of these the first process takes all it can: a browser and a portal of its own take time to start.
BROWSER = "tests/e2e/"


class Scheduling(LoadScopeScheduling):
    """File by file to whoever is free; ``faults`` to the last that is left."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.endswith(f"@{FAULTS}"):
            return FAULTS
        return nodeid if nodeid.startswith(SINGLY) else nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        if self._only_faults() and len(self.nodes) > 1:
            return
        first = node is self.nodes[0]
        chosen = min(self.workqueue, key=lambda scope: _rank(scope, first))
        self.workqueue.move_to_end(chosen, last=False)
        super()._assign_work_unit(node)

    def _reschedule(self, node: WorkerController) -> None:
        if self._only_faults() and not node.shutting_down:
            others = [other for other in self.nodes if other is not node]
            if any(not other.shutting_down for other in others):
                node.shutdown()
            if others:
                return
        super()._reschedule(node)

    def remove_node(self, node: WorkerController) -> str | None:
        """Forget a process that ended; whoever is alone now goes on with the ``faults``."""
        crashed = super().remove_node(node)
        for left in self.nodes:
            self._reschedule(left)
        return crashed

    def _only_faults(self) -> bool:
        return self.workqueue.keys() == {FAULTS}


def _rank(scope: str, first: bool) -> int:
    """Place in the queue of a file, for the first process or another."""
    if scope == FAULTS:
        return 4
    if scope.startswith(BROWSER):
        return 0 if first else 3
    return 1 if scope.startswith(LONG) else 2


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put ``faults`` last, in a group that is recognised where the tests are shared out."""
    items.sort(key=_is_fault)
    for item in filter(_is_fault, items):
        item.add_marker(pytest.mark.xdist_group(FAULTS))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call the bytes of a file by their argument: they may tell the time, and every process counts its own tests."""
    return argname if isinstance(val, bytes) else None


def _is_fault(item: pytest.Item) -> bool:
    return item.get_closest_marker(FAULTS) is not None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Share the tests out in our way, whatever ``--dist`` says."""
    return Scheduling(config, log)
