"""The filters beside a list of datasets."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


class DatasetFacets:
    """Part of the plugin that names the filters, the most used first (``IFacets``)."""

    def dataset_facets(self, facets_dict: dict[str, str], package_type: str) -> dict[str, str]:
        """Filters of the search page."""
        return _of_kegiatan() if package_type == "kegiatan" else _facets()

    def group_facets(self, facets_dict: dict[str, str], group_type: str, package_type: str | None) -> dict[str, str]:
        """Filters of the page of an urusan, which is itself one."""
        return _facets(without="groups")

    def organization_facets(
        self, facets_dict: dict[str, str], organization_type: str, package_type: str | None
    ) -> dict[str, str]:
        """Filters of the page of an office, which is itself one."""
        return _facets(without="organization")


def _facets(without: str = "") -> dict[str, str]:
    facets = {
        "groups": tk._("Government affairs"),
        "organization": tk._("Office"),
        "res_format": tk._("File format"),
        "frekuensi_pemutakhiran": tk._("Update frequency"),
        "level_wilayah": tk._("Regional level"),
        "kategori_rad": tk._("RAD category"),
        "data_prioritas": tk._("Priority data"),
        "license_id": tk._("Licence"),
    }
    facets.pop(without, None)
    return facets


def _of_kegiatan() -> dict[str, str]:
    return {
        "sektor_kegiatan": tk._("Sector"),
        "cara_pengumpulan_data": tk._("Way of collecting data"),
        "tahun": tk._("Year"),
        "organization": tk._("Office"),
    }
