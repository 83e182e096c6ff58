"""``ckan sdijember doctor``: what it says, and how it ends."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.sdijember import config
from tests import factories


@pytest.fixture(autouse=True)
def own_store(run, monkeypatch, tmp_path):
    """A store of this test alone."""
    monkeypatch.setattr(config, "store_path", lambda: tmp_path / "simpanan")
    monkeypatch.setattr(config, "anchor_path", lambda: tmp_path / "jangkar")


def test_a_sound_portal(run):
    factories.portal().bring_to("published")
    for words in ((), ("--quick",), ("--mend",)):
        result = run("doctor", *words)
        assert (result.exit_code, "Semuanya cocok" in result.output) == (0, True), result.output


def test_what_is_wrong_is_named_with_what_to_do_and_mended_on_demand(run):
    dataset = factories.portal().bring_to("submitted")
    model.Session.execute(sa.text("UPDATE package SET private = false WHERE id = :id"), {"id": dataset["id"]})
    model.Session.commit()
    result = run("doctor")
    assert result.exit_code == 1
    assert (
        f"[projection] {dataset['name']}: Isian dataset tidak sesuai dengan pemeriksaannya: private." in result.output
    )
    assert "doctor --mend" in result.output
    result = run("doctor", "--mend")
    assert (result.exit_code, "Sudah diperbaiki." in result.output) == (0, True), result.output
    assert run("doctor").exit_code == 0
