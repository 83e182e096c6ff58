"""Why a file gives no table at all."""

from __future__ import annotations

from ...kernel.domain.findings import N_
from ..domain.decisions import Decisions
from ..domain.remarks import Remark, remark

_DAMAGED = N_(
    "The file is damaged and cannot be opened. Open it on your computer, save it again, and upload that file."
)
_PASSWORD = N_("The file is protected by a password. Take the password away first.")
_ENTITIES = N_("The file declares entities of its own, as no spreadsheet does. Save the data in a new file.")
_OTHER = N_("The file is declared as {declared}, but its content is {actual}. Choose the right file or format.")
_WEB_PAGE = N_("The file is declared as {declared}, but it is a web page. Save it anew from a spreadsheet.")
_STOPPED = N_("Reading the file took more time or memory than is given. Leave out what is not data, or split it up.")


class UnreadableError(ValueError):
    """No table can be read.

    :param remarks: why
    :param decisions: what was decided until then
    """

    def __init__(self, *remarks: Remark, decisions: Decisions | None = None) -> None:
        super().__init__(", ".join(one.code for one in remarks))
        self.remarks = remarks
        self.decisions = decisions or Decisions()


def damaged() -> UnreadableError:
    """It cannot be opened."""
    return UnreadableError(remark("damaged", _DAMAGED, "error"))


def password() -> UnreadableError:
    """It is encrypted."""
    return UnreadableError(remark("password", _PASSWORD, "error"))


def entities() -> UnreadableError:
    """It is XML that declares entities, which may grow without end or name other files."""
    return UnreadableError(remark("entities", _ENTITIES, "error"))


def other_format(declared: str, actual: str) -> UnreadableError:
    """Its bytes are of another format than was said."""
    if actual == "HTML":
        return UnreadableError(remark("web-page", _WEB_PAGE, "error", declared=declared))
    return UnreadableError(remark("other-format", _OTHER, "error", declared=declared, actual=actual))


def stopped() -> Remark:
    """The reading was ended because it went on too long, or grew too large."""
    return remark("stopped", _STOPPED, "error")
