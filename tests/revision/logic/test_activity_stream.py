"""What CKAN noted of a dataset while it was public is not read by the public once it is withdrawn."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib.plugins import get_permission_labels
from ckanext.activity.model import Activity

from tests.factories import PEOPLE, call

READ = {"member", "editor", "office_admin", "sysadmin"}


def _noted(portal, dataset):
    """As core notes it when the portal's loader touches a published dataset."""
    package = model.Package.get(dataset["id"])
    labels = get_permission_labels().get_dataset_labels(package)
    content = {"package": call("package_show", portal.people["sysadmin"], id=dataset["id"])}
    noted = Activity(portal.people["editor"]["id"], dataset["id"], "changed package", content, labels)
    model.Session.add(noted)
    model.Session.commit()
    return noted.id


def _who_reads(portal, activity):
    found = set()
    for person in PEOPLE:
        try:
            call("activity_show", portal.people[person], id=activity, include_data=False)
        except tk.NotAuthorized:
            continue
        found.add(person)
    return found


@pytest.mark.usefixtures("with_plugins")
def test_the_stream_of_a_withdrawn_dataset_is_for_its_office(portal):
    dataset = portal.bring_to("published")
    activity = _noted(portal, dataset)
    assert _who_reads(portal, activity) == set(PEOPLE)
    portal.take(dataset["id"], "withdraw", "walidata", note="Memuat data pribadi.")
    assert _who_reads(portal, activity) == READ
