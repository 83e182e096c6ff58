"""Every address at which CKAN, its plugins and the portal could show something of a dataset or a kegiatan."""

from __future__ import annotations

from tests.leaks.conftest import Thing

API = "/api/3/action"
#: The beginning of every secret word, for questions that complete what is typed.
STEM = "zq"


def of_the_portal(office: str) -> list[str]:
    """Lists, searches, counts and feeds: asked once for all that is in the portal."""
    return [
        "/", "/about", "/dataset/", "/dataset/?q=tebakan", "/dataset/?tags=tebakan", "/dataset/?page=2",
        "/kegiatan/", "/kegiatan/?q=tebakan", "/organization/", f"/organization/{office}",
        f"/organization/activity/{office}", f"/organization/{office}?q=tebakan", "/group/", "/group/?q=tebakan",
        "/catalog.rdf", "/catalog.jsonld", "/catalog.ttl", "/catalog.xml", "/data.json",
        "/feeds/dataset.atom", f"/feeds/organization/{office}.atom", "/feeds/custom.atom?q=tebakan", "/sitemap.xml",
        "/dashboard/kegiatan/salin", "/kegiatan/new", "/kegiatan/impor", "/dataset/new", "/dashboard/usulan-standar",
        "/dashboard/daftar-periksa/walidata", f"{API}/sdijember_checklist_show?team=pembina",
        "/dashboard/rekomendasi", "/dashboard/rekomendasi/unduh.csv", f"{API}/sdijember_rekomendasi_list?limit=100",
        "/rekomendasi", "/rekomendasi?q=V-26.3509.001", f"{API}/sdijember_rekomendasi_verify?q=V-26.3509.001",
        "/dashboard/", "/dashboard/datasets", "/dashboard/data-saya", "/dashboard/antrean",
        "/standar-data", "/kode-referensi", "/data-induk", "/dashboard/pengecualian", f"{API}/sdijember_override_list",
        f"{API}/package_search?q=*:*&rows=1000", f"{API}/package_search?q=tebakan", f"{API}/package_search?q={STEM}*",
        f"{API}/package_search?q=*:*&rows=1000&include_private=true&include_drafts=true&include_deleted=true",
        f"{API}/package_search?fq=sdi_status:*&include_private=true&facet.field=[%22tags%22,%22name%22,%22title%22]",
        f"{API}/package_search?fq=dataset_type:kegiatan&include_private=true&rows=1000",
        f"{API}/package_search?q=*:*&fl=id,name,title,extras_variabel&include_private=true&rows=1000",
        f"{API}/package_search?q=pribadi*&include_private=true&rows=1000",
        f"{API}/package_list?limit=1000", f"{API}/current_package_list_with_resources?limit=1000",
        f"{API}/package_autocomplete?q=Data", f"{API}/package_autocomplete?q={STEM}",
        f"{API}/resource_search?query=name:{STEM}", f"{API}/resource_search?query=name:berkas",
        f"{API}/organization_show?id={office}&include_datasets=true", f"{API}/organization_activity_list?id={office}",
        f"{API}/recently_changed_packages_activity_list", f"{API}/member_list?id={office}&object_type=package",
        f"{API}/tag_list", f"{API}/tag_list?query={STEM}", f"{API}/tag_autocomplete?query={STEM}",
        f"{API}/tag_search?query={STEM}", f"{API}/sdijember_review_list?limit=100",
        f"{API}/sdijember_access_list?limit=1000",
        f"{API}/sdijember_catalogue_show?newest=20", f"{API}/sdijember_standar_list",
        f"{API}/sdijember_codelist_list", f"{API}/organization_list?all_fields=true",
    ]  # fmt: skip


def of_any(thing: Thing) -> list[str]:
    """What CKAN offers for a package of any type."""
    kind = "dataset" if thing.kind == "data" else thing.kind
    return [
        f"/{kind}/{thing.name}", f"/{kind}/{thing.id}", f"/{kind}/activity/{thing.name}", f"/{kind}/edit/{thing.name}",
        f"/{kind}/groups/{thing.name}", f"/dataset/{thing.name}/pemeriksaan", f"/{kind}/{thing.name}.rdf",
        f"/{kind}/followers/{thing.name}", f"/{kind}/resources/{thing.name}",
        f"/{kind}/{thing.name}.ttl", f"/{kind}/{thing.name}.jsonld", f"/dataset/{thing.name}.xml",
        f"{API}/package_show?id={thing.name}", f"{API}/package_show?id={thing.id}&use_default_schema=true",
        f"{API}/package_activity_list?id={thing.id}", f"{API}/package_collaborator_list?id={thing.id}",
        f"{API}/sdijember_evidence?id={thing.name}", f"{API}/sdijember_access_list?id={thing.name}",
        f"{API}/sdijember_review_show?id={thing.name}", f"{API}/sdijember_note_list?id={thing.name}",
        f"{API}/sdijember_note_people?id={thing.name}", f"{API}/sdijember_completeness_show?id={thing.id}",
        f"{API}/dcat_dataset_show?id={thing.id}", f"{API}/package_relationships_list?id={thing.id}",
        f"/{kind}/{thing.name}/versi", f"/{kind}/{thing.name}/versi/1", f"/dataset/{thing.name}/revisi",
        f"/{kind}/{thing.name}/versi/1/berkas/{thing.resource}/berkas.csv",
        f"{API}/sdijember_version_list?id={thing.id}", f"{API}/sdijember_version_show?id={thing.id}&number=1",
        f"{API}/sdijember_revision_list?id={thing.id}",
        f"/dataset/{thing.name}/pemeriksaan/perubahan", f"/dataset/{thing.name}/pemeriksaan/surat",
        f"/dataset/{thing.name}/pemeriksaan/surat/1",
        *[f"{API}/{action}?id={thing.id}" for action in
          ("sdijember_verdict_list", "sdijember_checklist_state", "sdijember_review_diff")],
        f"/dashboard/rekomendasi/catat?id={thing.name}", *(of_a_recommendation(thing.code) if thing.code else ()),
    ]  # fmt: skip


def of_a_recommendation(code: str) -> list[str]:
    """What can be asked with the code that stands on a letter."""
    return [
        f"/rekomendasi/{code}", f"/rekomendasi?q={code}", f"{API}/sdijember_rekomendasi_verify?q={code}",
        f"/dashboard/rekomendasi/{code}", f"{API}/sdijember_rekomendasi_show?id={code}",
        *[f"/dashboard/rekomendasi/{code}/surat.{kind}" for kind in ("pdf", "docx", "scan")],
        *[f"{API}/sdijember_rekomendasi_letter?id={code}&format={kind}" for kind in ("pdf", "docx")],
    ]  # fmt: skip


def of_a_dataset(thing: Thing) -> list[str]:
    """Its file, its table, its dictionary."""
    resource = thing.resource
    return [
        f"/dataset/{thing.name}/resource/{resource}", f"/dataset/{thing.name}/dictionary/{resource}",
        *[f"/dataset/{thing.name}/resource/{resource}/kamus.{kind}" for kind in ("csv", "json")],
        f"/dataset/{thing.name}/resource/{resource}/download/berkas.csv",
        f"/datastore/dump/{resource}", f"/datastore/dump/{resource}?format=json",
        f"{API}/resource_show?id={resource}", f"{API}/resource_view_list?id={resource}",
        f"{API}/datastore_search?resource_id={resource}", f"{API}/datastore_info?id={resource}",
        f"{API}/datastore_search_sql?sql=SELECT%20*%20FROM%20%22{resource}%22",
        f"{API}/xloader_status?resource_id={resource}", f"{API}/tag_show?id={thing.name}&include_datasets=true",
    ]  # fmt: skip


def of_a_kegiatan(thing: Thing) -> list[str]:
    """Its lines, its forms, its personal data."""
    return [
        f"{API}/sdijember_kegiatan_show?id={thing.id}", f"{API}/sdijember_kegiatan_changes?id={thing.id}",
        f"{API}/sdijember_rows_show?id={thing.id}&form=variabel", f"{API}/sdijember_kegiatan_datasets?id={thing.id}",
        f"{API}/sdijember_rows_show?id={thing.id}&form=indikator",
        f"/dashboard/kegiatan/salin?id={thing.name}",
        *[f"/kegiatan/edit/{thing.id}/{form}{page}" for form in ("variabel", "indikator")
          for page in ("", "/isi.xlsx", "/templat.xlsx", "/unggah", "/sumber", "/baris/1")],
        *[f"/kegiatan/{thing.id}/unduh/{kind}" for kind in ("json", "indah", "xlsx", "docx", "pdf")],
        *[f"{API}/sdijember_kegiatan_export?id={thing.id}&format={kind}" for kind in ("json", "indah")],
    ]  # fmt: skip


def of(thing: Thing) -> list[str]:
    """Every address of one thing."""
    return of_any(thing) + (of_a_dataset(thing) if thing.kind == "data" else of_a_kegiatan(thing))
