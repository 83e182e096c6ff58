"""The panel as a page: read without colour, answered by a form alone, and nothing of a table becomes markup."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.lib.base import render_snippet

from ckanext.sdijember.plausibility.domain.panel import all_marks, panel
from ckanext.sdijember.plausibility.helpers import sdijember_plausibility_panel
from tests.plausibility.samples import demo, rows_of, table


@pytest.fixture
def shown(with_plugins, app):
    def show(given, earlier=None, **changes):
        with app.flask_app.test_request_context("/", environ_overrides={"CKAN_LANG": "id"}):
            found = sdijember_plausibility_panel(panel(given, earlier)) | changes
            page = render_snippet("sdijember/plausibility/panel.html", found=found, pkg={"name": "x"}, resource_id="r")
        return BeautifulSoup(page, "html.parser")

    return show


def test_figures_marks_and_regions_in_indonesian(shown):
    page = shown(demo("penduduk-desa-2020"))
    text = " ".join(page.get_text(" ").split())
    assert "2.575.802" in text and "31 dari 31 kecamatan" in text and "248 dari 248 desa/kelurahan" in text
    assert len(page.select(".sdi-marks > li")) == 2
    assert "Perlu dijawab" in text and "H8" in text and "11.464" in text
    assert all(head.get("scope") == "col" for head in page.select("thead th"))
    assert len(page.select("tbody th[scope=row]")) == 9
    assert not page.select("form")


def test_names_of_columns_are_text(shown):
    rows = [[name, 1] for name in ("a", "b")]
    page = shown(table(["nama", "<img src=x onerror=alert(1)>"], rows))
    assert not page.select("img") and "<img src=x" in page.get_text()


def test_who_may_answer_has_a_labelled_field_for_each_mark(shown):
    page = shown(demo("penduduk-desa-2020"), may_answer=True)
    forms = page.select("form[method=post]")
    assert len(forms) == 2
    for form in forms:
        field = form.select_one("input[name=text]")
        assert field and form.select_one(f'label[for="{field["id"]}"]')


def test_what_was_refused_stays_in_its_form(shown):
    given = demo("penduduk-desa-2020")
    mark = all_marks(given)[0]
    page = shown(
        given, may_answer=True, form={"mark": mark.identity, "text": "Ya."}, errors={"text": ["Terlalu pendek."]}
    )
    typed = [field for field in page.select("input[name=text]") if field["value"]]
    assert [field["value"] for field in typed] == ["Ya."] and typed[0]["aria-invalid"] == "true"
    assert page.select_one(f"#{typed[0]['aria-describedby']}").get_text() == "Terlalu pendek."


def test_a_year_to_compare_with_has_a_column(shown):
    given = demo("penduduk-kecamatan-2020")
    names = [column.name for column in given.columns]
    last = table(names, [[*row[:3], *(value // 2 for value in row[3:6]), 2019] for row in rows_of(given)])
    assert "+100%" in shown(given, last).get_text()
    assert len(shown(given).select("thead th")) == 10
