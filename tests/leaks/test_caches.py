"""What somebody sees who is signed in is kept by no cache, neither on the way nor in the browser."""

from __future__ import annotations

SHOWN_TO_OFFICE = (
    "/dataset/{name}", "/dataset/edit/{name}", "/dataset/{name}/resource/{resource}", "/dataset/{name}/pemeriksaan",
    "/dataset/{name}/resource/{resource}/download/berkas.csv", "/datastore/dump/{resource}",
    "/dataset/{name}/resource/{resource}/kamus.csv", "/dataset/activity/{name}", "/dashboard/data-saya",
    "/dashboard/datasets", "/dataset/", "/organization/dinas-satu", "/api/3/action/package_show?id={name}",
    "/api/3/action/datastore_search?resource_id={resource}", "/api/3/action/sdijember_review_show?id={name}",
    "/dataset/{name}.ttl", "/dataset/{name}/pemeriksaan/berkas-bukti.zip",
)  # fmt: skip


def test_what_is_not_public_is_in_no_cache(matrix):
    thing = matrix.of("data", "draft")
    kept = {}
    for shape in SHOWN_TO_OFFICE:
        address = shape.format(name=thing.name, resource=thing.resource)
        answer = matrix.app.get(address, headers=matrix.signed("editor"))
        assert answer.status_code == 200, (address, answer.status_code)
        said = {word.strip() for word in answer.headers.get("Cache-Control", "").split(",")}
        if not {"private", "no-store"} <= said or "public" in said:
            kept[address] = sorted(said)
    assert kept == {}


def test_files_of_the_software_stay_in_caches(matrix):
    answer = matrix.app.get("/base/images/ckan-logo-footer.png", headers=matrix.signed("editor"))
    assert "no-store" not in answer.headers.get("Cache-Control", "")
