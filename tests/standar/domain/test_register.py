"""The register's table of transitions, and what an entry may say: every rule both allows and refuses."""

from __future__ import annotations

import itertools

import pytest

from ckanext.sdijember.kernel.domain.findings import errors, warnings
from ckanext.sdijember.kernel.domain.workflow import RoleMissing, RuleBroken
from ckanext.sdijember.standar.domain import entry as texts
from ckanext.sdijember.standar.domain import register as rules

ACTIONS = tuple(dict.fromkeys(line.action for line in rules.TRANSITIONS))
ROLES = ("produsen", "walidata", "pembina", "sekretariat", "forum")

#: (action, state) → roles that may, where an office proposes. Everything that is not here is refused.
ALLOWED = {
    ("propose", ""): {"produsen"},
    ("update", "dikembalikan"): {"produsen"},
    ("approve", "diusulkan"): {"pembina"},
    ("return", "diusulkan"): {"pembina", "walidata"},
    ("reject", "diusulkan"): {"pembina"},
    ("reject", "dikembalikan"): {"pembina"},
    ("withdraw", "disetujui"): {"pembina", "walidata"},
}
KONSEP = {
    "nama": "Penduduk",
    "definisi": "Semua orang yang berdomisili di suatu wilayah selama enam bulan atau lebih.",
    "referensi": "Undang-Undang Nomor 23 Tahun 2006",
    "klasifikasi": "Wilayah",
    "ukuran": "Jumlah",
    "satuan": "Orang",
    "sumber_kode": "lokal",
}


def _case(state, *roles, **facts):
    return rules.Case(state=state, actor="me", roles=set(roles), **facts)


def _konsep(**changes):
    return texts.content("konsep", KONSEP | changes)


def _wrong(found, field=None):
    return [finding.message for finding in errors(found) if field in (None, finding.field)]


class TestTable:
    @pytest.mark.parametrize(("action", "state", "role"), list(itertools.product(ACTIONS, ("", *rules.STATES), ROLES)))
    def test_every_action_in_every_state_for_every_role(self, action, state, role):
        case = _case(state, role)
        may = role in ALLOWED.get((action, state), set())
        assert (rules.line_of(action, case) is not None) == may
        if may:
            assert rules.transition_for(action, case).role == role

    @pytest.mark.parametrize("action", ["propose", "update"])
    def test_the_walidata_writes_in_its_own_name_only(self, action):
        state = "" if action == "propose" else "dikembalikan"
        assert rules.line_of(action, _case(state, "walidata", proposed_by_office=False))
        with pytest.raises(RoleMissing):
            rules.transition_for(action, _case(state, "walidata"))

    def test_an_unknown_action(self):
        with pytest.raises(KeyError):
            rules.transition_for("publish", _case("diusulkan", "pembina"))

    def test_without_a_role_the_role_is_what_is_missing(self):
        for action in ACTIONS:
            with pytest.raises(RoleMissing):
                rules.transition_for(action, _case("disetujui"))

    def test_the_wrong_state_is_named(self):
        with pytest.raises(RuleBroken) as caught:
            rules.transition_for("approve", _case("ditolak", "pembina"))
        assert (caught.value.field, caught.value.params) == ("state", {"state": "Rejected"})

    @pytest.mark.parametrize("action", ["approve", "return", "reject"])
    @pytest.mark.parametrize(
        ("facts", "message"),
        [({"authors": ["me"]}, rules.DUTY_AUTHOR), ({"in_proposing_office": True}, rules.DUTY_OFFICE)],
    )
    def test_who_proposed_does_not_decide(self, action, facts, message):
        with pytest.raises(RuleBroken) as caught:
            rules.transition_for(action, _case("diusulkan", "pembina", **facts))
        assert (caught.value.field, caught.value.message) == ("duty", message)
        assert rules.transition_for(action, _case("diusulkan", "pembina", authors=["you"]))

    def test_what_is_in_force_is_everybodys(self):
        assert rules.transition_for("withdraw", _case("disetujui", "walidata", authors=["me"]))

    def test_an_entry_with_an_open_proposal_is_not_taken_out_of_use(self):
        with pytest.raises(RuleBroken) as caught:
            rules.transition_for("withdraw", _case("disetujui", "pembina", has_open_proposal=True))
        assert caught.value.message == rules.OPEN_PROPOSAL

    def test_what_must_say_why(self):
        assert {action for action in ACTIONS if rules.needs_note(action)} == {"return", "reject", "withdraw"}

    def test_every_state_is_reached_and_only_decided_ones_are_public(self):
        assert {line.target for line in rules.TRANSITIONS} | {"digantikan"} == set(rules.STATES)
        assert rules.public_states() == ("disetujui", "digantikan", "dicabut")
        assert rules.open_states() == ("diusulkan", "dikembalikan")

    def test_codes_of_this_register(self):
        assert rules.local_code("konsep", 7) == "JBR-K-0007"
        assert rules.local_code("variabel", 12345) == "JBR-V-12345"


class TestFields:
    def test_konsep_has_the_five_components_and_variabel_the_columns_of_the_national_list(self):
        names = {jenis: [field["field_name"] for field in texts.fields(jenis)] for jenis in rules.JENIS}
        assert {"nama", "definisi", "klasifikasi", "ukuran", "satuan", "referensi"} <= set(names["konsep"])
        assert [name for name in names["variabel"] if name not in ("kode", "sumber_kode")] == [
            "nama", "definisi", "rujukan_konsep", "unit_observasi", "subjek_variabel", "ukuran", "satuan",
            "jenis_value_domain", "value_domain", "referensi_klasifikasi", "aturan_validasi", "referensi",
        ]  # fmt: skip

    @pytest.mark.parametrize("jenis", rules.JENIS)
    def test_every_field_is_labelled_in_both_languages(self, jenis):
        for field in texts.fields(jenis):
            for key in ("label", "help_text"):
                assert field[key]["id"] and field[key]["en"], field["field_name"]
            for choice in field.get("choices", ()):
                assert choice["label"]["id"] and choice["label"]["en"]

    def test_required_ones(self):
        required = {jenis: {f["field_name"] for f in texts.fields(jenis) if f["required"]} for jenis in rules.JENIS}
        assert required["konsep"] == {"nama", "definisi", "referensi", "sumber_kode"}
        assert required["variabel"] == required["konsep"] | {"rujukan_konsep"}

    def test_text_is_trimmed_and_nothing_else_is_kept(self):
        text = texts.content("konsep", {"nama": "  Tenaga   Kesehatan ", "state": "disetujui", "satuan": None})
        assert text["nama"] == "Tenaga Kesehatan"
        assert text["satuan"] == ""
        assert "state" not in text


class TestText:
    def test_a_good_concept(self):
        assert texts.check("konsep", _konsep()) == []

    @pytest.mark.parametrize("field", ["nama", "definisi", "referensi", "sumber_kode"])
    def test_what_is_required(self, field):
        assert _wrong(texts.check("konsep", _konsep(**{field: "  "})), field)

    @pytest.mark.parametrize("field", ["nama", "definisi", "referensi"])
    def test_fillers_are_no_answers(self, field):
        assert _wrong(texts.check("konsep", _konsep(**{field: "-"})), field)

    def test_everything_at_once(self):
        found = texts.check("konsep", texts.content("konsep", {}))
        assert {finding.field for finding in errors(found)} == {"nama", "definisi", "referensi", "sumber_kode"}

    @pytest.mark.parametrize(("field", "limit"), [("nama", 200), ("definisi", 4000), ("kode", 60)])
    def test_limits(self, field, limit):
        source = "SDS" if field == "kode" else "lokal"
        assert not _wrong(
            texts.check(
                "konsep", _konsep(**{"sumber_kode": source, "kode": "1"[: field == "kode"]} | {field: "A" * limit})
            )
        )
        too_long = _konsep(**{"sumber_kode": source} | {field: "A" * (limit + 1)})
        assert texts.TOO_LONG in _wrong(texts.check("konsep", too_long), field)

    @pytest.mark.parametrize(
        "nama",
        [
            "Jumlah Penduduk",
            "Penduduk 2024",
            "Penduduk Triwulan Pertama",
            "Penduduk Jember",
            "Penduduk Kecamatan Ajung",
            "penduduk",
        ],
    )
    def test_names_that_break_a_rule_of_indah(self, nama):
        assert _wrong(texts.check("konsep", _konsep(nama=nama)), "nama")

    @pytest.mark.parametrize("nama", ["Penerima BLTD", "Jalan Kabupaten", "Warga Negara Indonesia", "Hutan Kota"])
    def test_names_that_a_person_has_to_judge(self, nama):
        found = texts.check("konsep", _konsep(nama=nama))
        assert _wrong(found) == []
        assert [finding.field for finding in warnings(found)] == ["nama"]

    @pytest.mark.parametrize(
        "nama", ["Totalitas Layanan", "Rasionalisasi Pegawai", "Tenaga Kesehatan di Puskesmas", "PDRB"]
    )
    def test_names_that_only_look_wrong(self, nama):
        assert texts.check("konsep", _konsep(nama=nama)) == []

    def test_the_naming_rules_are_those_of_concepts(self):
        variabel = {**KONSEP, "nama": "Jumlah anak lahir hidup", "rujukan_konsep": "JBR-K-0001"}
        assert texts.check("variabel", texts.content("variabel", variabel)) == []

    def test_missing_components_are_advice(self):
        found = texts.check("konsep", _konsep(satuan="", klasifikasi=""))
        assert _wrong(found) == []
        (advice,) = warnings(found)
        assert (advice.field, advice.params) == ("klasifikasi", {"names": "klasifikasi, satuan"})

    def test_a_choice_is_one_of_those_offered(self):
        assert _wrong(texts.check("konsep", _konsep(sumber_kode="INDAH")), "sumber_kode")
        variabel = {**KONSEP, "rujukan_konsep": "JBR-K-0001", "jenis_value_domain": "lain"}
        assert _wrong(texts.check("variabel", texts.content("variabel", variabel)), "jenis_value_domain")


class TestCode:
    @pytest.mark.parametrize(
        ("source", "code", "message"),
        [
            ("lokal", "X1", texts.CODE_LOCAL),
            ("SDS", "", texts.CODE_MISSING),
            ("KUGI", "AA 01", texts.CODE_FORM),
            ("SDS", "../x", texts.CODE_FORM),
            ("SDS", "jbr-k-0001", texts.CODE_RESERVED),
        ],
    )
    def test_codes_that_do_not_fit(self, source, code, message):
        assert _wrong(texts.check("konsep", _konsep(sumber_kode=source, kode=code)), "kode") == [message]

    @pytest.mark.parametrize(("source", "code"), [("lokal", ""), ("SDS", "SDS-0001"), ("KUGI", "AA01.01:2")])
    def test_codes_that_fit(self, source, code):
        assert texts.check("konsep", _konsep(sumber_kode=source, kode=code)) == []

    def test_a_change_keeps_the_code(self):
        assert texts.check_change(_konsep(), "JBR-K-0001", "lokal") == []
        assert texts.check_change(_konsep(sumber_kode="SDS", kode="7"), "7", "SDS") == []
        assert _wrong(texts.check_change(_konsep(sumber_kode="SDS", kode="8"), "7", "SDS"), "kode")
        assert _wrong(texts.check_change(_konsep(sumber_kode="SDS", kode="7"), "JBR-K-0001", "lokal"), "kode")

    def test_names_and_codes_are_unique(self):
        assert texts.check_unique(_konsep(), None, None) == []
        assert _wrong(texts.check_unique(_konsep(), {"kode": "JBR-K-0001"}, None), "nama") == [texts.TAKEN_NAME]
        assert _wrong(texts.check_unique(_konsep(), {"kode": ""}, None), "nama") == [texts.TAKEN_NAME_PROPOSED]
        assert _wrong(texts.check_unique(_konsep(), None, "Rumah"), "kode") == [texts.TAKEN_CODE]

    def test_a_variable_points_to_a_concept_in_force(self):
        text = texts.content("variabel", {"rujukan_konsep": "JBR-K-0009"})
        assert texts.check_concept(text, lambda code: code == "JBR-K-0009") == []
        assert _wrong(texts.check_concept(text, lambda code: False), "rujukan_konsep")
        assert texts.check_concept(_konsep(), lambda code: False) == []
