"""Open reviews of many offices, written without the review's ceremony, and a member of the Walidata who sees them.

Usage: python -m benchmarks.queue_data NUMBER   (CKAN_INI names the configuration)
"""

from __future__ import annotations

import datetime
import os
import random
import sys

from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app
from ckan.lib import search

from ckanext.sdijember.review.logic import deadlines
from ckanext.sdijember.review.model.membership import TEAM_TYPE
from ckanext.sdijember.review.model.review import Review, projection

NAME, PASSWORD = "walidata-uji", "rahasia-uji-2026"
OFFICES = 40
#: Both wait for the Walidata.
STATES = ("submitted", "submitted", "submitted", "recommended")


def main(number: int) -> None:
    """Fill an empty database."""
    make_app(load_config(os.environ["CKAN_INI"]))
    if model.User.get(NAME):
        return
    chosen = random.Random(2026)
    user = _reviewer()
    offices = [_group(f"dinas-{n:02}", "organization") for n in range(OFFICES)]
    model.Session.flush()
    for n in range(number):
        _review(n, chosen.choice(offices), chosen, user)
    model.Session.commit()
    search.rebuild(force=True, quiet=True)
    search.commit()


def _reviewer() -> model.User:
    user = model.User(name=NAME, fullname="Walidata Uji", email="walidata@example.com", password=PASSWORD)
    model.Session.add(user)
    team = model.Group.get("walidata") or _group("walidata", TEAM_TYPE)
    model.Session.flush()
    model.Session.add(model.Member(group=team, table_name="user", table_id=user.id, capacity="member"))
    return user


def _group(name: str, kind: str) -> model.Group:
    group = model.Group.get(name) or model.Group(name=name, title=name.replace("-", " ").title(), type=kind)
    group.is_organization = kind == "organization"
    model.Session.add(group)
    return group


def _review(n: int, office: model.Group, chosen: random.Random, user: model.User) -> None:
    package = model.Package(
        name=f"data-{n:04}",
        title=f"Jumlah Contoh {n:04} menurut Kecamatan",
        type="dataset",
        owner_org=office.id,
        creator_user_id=user.id,
    )
    model.Session.add(package)
    model.Session.flush()
    entered = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=chosen.randrange(60 * 24 * 14))
    review = Review(
        package_id=package.id,
        state=chosen.choice(STATES),
        version=2,
        changed=entered,
        submitted_by=user.id,
        submitted_at=entered,
        reminded=0,
    )
    review.claimed_by = user.id if chosen.random() < 0.2 else None
    deadlines.start(review)
    model.Session.add(review)
    values = projection(review)
    package.private = values.pop("private")
    package.extras = {key: str(value) for key, value in values.items()} | {
        "data_prioritas": chosen.choice(["ya", "tidak"])
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
