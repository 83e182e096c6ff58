"""A finding on a table: what every finding says, and the sheet and the cell it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...kernel.domain.findings import N_, Finding, Level, Named

#: The field of a resource that findings on its file belong to.
FIELD = "upload"

_AT_SHEET_CELL = N_("Sheet “{sheet}”, {cell}: {text}")
_AT_SHEET = N_("Sheet “{sheet}”: {text}")
_AT_CELL = N_("{cell}: {text}")


@dataclass(frozen=True)
class Remark(Finding):
    """A finding that says where in the file it stands; its message says what is wrong and what to do.

    :param code: what kind of thing was found, as programs and tests name it, such as ``hidden-sheet``
    :param sheet: name of the sheet, empty in formats that have none
    :param cell: "C12", "C" for a column, "12" for a row; empty if it is about the whole sheet or file

    Its ``row`` may stand in the message as {row}.
    """

    code: str = ""
    sheet: str = ""
    cell: str = ""

    def text(self, translate: Callable[[str], str], lang: str = "id") -> str:
        """The place and the message in the reader's language."""
        said = Finding(self.field, self.message, {"row": self.row, **self.params}).text(translate, lang)
        if self.sheet and self.cell:
            said = translate(_AT_SHEET_CELL).format(sheet=self.sheet, cell=self.cell, text=said)
        elif self.sheet:
            said = translate(_AT_SHEET).format(sheet=self.sheet, text=said)
        elif self.cell:
            said = translate(_AT_CELL).format(cell=self.cell, text=said)
        return f"{self.subject}: {said}" if self.subject else said

    def stored(self) -> dict[str, Any]:
        """The remark as JSON keeps it."""
        return {
            "code": self.code,
            "level": self.level,
            "missing": self.missing,
            "sheet": self.sheet,
            "cell": self.cell,
            "row": self.row,
            "message": self.message,
            "params": {key: _kept(value) for key, value in self.params.items()},
        }


def remark(
    code: str,
    message: str,
    level: Level = "warning",
    *,
    sheet: str = "",
    cell: str = "",
    row: int = 0,
    missing: bool = False,
    **params: Any,
) -> Remark:
    """A finding on a table; parameters as of ``Remark``, ``params`` fill the message."""
    return Remark(FIELD, message, params, level, "", row, missing, code, sheet, cell)


def restored(kept: Mapping[str, Any]) -> Remark:
    """A remark from what ``stored`` made of it.

    :raises KeyError: it was none
    """
    places = {name: kept[name] for name in ("sheet", "cell", "row", "missing")}
    params: dict[str, Any] = {
        key: Named(value) if isinstance(value, dict) else value for key, value in kept["params"].items()
    }
    return remark(kept["code"], kept["message"], kept["level"], **places, **params)


def _kept(value: Any) -> Any:
    return dict(value.label) if isinstance(value, Named) else value


def stopping(remarks: Iterable[Remark]) -> list[Remark]:
    """Those that keep the table from being loaded: something is wrong, or has to be answered first."""
    return [one for one in remarks if one.level == "error"]
