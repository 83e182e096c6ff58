"""A dataset in the words of schema.org."""

from __future__ import annotations

from ckanext.sdijember.dataset.exchange import schema_org

PACKAGE = {"id": "1", "title": "Luas Wilayah", "periode_mulai": "2020-01-01", "tags": [{"display_name": "luas"}]}


def test_what_a_dataset_does_not_say_is_left_out():
    described = schema_org.dataset(PACKAGE, "https://example.id/dataset/luas", "Portal")
    assert described["name"] == "Luas Wilayah"
    assert described["temporalCoverage"] == "2020-01-01/.."
    assert described["keywords"] == ["luas"]
    assert not {"license", "creator", "distribution", "description"} & set(described)


def test_office_and_files_are_named():
    package = PACKAGE | {
        "organization": {"title": "Dinas Satu"},
        "resources": [{"name": "Luas", "format": "CSV", "url": "u"}],
    }
    described = schema_org.dataset(package, "https://example.id/dataset/luas", "Portal")
    assert described["creator"]["name"] == "Dinas Satu"
    assert described["distribution"] == [
        {"@type": "DataDownload", "name": "Luas", "encodingFormat": "CSV", "contentUrl": "u"}
    ]
