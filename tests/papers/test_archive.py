"""An archive that is sent while it is made: whole, provable, and the same for the same content."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

from ckanext.sdijember.papers.archive import Archive


def _made(content=b"isi\n"):
    archive = Archive()
    yield from archive.add("satu.txt", [content, content], name="Satu")
    yield from archive.add("folder/kosong.txt", [])
    yield from archive.end(dataset="luas")


def test_it_opens_and_holds_what_was_put_in():
    with zipfile.ZipFile(io.BytesIO(b"".join(_made()))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["satu.txt", "folder/kosong.txt", "manifest.json", "SHA256SUMS"]
        assert archive.read("satu.txt") == b"isi\nisi\n"


def test_every_entry_stands_in_the_manifest_with_its_digest():
    with zipfile.ZipFile(io.BytesIO(b"".join(_made()))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["dataset"] == "luas"
        assert manifest["entries"][0] == {
            "path": "satu.txt", "bytes": 8, "sha256": hashlib.sha256(b"isi\nisi\n").hexdigest(), "name": "Satu",
        }  # fmt: skip
        sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
        assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
        assert all(hashlib.sha256(archive.read(path)).hexdigest() == digest for path, digest in sums.items())


def test_the_same_content_gives_the_same_bytes():
    assert b"".join(_made()) == b"".join(_made())
    assert b"".join(_made()) != b"".join(_made(b"lain\n"))


def test_no_more_than_a_piece_is_held():
    """Random bytes do not become smaller: what is sent at once must not be much more than what was put in at once."""
    piece = hashlib.shake_256(b"acak").digest(1 << 20)
    archive = Archive()
    largest = max(len(sent) for sent in archive.add("besar.bin", (piece for _ in range(8))))
    assert largest < 2 * len(piece)
