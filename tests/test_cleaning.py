"""Between two tests everything goes but what the migrations made and what a running portal needs."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.sdijember.tables.logic import datastore
from tests import factories

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_db", "clean_index")
STAYS = {"user", "alembic_version", "activity_alembic_version", "sdijember_alembic_version"}


def _filled() -> set[str]:
    """Tables that have rows."""
    names = sa.inspect(model.ensure_engine()).get_table_names()
    counts = {name: model.Session.execute(sa.text(f'SELECT count(*) FROM "{name}"')).scalar() for name in names}
    return {name for name, count in counts.items() if count}


def test_every_table_is_emptied_the_append_only_ones_too(reset_db: Callable[[], None]):
    factories.portal().bring_to("submitted")
    assert {"package", "activity", "sdijember_review", "sdijember_review_event"} <= _filled()
    reset_db()
    assert _filled() == STAYS


def test_migrations_stay_applied(reset_db: Callable[[], None]):
    before = model.Session.execute(sa.text("SELECT version_num FROM sdijember_alembic_version")).scalar()
    reset_db()
    after = model.Session.execute(sa.text("SELECT version_num FROM sdijember_alembic_version")).scalar()
    assert after == before is not None


def test_the_triggers_are_in_force_again(reset_db: Callable[[], None]):
    reset_db()
    factories.portal().bring_to("submitted")
    with pytest.raises(sa.exc.DBAPIError):
        model.Session.execute(sa.text("DELETE FROM sdijember_review_event"))
    model.Session.rollback()


def test_no_table_of_a_file_stays(reset_db: Callable[[], None]):
    file = factories.portal().dataset()["resources"][0]["id"]
    assert datastore.exists(file)
    reset_db()
    assert not datastore.exists(file)


def test_only_the_portals_own_user_stays(reset_db: Callable[[], None]):
    factories.portal()
    reset_db()
    assert [user.name for user in model.Session.query(model.User)] == [tk.config["ckan.site_id"]]
