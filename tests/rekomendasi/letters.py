"""A letter to fill templates with, and a certificate to be thrown away."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from ckanext.sdijember.rekomendasi.papers import letter_pdf
from ckanext.sdijember.rekomendasi.papers.letter import Letter

CODE = "ABCDE-FGHJK-MNPQR-STVWX"
URL = f"https://portal.example/rekomendasi/{CODE}"
LETTER = Letter(
    number="V-26.3509.001", date="17 Mei 2026", issuer="Badan Pusat Statistik Kabupaten Jember",
    issuer_address="Jl. Contoh 1, Jember", kind="penyebarluasan", scope="Dataset", title="Luas Wilayah per Kecamatan",
    office="Dinas Satu", conditions="Cantumkan sumber.\nPerbarui tiap tahun.",
    condition_lines=("Cantumkan sumber.", "Perbarui tiap tahun."), examined=("Metadata", "Berkas luas.csv"),
    snapshot="3fa94b01" * 8, code=CODE, verify_url=URL, qr=letter_pdf.qr(URL), place="Jember",
    signer_name="Ani Statistika", signer_position="Kepala BPS Kabupaten Jember", portal="Portal Data Jember",
)  # fmt: skip
NAME = "Badan Pusat Statistik Kabupaten Jember"
PASSPHRASE = "rahasia uji"


def changed(**parts: Any) -> Letter:
    """The letter with other parts."""
    return dataclasses.replace(LETTER, **parts)


def certificate(folder: Path, days: tuple[int, int] = (-1, 30), passphrase: str = PASSPHRASE) -> Path:
    """A self-signed certificate with its key as PKCS#12, valid from and until so many days from now."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=days[0]))
        .not_valid_after(now + datetime.timedelta(days=days[1]))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    protect = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    path = folder / "segel.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"segel", key, made, None, protect))
    return path
