"""A snapshot holds what the producer wrote, and nothing that the portal itself changes."""

from __future__ import annotations

import pytest

from ckanext.sdijember.review.domain import snapshot

DATASET = {
    "id": "d", "name": "luas", "title": "Luas", "private": True, "sdi_status": "submitted", "metadata_modified": "2026",
    "tags": [{"name": "b"}, {"name": "a"}], "groups": [{"name": "urusan-1-02", "title": "Kesehatan"}],
    "resources": [{"id": "r", "name": "CSV", "url": "http://portal/x/luas.csv", "url_type": "upload", "format": "CSV"}],
}  # fmt: skip
DIGESTS = {"r": "0" * 64}


def _with(**changes):
    return DATASET | changes


def _with_resource(**changes):
    return DATASET | {"resources": [DATASET["resources"][0] | changes]}


@pytest.mark.parametrize(
    "same",
    [
        _with(private=False, sdi_status="published", sdi_published_at="2026-01-01", metadata_modified="2027"),
        _with(tags=[{"name": "a"}, {"name": "b"}], organization={"title": "Baru"}),
        _with(version="", notes=None),
        _with_resource(datastore_active=True, hash="abc", url="https://lain/luas.csv"),
        _with_resource(datastore_active=True, ignore_hash=False, queue_name="default", set_url_type=False, tries=1),
    ],
)
def test_what_the_portal_changes_is_not_part_of_it(same):
    assert snapshot.sha256(snapshot.take(same, DIGESTS)) == snapshot.sha256(snapshot.take(DATASET, DIGESTS))


@pytest.mark.parametrize(
    "other",
    [
        _with(title="Luas wilayah"),
        _with(satuan="hektare"),
        _with(tags=[{"name": "a"}]),
        _with(groups=[]),
        _with(resources=[]),
        _with_resource(name="Lain"),
        _with_resource(url="http://portal/x/lain.csv"),
        _with_resource(url="http://portal/x/luas.csv", url_type=""),
    ],
)
def test_what_the_producer_changes_is(other):
    assert snapshot.sha256(snapshot.take(other, DIGESTS)) != snapshot.sha256(snapshot.take(DATASET, DIGESTS))


def test_other_bytes_in_a_file_are_another_snapshot():
    assert snapshot.take(DATASET, {"r": "1" * 64}) != snapshot.take(DATASET, DIGESTS)
