"""The encoding of a text file, told from all of its bytes: evidence decides, and where there is none, its producer."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from .decisions import Decision

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
#: Bytes that Windows-1252 gives no letter to.
_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
#: Letters and signs of Windows-1252 that texts of this country and its neighbours in language hold.
_USUAL = frozenset("°²³½¼¾±µ×÷§©®·–—‘’“”•…‰€™\u00a0ÀÁÂÄÅÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜßàáâäåçèéêëìíîïñòóôöøùúûü«»´`º£¥¿¡")
_TWO_OR_MORE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True)
class Charset:
    """How the bytes of a file are letters.

    :param decision: the encoding; None if no encoding makes letters of them
    :param mark: length of the byte order mark
    :param broken_at: where valid UTF-8 breaks off, in bytes; -1 if it does not
    """

    decision: Decision | None
    mark: int = 0
    broken_at: int = -1


def charset_of(stream: BinaryIO, fixed: Decision | None = None) -> Charset:
    """Tell the encoding of a file.

    :param stream: the bytes, seekable
    :param fixed: what its producer decided
    """
    stream.seek(0)
    head = stream.read(4096)
    mark, announced = next(((len(sign), name) for sign, name in _MARKS if head.startswith(sign)), (0, ""))
    wide = announced if announced.startswith("utf-16") else "" if announced else _wide_without_mark(head)
    if fixed is not None:
        name = str(fixed.value)
        return Charset(fixed if _breaks(stream, name, mark) < 0 else None, mark if announced == name else 0)
    if wide:
        return Charset(Decision(wide) if _breaks(stream, wide, mark) < 0 else None, mark)
    if _is_binary(stream):
        return Charset(None)
    broken_at = _breaks(stream, "utf-8", 0)
    if broken_at < 0:
        return Charset(Decision("utf-8"), mark)
    return _eight_bits(stream, mark, broken_at)


def _eight_bits(stream: BinaryIO, mark: int, broken_at: int) -> Charset:
    """A text that is no UTF-8: Windows-1252 if all that is not ASCII in it is usual there."""
    multiple, high, usual, holes = 0, 0, True, False
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        holes = holes or bool(_HOLES.search(chunk))
        multiple += len(_TWO_OR_MORE.findall(chunk))
        for run in _HIGH.findall(chunk):
            high += len(run)
            usual = usual and all(letter in _USUAL for letter in run.decode("cp1252", errors="replace"))
    if mark or 3 * multiple > high / 2:
        return Charset(None, mark, broken_at)
    if holes:
        return Charset(None)
    return Charset(Decision("cp1252", usual, () if usual else ("utf-8",)))


def _wide_without_mark(head: bytes) -> str:
    """UTF-16 without a mark shows by the zeros of its ASCII letters, which all stand on one side."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if even + odd < 0.3 * pairs:
        return ""
    return "utf-16-le" if odd > 10 * even else "utf-16-be" if even > 10 * odd else ""


def _is_binary(stream: BinaryIO) -> bool:
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        if _CONTROL.search(chunk):
            return True
    return False


def _breaks(stream: BinaryIO, encoding: str, mark: int) -> int:
    """Where the bytes are none of an encoding's; -1 if all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(mark)
    passed = mark
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
            passed += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as problem:
        return passed + problem.start
    return -1
