"""The group of a dataset follows from its urusan; nobody has to be a member of that group."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model

from ...codes.domain.codelists import codelist


def join_group(dataset: dict[str, Any]) -> None:
    """Put a dataset that is being saved into the group of its urusan, and into no other group of an urusan.

    It runs inside the transaction that saves the dataset, before it is indexed. A group that does not
    exist is passed over.
    """
    wanted = codelist("urusan").get(dataset.get("urusan") or "")
    wanted_name = wanted.attributes.get("group") if wanted else None
    names = {code.attributes["group"] for code in codelist("urusan") if "group" in code.attributes}
    groups = model.Session.scalars(
        sa.select(model.Group).where(model.Group.name.in_(names), model.Group.state == model.State.ACTIVE)
    )
    members = {
        member.group_id: member
        for member in model.Session.scalars(
            sa.select(model.Member).where(
                model.Member.table_id == dataset["id"],
                model.Member.table_name == "package",
                model.Member.capacity != "organization",
            )
        )
    }
    for group in groups:
        belongs = group.name == wanted_name
        member = members.get(group.id)
        if member:
            member.state = model.State.ACTIVE if belongs else model.State.DELETED
        elif belongs:
            added = model.Member(group=group, table_id=dataset["id"], table_name="package", capacity="public")
            model.Session.add(added)
    model.Session.flush()
