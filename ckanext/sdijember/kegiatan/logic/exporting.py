"""A kegiatan as files: JSON of BPS and of INDAH, workbook, forms to print and sign."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ...kernel.logic.wording import in_indonesian
from ...metadata.domain.answers import answers
from ...metadata.domain.forms import ROW_FORMS, form
from ...metadata.domain.kegiatan_facts import Facts, Kegiatan
from ...metadata.logic import kegiatan as whole
from ...papers import as_docx, as_pdf
from ...review.domain import transitions as rules
from ...review.model.review import Review
from ..exchange import ms_json, ms_xlsx
from ..papers import ms_forms

Writer = Callable[[Kegiatan, Facts], bytes]


@dataclass(frozen=True)
class Format:
    """A kind of file.

    :param suffix: how the name of the file ends
    """

    suffix: str
    mimetype: str
    write: Writer


def _json(make: Callable[[Kegiatan, Facts], dict[str, Any]]) -> Writer:
    return lambda kegiatan, facts: json.dumps(make(kegiatan, facts), ensure_ascii=False, indent=1).encode()


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    "json": Format(".json", "application/json", _json(ms_json.to_flat)),
    "indah": Format("-indah.json", "application/json", _json(ms_json.to_indah)),
    "xlsx": Format(".xlsx", f"{_OFFICE}.spreadsheetml.sheet", ms_xlsx.write_workbook),
    "docx": Format(
        ".docx", f"{_OFFICE}.wordprocessingml.document", lambda k, facts: as_docx.render(ms_forms.forms(k, facts))
    ),
    "pdf": Format(".pdf", "application/pdf", lambda k, facts: as_pdf.render(ms_forms.forms(k, facts))),
}


@dataclass(frozen=True)
class File:
    """A file to hand over; ``personal``: it holds personal data."""

    name: str
    mimetype: str
    content: bytes
    personal: bool


def export(shown: Mapping[str, Any], name: str, with_personal: bool = True) -> File:
    """A kegiatan as a file.

    :param shown: what ``sdijember_kegiatan_show`` answers to the reader: personal data only if they may have them
    :param name: of the format
    :param with_personal: whether personal data go into the file, if the reader may have them
    """
    wanted = FORMATS[name]
    kegiatan, facts = read(shown, with_personal)
    holds = bool(facts.personal and shown.get("personal"))
    return File(f"ms-keg-{_slug(shown)}{wanted.suffix}", wanted.mimetype, wanted.write(kegiatan, facts), holds)


def read(shown: Mapping[str, Any], with_personal: bool = True) -> tuple[Kegiatan, Facts]:
    """The answers of a kegiatan and what stands beside them.

    :param shown: as for ``export``
    """
    personal = shown.get("personal")
    values = answers(form("kegiatan"), {**shown, **(personal or {})})
    lines = {name: [{"id": row["id"], **answers(form(name), row)} for row in shown[name]] for name in ROW_FORMS}
    review = Review.get(shown["id"])
    state = review.state if review else rules.INITIAL
    facts = Facts(
        id=shown["id"],
        name=shown["name"],
        office=(shown.get("organization") or {}).get("title") or "",
        state=state,
        state_label=_state_label(state),
        codes={name: shown.get(name) or "" for name in whole.CODES},
        url=tk.h.url_for("kegiatan.read", id=shown["name"], qualified=True, locale="default"),
        created=str(shown.get("metadata_created") or ""),
        modified=str(shown.get("metadata_modified") or ""),
        snapshot=(review.snapshot or "") if review else "",
        recommendation=(shown.get("sdi_recommendation_number") or "", shown.get("sdi_recommendation_date") or ""),
        personal=with_personal and personal is not None,
        printed=datetime.datetime.now(tk.h.get_display_timezone()),
    )
    return Kegiatan(values, lines["variabel"], lines["indikator"]), facts


def _state_label(state: str) -> str:
    with in_indonesian():
        return tk._(rules.STATES[state].label)


def _slug(shown: Mapping[str, Any]) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", str(shown["name"]).lower()).strip("-") or "kegiatan"
