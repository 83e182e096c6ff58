"""Papers are found wherever an event names them, and their names lead nowhere."""

from __future__ import annotations

import pytest

from ckanext.sdijember.evidence.domain.papers import Paper, papers_in

A, B, C = "a" * 64, "b" * 64, "c" * 64


def test_papers_are_found_however_deep():
    data = {
        "snapshot": A,
        "scan": {"sha256": A, "name": "surat.pdf", "type": "application/pdf"},
        "verdicts": [{"item": "satuan", "files": [{"sha256": B, "name": "satuan.xlsx"}]}],
        "letter": {"name": "Surat", "sha256": C, "attached": {"sha256": B, "name": "lagi.xlsx"}},
    }
    assert [paper.name for paper in papers_in(data)] == ["surat.pdf", "satuan.xlsx", "Surat", "lagi.xlsx"]


@pytest.mark.parametrize("data", [{}, {"sha256": A, "name": ""}, {"sha256": "../x", "name": "x"}, [A], A])
def test_what_is_no_paper_is_left_alone(data):
    assert list(papers_in(data)) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("surat.pdf", "surat.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("Surat “resmi” Nº 1.pdf", "Surat-resmi-N-1.pdf"),
        ("...", "berkas"),
        ("x" * 300 + ".pdf", "x" * 76 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(name, safe):
    assert Paper(A, name).file_name == safe
