"""What the portal cannot work without: offices, urusan, teams. Written once; what is there is left as it is."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import DataDict

from ..codes.domain.codelists import codelist, wilayah
from ..review.model.membership import TEAM_TYPE

DATA = files("ckanext.sdijember") / "data"


@dataclass
class Count:
    """How much was created, and how much was there before."""

    created: int = 0
    existing: int = 0


def offices() -> Count:
    """The OPD as organizations; one that carries the same ``kode_skpd`` under another name counts as there."""
    known = model.Session.query(model.Group.extras["kode_skpd"].astext).filter(model.Group.is_organization.is_(True))
    return _create_missing("organization_create", _offices(), {code for (code,) in known if code})


def urusan() -> Count:
    """Bidang urusan as groups named ``urusan-1-02``."""
    return _create_missing(
        "group_create",
        (
            {
                "name": item.attributes["group"],
                "title": item.label_id,
                "description": f"Urusan pemerintahan {item.code} menurut Permendagri 90/2019.",
                "type": "group",
            }
            for item in codelist("urusan").in_force()
        ),
    )


def teams() -> Count:
    """The four teams of the Satu Data institution, as groups of the type ``tim-sdi``."""
    return _create_missing("group_create", ({**row, "type": TEAM_TYPE} for row in rows("tim_sdi.csv")))


def regions() -> tuple[int, int]:
    """Count the kecamatan that carry both codes, and the desa and kelurahan, in the extension's own region list.

    They are read from files; the database holds nothing of them.
    """
    places = wilayah()
    districts = [place for place in places if place.jenis == "kecamatan" and place.kode_kemendagri and place.kode_bps]
    villages = [place for place in places if place.jenis in {"desa", "kelurahan"}]
    return len(districts), len(villages)


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV file that ships with the package."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _offices() -> Iterator[DataDict]:
    for row in rows("opd.csv"):
        yield {
            "name": row["name"],
            "title": row["title"],
            "kode_skpd": row["kode_skpd"],
            "berlaku_mulai": row["valid_from"],
            "berlaku_sampai": row["valid_to"],
            "pengganti": row["successor"],
        }


def _create_missing(action: str, wanted: Iterable[DataDict], codes: Iterable[str] = ()) -> Count:
    """Create the groups whose name is not taken, all in one transaction, leaving nobody a member of them.

    :param action: ``group_create`` or ``organization_create``
    :param codes: values of ``kode_skpd`` that are taken
    """
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    names = {row.name for row in model.Session.query(model.Group.name)}
    codes, count, created = set(codes), Count(), []
    for group in wanted:
        if group["name"] in names or group.get("kode_skpd") in codes:
            count.existing += 1
            continue
        context = {"ignore_auth": True, "user": user, "defer_commit": True}
        created.append(tk.get_action(action)(context, group)["id"])
        count.created += 1
    _forget_creator(user, created)
    model.repo.commit()
    return count


def _forget_creator(user: str, group_ids: list[str]) -> None:
    """CKAN makes whoever creates a group its admin; a technical account has no business in an office or a team."""
    creator = model.User.get(user)
    model.Session.flush()
    model.Session.query(model.Member).filter(
        model.Member.group_id.in_(group_ids),
        model.Member.table_name == "user",
        model.Member.table_id == creator.id,
    ).delete(synchronize_session=False)
