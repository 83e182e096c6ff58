"""What is not published is seen by nobody who may not: a unique word, looked for in every byte of every surface."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from tests.factories import METADATA, WAYS, call, upload

#: What an outsider may guess and ask for; answers may repeat it.
TOKEN = "tebakan7"
#: What only the dataset holds: it is in every text of it, and never in a question.
SECRET = "rahasiazq7"
HIDDEN = tuple(state for state in WAYS if state != "published")
#: People outside the producing office and its reviewers.
OUTSIDERS = ("anonymous", "stranger", "other_editor", "sekretariat", "forum")
#: Reviewers before it reaches them.
NOT_YET = {"draft": ("walidata", "pembina"), "submitted": ("pembina",)}


@pytest.fixture
def token_dataset(portal):
    """Bring a dataset that carries the word in every field to a state, its file loaded into the DataStore."""

    def bring(state):
        made = call(
            "package_create",
            portal.people["editor"],
            **_metadata(portal),
            name=f"data-{TOKEN}",
            tag_string=f"{TOKEN},{SECRET}",
        )
        resource = portal.add_file(
            made["id"], name=SECRET, description=SECRET, upload=upload(f"kolom\n{SECRET}\n".encode(), f"{TOKEN}.csv")
        )
        _load(resource["id"])
        for action, by, data in WAYS[state]:
            portal.take(made["id"], action, by, **(data | ({"note": SECRET} if "note" in data else {})))
        return made["id"], resource["id"]

    return bring


def _metadata(portal):
    return METADATA | {
        "title": f"Data {TOKEN} {SECRET}",
        "notes": SECRET,
        "konsep": SECRET,
        "owner_org": portal.office["id"],
    }


def _load(resource_id):
    """As the loader does it."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    tk.get_action("datastore_create")(
        {"ignore_auth": True, "user": site_user},
        {"resource_id": resource_id, "force": True, "fields": [{"id": "kolom"}], "records": [{"kolom": SECRET}]},
    )


def _surfaces(package_id, resource_id, office):
    """Every address at which CKAN and its plugins could show something of a dataset."""
    name = f"data-{TOKEN}"
    api = "/api/3/action"
    return [
        "/",
        f"/dataset/{name}", f"/dataset/{package_id}", f"/dataset/activity/{name}", f"/dataset/groups/{name}",
        f"/dataset/{name}/resource/{resource_id}", f"/dataset/{name}/resource/{resource_id}/download/{TOKEN}.csv",
        f"/dataset/{name}/pemeriksaan", f"/dataset/edit/{name}", f"/dataset/{name}/dictionary/{resource_id}",
        f"/dataset/{name}.rdf", f"/dataset/{name}.ttl", f"/dataset/{name}.jsonld",
        "/catalog.rdf", "/catalog.jsonld", "/catalog.ttl",
        f"/dataset/?q={TOKEN}", f"/dataset/?tags={TOKEN}", "/dataset/", f"/organization/{office}", "/organization/",
        f"/organization/activity/{office}", f"/group/?q={TOKEN}",
        "/feeds/dataset.atom", f"/feeds/organization/{office}.atom", f"/feeds/custom.atom?q={TOKEN}",
        f"/datastore/dump/{resource_id}", f"/datastore/dump/{resource_id}?format=json",
        f"{api}/package_show?id={name}", f"{api}/package_show?id={package_id}&use_default_schema=true",
        f"{api}/package_search?q={TOKEN}", f"{api}/package_search?q=*:*&rows=1000",
        f"{api}/package_search?q={TOKEN}&include_private=true&include_drafts=true&include_deleted=true",
        f"{api}/package_search?fq=sdi_status:*&include_private=true&facet.field=[%22tags%22,%22name%22]",
        f"{api}/package_search?q=*:*&fl=id,name,title&include_private=true",
        f"{api}/package_list?limit=1000", f"{api}/current_package_list_with_resources?limit=1000",
        f"{api}/package_autocomplete?q={TOKEN}", f"{api}/package_autocomplete?q=Data",
        f"{api}/resource_show?id={resource_id}", f"{api}/resource_search?query=name:{TOKEN}",
        f"{api}/resource_view_list?id={resource_id}",
        f"{api}/datastore_search?resource_id={resource_id}", f"{api}/datastore_info?id={resource_id}",
        f"{api}/datastore_search_sql?sql=SELECT%20*%20FROM%20%22{resource_id}%22",
        f"{api}/package_activity_list?id={package_id}", f"{api}/organization_activity_list?id={office}",
        f"{api}/recently_changed_packages_activity_list", f"{api}/package_collaborator_list?id={package_id}",
        f"{api}/organization_show?id={office}&include_datasets=true", f"{api}/tag_list?query={TOKEN}",
        f"{api}/tag_autocomplete?query={TOKEN[:6]}", f"{api}/tag_show?id={TOKEN}&include_datasets=true",
        f"{api}/tag_list", f"{api}/tag_search?query=raha", f"{api}/tag_autocomplete?query=raha",
        f"{api}/resource_search?query=name:raha", f"{api}/package_autocomplete?q=raha", f"{api}/package_search?q=raha*",
        f"{api}/sdijember_review_show?id={name}", f"{api}/sdijember_review_list?limit=100",
        f"{api}/sdijember_catalogue_show?newest=20", f"{api}/resource_view_list?id={resource_id}", "/group/",
        f"{api}/member_list?id={office}&object_type=package", f"{api}/xloader_status?resource_id={resource_id}",
    ]  # fmt: skip


def _headers(portal, person):
    if portal.people[person] is None:
        return {}
    user = portal.people[person]["name"]
    token = tk.get_action("api_token_create")({"ignore_auth": True, "user": user}, {"user": user, "name": "uji"})
    return {"Authorization": token["token"]}


def _seen(app, headers, address):
    return SECRET in app.get(address, headers=headers, follow_redirects=True).get_data(as_text=True)


@pytest.mark.parametrize("state", HIDDEN)
def test_outsiders_see_nothing_of_it(portal, app, token_dataset, state):
    package_id, resource_id = token_dataset(state)
    people = [*OUTSIDERS, *NOT_YET.get(state, ())]
    leaks = []
    for person in people:
        headers = _headers(portal, person)
        for address in _surfaces(package_id, resource_id, portal.office["name"]):
            if _seen(app, headers, address):
                leaks.append((person, address))
    assert not leaks, leaks


def test_the_word_is_found_once_it_is_published(portal, app, token_dataset):
    """Without this the test above could not fail."""
    package_id, resource_id = token_dataset("published")
    seen = {address for address in _surfaces(package_id, resource_id, portal.office["name"]) if _seen(app, {}, address)}
    assert {
        f"/dataset/data-{TOKEN}", "/catalog.rdf", f"/datastore/dump/{resource_id}", "/feeds/dataset.atom",
        f"/dataset/data-{TOKEN}/resource/{resource_id}/download/{TOKEN}.csv",
        f"/api/3/action/package_show?id=data-{TOKEN}", f"/api/3/action/datastore_search?resource_id={resource_id}",
    } <= seen  # fmt: skip


def test_counts_do_not_tell_of_it(portal, app, token_dataset):
    token_dataset("recommended")
    listed = app.get("/api/3/action/organization_list?all_fields=true").json["result"]
    assert {office["package_count"] for office in listed} == {0}
    facets = app.get("/api/3/action/package_search?facet.field=[%22organization%22,%22sdi_status%22]&rows=0").json[
        "result"
    ]
    assert facets["count"] == 0
    assert not any(facets["facets"].values())
