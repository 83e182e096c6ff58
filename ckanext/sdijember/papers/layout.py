"""A document as parts that DOCX and PDF both know, so that the two cannot say different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_ONE_LINE = 40


@dataclass(frozen=True)
class Option:
    """An answer to choose from, with its box."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Item:
    """A numbered item of a form.

    :param number: such as "4.6"; empty where it goes on with the item above
    :param options: the boxes, where it has some
    :param text: what was written
    :param total: what stands in the box at the right: the code, several codes added up
    """

    number: str
    question: str
    text: str = ""
    options: tuple[Option, ...] = ()
    total: str = ""

    @property
    def stacked(self) -> bool:
        """Whether the boxes stand one below the other; short ones, such as Ya and Tidak, stand side by side."""
        return sum(len(option.label) + 8 for option in self.options) > _ONE_LINE


@dataclass(frozen=True)
class Items:
    """A block of a form: its title over its items."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` is its share of the page."""

    label: str
    width: float
    number: str = ""


@dataclass(frozen=True)
class Grid:
    """A table; its heading stands on every page."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    title: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Signature:
    """Where somebody signs; what is not known is left as a line to write on."""

    place: str = ""
    date: str = ""
    position: str = ""
    name: str = ""
    nip: str = ""


Part = Items | Grid | Signature


@dataclass(frozen=True)
class Sheet:
    """A form of a document, which starts on a page of its own.

    :param heading: names and values under the title
    """

    title: str
    subtitle: str
    running: str
    parts: tuple[Part, ...]
    heading: tuple[tuple[str, str], ...] = ()
    landscape: bool = False


@dataclass(frozen=True)
class Document:
    """All of it.

    :param title: of the file, for who looks at its properties
    :param origin: where and when it was printed, in the footer of every page
    """

    title: str
    author: str
    origin: str
    sheets: tuple[Sheet, ...] = field(default=())


def blank(text: str, length: int = 30) -> str:
    """A text, or a line to write on."""
    return text or "." * length
