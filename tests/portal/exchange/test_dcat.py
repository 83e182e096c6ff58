"""What harvesters get: DCAT-AP 3 and the national fields, of published datasets only, accepted back when it returns."""

from __future__ import annotations

import json
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef

from ckanext.sdijember.dataset import jobs as dataset_jobs
from ckanext.sdijember.metadata.exchange import national
from tests import factories
from tests.factories import WAYS, call
from tests.metadata.kegiatan import KEGIATAN
from tests.statements import statements

SHAPES = Path(__file__).with_name("dcat_ap_3.ttl")
SECRET = "rahasiazq"
#: Terms of our own in the namespace of Dublin Core, as the national branch writes them.
_NATIONAL = Namespace(str(DCTERMS))
PERSONAL = (KEGIATAN["ii_pj_nama"], KEGIATAN["ii_pj_telepon"], KEGIATAN["ii_pj_email"])
#: Every way on which a harvester asks.
CATALOGUES = ("/data.json", "/catalog.rdf", "/catalog.ttl", "/catalog.jsonld", "/api/3/action/package_search?rows=100")


@pytest.fixture
def portal(with_plugins, clean_db, clean_index) -> factories.Portal:
    """Offices, teams and one person for every role."""
    return factories.portal()


def _along(portal, package_id, *ways):
    for action, by, data in ways:
        portal.take(package_id, action, by, **data)


@pytest.fixture
def published(portal):
    """A published dataset of a published kegiatan."""
    kegiatan = portal.bring_kegiatan_to("published")
    indicator = call("sdijember_rows_show", None, id=kegiatan["id"], form="indikator")["rows"][0]["id"]
    answers = {"data_prioritas": "ya", "prioritas_tahun": "2025", "kode_referensi": ["wilayah-kemendagri"]}
    links = {"kegiatan": kegiatan["id"], "id_msind": [indicator]}
    return portal.bring_to("published", tag_string="luas,kecamatan", **answers, **links)


def _graph(app, address):
    return Graph().parse(data=app.get(address).body, format="turtle")


def _invalid(graph):
    from pyshacl import validate

    shapes = Graph().parse(SHAPES)
    conforms, _, text = validate(graph, shacl_graph=shapes, ont_graph=shapes, inference="none", advanced=False)
    return "" if conforms else text


@pytest.mark.ckan_config("ckan.site_url", "https://portal.example")
def test_dataset_and_catalogue_are_valid(app, published):
    for address in (f"/dataset/{published['name']}.ttl", "/catalog.ttl"):
        graph = _graph(app, f"https://portal.example{address}")
        assert (None, RDF.type, DCAT.Dataset) in graph
        assert not _invalid(graph)


@pytest.mark.ckan_config("ckan.site_url", "https://portal.example")
def test_the_shapes_refuse_what_is_wrong(app, published):
    """Without this the test above could not fail."""
    address = f"https://portal.example/dataset/{published['name']}.ttl"
    for predicate in (DCTERMS.title, DCTERMS.publisher, DCAT.distribution, DCTERMS.license, FOAF.name, DCAT.mediaType):
        graph = _graph(app, address)
        graph.remove((None, predicate, None))
        assert _invalid(graph), predicate
    graph = _graph(app, address)
    graph.add((next(graph.subjects(RDF.type, DCAT.Dataset)), DCTERMS.accrualPeriodicity, Literal("Tahunan")))
    assert _invalid(graph), "the national text in the place of an address"


@pytest.mark.ckan_config("ckan.site_url", "https://portal.example")
def test_what_the_graph_says(app, portal, published):
    graph = _graph(app, f"https://portal.example/dataset/{published['name']}.ttl")
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
    assert (dataset, DCTERMS.title, Literal(published["title"], lang="id")) in graph
    assert {str(word) for word in graph.objects(dataset, DCAT.keyword)} == {"luas", "kecamatan"}
    publisher = graph.value(dataset, DCTERMS.publisher)
    assert graph.value(publisher, FOAF.name) == Literal(portal.office["title"], lang="id")
    file = graph.value(dataset, DCAT.distribution)
    assert graph.value(file, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(graph.value(file, DCAT.mediaType)).endswith("/text/csv")
    assert int(graph.value(file, DCAT.byteSize)) == len(factories.CSV)
    assert str(graph.value(file, DCAT.accessURL)).startswith("https://portal.example/")
    assert graph.value(dataset, _NATIONAL.judul_kegiatan) == Literal(KEGIATAN["title"])
    assert graph.value(dataset, _NATIONAL.Hasil_Pemeriksaan_SKDN) == Literal("1")
    for name in ("iii_latar_belakang_kegiatan", "iii_latar_belakang_kegiatang"):
        assert graph.value(dataset, _NATIONAL[name]) == Literal(KEGIATAN["iii_latar_belakang_kegiatan"])
    assert "authority/frequency/ANNUAL" in str(graph.value(dataset, DCTERMS.accrualPeriodicity))


def test_the_api_carries_the_fields_of_published_datasets_only(portal, published):
    draft = portal.dataset(kegiatan=published["kegiatan"])
    assert "judul_kegiatan" not in call("package_show", portal.people["editor"], id=draft["id"])
    shown = call("package_show", None, id=published["id"])
    (found,) = call("package_search", None, fq="dataset_type:dataset")["results"]
    for dataset in (shown, found):
        assert dataset["judul_kegiatan"] == KEGIATAN["title"]
        assert dataset["iii_latar_belakang_kegiatang"] == KEGIATAN["iii_latar_belakang_kegiatan"]
        assert {one["key"]: one["value"] for one in dataset["extras"]} == {
            "prioritas_tahun": "2025",
            "Hasil_Pemeriksaan_SKDN": "1",
        }
        missing = set(national.NAMES) - national.LEFT_OUT - set(dataset)
        # what the sample does not answer: no interviewers, no fax, no codes of BPS
        assert missing == {
            "id_mskeg", "id_kegiatan", "id_kegiatan_mms", "id_indikator_mms", "ii_pj_faksimile",
            "vi_jumlah_petugas_enumerator", "vi_jumlah_petugas_supervisor", "vi_apakah_melakukan_pelatihan_petugas",
        }  # fmt: skip


def test_nothing_personal_leaves(app, published):
    for address in (*CATALOGUES, f"/dataset/{published['name']}.ttl", f"/dataset/{published['name']}"):
        body = app.get(address).body
        assert not [secret for secret in PERSONAL if secret in body], address


@pytest.mark.parametrize("state", [state for state in WAYS if state != "published"])
def test_a_kegiatan_that_is_not_public_is_seen_nowhere(app, portal, state):
    hidden = portal.kegiatan(title=f"Kompilasi {SECRET} Kabupaten Jember Tahun 2025", i_alamat=f"Jalan {SECRET}")
    indicator = call("sdijember_rows_show", portal.people["editor"], id=hidden["id"], form="indikator")["rows"][0]
    call("sdijember_rows_update", portal.people["editor"], id=hidden["id"], form="indikator",
         rows=[indicator | {"nama": SECRET, "rumus": SECRET}])  # fmt: skip
    dataset = portal.bring_to("published", kegiatan=hidden["id"], id_msind=[indicator["id"]])
    _along(portal, hidden["id"], *WAYS[state])
    addresses = (
        *CATALOGUES, f"/dataset/{dataset['name']}.ttl", f"/dataset/{dataset['name']}",
        f"/api/3/action/package_show?id={dataset['name']}",
    )  # fmt: skip
    assert not [address for address in addresses if SECRET in app.get(address).body]


def test_the_kegiatan_appears_when_it_is_published_and_goes_when_it_is_withdrawn(app, portal, monkeypatch):
    kegiatan = portal.kegiatan(title=f"Kompilasi {SECRET} Kabupaten Jember Tahun 2025")
    dataset = portal.bring_to("published", kegiatan=kegiatan["id"])
    monkeypatch.setattr(tk, "enqueue_job", lambda job, args, **_: job(*args))
    _along(portal, kegiatan["id"], *WAYS["published"])
    assert all(SECRET in app.get(address).body for address in CATALOGUES)
    monkeypatch.setattr(tk, "enqueue_job", lambda *_, **__: pytest.fail("taking away does not wait for a worker"))
    portal.take(kegiatan["id"], "withdraw", "walidata", note="Keliru.")
    addresses = (*CATALOGUES, f"/dataset/{dataset['name']}", f"/dataset/{dataset['name']}.ttl")
    assert not [address for address in addresses if SECRET in app.get(address).body]


def test_codes_of_bps_reach_the_datasets(app, portal, published):
    call("sdijember_kegiatan_codes_update", portal.people["walidata"], id=published["kegiatan"], id_mskeg="M-77")
    assert call("package_show", None, id=published["id"])["id_mskeg"] == "M-77"
    dataset_jobs.follow_kegiatan(published["kegiatan"])
    (found,) = call("package_search", None, fq="dataset_type:dataset")["results"]
    assert found["id_mskeg"] == "M-77"


def test_what_was_read_is_accepted_back_and_nothing_is_lost(portal, published):
    """A harvester's answer, sent back while the dataset is withdrawn: the stored dataset is as before."""
    read = call("package_show", None, id=published["id"])
    portal.take(published["id"], "withdraw", "walidata", note="Keliru.")
    before = call("package_show", portal.people["editor"], id=published["id"])
    call("package_update", portal.people["editor"], **read)
    after = call("package_show", portal.people["editor"], id=published["id"])
    changing = {"metadata_modified"}
    assert {k: v for k, v in after.items() if k not in changing} == {
        k: v for k, v in before.items() if k not in changing
    }
    stored = model.Package.get(published["id"]).extras
    assert not set(stored) & (set(national.NAMES) - national.OWN)
    assert not after.get("extras")


def test_a_published_dataset_sent_back_unchanged_is_accepted_and_a_changed_one_is_not(portal, published):
    """The loader of files does this; and adding national fields opens no way around the lock."""
    read = call("package_show", None, id=published["id"])
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    context = {"ignore_auth": True, "user": site_user}
    tk.get_action("package_update")(dict(context), dict(read, judul_kegiatan="lain"))
    with pytest.raises(tk.NotAuthorized):
        tk.get_action("package_update")(dict(context), dict(read, notes="Diubah."))


def test_a_new_dataset_takes_none_of_it(portal, published):
    read = call("package_show", None, id=published["id"])
    copy = {k: v for k, v in read.items() if k not in ("id", "name", "resources")} | {"name": "salinan"}
    made = call("package_create", portal.people["editor"], **copy)
    assert "judul_kegiatan" not in made and not made.get("extras")
    assert made["private"] is True and made["sdi_status"] == "draft"


def test_a_kegiatan_is_no_dataset_of_the_catalogue(app, portal):
    kegiatan = portal.bring_kegiatan_to("published")
    assert not [address for address in CATALOGUES[:-1] if kegiatan["id"] in app.get(address).body]
    assert app.get(f"/dataset/{kegiatan['name']}.ttl", status=404)


def test_data_json_refuses_a_page_that_is_none(app, portal, published):
    assert len(json.loads(app.get("/data.json").body)) == 1
    assert json.loads(app.get("/data.json?page=2").body) == []
    assert app.get("/data.json?page=nol", status=409)
    assert app.get("/data.json?modified_since=kemarin", status=409)
    assert len(json.loads(app.get("/data.json?modified_since=2020-01-01").body)) == 1
    assert json.loads(app.get("/data.json?modified_since=2999-01-01").body) == []


def test_it_costs_one_statement_to_show_and_none_to_search(portal, published):
    plain = portal.bring_to("published")

    def count(action, **data):
        call(action, None, **data)
        model.Session.remove()
        with statements() as seen:
            call(action, None, **data)
        return len(seen)

    without, linked = count("package_show", id=plain["id"]), count("package_show", id=published["id"])
    assert linked == without + 1
    assert count("package_search", fq=f'name:"{published["name"]}"') == count(
        "package_search", fq=f'name:"{plain["name"]}"'
    )
