"""A dataset in the words of DCAT-AP 3: the authority tables of the EU for what the portal keeps as codes of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...codes.domain.codelists import codelist
from ...files.domain.formats import declared_format

_AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGE = f"{_AUTHORITY}/language/IND"
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
_ACCESS = {"terbuka": "PUBLIC", "terbatas": "RESTRICTED", "tertutup": "NON_PUBLIC"}
_FREQUENCY = {
    "harian": "DAILY",
    "mingguan": "WEEKLY",
    "bulanan": "MONTHLY",
    "triwulanan": "QUARTERLY",
    "semesteran": "ANNUAL_2",
    "tahunan": "ANNUAL",
    "insidental": "IRREG",
}
#: Theme of the EU's data portal for a RAD category; the longest code that fits counts.
_THEME = {
    "01": "INTR",
    "02": "ECON", "02.03": "AGRI", "02.04": "AGRI", "02.05": "AGRI", "02.06": "AGRI",
    "03": "REGI", "03.03": "TRAN", "03.07": "SOCI",
    "04": "SOCI", "04.01": "HEAL",
    "05": "JUST",
    "06": "EDUC", "06.02": "SOCI", "06.03": "TECH", "06.05": "SOCI",
    "07": "ENVI", "07.01": "ENER", "07.02": "ENER",
    "08": "EDUC",
    "09": "GOVE", "09.02": "ECON",
    "10": "GOVE",
}  # fmt: skip
#: What those concepts are called here; a concept in the graph must have a name.
LABELS = {
    f"{_AUTHORITY}/data-theme/{code}": label
    for code, label in {
        "AGRI": "Pertanian, perikanan, kehutanan, dan pangan",
        "ECON": "Ekonomi dan keuangan",
        "EDUC": "Pendidikan, kebudayaan, dan olahraga",
        "ENER": "Energi",
        "ENVI": "Lingkungan hidup",
        "GOVE": "Pemerintahan dan sektor publik",
        "HEAL": "Kesehatan",
        "INTR": "Hubungan internasional",
        "JUST": "Hukum dan keamanan publik",
        "REGI": "Wilayah dan perkotaan",
        "SOCI": "Kependudukan dan masyarakat",
        "TECH": "Ilmu pengetahuan dan teknologi",
        "TRAN": "Transportasi",
    }.items()
} | {f"{_AUTHORITY}/planned-availability/AVAILABLE": "Tersedia", LOCAL_AUTHORITY: "Pemerintah daerah"}
THEMES = f"{_AUTHORITY}/data-theme"
_FILE_TYPE = {"GeoJSON": "GEOJSON"}
_CHECKSUM = {32: "md5", 40: "sha1", 64: "sha256"}


def scheme_of(address: str) -> str | None:
    """Address of the authority table that a concept is of."""
    if address == LOCAL_AUTHORITY:
        return "http://purl.org/adms/publishertype/1.0"
    return address.rpartition("/")[0] if address.startswith(f"{_AUTHORITY}/") else None


def theme(rad: Any) -> str | None:
    """Address of the EU data theme of a RAD category."""
    code = str(rad or "")
    found = _THEME.get(code) or _THEME.get(code.partition(".")[0])
    return f"{_AUTHORITY}/data-theme/{found}" if found else None


def frequency(code: Any) -> str | None:
    """Address of the frequency at which a dataset is renewed."""
    found = _FREQUENCY.get(str(code or ""))
    return f"{_AUTHORITY}/frequency/{found}" if found else None


def access_right(code: Any) -> str | None:
    """Address of the right of access of an access class."""
    found = _ACCESS.get(str(code or ""))
    return f"{_AUTHORITY}/access-right/{found}" if found else None


def media_type(resource: Mapping[str, Any]) -> str | None:
    """Media type of a file, from its format; None if the portal does not know the format."""
    code = declared_format(str(resource.get("format") or ""), str(resource.get("url") or ""))
    return code.attributes["media_types"][0] if code else None


def checksum_algorithm(value: Any) -> str | None:
    """Address of the algorithm that a checksum of this length comes from."""
    found = _CHECKSUM.get(len(str(value or "")))
    return f"http://spdx.org/rdf/terms#checksumAlgorithm_{found}" if found else None


def described(dataset: Mapping[str, Any], page: str, contact: Mapping[str, str]) -> dict[str, Any]:
    """The dataset under the names by which ckanext-dcat looks for the properties of DCAT-AP.

    :param dataset: as ``package_show`` gives it
    :param page: address of its page
    :param contact: ``name`` and ``email`` of the office that answers questions
    """
    office = dataset.get("organization") or {}
    words = {
        "type": dataset.get("type"),
        "title": dataset.get("title"),
        "notes": dataset.get("notes") or dataset.get("title"),
        "url": page,
        "identifier": dataset["id"],
        "tags": dataset.get("tags") or [],
        "language": [LANGUAGE],
        "theme": [found] if (found := theme(dataset.get("kategori_rad"))) else [],
        "frequency": frequency(dataset.get("frekuensi_pemutakhiran")),
        "access_rights": access_right(dataset.get("klasifikasi_akses")),
        "temporal_start": dataset.get("periode_mulai"),
        "temporal_end": dataset.get("periode_selesai"),
        "spatial_text": codelist("wilayah").label(str(dataset.get("cakupan_wilayah") or "")),
        "issued": dataset.get("sdi_published_at") or dataset.get("metadata_created"),
        "modified": dataset.get("metadata_modified"),
        "version": dataset.get("sdi_version"),
        "version_notes": dataset.get("sdi_version_note"),
        "provenance": provenance(dataset),
        "contact_name": contact.get("name") or office.get("title"),
        "contact_email": contact.get("email"),
        "publisher_name": office.get("title") or office.get("name"),
        "publisher_type": LOCAL_AUTHORITY,
        "resources": [_file(resource, dataset, page) for resource in dataset.get("resources") or []],
    }
    return {key: value for key, value in words.items() if value not in (None, "")}


def provenance(dataset: Mapping[str, Any]) -> str:
    """Which checks the data passed, as one sentence; empty for data that passed none."""
    said = []
    if dataset.get("sdi_verified_at"):
        said.append(f"Diverifikasi Walidata pada {dataset['sdi_verified_at']}.")
    if dataset.get("sdi_recommendation_number"):
        number, date = dataset["sdi_recommendation_number"], dataset.get("sdi_recommendation_date") or ""
        said.append(f"Rekomendasi Statistik BPS Nomor {number} tanggal {date}.")
    return " ".join(said)


def _file(resource: Mapping[str, Any], dataset: Mapping[str, Any], page: str) -> dict[str, Any]:
    code = declared_format(str(resource.get("format") or ""), str(resource.get("url") or ""))
    kind, checksum = media_type(resource), resource.get("hash")
    words = {
        "id": resource["id"],
        "package_id": dataset["id"],
        "name": resource.get("name"),
        "description": resource.get("description"),
        "access_url": f"{page}/resource/{resource['id']}",
        "download_url": resource.get("url"),
        "url": resource.get("url"),
        "license": dataset.get("license_url"),
        "language": [LANGUAGE],
        "mimetype": f"https://www.iana.org/assignments/media-types/{kind}" if kind else None,
        "format": f"{_AUTHORITY}/file-type/{_FILE_TYPE.get(code.code, code.code)}" if code else None,
        "size": resource.get("size"),
        "issued": resource.get("created"),
        "modified": resource.get("last_modified") or resource.get("metadata_modified"),
        "availability": f"{_AUTHORITY}/planned-availability/AVAILABLE",
    }
    if algorithm := checksum_algorithm(checksum):
        words |= {"hash": checksum, "hash_algorithm": algorithm}
    return {key: value for key, value in words.items() if value not in (None, "")}
