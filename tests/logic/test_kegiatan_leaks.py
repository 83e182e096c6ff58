"""A kegiatan that is not published is seen by nobody who may not, and its personal data by nobody outside, ever."""

from __future__ import annotations

import pytest

from tests.domain.kegiatan import INDIKATOR, VARIABEL
from tests.factories import PEOPLE, WAYS, call
from tests.logic.test_leaks import NOT_YET, OUTSIDERS, _headers

#: In every text of the kegiatan and of its lines, but in no question.
SECRET = "rahasiazq8"
#: In its personal data alone.
PERSON = "pribadizq9"
NAME = "kegiatan-tebakan8"
OFFICE = {"member", "editor", "office_admin"}
#: Teams that see the personal data of a kegiatan in a state.
TEAMS = {"draft": set(), "submitted": {"walidata"}}


@pytest.fixture
def bring(portal):
    """Bring a kegiatan that carries the words to a state."""

    def to(state):
        texts = dict.fromkeys(("iii_tujuan_kegiatan", "i_alamat", "ii_pj_jabatan"), f"{SECRET} {'x' * 60}")
        people = dict.fromkeys(("ii_pj_nama", "ii_pj_alamat", "ii_pj_telepon", "ii_pj_email", "ttd_nama"), PERSON)
        made = portal.kegiatan(name=NAME, title=f"Kegiatan Tebakan {SECRET} 2025", **texts, **people)
        for form, row in (("variabel", VARIABEL), ("indikator", INDIKATOR)):
            lines = [row | {"nama": SECRET, "definisi": SECRET}]
            call("sdijember_rows_update", portal.people["editor"], id=made["id"], form=form, rows=lines)
        for action, by, data in WAYS[state]:
            portal.take(made["id"], action, by, **data)
        return made["id"]

    return to


def _surfaces(package_id, office):
    """Every address at which something of a kegiatan could be shown."""
    api = "/api/3/action"
    return [
        "/", f"/kegiatan/{NAME}", f"/kegiatan/{package_id}", f"/dataset/{NAME}", "/kegiatan", "/kegiatan/?q=tebakan",
        f"/kegiatan/activity/{NAME}", f"/kegiatan/edit/{NAME}", f"/kegiatan/edit/{NAME}/variabel",
        f"/kegiatan/edit/{NAME}/indikator", f"/kegiatan/resources/{NAME}", f"/kegiatan/followers/{NAME}",
        f"/dataset/{NAME}/pemeriksaan", "/dashboard/kegiatan/salin", f"/dashboard/kegiatan/salin?id={NAME}",
        "/kegiatan/new", "/dataset/new", f"/dataset/{NAME}.ttl",
        *(f"/kegiatan/{NAME}/unduh/{kind}" for kind in ("json", "xlsx", "docx", "pdf")),
        f"/dataset/{NAME}.rdf", f"/dataset/{NAME}.jsonld", "/catalog.jsonld", "/catalog.rdf",
        "/feeds/dataset.atom", f"/feeds/organization/{office}.atom", "/feeds/custom.atom?q=tebakan",
        f"/organization/{office}", f"/organization/activity/{office}",
        f"{api}/package_show?id={NAME}", f"{api}/package_show?id={package_id}&use_default_schema=true",
        f"{api}/sdijember_kegiatan_show?id={NAME}", f"{api}/sdijember_rows_show?id={NAME}&form=variabel",
        f"{api}/sdijember_rows_show?id={NAME}&form=indikator", f"{api}/sdijember_kegiatan_changes?id={NAME}",
        f"{api}/sdijember_kegiatan_datasets?id={NAME}", f"{api}/sdijember_completeness_show?id={NAME}",
        f"{api}/sdijember_review_show?id={NAME}", f"{api}/sdijember_review_list?limit=100",
        f"{api}/package_search?q=tebakan&include_private=true&include_drafts=true", f"{api}/package_list",
        f"{api}/package_search?q=*:*&fl=id,name,title&include_private=true&rows=100",
        f"{api}/current_package_list_with_resources", f"{api}/package_autocomplete?q=Kegiatan",
        f"{api}/package_activity_list?id={package_id}", f"{api}/organization_activity_list?id={office}",
        f"{api}/recently_changed_packages_activity_list", f"{api}/organization_show?id={office}&include_datasets=true",
    ]  # fmt: skip


def _leaks(portal, app, package_id, people, word):
    found = set()
    for person in people:
        headers = _headers(portal, person)
        for address in _surfaces(package_id, portal.office["name"]):
            if word.encode() in app.get(address, headers=headers, follow_redirects=True).get_data():
                found.add((person, address))
    return found


@pytest.mark.parametrize("state", ["draft", "verified", "withdrawn"])
def test_outsiders_see_nothing_of_what_is_not_published(portal, app, bring, state):
    package_id = bring(state)
    assert not _leaks(portal, app, package_id, [*OUTSIDERS, *NOT_YET.get(state, ())], SECRET)


@pytest.mark.parametrize("state", ["draft", "submitted", "published"])
def test_personal_data_are_seen_by_the_office_and_those_who_check_alone(portal, app, bring, state):
    package_id = bring(state)
    seen = {person for person, _ in _leaks(portal, app, package_id, PEOPLE, PERSON)}
    assert seen == OFFICE | TEAMS.get(state, {"walidata", "pembina"})


def test_the_words_are_found_where_they_belong(portal, app, bring):
    """Without this the tests above could not fail."""
    package_id = bring("published")
    public = {address for _, address in _leaks(portal, app, package_id, ["anonymous"], SECRET)}
    assert {f"/kegiatan/{NAME}", "/kegiatan", f"/api/3/action/sdijember_kegiatan_show?id={NAME}"} <= public
    inside = {address for _, address in _leaks(portal, app, package_id, ["editor"], PERSON)}
    assert {f"/kegiatan/{NAME}", f"/dataset/{NAME}/pemeriksaan"} <= inside
