"""Texts that the page of a dataset is made of."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest


@pytest.fixture
def page(app, with_plugins):
    """A request in Indonesian."""
    with app.flask_app.test_request_context("/"):
        tk.request.environ["CKAN_LANG"] = "id"
        yield


@pytest.mark.parametrize(
    "start, end, said",
    [
        ("2024-01-01", "2024-12-31", "2024"),
        ("2019-01-01", "2024-12-31", "2019–2024"),
        ("2024-03-01", "2024-03-31", "Maret 2024"),
        ("2024-02-01", "2024-02-29", "Februari 2024"),
        ("2024-01-01", "2024-06-30", "Januari 2024 – Juni 2024"),
        ("2024-03-05", "2024-03-05", "5 Maret 2024"),
        ("2024-03-05", "2024-04-02", "5 Maret 2024 – 2 April 2024"),
        ("2024-03-05", "", "5 Maret 2024"),
        ("", None, ""),
        ("entah", "2024-12-31", "31 Desember 2024"),
    ],
)
def test_period_is_said_as_short_as_it_can_be(page, start, end, said):
    assert tk.h.sdijember_period(start, end) == said


@pytest.mark.parametrize(
    "dataset, said",
    [
        ({"private": False, "state": "active", "sdi_status": "published"}, ""),
        ({"private": True, "state": "active", "sdi_status": "submitted"}, "Menunggu verifikasi Walidata"),
        ({"private": True, "state": "active"}, "Draf"),
        ({"private": False, "state": "draft", "sdi_status": "draft"}, "Draf"),
        ({"private": True, "state": "active", "sdi_status": "entah"}, "Belum dipublikasikan"),
        ({"private": False, "state": "deleted", "sdi_status": "published"}, "Dihapus"),
    ],
)
def test_state_is_said_of_what_is_not_public(page, dataset, said):
    assert tk.h.sdijember_public_state(dataset) == said


def test_formats_are_named_once(page):
    files = [{"format": "csv"}, {"format": "XLSX"}, {"format": "CSV "}, {"format": ""}, {}]
    assert tk.h.sdijember_formats(files) == ["CSV", "XLSX"]


def test_unknown_codes_are_shown_as_they_are(page):
    assert tk.h.sdijember_value_label("frekuensi_pemutakhiran", "kadang") == "kadang"
    assert tk.h.sdijember_value_label("tidak_ada", "x") == "x"


def test_groups_that_are_no_urusan_keep_their_title(page):
    assert tk.h.sdijember_group_title("urusan-1-02", "judul lama") == "Kesehatan"
    assert tk.h.sdijember_group_title("penunjang", "Penunjang") == "Penunjang"
