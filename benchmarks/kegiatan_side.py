"""One side of ``benchmarks.kegiatan``, in a process of its own; prints what it measured as JSON.

Usage: python -m benchmarks.kegiatan_side ours|stock ROUNDS SIZE …

CKAN_INI names the configuration; the answers to the three forms come as JSON from standard input.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app

from ckanext.sdijember.kegiatan.logic import access

from .statements import executed

Operations = dict[str, Callable[[], Any]]


def main(side: str, rounds: int, sizes: list[int], answers: dict[str, Any]) -> dict[str, dict[int, dict[str, float]]]:
    """Measure every operation at every size.

    :returns: operation → size → ``ms`` (median), ``sql`` (statements) and ``mib`` (peak of Python's memory)
    """
    application = make_app(load_config(os.environ["CKAN_INI"]))
    found: dict[str, dict[int, dict[str, float]]] = {}
    with application._wsgi_app.test_request_context():
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        office = model.Group.get("kantor-uji") or _call("organization_create", user, name="kantor-uji")
        office_id = office["id"] if isinstance(office, dict) else office.id
        for size in sizes:
            operations = (_ours if side == "ours" else _stock)(user, office_id, size, answers)
            for name, operation in operations.items():
                found.setdefault(name, {})[size] = _measured(operation, rounds)
    return found


def _ours(user: str, office: str, size: int, answers: dict[str, Any]) -> Operations:
    """A kegiatan with ``size`` variables."""
    from ckanext.sdijember.kegiatan.logic import rows_exchange

    made = _call(
        "package_create", user, **answers["kegiatan"] | {"type": "kegiatan", "owner_org": office, "name": f"keg-{size}"}
    )
    where = {"id": made["id"], "form": "variabel"}
    rows = [answers["variabel"] | {"nama": f"Produksi Ikan Jenis {n}", "alias": f"p{n}"} for n in range(size)]
    _call("sdijember_rows_update", user, id=made["id"], form="indikator", rows=[answers["indikator"]])
    _call("sdijember_rows_update", user, **where, rows=rows)
    stored = _call("sdijember_rows_show", user, **where)["rows"]
    package = access.kegiatan_of(made["id"])
    sheet = rows_exchange.sheet(package, "variabel")
    return {
        "kegiatan: open (`sdijember_kegiatan_show`)": lambda: _call("sdijember_kegiatan_show", user, id=made["id"]),
        "kegiatan: check lines (`sdijember_rows_check`)": lambda: _call(
            "sdijember_rows_check", user, **where, rows=stored
        ),
        "kegiatan: save lines (`sdijember_rows_update`)": lambda: _call(
            "sdijember_rows_update", user, **where, rows=[row | {"satuan": str(time.time())} for row in stored]
        ),
        "kegiatan: save one answer (`package_patch`)": lambda: _call(
            "package_patch", user, id=made["id"], i_faksimile=str(time.time())
        ),
        "kegiatan: write the XLSX": lambda: rows_exchange.sheet(package, "variabel"),
        "kegiatan: read the XLSX": lambda: rows_exchange.read(package, "variabel", sheet, rows_exchange.REPLACE),
    }


def _stock(user: str, office: str, size: int, answers: dict[str, Any]) -> Operations:
    """A dataset with ``size`` resources that say as much as a variable, the nearest that stock CKAN has to lines."""
    line = {name: value if isinstance(value, str) else json.dumps(value) for name, value in answers["variabel"].items()}
    made = _call(
        "package_create",
        user,
        name=f"stock-{size}",
        owner_org=office,
        resources=[line | {"name": f"Produksi Ikan Jenis {n}", "url": f"http://localhost/{n}"} for n in range(size)],
    )
    shown = _call("package_show", user, id=made["id"])

    def save() -> None:
        changed = [resource | {"satuan": str(time.time())} for resource in shown["resources"]]
        _call("package_update", user, **shown | {"resources": changed})

    return {
        "stock: open (`package_show`)": lambda: _call("package_show", user, id=made["id"]),
        "stock: save resources (`package_update`)": save,
        "stock: save one answer (`package_patch`)": lambda: _call(
            "package_patch", user, id=made["id"], notes=str(time.time())
        ),
    }


def _measured(operation: Callable[[], Any], rounds: int) -> dict[str, float]:
    operation()
    seconds, statements = [], 0
    for _ in range(rounds):
        before, begun = executed(), time.perf_counter()
        operation()
        seconds.append(time.perf_counter() - begun)
        statements = executed() - before
    tracemalloc.start()
    operation()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {"ms": 1000 * statistics.median(seconds), "sql": statements, "mib": peak / (1 << 20)}


def _call(action: str, user: str, **data: Any) -> Any:
    model.Session.expire_all()
    return tk.get_action(action)({"ignore_auth": True, "user": user}, data)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), [int(size) for size in sys.argv[3:]], json.load(sys.stdin))))
