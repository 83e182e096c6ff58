"""``/kode-referensi`` and ``/data-induk``: code lists, regions and offices, to read and to download."""

from __future__ import annotations

import hashlib
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ..kernel.exchange.csv_table import table_csv
from .domain.validity import today
from .exchange import files
from .logic import reference

sdijember_reference = Blueprint("sdijember_reference", __name__)

#: Files of Data Induk: name in the address → action, what it is asked, columns.
MASTER: dict[str, tuple[str, dict[str, str], tuple[str, ...]]] = {
    "wilayah": ("sdijember_region_list", {}, files.REGION_COLUMNS),
    "kecamatan": ("sdijember_region_list", {"level": "kecamatan"}, files.REGION_COLUMNS),
    "desa-kelurahan": ("sdijember_region_list", {"level": "desa_kelurahan"}, files.REGION_COLUMNS),
    "opd": ("sdijember_office_list", {}, files.OFFICE_COLUMNS),
}
_MEDIA = {"csv": "text/csv", "json": "application/json"}
_FILE = '<any("csv","json"):suffix>'


@sdijember_reference.route("/kode-referensi", strict_slashes=False)
def index() -> str:
    """Every code list, in groups."""
    return tk.render("reference/index.html", {"lists": _ask("sdijember_codelist_list")})


@sdijember_reference.route("/kode-referensi/opd")
def offices_moved() -> Response:
    """The offices are Data Induk; somebody who looks for their codes here is led there."""
    return tk.redirect_to("sdijember_reference.offices")  # type: ignore[return-value]


@sdijember_reference.route("/kode-referensi/<name>")
def codelist(name: str) -> Any:
    """The codes of a list; ``as_of`` shows those of one day, ``q`` those that hold the words."""
    return _page("reference/codelist.html", "sdijember_codelist_show", "content", name=name)


@sdijember_reference.route(f"/kode-referensi/<name>.{_FILE}")
def codelist_file(name: str, suffix: str) -> Response:
    """A list as CSV or JSON."""
    found = _answer("sdijember_codelist_show", suffix, name=name)
    if isinstance(found, Response):
        return found
    text = files.codelist_csv(found) if suffix == "csv" else files.as_json(found)
    return _file(text, f"kode-{name}", suffix)


@sdijember_reference.route("/data-induk", strict_slashes=False)
def master() -> Any:
    """The kecamatan with both codes; with ``q`` the regions of any level that fit."""
    level = {} if tk.request.args.get("q", "").strip() else {"level": "kecamatan"}
    return _page("reference/regions.html", "sdijember_region_list", "regions", **level)


@sdijember_reference.route('/data-induk/<any("wilayah","kecamatan","desa-kelurahan"):name>')
def table(name: str) -> Any:
    """One level of regions, or all of them."""
    action, asked, _ = MASTER[name]
    return _page("reference/places.html", action, "regions", {"table": name, "district": None}, **asked)


@sdijember_reference.route("/data-induk/kecamatan/<code>")
def district(code: str) -> Any:
    """The desa and kelurahan of one kecamatan."""
    about = {"table": "kecamatan", "district": _district(code)}
    return _page("reference/places.html", "sdijember_region_list", "regions", about, parent=code)


@sdijember_reference.route(f"/data-induk/kecamatan/<code>.{_FILE}")
def district_file(code: str, suffix: str) -> Response:
    """The desa and kelurahan of one kecamatan as CSV or JSON."""
    _district(code)
    return _table("sdijember_region_list", {"parent": code}, files.REGION_COLUMNS, f"kecamatan-{code}", suffix)


@sdijember_reference.route("/data-induk/opd")
def offices() -> Any:
    """The offices, with those that have ended."""
    return _page("reference/offices.html", "sdijember_office_list", "offices")


@sdijember_reference.route(f'/data-induk/<any("wilayah","kecamatan","desa-kelurahan","opd"):name>.{_FILE}')
def master_file(name: str, suffix: str) -> Response:
    """A table of Data Induk as CSV or JSON."""
    action, asked, columns = MASTER[name]
    return _table(action, asked, columns, name, suffix)


def _page(template: str, action: str, key: str, about: dict[str, Any] | None = None, **asked: Any) -> Any:
    """Render what an action answers; a day that is none is told beside its field, with status 400."""
    typed = {"q": tk.request.args.get("q", "").strip(), "as_of": tk.request.args.get("as_of", "").strip()}
    errors: dict[str, Any] = {}
    try:
        found = _ask(action, **asked, **typed)
    except tk.ValidationError as refused:
        errors = refused.error_dict
        found = _ask(action, **asked, q=typed["q"])
    page = tk.render(
        template,
        {key: found, "asked": typed, "errors": errors, "today": today().isoformat(), **(about or {})},
    )
    return (page, 400) if errors else page


def _table(action: str, asked: dict[str, str], columns: tuple[str, ...], name: str, suffix: str) -> Response:
    found = _answer(action, suffix, **asked)
    if isinstance(found, Response):
        return found
    if suffix == "csv":
        return _file(table_csv(columns, found), name, suffix)
    about = reference.about("opd" if name == "opd" else "wilayah")
    content = {"name": name, **about, "as_of": _as_of() or None, "count": len(found), "rows": found}
    return _file(files.as_json(content), name, suffix)


def _answer(action: str, suffix: str, **asked: str) -> Any:
    """What an action answers, or why it cannot, in the format that was asked for."""
    try:
        return _ask(action, **asked, as_of=_as_of(), q=tk.request.args.get("q", ""))
    except tk.ValidationError as refused:
        text = "\n".join(f"{field}: {' '.join(said)}" for field, said in refused.error_dict.items())
        text = files.as_json({"error": refused.error_dict}) if suffix == "json" else text + "\n"
        return Response(text, 400, mimetype="application/json" if suffix == "json" else "text/plain")


def _ask(action: str, **asked: Any) -> Any:
    """Call an action for the reader.

    :raises NotFound: there is no such list
    """
    try:
        return tk.get_action(action)({"user": tk.g.user}, asked)
    except tk.ObjectNotFound as missing:
        return tk.abort(404, missing.message)


def _district(code: str) -> dict[str, Any]:
    found = _ask("sdijember_region_list", level="kecamatan", kode_kemendagri=code)
    return found[0] if found else tk.abort(404, tk._("There is no such kecamatan."))


def _as_of() -> str:
    return tk.request.args.get("as_of", "").strip()


def _file(text: str, name: str, suffix: str) -> Response:
    """A file to download. Its ETag is made of its content: who holds the same one is told that nothing has changed."""
    day = _as_of()
    response = Response(text.encode(), content_type=f"{_MEDIA[suffix]}; charset=utf-8")
    filename = f"{name}-{day}.{suffix}" if day else f"{name}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    return response.make_conditional(tk.request)
