"""The files that seed and demo read: complete, consistent with each other and with the code lists."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from ckanext import sdijember
from ckanext.sdijember.codes.domain.codelists import codelist, wilayah
from ckanext.sdijember.review.domain import transitions as rules

DATA = Path(sdijember.__file__).parent / "data"
DEMO = yaml.safe_load((DATA / "demo" / "datasets.yaml").read_text(encoding="utf-8"))
DATASETS = [{**DEMO["common"], **dataset} for dataset in DEMO["datasets"]]
FILES = [resource["file"] for dataset in DATASETS for resource in dataset["resources"]]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class TestOffices:
    def test_there_are_73(self):
        assert len(rows("opd.csv")) == 73

    @pytest.mark.parametrize("column", ["kode_skpd", "name", "title"])
    def test_nothing_is_used_twice(self, column: str):
        values = [row[column] for row in rows("opd.csv")]
        assert [value for value, times in Counter(values).items() if times > 1] == []

    def test_names_fit_addresses(self):
        assert [row["name"] for row in rows("opd.csv") if not re.fullmatch(r"[a-z0-9-]{2,100}", row["name"])] == []

    def test_titles_are_written_for_reading(self):
        assert [row["title"] for row in rows("opd.csv") if re.search(r"[A-Z]{5}", row["title"])] == []

    def test_successors_exist(self):
        offices = rows("opd.csv")
        names = {row["name"] for row in offices}
        assert {row["successor"] for row in offices if row["successor"]} <= names

    def test_all_kecamatan_are_offices(self):
        wanted = {f"Kecamatan {place.nama}" for place in wilayah() if place.jenis == "kecamatan"}
        assert wanted <= {row["title"] for row in rows("opd.csv")}


def test_the_teams_are_those_of_the_rules():
    assert [row["name"] for row in rows("tim_sdi.csv")] == list(rules.TEAMS)


class TestDemoDatasets:
    def test_every_state_is_shown(self):
        assert {dataset["review"]["state"] for dataset in DATASETS} == set(rules.STATES) - {"merged"}

    def test_several_are_published(self):
        assert Counter(dataset["review"]["state"] for dataset in DATASETS)["published"] > 1

    def test_every_file_is_used_and_there(self):
        assert sorted(FILES) == sorted(path.name for path in (DATA / "demo").glob("*.csv"))

    @pytest.mark.parametrize("file", FILES)
    def test_every_column_is_described(self, file: str):
        assert set(rows(f"demo/{file}")[0]) <= set(DEMO["columns"])

    @pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset["name"])
    def test_the_source_is_cited(self, dataset: dict):
        assert "BPS Kabupaten Jember, Kecamatan Dalam Angka 2021" in dataset["notes"]

    @pytest.mark.parametrize(
        ("field", "name"),
        [
            ("urusan", "urusan"),
            ("kategori_rad", "rad"),
            ("frekuensi_pemutakhiran", "frekuensi_pemutakhiran"),
            ("level_wilayah", "level_wilayah"),
            ("klasifikasi_akses", "klasifikasi_akses"),
        ],
    )
    def test_codes_are_in_their_lists(self, field: str, name: str):
        assert [dataset[field] for dataset in DATASETS if dataset[field] not in codelist(name)] == []

    @pytest.mark.parametrize("field", ["kode_referensi", "sumber_referensi"])
    def test_lists_of_codes_are_in_their_lists(self, field: str):
        assert [code for dataset in DATASETS for code in dataset[field] if code not in codelist(field)] == []

    def test_offices_exist(self):
        assert {dataset["owner_org"] for dataset in DATASETS} <= {row["name"] for row in rows("opd.csv")}


class TestDemoFigures:
    @pytest.mark.parametrize("file", FILES)
    def test_regions_carry_their_codes_and_names(self, file: str):
        places = {place.kode_kemendagri: place for place in wilayah()}
        for row in rows(f"demo/{file}"):
            place = places[row["kode_kemendagri"]]
            if place.jenis == "kecamatan":
                assert (row["kecamatan"], row["kode_bps"]) == (place.nama, place.kode_bps)
            else:
                district = places[place.kode_induk]
                assert (row["desa_kelurahan"], row["jenis"]) == (place.nama, place.jenis)
                assert (row["kecamatan"], row["kode_bps_kecamatan"]) == (district.nama, district.kode_bps)

    def test_the_population_is_that_of_the_source(self):
        assert sum(int(row["jumlah"]) for row in rows("demo/penduduk-desa-2020.csv")) == 2_575_802

    @pytest.mark.parametrize("column", ["laki_laki", "perempuan", "jumlah"])
    def test_villages_add_up_to_their_kecamatan(self, column: str):
        total = Counter()
        for row in rows("demo/penduduk-desa-2020.csv"):
            total[row["kecamatan"]] += int(row[column])
        assert total == {row["kecamatan"]: int(row[column]) for row in rows("demo/penduduk-kecamatan-2020.csv")}

    @pytest.mark.parametrize(("level", "file"), [("SD", "sd"), ("SLTP", "sltp")])
    def test_schools_add_up_to_their_kecamatan(self, level: str, file: str):
        for column in ("sekolah", "murid", "guru"):
            total = Counter()
            for row in rows("demo/sekolah-desa-2020.csv"):
                if row["jenjang"] == level:
                    total[row["kecamatan"]] += int(row[column] or 0)
            assert total == {row["kecamatan"]: int(row[column]) for row in rows(f"demo/{file}-kecamatan-2020.csv")}
