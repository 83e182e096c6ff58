"""``ckan sdijember audit verify``: sound logs pass, tampered ones are named."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.sdijember.model import event
from tests import factories


def test_a_sound_log_passes(run):
    factories.portal().bring_to("published")
    result = run("audit", "verify")
    assert result.exit_code == 0, result.output
    assert "4" in result.output
    assert event.verify_chain().head in result.output


def test_an_empty_log_passes(run):
    assert run("audit", "verify").exit_code == 0


def test_a_tampered_log_is_found(run):
    """As somebody who may switch the trigger off, which the portal's own account of the database must not."""
    factories.portal().bring_to("published")
    with model.ensure_engine().begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.execute(sa.text("UPDATE sdijember_review_event SET note = 'lain' WHERE id = 3"))
    result = run("audit", "verify")
    assert result.exit_code == 1
    assert "3" in result.output
