"""The seal is a signature that others can verify; a certificate that cannot be used says why."""

from __future__ import annotations

import asyncio
import datetime
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from ckanext.sdijember.papers import seal
from ckanext.sdijember.rekomendasi.papers import letter, letter_pdf
from tests.rekomendasi.letters import LETTER, NAME, PASSPHRASE, certificate


@pytest.fixture(scope="module")
def pdf():
    return letter_pdf.render(letter.shipped(), LETTER)


def _of(path, **changes):
    values = {"passphrase": PASSPHRASE, "reason": "Rekomendasi Statistik", "location": "Jember"} | changes
    return seal.Seal(str(path), **values)


def _signature(content):
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    return signature


def _status(content):
    signature = _signature(content)
    context = ValidationContext(trust_roots=[signature.signer_cert])
    # as when it is sealed: the browser's tests leave an event loop running in this thread
    with ThreadPoolExecutor(max_workers=1) as aside:
        return aside.submit(validate_pdf_signature, signature, context).result()


@pytest.mark.parametrize("visible", [True, False])
def test_a_sealed_letter_can_be_verified(tmp_path, pdf, visible):
    sealed = seal.stamp(pdf, _of(certificate(tmp_path), visible=visible))
    status = _status(sealed)
    assert status.bottom_line and status.intact and status.valid and status.trusted
    assert status.coverage.name == "ENTIRE_FILE"
    signature = _signature(sealed)
    assert signature.sig_object["/SubFilter"] == SigSeedSubFilter.PADES.value
    assert (signature.sig_object["/Reason"], signature.sig_object["/Location"]) == ("Rekomendasi Statistik", "Jember")
    assert signature.signer_cert.subject.native["common_name"] == NAME
    width = float(signature.sig_field["/Rect"][2]) - float(signature.sig_field["/Rect"][0])
    assert (width > 0) == visible


def test_it_is_sealed_also_where_an_event_loop_runs(tmp_path, pdf):
    async def served() -> bytes:
        return seal.stamp(pdf, _of(certificate(tmp_path)))

    with ThreadPoolExecutor(max_workers=1) as aside:
        assert _status(aside.submit(asyncio.run, served()).result()).valid


def test_what_is_changed_afterwards_is_seen(tmp_path, pdf):
    sealed = bytearray(seal.stamp(pdf, _of(certificate(tmp_path))))
    sealed[len(pdf) // 2] ^= 1
    assert not _status(bytes(sealed)).intact


def test_the_passphrase_can_lie_in_a_file(tmp_path):
    path = tmp_path / "sandi"
    path.write_text(f"{PASSPHRASE}\n")
    assert seal.check(_of(certificate(tmp_path), passphrase="", passphrase_file=str(path))) == NAME
    assert seal.check(_of(certificate(tmp_path, passphrase=""), passphrase="")) == NAME


def _problem(configured, now=None):
    with pytest.raises(seal.SealProblem) as refused:
        seal.check(configured, now)
    return refused.value.message


def test_a_certificate_that_cannot_be_used_says_why(tmp_path):
    good = certificate(tmp_path)
    assert _problem(_of(tmp_path / "tidak-ada.p12")) == seal.MISSING
    assert _problem(_of(good, passphrase="keliru")) == seal.UNREADABLE
    assert _problem(_of(good, passphrase="", passphrase_file=str(tmp_path / "tidak-ada"))) == seal.PASSPHRASE
    assert (
        _problem(_of(good), datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=31)) == seal.EXPIRED
    )
    assert _problem(_of(certificate(tmp_path, days=(-9, -2)))) == seal.EXPIRED
    assert _problem(_of(certificate(tmp_path, days=(2, 9)))) == seal.NOT_YET
    good.write_bytes(b"bukan sertifikat")
    assert _problem(_of(good)) == seal.UNREADABLE
