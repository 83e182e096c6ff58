"""How often a public page asks the database; the limits are those of CKAN's own pages, or below."""

from __future__ import annotations

import pytest
from ckan import model

from tests.statements import statements

#: What CKAN 2.12's own page takes; the dataset page has a limit of its own.
HOME, SEARCH, ORGANIZATION, DATASET = 12, 2, 22, 15


@pytest.fixture
def published(portal):
    return portal.bring_to("published", tag_string="luas,kecamatan", kode_referensi=["wilayah-kemendagri"])


def _count(app, url):
    """Statements of the second visit: the first one fills what CKAN keeps for the life of the process."""
    app.get(url)
    model.Session.remove()
    with statements() as seen:
        response = app.get(url)
    assert response.status_code == 200
    assert seen, "nothing was counted"
    return len(seen)


def test_home(app, published):
    assert _count(app, "/") <= HOME


def test_search(app, published):
    assert _count(app, "/dataset/") <= SEARCH
    assert _count(app, "/dataset/?q=luas&level_wilayah=kecamatan") <= SEARCH


def test_organization(app, portal, published):
    assert _count(app, f"/organization/{portal.office['name']}") <= ORGANIZATION


def test_dataset(app, published):
    assert _count(app, f"/dataset/{published['name']}") <= DATASET


def test_dataset_asks_no_more_when_it_has_more_files(app, portal, published):
    several = portal.dataset(name="beberapa-berkas")
    for number in range(4):
        portal.add_file(several["id"], name=f"Berkas {number}")
    portal.along(several, "published")
    assert _count(app, "/dataset/beberapa-berkas") == _count(app, f"/dataset/{published['name']}")


@pytest.mark.parametrize("url", ["/organization/", "/group/"])
def test_lists_ask_no_more_when_there_is_more(app, portal, published, url):
    before = _count(app, url)
    for number in range(5):
        model.Session.add(
            model.Group(name=f"dinas-{number}", title=f"Dinas {number}", type="organization", is_organization=True)
        )
        model.Session.add(model.Group(name=f"urusan-9-0{number}", title=f"Urusan {number}", type="group"))
    model.Session.commit()
    assert _count(app, url) == before
