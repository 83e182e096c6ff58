"""The letter: what it says, what a template may not do, and a QR code that leads to the page that verifies it."""

from __future__ import annotations

import http.server
import io
import re
import threading

import docx
import pypdfium2
import pytest
import segno

from ckanext.sdijember.rekomendasi.papers import letter, letter_docx, letter_pdf
from tests.rekomendasi.letters import CODE, LETTER, URL, changed

#: Side of the code in the shipped template.
MILLIMETRES = 30
QR = "<p>{{ surat.qr }}</p>"


def _words(pdf):
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return re.sub(r"\s+|￾", "", text.replace("-\r\n", "-"))


def _said(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def pdf():
    return letter_pdf.render(letter.shipped(), LETTER)


def test_every_part_of_the_letter_is_printed(pdf):
    found = _words(pdf)
    for text in (LETTER.number, LETTER.date, LETTER.title, LETTER.office, LETTER.snapshot, CODE, URL, *LETTER.examined,
                 *LETTER.condition_lines, LETTER.signer_name, LETTER.signer_position,
                 LETTER.issuer_address):  # fmt: skip
        assert _said(text) in found, text
    assert _said(LETTER.issuer).upper() in found.upper()


def test_the_editable_copy_says_the_same():
    document = docx.Document(io.BytesIO(letter_docx.render(LETTER)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    found = _said(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))
    for text in (LETTER.number, LETTER.date, LETTER.title, LETTER.office, LETTER.snapshot, CODE, URL, *LETTER.examined,
                 *LETTER.condition_lines, LETTER.signer_name, LETTER.signer_position):  # fmt: skip
        assert _said(text) in found, text


def test_the_same_letter_is_the_same_file(pdf):
    assert letter_pdf.render(letter.shipped(), LETTER) == pdf
    assert letter_pdf.render(letter.shipped(), changed(number="V-26.3509.002")) != pdf


def test_the_qr_code_on_paper_is_that_of_the_address(pdf):
    """Every module of the code is where it should be on the rendered page, with the blank border a scanner needs."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("L")
    code = segno.make(URL, error="m", micro=False)
    step = MILLIMETRES * picture.width / 210 / code.symbol_size(scale=1, border=4)[0]
    left, top = _corner(picture, 7 * step)
    for row, modules in enumerate(code.matrix_iter(border=4)):
        for column, dark in enumerate(modules):
            at = int(left + (column - 3.5) * step), int(top + (row - 3.5) * step)
            assert (picture.getpixel(at) < 128) == bool(dark), (row, column)


def _corner(picture, length):
    """Upper left corner of the code, in pixels: the first line that is as long as the mark in its corner."""
    for top in range(picture.height):
        line = "".join("#" if picture.getpixel((x, top)) < 128 else " " for x in range(picture.width))
        for run in re.finditer("#+", line):
            if abs(len(run.group()) - length) < 3:
                return run.start(), top
    raise AssertionError("there is no QR code on the page")


def test_text_of_people_is_text():
    nasty = '<script>x</script><img src="file:///etc/passwd"> {{ surat.number }} & “kutip”'
    text = letter.fill(letter.shipped(), changed(title=nasty, condition_lines=(nasty,)))
    assert "<script>" not in text and "&lt;script&gt;" in text and "{{ surat.number }}" in text
    found = _words(letter_pdf.render(letter.shipped(), changed(title=nasty)))
    assert _said("<script>x</script>") in found


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("<p>\n{{ surat.judul }}" + QR, 2, letter.UNKNOWN_PART),
        ("{{ request }}" + QR, 1, letter.UNKNOWN_NAME),
        ("<p>\n\n{% if surat.number %}" + QR, 3, letter.SYNTAX),
        ("a\n{{ surat.number", 2, letter.SYNTAX),
        ("{{ surat.__class__ }}" + QR, 1, letter.UNKNOWN_PART),
        ("{{ surat['__class__'] }}" + QR, 1, letter.NOT_ALLOWED),
        ("{{ surat.number.__class__.__mro__ }}" + QR, 1, letter.UNKNOWN_PART),
        ("{{ surat.number.upper() }}" + QR, 1, letter.NOT_ALLOWED),
        ("{{ 'a' * 999999999 }}" + QR, 1, letter.NOT_ALLOWED),
        ("{{ '%999999999d' % 1 }}" + QR, 1, letter.NOT_ALLOWED),
        ("{{ surat.number | attr('__class__') }}" + QR, 1, letter.UNKNOWN_FILTER),
        ("{{ surat.number | center(999999999) }}" + QR, 1, letter.UNKNOWN_FILTER),
        ("{{ surat.title | safe }}" + QR, 1, letter.UNKNOWN_FILTER),
        ("\n{% include '/etc/passwd' %}" + QR, 2, letter.NOT_ALLOWED),
        ("{% import 'os' as os %}" + QR, 1, letter.NOT_ALLOWED),
        ("{% extends 'base.html' %}" + QR, 1, letter.NOT_ALLOWED),
        ("{% set a = surat %}" + QR, 1, letter.NOT_ALLOWED),
        ("{% macro a() %}{% endmacro %}" + QR, 1, letter.NOT_ALLOWED),
        ("{% for a in surat.title %}{% for b in surat.title %}{% endfor %}{% endfor %}" + QR, 1, letter.NESTED),
        ("{% for a in surat.examined %}{{ a.__class__ }}{% endfor %}" + QR, 1, letter.UNKNOWN_PART),
        ("<p>\n<img src='file:///etc/passwd'>" + QR, 2, letter.OUTSIDE),
        ("<img src=https://example.org/a.png>" + QR, 1, letter.OUTSIDE),
        ("<style>\n@import 'https://example.org/a.css';</style>" + QR, 2, letter.OUTSIDE),
        ("<style>p { background: url(//example.org/a.png) }</style>" + QR, 1, letter.OUTSIDE),
        ("<p>{{ surat.number }}</p>", 1, letter.NO_QR),
        ("a" * (letter.LONGEST + 1), 1, letter.TOO_LONG),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_its_line(template, line, message):
    with pytest.raises(letter.TemplateProblem) as refused:
        letter.check(template)
    assert (refused.value.line, refused.value.message) == (line, message)
    with pytest.raises(letter.TemplateProblem):
        letter.fill(template, LETTER)


def test_what_a_template_may_do():
    template = (
        "{% for one in surat.examined %}{{ loop.index }}/{{ loop.length }} {{ one | upper }}{% endfor %}"
        "{% if surat.scope == 'Dataset' and not surat.conditions is none %}ya{% endif %}"
        "{{ surat.condition_lines | join('; ') }} <a href='https://example.org'>situs</a>" + QR
    )
    text = letter.fill(template, LETTER)
    assert "1/2 METADATA" in text and "ya" in text and "Cantumkan sumber.; Perbarui tiap tahun." in text


def test_the_second_wall_holds_without_the_first(monkeypatch):
    """Were the check of a template to miss something, the sandbox would still not let it through."""
    monkeypatch.setattr(letter, "check", lambda template: None)
    for template in ("{{ surat.__class__ }}", "{{ surat.number.upper() }}", "{{ surat.number.__class__ }}",
                     "{{ surat.x }}", "{% include 'a' %}"):  # fmt: skip
        with pytest.raises(Exception, match=r"unsafe|not safely|undefined|has no attribute|no loader"):
            letter.fill(template, LETTER)


def test_nothing_is_fetched_even_if_a_template_asks(monkeypatch, tmp_path):
    """A server that would answer is never asked, and no file of the machine gets into the letter."""
    asked = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    secret = tmp_path / "rahasia.txt"
    secret.write_text("RAHASIA-MESIN")
    server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(letter, "check", lambda template: None)
    try:
        for asks in (f'<img src="{here}/a.png">', f'<link rel=stylesheet href="{here}/a.css">',
                     f'<a rel=attachment href="{here}">',
                     f'<link rel=attachment href="file://{secret}">', f'<style>@import "{here}/b.css";</style>',
                     f'<svg><image href="file://{secret}"/></svg>', f'<object data="{here}/c"></object>'):  # fmt: skip
            with pytest.raises(letter.TemplateProblem) as refused:
                letter_pdf.render(f"<p>Surat</p>{asks}", LETTER)
            assert refused.value.message == letter.OUTSIDE, asks
    finally:
        server.shutdown()
    assert asked == []
