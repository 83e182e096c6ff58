"""The electronic seal on a letter: a PAdES B-B signature by the certificate that the office has configured."""

from __future__ import annotations

import datetime
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import TextStampStyle

from ..kernel.domain.findings import N_

FIELD = "Segel"
#: In the foot of the first page, left of the page's number, in points.
_BOX = (62, 18, 255, 48)

MISSING = N_("The certificate “{path}” cannot be read.")
UNREADABLE = N_("The certificate “{path}” is no PKCS#12 file, or the passphrase does not open it.")
PASSPHRASE = N_("The file with the passphrase, “{path}”, cannot be read.")
EXPIRED = N_("The certificate “{path}” expired on {day}.")
NOT_YET = N_("The certificate “{path}” is not valid before {day}.")


@dataclass(frozen=True)
class Seal:
    """What is configured.

    :param certificate: path of a PKCS#12 file
    :param passphrase: what opens it; empty if nothing is needed
    :param passphrase_file: path of a file that holds the passphrase, if it is not given itself
    """

    certificate: str
    passphrase: str = ""
    passphrase_file: str = ""
    reason: str = ""
    location: str = ""
    visible: bool = True


@dataclass
class SealProblem(Exception):
    """The letter cannot be sealed: ``message`` (a msgid, with ``params``) is for administrators."""

    message: str
    params: dict[str, Any] = field(default_factory=dict)


def check(seal: Seal, now: datetime.datetime | None = None) -> str:
    """Whether the certificate can be used now.

    :returns: the name of its holder
    :raises SealProblem: it cannot
    """
    return _subject(_signer(seal, now))


def stamp(pdf: bytes, seal: Seal, now: datetime.datetime | None = None) -> bytes:
    """The PDF with the seal.

    :raises SealProblem: the certificate cannot be used
    """
    signer = _signer(seal, now)
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=seal.reason or None,
        location=seal.location or None,
        name=_subject(signer),
    )
    style = TextStampStyle(
        stamp_text="Disegel secara elektronik oleh\n%(signer)s\n%(ts)s",
        timestamp_format="%d-%m-%Y %H.%M %Z",
        border_width=1,
    )
    writer = signers.PdfSigner(
        meta, signer, stamp_style=style, new_field_spec=SigFieldSpec(FIELD, box=_BOX if seal.visible else None)
    )
    sealed = io.BytesIO()
    # pyHanko begins an event loop, which a thread that runs one already does not allow
    with ThreadPoolExecutor(max_workers=1) as aside:
        aside.submit(writer.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(pdf)), output=sealed).result()
    return sealed.getvalue()


def _signer(seal: Seal, now: datetime.datetime | None) -> signers.SimpleSigner:
    try:
        content = Path(seal.certificate).read_bytes()
    except OSError as error:
        raise SealProblem(MISSING, {"path": seal.certificate}) from error
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=_passphrase(seal))
        certificate = signer.signing_cert
        assert certificate is not None
    except SealProblem:
        raise
    except Exception as error:
        # the library lets through whatever its parsers raise
        raise SealProblem(UNREADABLE, {"path": seal.certificate}) from error
    now = now or datetime.datetime.now(datetime.timezone.utc)
    begin, end = certificate.not_valid_before, certificate.not_valid_after
    if now > end:
        raise SealProblem(EXPIRED, {"path": seal.certificate, "day": end.date().isoformat()})
    if now < begin:
        raise SealProblem(NOT_YET, {"path": seal.certificate, "day": begin.date().isoformat()})
    return signer


def _passphrase(seal: Seal) -> bytes | None:
    if seal.passphrase or not seal.passphrase_file:
        return seal.passphrase.encode() or None
    try:
        return Path(seal.passphrase_file).read_text(encoding="utf-8").strip("\r\n").encode()
    except (OSError, UnicodeDecodeError) as error:
        raise SealProblem(PASSPHRASE, {"path": seal.passphrase_file}) from error


def _subject(signer: signers.SimpleSigner) -> str:
    certificate = signer.signing_cert
    assert certificate is not None
    names = certificate.subject.native
    return str(names.get("common_name") or names.get("organization_name") or certificate.subject.human_friendly)
