"""A letter as PDF: HTML laid out with the portal's typefaces, and nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import NoReturn

import segno
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ...papers import fonts
from .letter import OUTSIDE, Letter, TemplateProblem, fill

#: Name under which a template finds the typeface of the portal's documents.
FAMILY = "Surat"


class NothingOutside(URLFetcher):
    """Lets through what is written in the letter itself, and keeps in mind what else was asked for."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.lower().startswith("data:"):
            self._refuse(url)
        return super().fetch(url, headers)

    def _refuse(self, url: str) -> NoReturn:
        self.refused.append(url)
        raise ValueError("a letter fetches nothing from elsewhere")


def qr(url: str) -> str:
    """QR code of an address, as a picture to put into a page (a data: address)."""
    return segno.make(url, error="m", micro=False).svg_data_uri(scale=4, border=4, encode_minimal=True)


def render(template: str, letter: Letter) -> bytes:
    """The letter as PDF with its typefaces inside; the same letter and template give the same bytes.

    :raises TemplateProblem: the template cannot be used
    """
    text, fetcher, configuration = fill(template, letter), NothingOutside(), FontConfiguration()
    typefaces = CSS(string=_typefaces(), font_config=configuration, url_fetcher=fetcher)
    identifier = hashlib.sha256(f"{text}{letter.code}".encode()).digest()[:16]
    made = HTML(string=text, base_url=None, url_fetcher=fetcher).write_pdf(
        stylesheets=[typefaces], font_config=configuration, pdf_identifier=identifier
    )
    if fetcher.refused:
        raise TemplateProblem(1, OUTSIDE, {"url": fetcher.refused[0][:80]})
    assert made is not None
    return made


@cache
def _typefaces() -> str:
    """The first typeface of the portal's documents, regular and bold, written into the style sheet."""
    rules = [
        f"@font-face {{ font-family: {FAMILY}; font-weight: {weight}; src: url({_as_data(path)}); }}"
        for weight, path in zip(("normal", "bold"), fonts.files_of_first(), strict=True)
    ]
    return "\n".join(rules)


def _as_data(path: Path) -> str:
    return f"data:font/ttf;base64,{base64.b64encode(path.read_bytes()).decode()}"
