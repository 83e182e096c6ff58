"""The log: the database refuses to change it, and the chain shows it when somebody did all the same."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.sdijember.log import model as log
from ckanext.sdijember.readings.logic import noting
from tests import factories


@pytest.fixture
def portal(with_plugins, clean_db, clean_index):
    return factories.portal()


def _tamper(statement):
    """As somebody who may switch the trigger off."""
    model.Session.execute(sa.text("SET LOCAL session_replication_role = replica"))
    model.Session.execute(sa.text(statement))
    model.Session.commit()
    model.Session.expire_all()


#: Tables that only grow.
APPEND_ONLY = (
    "sdijember_review_event",
    "sdijember_review_snapshot",
    "sdijember_access",
    "sdijember_plausibility_answer",
)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {} SET package_id = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_what_was_written(portal, table, statement):
    dataset = portal.bring_to("submitted")
    noting.note(dataset["id"], noting.EVIDENCE)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        model.Session.execute(sa.text(statement.format(table)))
    model.Session.rollback()
    assert log.verify_chain().count == 1


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE sdijember_review_event SET note = 'lain' WHERE id = 2", 2),
        ("UPDATE sdijember_review_event SET created = created - interval '1 day' WHERE id = 3", 3),
        ('UPDATE sdijember_review_event SET data = data || \'{"number": "9"}\' WHERE id = 3', 3),
        ("DELETE FROM sdijember_review_event WHERE id = 1", 2),
    ],
)
def test_the_chain_shows_where_it_was_changed(portal, statement, broken_at):
    portal.bring_to("published")
    assert log.verify_chain().ok
    _tamper(statement)
    assert log.verify_chain().broken_at == broken_at


def test_datasets_share_one_chain(portal):
    first, second = portal.bring_to("verified"), portal.bring_to("submitted")
    assert [event.id for event in log.of_package(first["id"])] == [1, 2]
    assert [event.id for event in log.of_package(second["id"])] == [3]
    assert log.verify_chain().count == 3


def test_the_log_outlives_the_dataset(portal):
    dataset = portal.bring_to("withdrawn")
    factories.call("package_delete", portal.people["sysadmin"], id=dataset["id"])
    factories.call("dataset_purge", portal.people["sysadmin"], id=dataset["id"])
    assert len(log.of_package(dataset["id"])) == 5
