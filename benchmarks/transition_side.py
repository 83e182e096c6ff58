"""One side of ``benchmarks.transition``, in a process of its own; prints what it measured as JSON.

Usage: python -m benchmarks.transition_side ours|stock FILES ROUNDS   (CKAN_INI names the configuration)
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from dev.wsgi import application
from tests import factories

from .statements import executed

Step = tuple[str, Callable[[], Any]]


def main(side: str, files: int, rounds: int) -> dict[str, dict[str, float]]:
    """Go round as often as asked; the first round warms up and is not counted.

    :returns: operation → ``p50`` and ``p95`` in milliseconds, ``sql`` (statements of the last round)
    """
    found: dict[str, list[tuple[float, int]]] = {}
    with application._wsgi_app.test_request_context():
        steps = (_ours if side == "ours" else _stock)(files)
        for number in range(rounds + 1):
            for name, operation in steps:
                model.Session.expire_all()
                before, begun = executed(), time.perf_counter()
                operation()
                if number:
                    found.setdefault(name, []).append((time.perf_counter() - begun, executed() - before))
    return {f"{side}: {name}": _summary(measured) for name, measured in found.items()}


def _ours(files: int) -> list[Step]:
    """The whole way, round and round; what is withdrawn is submitted again."""
    portal = factories.portal()
    made = factories.call(
        "package_create", portal.people["editor"], **factories.METADATA, owner_org=portal.office["id"], name="banyak"
    )
    for n in range(files):
        content = f"kecamatan,luas_km2\nKencong,{n}\nPuger,2\n".encode()
        portal.add_file(made["id"], name=f"Berkas {n}", upload=factories.upload(content))
    ways = [*factories.WAYS["published"], ("withdraw", "walidata", {"note": "Diperbarui."})]
    return [(action, _step(portal, made["id"], action, by, data)) for action, by, data in ways]


def _step(portal: Any, dataset: str, action: str, by: str, data: dict[str, str]) -> Callable[[], Any]:
    numbers = iter(range(1, 1_000_000))

    def take() -> None:
        number = {"number": f"V-26.3509.{next(numbers)}"} if "number" in data else {}
        portal.take(dataset, action, by, **(data | number))

    return take


def _stock(files: int) -> list[Step]:
    """Stock CKAN's way to publish: the whole dataset is saved with another ``private``."""
    context = {"ignore_auth": True, "user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]}
    office = tk.get_action("organization_create")(dict(context), {"name": "kantor-stok"})
    made = tk.get_action("package_create")(
        dict(context), {"name": "stok", "owner_org": office["id"], "private": True, "resources": _links(files)}
    )

    def private(value: bool) -> Callable[[], Any]:
        return lambda: tk.get_action("package_patch")(dict(context), {"id": made["id"], "private": value})

    return [("make public (`package_patch`)", private(False)), ("make private (`package_patch`)", private(True))]


def _links(number: int) -> list[dict[str, Any]]:
    return [{"name": f"Berkas {n}", "format": "CSV", "url": f"http://localhost/berkas-{n}.csv"} for n in range(number)]


def _summary(measured: list[tuple[float, int]]) -> dict[str, float]:
    seconds = [second for second, _ in measured]
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return {"p50": 1000 * cuts[49], "p95": 1000 * cuts[94], "sql": measured[-1][1]}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
