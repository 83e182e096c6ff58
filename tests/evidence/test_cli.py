"""``ckan sdijember audit``: sound logs pass, tampered ones are named, and a log cut off shows at the anchor."""

from __future__ import annotations

import json
import stat
import zipfile

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from freezegun import freeze_time

from ckanext.sdijember.log import model as event
from ckanext.sdijember.log.domain import proof
from ckanext.sdijember.log.logic import audit
from tests import factories


@pytest.fixture(autouse=True)
def anchors(run, monkeypatch, tmp_path):
    """A file of anchors of this test alone: those of others tell of logs that are gone."""
    monkeypatch.setitem(tk.config, "ckanext.sdijember.anchor_path", str(tmp_path / "jangkar"))
    return tmp_path / "jangkar" / audit.ANCHORS


def _tamper(*statements):
    """As somebody who may switch the trigger off, which the portal's own account of the database must not."""
    with model.ensure_engine().begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in statements:
            connection.execute(sa.text(statement))


def test_a_sound_log_passes(run):
    factories.portal().bring_to("published")
    result = run("audit", "verify")
    assert result.exit_code == 0, result.output
    assert "4" in result.output
    assert event.verify_chain().head in result.output


def test_an_empty_log_passes(run):
    assert run("audit", "verify").exit_code == 0
    assert run("audit", "anchor").exit_code == 0
    assert run("audit", "verify").exit_code == 0


def test_a_tampered_log_is_found(run):
    factories.portal().bring_to("published")
    _tamper("UPDATE sdijember_review_event SET note = 'lain' WHERE id = 3")
    result = run("audit", "verify")
    assert result.exit_code == 1
    assert "3" in result.output


def test_an_anchor_is_dropped_once_a_day_each_following_the_one_before(run, anchors):
    portal = factories.portal()
    portal.bring_to("submitted")
    with freeze_time("2026-11-22T16:59:00Z"):
        assert run("audit", "anchor").exit_code == 0
        assert run("audit", "anchor").exit_code == 0
    portal.bring_to("verified")
    with freeze_time("2026-11-22T17:01:00Z"):
        assert run("audit", "anchor").exit_code == 0
    with anchors.open("rb") as stream:
        found = proof.anchors(stream)
    assert [(anchor.date, anchor.count) for anchor in found] == [("2026-11-22", 1), ("2026-11-23", 3)]
    assert found[-1].head == event.verify_chain().head
    assert stat.S_IMODE(anchors.stat().st_mode) == 0o600
    result = run("audit", "verify")
    assert (result.exit_code, "2026-11-23" in result.output) == (0, True)


def test_a_log_cut_off_at_its_end_is_found_and_gets_no_anchor(run, anchors, tmp_path):
    factories.portal().bring_to("published")
    with freeze_time("2026-11-22"):
        run("audit", "anchor")
    _tamper("DELETE FROM sdijember_review_event WHERE id = 4")
    assert event.verify_chain().ok
    copy = tmp_path / "salinan.jsonl"
    copy.write_bytes(anchors.read_bytes())
    for command in (("audit", "verify"), ("audit", "anchor")):
        result = run(*command)
        assert (result.exit_code, "2026-11-22" in result.output) == (3, True)
    assert anchors.read_bytes() == copy.read_bytes()
    anchors.unlink()
    assert run("audit", "verify").exit_code == 0
    assert run("audit", "verify", "--anchors", str(copy)).exit_code == 3


def test_anchors_that_were_changed_are_found(run, anchors):
    factories.portal().bring_to("submitted")
    for day in ("2026-11-22", "2026-11-23"):
        with freeze_time(day):
            run("audit", "anchor")
    anchors.write_bytes(anchors.read_bytes().replace(b"-22", b"-21"))
    assert run("audit", "verify").exit_code == 4
    assert run("audit", "anchor").exit_code == 4


def _export(run, tmp_path, *words):
    target = tmp_path / "log.jsonl"
    result = run("audit", "export", "-o", str(target), *words)
    assert result.exit_code == 0, result.output
    return target


def test_the_whole_log_as_a_file_that_is_checked_without_the_database(run, tmp_path):
    factories.portal().bring_to("published", title="Luas “wilayah”\nbaris kedua")
    run("audit", "anchor")
    file = _export(run, tmp_path)
    lines = file.read_bytes().splitlines()
    assert (len(lines), json.loads(lines[0])["head"]) == (5, event.verify_chain().head)
    _tamper("DELETE FROM sdijember_review_event")
    assert run("audit", "export", "--verify", str(file)).exit_code == 0
    file.write_bytes(file.read_bytes().replace(b"verify", b"Verify"))
    assert run("audit", "export", "--verify", str(file)).exit_code == 1


def test_a_file_that_contradicts_an_anchor(run, tmp_path, anchors):
    factories.portal().bring_to("submitted")
    file = _export(run, tmp_path)
    anchors.parent.mkdir()
    anchors.write_bytes(proof.Anchor("2026-11-22", 1, "a" * 64).line() + b"\n")
    assert run("audit", "export", "--verify", str(file)).exit_code == 3


def test_a_part_of_the_log(run, tmp_path):
    portal = factories.portal()
    first, second = portal.bring_to("verified"), portal.bring_to("submitted")
    for words, ids in (
        (("--dataset", first["name"]), [1, 2]),
        (("--dataset", second["id"]), [3]),
        (("--since", "2000-01-01"), [1, 2, 3]),
        (("--until", "2000-01-01"), []),
    ):
        file = _export(run, tmp_path, *words)
        found = [json.loads(line)["body"]["id"] for line in file.read_bytes().splitlines()[1:]]
        assert found == ids, words
        assert run("audit", "export", "--verify", str(file)).exit_code == 0
    assert run("audit", "export", "--dataset", "tidak-ada").exit_code == 1


def test_evidence_is_written_on_the_server_and_that_is_noted(run, tmp_path):
    dataset = factories.portal().bring_to("verified")
    target = tmp_path / "bukti.zip"
    result = run("audit", "evidence", dataset["name"], "-o", str(target))
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert {"berita-acara.pdf", "manifest.json", "catatan/log.jsonl"} < set(archive.namelist())
    noted = run("audit", "access", "--dataset", dataset["name"])
    line = json.loads(noted.output)
    assert (line["way"], line["user_name"], line["package_id"]) == ("evidence", "", dataset["id"])
    assert run("audit", "evidence", "tidak-ada", "-o", str(target)).exit_code == 1
