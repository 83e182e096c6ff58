"""The typefaces of a PDF: Liberation Sans where it is installed; signs that it lacks come from the next one."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, cast
from xml.sax.saxutils import escape

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

#: Names of the files of a family, regular and bold, in the order of preference. The last comes with reportlab.
_FAMILIES = (
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("Vera.ttf", "VeraBd.ttf"),
)
_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path(reportlab.__file__).parent / "fonts",
)
#: Printed for a sign that no typeface has.
_NO_SIGN = "□"


@cache
def families() -> tuple[tuple[str, str], ...]:
    """Names under which the typefaces can be used, regular and bold, the first preferred."""
    found = []
    for files in _FAMILIES:
        paths = [_find(name) for name in files]
        if None in paths:
            continue
        names = tuple(Path(name).stem for name in files)
        for name, path in zip(names, paths, strict=True):
            pdfmetrics.registerFont(TTFont(name, str(path)))
        pdfmetrics.registerFontFamily(names[0], normal=names[0], bold=names[1], italic=names[0], boldItalic=names[1])
        found.append((names[0], names[1]))
    return tuple(found)


def files_of_first() -> tuple[Path, Path]:
    """Files of the preferred typeface, regular and bold, for what needs the typeface itself."""
    found = [[path for name in files if (path := _find(name))] for files in _FAMILIES]
    regular, bold = next(paths for paths in found if len(paths) == 2)
    return regular, bold


def markup(text: str, bold: bool = False) -> str:
    """A text as the paragraphs of reportlab read it: escaped, each sign in a typeface that has it."""
    lines = text.replace("\t", "    ").split("\n")
    return "<br/>".join(_line(line, int(bold)) for line in lines)


def has(sign: str) -> bool:
    """Whether some typeface has the sign."""
    return _typeface(sign, 0) is not None


def _line(line: str, weight: int) -> str:
    main = families()[0][weight]
    pieces = []
    for name, signs in groupby(line, key=lambda sign: _typeface(sign, weight)):
        piece = "".join(signs)
        if name is None:
            pieces.append(_NO_SIGN * len(piece) if has(_NO_SIGN) else "?" * len(piece))
        elif name == main:
            pieces.append(escape(piece))
        else:
            pieces.append(f'<font name="{name}">{escape(piece)}</font>')
    return "".join(pieces)


@cache
def _typeface(sign: str, weight: int) -> str | None:
    for family in families():
        face = cast(Any, pdfmetrics.getFont(family[weight])).face
        if ord(sign) in face.charToGlyph:
            return family[weight]
    return None


def _find(name: str) -> Path | None:
    return next((path for folder in _FOLDERS if folder.is_dir() for path in sorted(folder.rglob(name))), None)
