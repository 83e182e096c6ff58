"""The letter of a recommendation: made once after the decision, sealed if that is configured, kept by its SHA-256."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from babel.dates import format_date
from ckan import model

from ... import config
from ...files.logic import store as filestore
from ...kernel.logic.transaction import transaction
from ...metadata.domain.forms import ROW_FORMS
from ...papers import seal
from ...review.model.review import Review
from ...review.model.snapshot import Snapshot
from .. import model as store
from ..domain import rekomendasi as rules
from ..model import Rekomendasi
from ..papers import letter as letters
from ..papers import letter_docx, letter_pdf
from ..papers.letter import Letter
from .log import write_event

logger = logging.getLogger(__name__)

_SCOPES = {"dataset": "Dataset", "kegiatan": "Kegiatan statistik"}
#: Files that the letter names one by one.
_MOST_FILES = 20
#: Parts of a snapshot that are no answers of the producer.
_NO_ANSWERS = frozenset({"id", "name", "resources", "groups", "tags", *ROW_FORMS})
_SAMPLE_CODE = "0123456789ABCDEFGHJK"


def make(id_: str) -> bytes:
    """The letter as PDF; made and kept if there is none yet.

    As long as the certificate that should seal it cannot be used, the letter is given unsealed and not kept.

    :raises TemplateProblem: the template cannot be used
    :raises FileNotFoundError: the file that was kept is gone and cannot be made again as it was
    """
    row = store.get(id_)
    assert row is not None and row.kind == rules.PENYEBARLUASAN
    if row.letter_sha256 and filestore.exists(row.letter_sha256):
        return b"".join(filestore.chunks(row.letter_sha256))
    with transaction():
        row = store.lock(id_)
        return _remade(row) if row.letter_sha256 else _made(row)


def docx_of(row: Rekomendasi) -> bytes:
    """The letter as an editable copy."""
    return letter_docx.render(letter_of(row))


def template_in_use() -> tuple[int, str]:
    """Version and text of the template for letters that are made now."""
    saved = store.current_template()
    return (saved.version if saved else 0), (saved.body if saved else "") or letters.shipped()


def preview(body: str) -> bytes:
    """A letter that nobody gave, as PDF, to see a template by.

    :raises TemplateProblem: the template cannot be used
    """
    return letter_pdf.render(body, _sample())


def seal_problem() -> seal.SealProblem | None:
    """Why letters cannot be sealed now though that is configured."""
    values = config.seal()
    if not values["certificate"]:
        return None
    try:
        seal.check(seal.Seal(**values))
    except seal.SealProblem as problem:
        return problem
    return None


def letter_of(row: Rekomendasi) -> Letter:
    """What the letter of a recommendation says."""
    kept = model.Session.get(Snapshot, row.snapshot) if row.snapshot else None
    url = tk.h.url_for("sdijember_rekomendasi.read", code=rules.shown_code(row.code), qualified=True, locale="default")
    said = config.letter()
    return Letter(
        number=row.number,
        date=format_date(row.date, "d MMMM y", locale="id"),
        issuer=row.issuer,
        issuer_address=said["issuer_address"],
        kind=row.kind,
        scope=_SCOPES.get(row.package_type, row.package_type),
        title=row.title,
        office=row.office,
        conditions=row.conditions,
        condition_lines=tuple(line.strip() for line in row.conditions.splitlines() if line.strip()),
        examined=_examined(row.package_type, kept.content if kept else {}),
        snapshot=row.snapshot or "",
        code=rules.shown_code(row.code),
        verify_url=url,
        qr=letter_pdf.qr(url),
        place=said["place"],
        signer_name=row.signer_name,
        signer_position=row.signer_position,
        portal=config.site_title(),
    )


def _made(row: Rekomendasi) -> bytes:
    """Make, seal and keep the letter; the event says its digest, so that it cannot be exchanged unnoticed."""
    version, template = template_in_use()
    content, sealed_by = _sealed(letter_pdf.render(template, letter_of(row)))
    if sealed_by is None:
        return content
    row.letter_sha256 = filestore.keep([content])
    row.letter_template, row.letter_template_sha256 = version, hashlib.sha256(template.encode()).hexdigest()
    row.letter_sealed_by, row.letter_at = sealed_by, store.now()
    model.Session.flush()
    review, portal = Review.get(row.subject), model.User.get(config.site_user())
    paper = {"sha256": row.letter_sha256, "name": f"{rules.file_stem(row.number)}.pdf", "type": "application/pdf"}
    said = {"surat": paper, "template": version, "template_sha256": row.letter_template_sha256}
    actor = {"actor_id": portal.id if portal else "", "actor_name": config.site_title(), "actor_role": ""}
    state = review.state if review else ""
    write_event(row, state, "letter", "", said | {"sealed_by": sealed_by}, **actor)
    return content


def _remade(row: Rekomendasi) -> bytes:
    """The letter made again for a file that is gone; only if it is the same to the last byte."""
    saved = store.template(row.letter_template or 0)
    content = letter_pdf.render((saved.body if saved else "") or letters.shipped(), letter_of(row))
    if hashlib.sha256(content).hexdigest() != row.letter_sha256:
        raise FileNotFoundError(row.letter_sha256)
    filestore.keep([content])
    return content


def _sealed(content: bytes) -> tuple[bytes, str | None]:
    """The PDF with its seal and whose it is: empty without a certificate, ``None`` if it cannot be sealed now."""
    values = config.seal()
    if not values["certificate"]:
        return content, ""
    try:
        configured = seal.Seal(**values)
        return seal.stamp(content, configured), seal.check(configured)
    except seal.SealProblem as problem:
        logger.error("A letter could not be sealed: %s", problem.message.format(**problem.params))
        return content, None


def _examined(kind: str, content: Mapping[str, Any]) -> tuple[str, ...]:
    """What was looked at, by the snapshot that was approved."""
    if not content:
        return ()
    answers = sum(1 for name in content if name not in _NO_ANSWERS)
    lines = [f"Metadata: {answers} isian"]
    if kind == "kegiatan":
        lines += [f"{form.title()}: {len(content.get(form) or [])} baris" for form in ROW_FORMS]
    resources = content.get("resources") or []
    for resource in resources[:_MOST_FILES]:
        name = resource.get("name") or resource.get("url") or resource["id"]
        digest = f", SHA-256 {resource['sha256'][:16]}…" if resource.get("sha256") else ""
        lines.append(f"Berkas {name}{digest}")
    if len(resources) > _MOST_FILES:
        lines.append(f"dan {len(resources) - _MOST_FILES} berkas lain")
    return tuple(lines)


def _sample() -> Letter:
    """A letter whose every part is filled in."""
    said = config.letter()
    row = Rekomendasi(
        id="", package_id="", package_type="dataset", kind=rules.PENYEBARLUASAN, number="CONTOH-001",
        issuer=said["issuer"], date=store.now().date(), conditions="Cantumkan sumber data.\nPerbarui setiap tahun.",
        title="Judul dataset contoh", office="Nama perangkat daerah", snapshot="0" * 64, code=_SAMPLE_CODE,
        signer_name=said["signer_name"] or "Nama penanda tangan", signer_position=said["signer_position"],
    )  # fmt: skip
    examined = ("Metadata: 24 isian", "Berkas contoh.csv, SHA-256 0000000000000000…")
    return dataclasses.replace(letter_of(row), examined=examined)
