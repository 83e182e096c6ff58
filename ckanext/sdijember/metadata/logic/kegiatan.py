"""A kegiatan statistik as a whole: its dataset, its personal data, its lines of MS-Variabel and MS-Indikator."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ckan import model
from ckan.types import Context

from .. import model as store
from ..domain.answers import answers
from ..domain.forms import ROW_FORMS, form

TYPE = "kegiatan"
#: Codes that BPS issues for a kegiatan.
CODES = ("id_kegiatan", "id_mskeg", "id_kegiatan_mms")
#: Key of the context under which lies what the validator takes out of a dataset and the hook stores with it.
_ASIDE = "sdijember_aside"


@dataclass
class Aside:
    """What belongs to a kegiatan that is being saved, and not into its dataset."""

    personal: dict[str, str] | None = None
    version: str = ""
    copied_from: str | None = None
    lines: Mapping[str, list[dict[str, Any]]] | None = None
    #: What ``projection`` found, for the other fields of the same saving.
    projected: dict[str, str] | None = None


def copy_aside(context: Context, copied_from: str | None, lines: Mapping[str, list[dict[str, Any]]]) -> None:
    """Have the kegiatan that this context creates next start with these lines.

    :param copied_from: id of the kegiatan of an earlier year that it is a copy of
    """
    context[_ASIDE] = Aside(copied_from=copied_from, lines=lines)  # type: ignore[literal-required]


def begin(context: Context) -> None:
    """Before a dataset is saved: make the place that hooks share with its validator, who gets a copy of the context."""
    earlier = _aside(context)
    if earlier is None or earlier.personal is not None or earlier.lines is None:
        context[_ASIDE] = Aside()  # type: ignore[literal-required]


def put_aside(context: Context, package_id: str | None, given: Mapping[str, str]) -> dict[str, str]:
    """Keep personal data aside until their dataset is saved.

    :param given: field name → text; what is not named stays as it is stored, an empty text deletes
    :returns: all personal data of the kegiatan, as they will be
    """
    stored = store.Kegiatan.get(package_id) if package_id else None
    now = dict(stored.personal) if stored else {}
    after = {name: text for name, text in (now | dict(given)).items() if text}
    what = _aside(context) or Aside()
    what.personal, what.projected = after, None
    what.version = (stored.personal_version if stored else "") if after == now else uuid.uuid4().hex
    return after


def store_aside(context: Context, package_id: str) -> None:
    """Store what was put aside, in the transaction that saves the dataset."""
    what = _aside(context)
    if what is None or what.personal is None:
        return
    row = store.Kegiatan.of(package_id)
    row.personal, row.personal_version = what.personal, what.version
    row.copied_from = what.copied_from or row.copied_from
    for name, lines in (what.lines or {}).items():
        store.replace_rows(name, package_id, lines)
    model.Session.flush()


def projection(context: Context, package_id: str | None) -> dict[str, str]:
    """The fields of the dataset that our own tables write."""
    what = _aside(context) or Aside()
    if what.projected is None:
        what.projected = _projected(what, package_id)
    return what.projected


def _projected(what: Aside, package_id: str | None) -> dict[str, str]:
    row = store.Kegiatan.get(package_id) if package_id else None
    codes = row.codes if row else {}
    if what.lines is not None:
        counts = {name: len(what.lines.get(name, ())) for name in ROW_FORMS}
    else:
        counts = {name: store.count_rows(name, package_id) if package_id else 0 for name in ROW_FORMS}
    return {
        **{name: codes.get(name, "") for name in CODES},
        "total_msvar": str(counts["variabel"]),
        "total_msind": str(counts["indikator"]),
        "disalin_dari": what.copied_from or (row and row.copied_from) or "",
        "versi_pribadi": what.version if what.personal is not None else row.personal_version if row else "",
    }


def _aside(context: Context) -> Aside | None:
    return context.get(_ASIDE)  # type: ignore[return-value]


def rows_of(package_id: str, name: str) -> list[dict[str, Any]]:
    """Lines of one form of a kegiatan, each with its ``id``.

    :param name: "variabel" or "indikator"
    """
    return [row.as_dict() for row in store.rows_of(name, package_id)]


def names_of(package_id: str, name: str) -> str:
    """Names in the lines of one form of a kegiatan, as one text to be searched.

    :param name: "variabel" or "indikator"
    """
    return "; ".join(row.content.get("nama", "") for row in store.rows_of(name, package_id))


def whole(dataset: Mapping[str, Any]) -> dict[str, Any]:
    """All that is known of a dataset: what a kegiatan has beside it is added, personal data included.

    :param dataset: as ``package_show`` gives it
    """
    if dataset.get("type") != TYPE:
        return dict(dataset)
    row = store.Kegiatan.get(dataset["id"])
    lines = {name: rows_of(dataset["id"], name) for name in ROW_FORMS}
    return {**dataset, **(row.personal if row else {}), **lines}


def answers_of(dataset: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of MS-Kegiatan in plain shape."""
    return answers(form("kegiatan"), dataset)
