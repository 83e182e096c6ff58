"""The SOP as data says what the signed SOP says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ckanext.sdijember.sop.domain.steps import sop

# Time norms and phases, read off the signed document row by row.
NORMS = [
    (1, "perencanaan", 40, "menit"),
    (2, "perencanaan", 60, "menit"),
    (3, "perencanaan", 180, "menit"),
    (4, "perencanaan", 5, "hari"),
    (5, "perencanaan", 1, "hari"),
    (6, "perencanaan", 3, "hari"),
    (7, "perencanaan", 1, "hari"),
    (8, "perencanaan", 120, "menit"),
    (9, "perencanaan", 2, "hari"),
    (10, "perencanaan", 40, "menit"),
    (11, "perencanaan", 40, "menit"),
    (12, "perencanaan", 1, "hari"),
    (13, "perencanaan", 2, "minggu"),
    (14, "pengumpulan", 2, "jam"),
    (15, "pengumpulan", 2, "jam"),
    (16, "pengumpulan", 2, "jam"),
    (17, "pengumpulan", 2, "jam"),
    (18, "pemeriksaan", 3, "jam"),
    (19, "pemeriksaan", 3, "jam"),
    (20, "penyebarluasan", 1, "jam"),
    (21, "evaluasi", 8, "jam"),
    (22, "evaluasi", 3, "jam"),
]


def test_names_the_document():
    assert sop().number == "067/248/35.09.411/2024"
    assert sop().date == date(2024, 1, 26)


def test_steps_phases_and_norms_are_those_of_the_document():
    assert [(s.number, s.phase, s.norm.amount, s.norm.unit) for s in sop().steps] == NORMS


@pytest.mark.parametrize("step", sop().steps, ids=lambda step: str(step.number))
def test_every_step_is_complete(step):
    assert step.actors
    assert step.requirement and step.output and step.activity
    assert step.title["id"] and step.title["en"]


def test_only_the_two_checks_return_data_and_both_to_the_produsen():
    assert {s.number: s.returns_to for s in sop().steps if s.returns_to} == {18: "produsen", 19: "produsen"}


def test_each_gate_has_one_actor():
    assert sop().step(18).actors == ("walidata",)
    assert sop().step(19).actors == ("pembina",)
    assert sop().step(20).actors == ("walidata",)


def test_words_that_other_parts_rely_on():
    assert sop().step(13).output.startswith("SK Daftar Data")
    assert "portal-data.jemberkab.go.id" in sop().step(20).activity
    assert "sipd-ri.kemendagri.go.id/ewalidata" in sop().step(17).activity
    assert sop().step(19).output.startswith("Rekomendasi Statistik")


def test_every_phase_has_steps_in_the_order_of_the_document():
    numbers = [step.number for phase in sop().phases for step in sop().of_phase(phase)]
    assert numbers == list(range(1, 23))


def test_duration():
    assert sop().step(13).norm.duration == timedelta(days=14)
    assert sop().step(1).norm.duration == timedelta(minutes=40)


def test_unknown_step():
    with pytest.raises(KeyError):
        sop().step(23)
