"""Reading the register of Standar Data: lists, what a form is offered, and who uses an entry."""

from __future__ import annotations

import pytest
from ckan import model

from ckanext.sdijember.metadata import model as kegiatan
from tests import factories
from tests.factories import KONSEP
from tests.standar.register import VARIABEL, refusal


class TestReading:
    def test_list_finds_by_words_kind_and_source(self, portal, act):
        concept = factories.standar(portal)
        factories.standar(portal, nama="Rumah_Tangga 100%", definisi="Sekelompok orang.", sumber_kode="SDS", kode="S1")
        variabel = act("propose", "editor", **VARIABEL, rujukan_konsep=concept["kode"])
        act("approve", "pembina", id=variabel["id"])

        def found(**asked):
            return [one["nama"] for one in act("list", "anonymous", **asked)["results"]]

        assert found() == ["Jenis Kelamin", "Penduduk", "Rumah_Tangga 100%"]
        assert found(q="berdomisili") == ["Penduduk"]
        assert found(q="jbr-k") == ["Penduduk"]
        assert found(q="h_t") == ["Rumah_Tangga 100%"]
        assert found(jenis="variabel") == ["Jenis Kelamin"]
        assert found(sumber_kode="SDS") == ["Rumah_Tangga 100%"]
        assert found(limit=1, offset=1) == ["Penduduk"]
        assert act("list", "anonymous", limit=1)["count"] == 3

    @pytest.mark.parametrize("asked", [{"jenis": "x"}, {"state": "x"}, {"limit": -1}, {"sumber_kode": "x"}])
    def test_nonsense_is_refused(self, portal, act, asked):
        assert refusal(act, "list", "anonymous", **asked)

    def test_autocomplete_gives_what_a_form_needs(self, portal, act):
        concept = factories.standar(portal)
        factories.standar(portal, nama="Kepadatan Penduduk")
        factories.standar(portal, "diusulkan", nama="Penduduk Miskin")
        factories.standar(portal, "dicabut", nama="Penduduk Lama")
        variabel = act("propose", "editor", **VARIABEL, rujukan_konsep=concept["kode"])
        act("approve", "pembina", id=variabel["id"])
        found = act("autocomplete", "anonymous", q="pend")
        assert [one["nama"] for one in found] == ["Penduduk", "Kepadatan Penduduk"]
        assert {name: found[0][name] for name in ("kode", "konsep", "definisi", "klasifikasi", "ukuran", "satuan")} == {
            "kode": "JBR-K-0001", "konsep": "Penduduk",
            **{name: KONSEP[name] for name in ("definisi", "klasifikasi", "ukuran", "satuan")},
        }  # fmt: skip
        (one,) = act("autocomplete", "anonymous", q="kelamin", jenis="variabel")
        assert (one["konsep"], one["value_domain"]) == ("Penduduk", VARIABEL["value_domain"])
        assert len(act("autocomplete", "anonymous", q="", limit=1)) == 1

    def test_usage_counts_what_is_published_and_nothing_else(self, portal, act):
        code = factories.standar(portal)["kode"]
        published = portal.bring_to("published", kode_standar_data=f" {code.lower()}")
        portal.bring_to("verified", kode_standar_data=code)
        portal.bring_to("withdrawn", kode_standar_data=code)
        portal.bring_to("published", kode_standar_data="JBR-K-00010")
        for person in ("anonymous", "walidata"):
            usage = act("usage", person, kode=code)
            assert [one["name"] for one in usage["datasets"]["results"]] == [published["name"]]
            assert (usage["datasets"]["count"], usage["kegiatan"]["count"]) == (1, 0)
            (listed,) = act("list", person)["results"]
            assert listed["usage"] == {"datasets": 1, "kegiatan": 0}

    def test_usage_counts_a_kegiatan_once(self, portal, act):
        code = factories.standar(portal)["kode"]
        dataset = portal.bring_to("published")
        kegiatan.replace_rows("variabel", dataset["id"], [{"nama": "A", "id_sds": code}, {"nama": "B", "id_sds": code}])
        kegiatan.replace_rows("indikator", dataset["id"], [{"nama": "C", "id_sds": code.lower()}])
        hidden = portal.bring_to("verified")
        kegiatan.replace_rows("variabel", hidden["id"], [{"nama": "A", "id_sds": code}])
        model.Session.query(model.Package).update({"type": "kegiatan"})
        model.Session.commit()
        usage = act("usage", "anonymous", kode=code)
        assert [one["name"] for one in usage["kegiatan"]["results"]] == [dataset["name"]]
        assert act("list", "anonymous")["results"][0]["usage"] == {"datasets": 0, "kegiatan": 1}
