"""Is a dataset ready to be checked by others: errors that block its submission, and advice that does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ...codes.domain import values as rules
from ...codes.domain.codelists import codelist
from ...files.domain.formats import declared_format
from ...kernel.domain.findings import N_, Finding, error, warning
from ...tables.domain.remarks import restored
from . import field_rules

__all__ = ["Finding", "check_dataset"]

_TABLES = frozenset({"CSV", "XLSX", "ODS", "XLS"})
_SMALL_AREAS = frozenset({"kecamatan", "desa_kelurahan"})
_REGION_CODES = frozenset({"wilayah-kemendagri", "wilayah-bps"})


def check_dataset(dataset: Mapping[str, Any], today: date | None = None) -> list[Finding]:
    """What is missing in a dataset and what could be better (SOP steps 16 to 18).

    :param dataset: as ``package_show`` gives it
    :param today: the day on which the question is asked
    :returns: findings keyed by dataset field, those on files by "resources"; an error blocks the submission
    """
    return [*_errors(dataset), *_warnings(dataset, today or date.today())]


def _errors(dataset: Mapping[str, Any]) -> Iterator[Finding]:
    yield from field_rules.check_mandatory(dataset)
    yield from rules.check_period(dataset.get("periode_mulai"), dataset.get("periode_selesai"))
    yield from field_rules.check_restriction(dataset.get("klasifikasi_akses"), dataset.get("dasar_pembatasan"))
    yield from field_rules.check_priority_year(dataset.get("data_prioritas"), dataset.get("prioritas_tahun"))
    resources = dataset.get("resources") or []
    if not resources:
        yield error("resources", N_("Upload at least one file with the data."))
    for resource in resources:
        if resource.get("url_type") != "upload":
            message = N_(
                "“{name}” is a link. Upload the file itself: what was approved must be what is published, "
                "and what lies behind a link can change."
            )
            yield error("resources", message, name=_name(resource))


def _warnings(dataset: Mapping[str, Any], today: date) -> Iterator[Finding]:
    yield from rules.lint_konsep(str(dataset.get("konsep") or ""))
    if rules.is_blank(dataset.get("notes")):
        yield warning("notes", N_("Without a description people will hardly find the data."))
    if rules.is_blank(dataset.get("kode_standar_data")):
        message = N_("There is no code of the Standar Data yet. Choose one from the register, or look in INDAH.")
        yield warning("kode_standar_data", message)
    if rules.is_blank(dataset.get("kategori_rad")):
        yield warning("kategori_rad", N_("Without a RAD category the data appear under no subject on data.go.id."))
    yield from _release(dataset, today)
    codes = set(dataset.get("kode_referensi") or [])
    if dataset.get("level_wilayah") in _SMALL_AREAS and not codes & _REGION_CODES:
        message = N_("The data are broken down by region, but no region code is named. Names alone are ambiguous.")
        yield warning("kode_referensi", message)
    yield from _files(dataset.get("resources") or [])


def _release(dataset: Mapping[str, Any], today: date) -> Iterator[Finding]:
    planned = rules.parse_date(dataset.get("jadwal_rilis"))
    if planned is None and dataset.get("frekuensi_pemutakhiran") not in (None, "", "insidental"):
        yield warning("jadwal_rilis", N_("Say when the next data come out: readers see it on the public page."))
    if planned and planned < today:
        yield warning("jadwal_rilis", N_("The next release ({date}) lies in the past."), date=planned.isoformat())


def _files(resources: list[Mapping[str, Any]]) -> Iterator[Finding]:
    formats = codelist("format_berkas")
    codes = [declared_format(str(r.get("format") or ""), str(r.get("url") or "")) for r in resources]
    if resources and not any(code and formats[code.code].attributes["open"] for code in codes):
        message = N_("No file is in an open format that machines can read. Add the table as CSV or XLSX.")
        yield warning("resources", message)
    for resource, code in zip(resources, codes, strict=True):
        if code and code.code in _TABLES:
            yield from _columns(resource)
        for note in resource.get("catatan_berkas") or []:
            yield replace(note_of(note), field="resources", subject=_name(resource))


def note_of(note: Mapping[str, Any]) -> Finding:
    """A remark of the upload check from what is kept with the file; those of before tables were read have no code."""
    if "code" in note:
        return restored(note)
    return Finding("upload", note["message"], note.get("params") or {}, note.get("level", "warning"))


def _columns(resource: Mapping[str, Any]) -> Iterator[Finding]:
    columns = resource.get("skema_kolom") or []
    if not columns:
        message = N_("“{name}” has no column schema. Say what each column means.")
        yield warning("resources", message, name=_name(resource))
    unclear = [column.get("nama") for column in columns if rules.is_blank(column.get("keterangan"))]
    if unclear:
        message = N_("“{name}” does not say what the column “{column}” means.")
        yield warning("resources", message, name=_name(resource), column=unclear[0])


def _name(resource: Mapping[str, Any]) -> str:
    return str(resource.get("name") or str(resource.get("url") or "").rstrip("/").rsplit("/", 1)[-1] or "?")
