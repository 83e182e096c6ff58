"""Verdicts and checklists as the review page shows them: one control per item, counts, the letter of return."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...metadata.domain.forms import ROW_FORMS, form
from ..domain import items as item_rules
from ..domain import verdicts as rules
from ..domain.checklist import TEAMS

_KEPT = "sdijember_verdicts"
_TYPED = "sdijember_verdicts_typed"
#: What the page may be narrowed down to.
FILTERS = ("belum", "berubah", "perbaiki")
_EMPTY: dict[str, Any] = {"team": "", "items": [], "counts": {}, "letter": [], "unmended": []}


def sdijember_verdicts(pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """What ``sdijember_verdict_list`` returned, with ``by_item``; asked once per page.

    :param pkg_dict: the dataset as ``package_show`` returns it
    """
    kept = tk.g.setdefault(_KEPT, {})
    if pkg_dict["id"] not in kept:
        found = _EMPTY
        if tk.h.sdijember_sees_review(pkg_dict):
            found = tk.get_action("sdijember_verdict_list")({"user": tk.g.user}, {"id": pkg_dict["id"]})
        kept[pkg_dict["id"]] = {**found, "by_item": {one["here"]: one for one in found["items"]}}
    return kept[pkg_dict["id"]]


def sdijember_typed_verdicts(typed: dict[str, Any], errors: dict[str, Any]) -> None:
    """Have the page show again what was typed and could not be saved.

    :param typed: name of an item → ``verdict``, ``category``, ``comment``
    :param errors: name of an item → field → messages
    """
    setattr(tk.g, _TYPED, {"typed": typed, "errors": errors})


def sdijember_verdicts_lost(pkg_dict: dict[str, Any]) -> list[dict[str, str]]:
    """What was typed and has no place on the page any more, because another team has the data now.

    :param pkg_dict: the dataset
    :returns: dicts of ``label`` and ``comment``
    """
    found = sdijember_verdicts(pkg_dict)
    typed = (tk.g.get(_TYPED) or {"typed": {}})["typed"]
    if found["team"]:
        return []
    labels = {one["item"]: one["label"] for one in found["items"]}
    return [
        {"label": labels.get(item, item), "comment": one["comment"]} for item, one in typed.items() if one["comment"]
    ]


def sdijember_verdict_control(pkg_dict: dict[str, Any], item: str) -> dict[str, Any] | None:
    """What stands beside one item.

    :param pkg_dict: the dataset
    :param item: its name, such as "field:title" or "file:" and the id of a file
    :returns: ``item``, ``label``, ``team`` (in whose name the person may judge, or ""), ``mine`` (that team's verdict,
        or what was typed), ``others`` (verdicts of other teams), ``earlier`` (of this team on what it said before),
        ``changed``, ``state`` ("belum", "sesuai", "perbaiki"), ``token`` and ``errors``; ``None`` if there is nothing
        to show
    """
    found = sdijember_verdicts(pkg_dict)
    one = found["by_item"].get(item)
    if one is None:
        return None
    team, given = found["team"], one["verdicts"]
    kept = tk.g.get(_TYPED) or {"typed": {}, "errors": {}}
    mine = kept["typed"].get(one["item"]) or given.get(team) or {"verdict": "", "category": "", "comment": ""}
    others = {name: verdict for name, verdict in given.items() if name != team}
    if not team and not others:
        return None
    stated = mine if team else next(iter(others.values()))
    return {
        "item": one["item"],
        "label": one["label"],
        "team": team,
        "mine": mine,
        "others": others,
        "earlier": one["earlier"].get(team),
        "changed": one["changed"],
        "state": stated["verdict"] or "belum",
        "token": one["token"],
        "errors": kept["errors"].get(one["item"], {}),
    }


def sdijember_verdict_label(verdict: str) -> str:
    """A verdict in words; empty is undecided."""
    return {rules.OK: tk._("In order"), rules.MEND: tk._("To be corrected")}.get(verdict, tk._("Not judged yet"))


def sdijember_verdict_categories() -> list[dict[str, str]]:
    """Kinds of corrections: ``code`` and ``label`` in the reader's language."""
    return [{"code": one.code, "label": one.label(tk.h.lang())} for one in rules.categories()]


def sdijember_verdict_category(code: str) -> str:
    """Label of a kind of correction."""
    return rules.categories().label(code, tk.h.lang()) if code else ""


def sdijember_verdict_filter() -> str:
    """What the page is narrowed down to, as its address says; empty for everything."""
    asked = tk.request.args.get("tampil", "")
    return asked if asked in FILTERS else ""


def sdijember_checklists(pkg_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Checklists of the submission, that of the team which has the data first; none for the producer.

    :param pkg_dict: the dataset
    """
    if not tk.h.sdijember_sees_review(pkg_dict):
        return []
    found = tk.get_action("sdijember_checklist_state")({"user": tk.g.user}, {"id": pkg_dict["id"]})
    mine = sdijember_verdicts(pkg_dict)["team"]
    return sorted(found, key=lambda one: one["team"] != mine)


def sdijember_unticked(pkg_dict: dict[str, Any], action: str) -> list[dict[str, Any]]:
    """Lines of the own team's checklist that are not ticked, where the decision passes the data on.

    :param pkg_dict: the dataset
    :param action: the decision
    """
    team = sdijember_verdicts(pkg_dict)["team"]
    if action not in ("verify", "recommend") or not team:
        return []
    return [line for one in sdijember_checklists(pkg_dict) if one["team"] == team
            for line in one["lines"] if not line["ticked"]]  # fmt: skip


def sdijember_letter_groups(entries: list[dict[str, str]], pkg_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """A letter of return as the page shows it.

    :param entries: ``letter`` of an event, or of ``sdijember_verdicts``
    :param pkg_dict: the dataset
    :returns: dicts of ``title`` and ``entries``, each with ``url`` of its field, for those who may mend it
    """
    edits = tk.h.check_access("package_update", {"id": pkg_dict["id"]})
    titles = {
        item_rules.FIELD: tk._("Metadata"),
        item_rules.FILE: tk._("Files"),
        item_rules.COLUMN: tk._("Columns"),
        **{name: tk.h.sdijember_rows_title(name) for name in ROW_FORMS},
    }
    groups = []
    for kind in item_rules.KINDS:
        found = [entry for entry in entries if item_rules.parse(entry["item"]).kind == kind]
        if found:
            shown = [{**entry, "url": sdijember_item_url(pkg_dict, entry["item"], edits)} for entry in found]
            groups.append({"title": titles[kind], "entries": shown})
    return groups


def sdijember_item_url(pkg_dict: dict[str, Any], item: str, edits: bool) -> str:
    """Where an item is mended, or where the review page shows it.

    :param pkg_dict: the dataset
    :param item: its name
    :param edits: the person may change the dataset
    """
    name, kind = pkg_dict["name"], pkg_dict["type"]
    if not edits:
        return f"{tk.h.url_for('sdijember_review.read', id=name)}#{sdijember_item_anchor(item)}"
    here = {one["item"]: one["here"] for one in sdijember_verdicts(pkg_dict)["items"]}
    found = item_rules.parse(here.get(item, item))
    if found.kind in ROW_FORMS:
        lines = tk.h.sdijember_kegiatan(pkg_dict)[found.kind]
        number = next((at for at, line in enumerate(lines, 1) if line["id"] == found.name), 1)
        return tk.h.url_for("sdijember_rows.edit", id=name, form=found.kind) + f"#baris-{number}"
    if found.kind == item_rules.FIELD:
        asked = {"blok": section} if kind == "kegiatan" and (section := _section(found.name)) else {}
        return f"{tk.h.url_for(f'{kind}.edit', id=name, **asked)}#field-{found.name}"
    if not any(resource["id"] == found.name for resource in pkg_dict.get("resources", [])):
        return tk.h.url_for(f"{kind}.resources", id=name)
    address = tk.h.url_for(f"{kind}_resource.edit", id=name, resource_id=found.name)
    return f"{address}#field-{'skema_kolom' if found.kind == item_rules.COLUMN else 'resource-upload'}"


def sdijember_item_anchor(item: str) -> str:
    """Id of an item's place on the review page."""
    return "butir-" + "".join(sign if sign.isalnum() else "-" for sign in item)


def _section(name: str) -> str:
    fields = form("kegiatan").fields
    return fields[name].section if name in fields else ""


def sdijember_checklist_teams() -> list[str]:
    """Teams that have a checklist."""
    return list(TEAMS)
