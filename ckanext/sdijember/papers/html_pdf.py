"""A template in HTML becomes a PDF. Nothing is fetched: what a page needs stands in its template."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import HTML


def render(template: Path, **values: Any) -> bytes:
    """A document. The same values give the same bytes.

    :param template: the file, beside the paper's own module
    """
    return HTML(
        string=_environment(template.parent).get_template(template.name).render(values), url_fetcher=_refuse
    ).write_pdf()


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"a document fetches nothing, not even {url}")
