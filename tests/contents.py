"""What stands in a file, whatever its format."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pypdfium2


def text_of(content: bytes, name: str) -> str:
    """All the text of a file, for looking something up in it.

    :param name: of the format, as for ``sdijember_kegiatan_export``
    """
    if name in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(member).decode("utf-8", "replace") for member in archive.namelist())
    if name == "pdf":
        pages = pypdfium2.PdfDocument(content)
        words = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
        return words + json.dumps(pages.get_metadata_dict(), ensure_ascii=False)
    return content.decode()


def json_file(content: Any) -> bytes:
    """An object as a file."""
    return json.dumps(content).encode()
