"""Accounts, kegiatan and datasets to try the portal with, never for production: their passwords are known to everybody.

The datasets take the same way as real ones: created by their producer, then moved by the real actions with the real
actors. Figures and origin: ``data/README.md``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

import ckan.plugins.toolkit as tk
import yaml
from ckan import model
from werkzeug.datastructures import FileStorage

from ..log import model as event
from ..metadata.domain.forms import ROW_FORMS
from ..review.domain import transitions as rules
from ..tables.logic import loading
from . import standar
from .seed import DATA, rows

FIXTURES = DATA / "demo"

#: The decisions that lead to each state, in order.
PATHS = {
    "draft": (),
    "submitted": ("submit",),
    "verified": ("submit", "verify"),
    "recommended": ("submit", "verify", "recommend"),
    "returned": ("submit", "return"),
    "published": ("submit", "verify", "recommend", "publish"),
    "withdrawn": ("submit", "verify", "recommend", "publish", "withdraw"),
}


@dataclass(frozen=True)
class Account:
    """A demo account: its office, or its team, or neither."""

    name: str
    fullname: str
    office: str = ""
    team: str = ""
    sysadmin: bool = False

    @property
    def password(self) -> str:
        return f"demo-{self.name}"


ACCOUNTS = (
    Account("admin", "Administrator Portal (demo)", sysadmin=True),
    Account("produsen_dinkes", "Produsen Data Dinas Kesehatan (demo)", office="dinas-kesehatan"),
    Account("produsen_dispendik", "Produsen Data Dinas Pendidikan (demo)", office="dinas-pendidikan"),
    Account(
        "produsen_dispendukcapil",
        "Produsen Data Dinas Kependudukan dan Pencatatan Sipil (demo)",
        office="dinas-kependudukan-dan-pencatatan-sipil",
    ),
    Account("walidata", "Walidata Dinas Komunikasi dan Informatika (demo)", team="walidata"),
    Account("pembina", "Pembina Data BPS Kabupaten Jember (demo)", team="pembina"),
    Account("sekretariat", "Sekretariat Satu Data Bappeda (demo)", team="sekretariat"),
)


def unseeded() -> list[str]:
    """Names of the offices and teams that the demonstration needs and the portal does not have."""
    wanted = {group for account in ACCOUNTS for group in (account.office, account.team) if group}
    found = model.Session.query(model.Group.name).filter(model.Group.name.in_(wanted), model.Group.state == "active")
    return sorted(wanted - {name for (name,) in found})


def create_account(account: Account) -> bool:
    """Create an account with its membership, unless it is there.

    :returns: whether it was created
    """
    if model.User.get(account.name):
        return False
    context = _technical()
    user = tk.get_action("user_create")(
        context,
        {
            "name": account.name,
            "fullname": account.fullname,
            "email": f"{account.name}@demo.invalid",
            "password": account.password,
        },
    )
    if account.sysadmin:
        model.User.get(user["id"]).sysadmin = True
        model.repo.commit()
    for group, capacity in ((account.office, "editor"), (account.team, "member")):
        if group:
            member = {"id": group, "object": user["id"], "object_type": "user", "capacity": capacity}
            tk.get_action("member_create")(_technical(), member)
    return True


@cache
def datasets() -> list[dict[str, Any]]:
    """The demo datasets of ``demo/datasets.yaml``, with the common fields and the columns of each file filled in."""
    document = yaml.safe_load((FIXTURES / "datasets.yaml").read_text(encoding="utf-8"))
    found = [{**document["common"], **dataset} for dataset in document["datasets"]]
    for dataset in found:
        for resource in dataset["resources"]:
            header = rows(f"demo/{resource['file']}")[0]
            resource["skema_kolom"] = [{"nama": name, **document["columns"][name]} for name in header]
    return found


@cache
def kegiatan() -> list[dict[str, Any]]:
    """The demo kegiatan of ``demo/kegiatan.yaml``, with the common answers and those of their lines filled in."""
    document = yaml.safe_load((FIXTURES / "kegiatan.yaml").read_text(encoding="utf-8"))
    found = [{**document["common"], **one, "resources": []} for one in document["kegiatan"]]
    for one in found:
        for form in ROW_FORMS:
            one[form] = [{**document["lines"][form], **line} for line in one[form]]
    return found


def fixtures() -> list[dict[str, Any]]:
    """All that the demonstration makes; a kegiatan before the data that come out of it."""
    return [*kegiatan(), *datasets()]


def create_dataset(fixture: dict[str, Any]) -> tuple[str, bool]:
    """Bring one dataset or kegiatan to its state; one that somebody moved elsewhere since is left as it is.

    :returns: its state now, and whether anything was done
    """
    fixture = dict(fixture)
    review, producer = fixture.pop("review"), fixture.pop("producer")
    resources, name = fixture.pop("resources"), fixture["name"]
    if code := standar.code_of(fixture.pop("standar", None)):
        fixture["kode_standar_data"] = code
    package, done = model.Package.get(name), False
    if package is None:
        package_id = _create(fixture, producer)
        done = True
    else:
        package_id = package.id
    taken = [entry.action for entry in event.of_package(package_id)]
    path = PATHS[review["state"]]
    if tuple(taken) == path[: len(taken)]:
        if not taken:
            done = _add_resources(package_id, resources, producer) or done
        for action in path[len(taken) :]:
            _decide(package_id, action, producer, review)
            done = True
    return tk.get_action("sdijember_review_show")(_as(producer), {"id": package_id})["state"], done


def _create(fixture: dict[str, Any], producer: str) -> str:
    """Make a dataset, or a kegiatan with its lines.

    :returns: its id
    """
    lines = {form: fixture.pop(form) for form in ROW_FORMS if form in fixture}
    source = model.Package.get(fixture.pop("kegiatan", None))
    if fixture["type"] == "dataset":
        release = datetime.date(_today().year + 1, 6, 30).isoformat()
        fixture |= {"jadwal_rilis": release} | ({"kegiatan": source.id} if source else {})
    package_id = tk.get_action("package_create")(_as(producer), fixture)["id"]
    for form, content in lines.items():
        tk.get_action("sdijember_rows_update")(_as(producer), {"id": package_id, "form": form, "rows": content})
    return package_id


def _decide(package_id: str, action: str, producer: str, review: dict[str, Any]) -> None:
    """Take one decision as whoever it falls to; the accounts of the teams are named as their roles."""
    params = {"id": package_id, "note": review.get("notes", {}).get(action, "")}
    if action == "recommend":
        params |= {"number": f"DEMO-{review['number']:03d}/{_today().year}", "date": _today().isoformat()}
    role = next(line.role for line in rules.TRANSITIONS if line.action == action)
    tk.get_action(f"sdijember_review_{action}")(_as(producer if role == rules.PRODUSEN else role), params)


def _add_resources(package_id: str, resources: list[dict[str, Any]], producer: str) -> bool:
    """Upload the files that the dataset does not have yet, each with a table view.

    :returns: whether there were any
    """
    package = tk.get_action("package_show")(_as(producer), {"id": package_id})
    there = {resource["name"] for resource in package["resources"]}
    missing = [resource for resource in resources if resource["name"] not in there]
    for resource in missing:
        resource = dict(resource)
        filename = resource.pop("file")
        with (FIXTURES / filename).open("rb") as stream:
            upload = FileStorage(stream=stream, filename=filename, content_type="text/csv")
            created = tk.get_action("resource_create")(
                _as(producer), {**resource, "package_id": package_id, "format": "CSV", "upload": upload}
            )
        loading.load(created["id"])
        tk.get_action("resource_view_create")(
            _as(producer), {"resource_id": created["id"], "title": "Tabel", "view_type": "datatables_view"}
        )
    return bool(missing)


def _today() -> datetime.date:
    """The date in the portal's time zone, as its pages show it."""
    return datetime.datetime.now(tk.h.get_display_timezone()).date()


def _as(user: str) -> dict[str, Any]:
    return {"user": user}


def _technical() -> dict[str, Any]:
    name = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return {"ignore_auth": True, "user": name}
