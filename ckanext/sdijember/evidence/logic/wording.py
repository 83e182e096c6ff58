"""The evidence in words. They are Indonesian in every language of the portal: it is a paper of the regency."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ...kegiatan.papers.ms_forms import day
from ...kegiatan.papers.ms_forms import moment as in_words
from ..domain.papers import is_paper

READ_ME = """BERKAS BUKTI PEMERIKSAAN DATA

berita-acara.pdf       setiap keputusan: siapa, peran, waktu, catatan, sidik jari; untuk dicetak
catatan/log.jsonl      peristiwa dataset ini dalam catatan keputusan portal, dengan sidik jarinya
catatan/jangkar.jsonl  jangkar harian catatan seluruh portal (bila ada)
pengajuan/             isi (metadata dan sidik jari berkas) setiap pengajuan
berkas/                berkas data setiap pengajuan
lampiran/              surat, hasil pindai, dan lampiran lain
manifest.json          ukuran dan SHA-256 setiap berkas, dan berkas yang tidak ada lagi (missing)
SHA256SUMS             daftar yang sama untuk sha256sum

CARA MEMERIKSA

1. Semua berkas utuh:            sha256sum -c SHA256SUMS
2. Peristiwa tidak diubah:       python3 periksa.py catatan/log.jsonl
   Setiap baris adalah {"body":ISI,"hash":"SIDIK"}; SIDIK adalah SHA-256 dari bita ISI.
3. Isi yang diputuskan:          nama berkas di pengajuan/ memuat 12 huruf pertama SHA-256-nya;
                                 seluruhnya tercantum sebagai "snapshot" dalam peristiwanya.
4. Tidak ada yang disembunyikan: minta ekspor seluruh catatan (ckan sdijember audit export) dan
                                 periksa bersama jangkar yang Anda simpan sendiri:
                                 python3 periksa.py log-seluruhnya.jsonl jangkar.jsonl
"""

_NAMES = {
    "number": "Nomor rekomendasi",
    "date": "Tanggal rekomendasi",
    "channel": "Diputuskan melalui",
    "decided_by": "Diputuskan oleh",
    "decided_on": "Tanggal keputusan",
    "on_behalf_of": "Atas nama",
    "publish_at": "Jadwal terbit",
    "scan": "Hasil pindai",
    "surat": "Surat rekomendasi",
    "conditions": "Syarat dan catatan",
    "code": "Kode pemeriksaan keaslian",
    "verdicts": "Penilaian",
    "checklist": "Daftar periksa",
    "letter": "Surat pengembalian",
    "version": "Versi",
    "change_note": "Catatan perubahan",
    "snapshot": "Sidik isi (SHA-256)",
    "item": "bagian",
    "kind": "jenis",
    "label": "nama",
    "category": "kategori",
    "comment": "catatan",
    "verdict": "penilaian",
    "ticked": "dicentang",
    "user_name": "oleh",
}
_CHANNELS = {"portal": "portal", "kertas": "kertas", "indah": "INDAH", "romantik": "ROMANTIK"}
#: Said elsewhere on the paper.
_UNSAID = frozenset({"name", "title", "override"})
#: For machines; they stand in the log.
_INTERNAL = frozenset({"fingerprint", "user_id", "changed"})
_LONGEST = 4000


def moment(iso: str) -> str:
    """A moment of the log in the portal's time: 5 Januari 2026 pukul 14.05 WIB."""
    return in_words(datetime.datetime.fromisoformat(iso).astimezone(tk.h.get_display_timezone()))


def flags(data: Mapping[str, Any]) -> list[str]:
    """What must not be overlooked: that duties were not separate, that it was decided elsewhere."""
    found = []
    if override := data.get("override"):
        reason = override.get("reason", "") if isinstance(override, Mapping) else override
        found.append(f"Pemisahan tugas dikecualikan. Alasan: {reason}")
    if data.get("channel", "portal") != "portal":
        channel = _CHANNELS.get(data["channel"], data["channel"])
        found.append(f"Diputuskan di luar portal ({channel}) dan dicatatkan oleh orang ini.")
    return found


def facts(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Everything else that an event's data say, in their order; what has no name of ours keeps its own."""
    found = []
    for key in sorted(set(data) - _UNSAID, key=lambda key: (key == "snapshot", key)):
        text = _text(data[key])
        if text and not (key == "channel" and text == "portal"):
            found.append((_NAMES.get(key, key), text if len(text) <= _LONGEST else text[:_LONGEST] + " …"))
    return found


def _text(value: Any) -> str:
    """A value in one line per part; a paper by its name."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if is_paper(value):
        return f"{value['name']} ({value['sha256'][:12]}…)"
    if isinstance(value, Mapping):
        shown = ((_NAMES.get(key, key), _text(part)) for key, part in value.items() if key not in _INTERNAL)
        return "; ".join(f"{name}: {text}" for name, text in shown if text)
    if isinstance(value, list):
        return "\n".join(f"– {text}" for part in value if (text := _text(part)))
    return _day_or_text(str(value))


def _day_or_text(text: str) -> str:
    """A day in words; everything else as it stands."""
    return day(text) if len(text) == len("2026-11-24") else text
