"""What pages say of a Rekomendasi Statistik."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ..kernel.domain.findings import N_
from ..papers.seal import SealProblem
from . import model as store
from .domain import rekomendasi as rules
from .logic import dictize as reading
from .logic import letter as letters

_KINDS = {rules.BERLAKU: "success", rules.DIGANTIKAN: "warning", rules.DICABUT: "danger", rules.BERUBAH: "warning"}
#: What each verdict means for whoever holds the letter.
_MEANINGS = {
    rules.BERLAKU: N_("The recommendation holds, and the data on this portal are those that were recommended."),
    rules.DIGANTIKAN: N_("A later recommendation has taken its place. Use the later one."),
    rules.DICABUT: N_("The Pembina Data has taken this recommendation back. It must not be used any more."),
    rules.BERUBAH: N_("It was not revoked, but the data on this portal are not those it was given for."),
}
_CLOSED = {
    rules.BERLAKU: N_("A recommendation with this code exists and holds. The data it is about are not public."),
    rules.DIGANTIKAN: N_("A recommendation with this code existed; a later one has taken its place."),
    rules.DICABUT: N_("A recommendation with this code existed; the Pembina Data has revoked it."),
}


def sdijember_rekomendasi_kind(verdict: str) -> str:
    """Kind of the badge of a verdict: the colour repeats what the words say."""
    return _KINDS.get(verdict, "secondary")


def sdijember_rekomendasi_label(verdict: str) -> str:
    """A verdict, or state, in words."""
    return tk._(rules.VERDICTS.get(verdict, verdict))


def sdijember_rekomendasi_meaning(told: dict[str, Any]) -> str:
    """What a verdict means, in a sentence.

    :param told: what ``sdijember_rekomendasi_verify`` returned
    """
    meaning = (_MEANINGS if told["public"] else _CLOSED)[told["verdict"]]
    if told["public"] and told["verdict"] == rules.BERLAKU and told["kind"] == rules.RANCANGAN:
        return tk._("BPS recommended the design before data were collected, and the recommendation holds.")
    return tk._(meaning)


def sdijember_rekomendasi_kinds() -> dict[str, str]:
    """Kinds of recommendations, with their names."""
    return {name: tk._(label) for name, label in rules.KINDS.items()}


def sdijember_rekomendasi_states() -> dict[str, str]:
    """States of recommendations, with their names."""
    return {name: tk._(state.label) for name, state in rules.STATES.items()}


def sdijember_rekomendasi_of(package_id: str) -> list[dict[str, Any]]:
    """Recommendations of a dataset that the signed-in person may read, the newest first.

    :param package_id: of the dataset
    """
    found = tk.get_action("sdijember_rekomendasi_list")({"user": tk.g.user}, {"package_id": package_id, "limit": 50})
    return found["results"]


def sdijember_rekomendasi_behind(pkg_dict: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The recommendations behind what is public, in one statement.

    :param pkg_dict: the dataset or kegiatan, as the public sees it
    :returns: ``given``, on whose strength it is published, and ``design``, of the kegiatan or the kegiatan a dataset
        comes from; each with ``code``, ``state``, ``number`` and ``date``, and missing where the portal keeps none
    """
    if pkg_dict.get("private"):
        return {}
    found: dict[str, dict[str, str]] = {}
    for one in store.of_packages([id_ for id_ in (pkg_dict["id"], pkg_dict.get("kegiatan")) if id_]):
        if one.kind == rules.PENYEBARLUASAN:
            fits = one.subject == pkg_dict["id"] and one.number == pkg_dict.get("sdi_recommendation_number")
            name = "given"
        else:
            fits = one.state != rules.DIGANTIKAN and reading.is_public(*reading.row_of(one)[1:])
            name = "design"
        if fits and name not in found:
            code, day = rules.shown_code(one.code), one.date.isoformat()
            found[name] = {"code": code, "state": one.state, "number": one.number, "date": day}
    return found


def sdijember_rekomendasi_offices() -> list[dict[str, str]]:
    """Offices whose recommendations the signed-in person may read, as ``name`` and ``title``, by title."""
    return reading.offices(tk.g.userobj)


def sdijember_seal_problem(whole: bool = False) -> str:
    """Why letters cannot be sealed now; empty if they can, or are not meant to be.

    :param whole: with paths, for administrators
    """
    problem: SealProblem | None = letters.seal_problem()
    if problem is None:
        return ""
    if whole:
        return tk._(problem.message).format(**problem.params)
    return tk._("Letters cannot be sealed now: the certificate cannot be used. An administrator has to look at it.")
