"""What a check has found, in a form that pages, API errors and tests all read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Literal

Level = Literal["error", "warning"]


def N_(message: str) -> str:
    """Mark ``message`` for translation without translating it."""
    return message


@dataclass(frozen=True)
class Finding:
    """One remark on one field.

    :param field: name of the field it belongs to
    :param message: English msgid, with ``{placeholders}`` filled from ``params``
    :param level: an "error" stops the work, a "warning" informs
    :param subject: name of the file that the remark is about, when the field does not say it
    """

    field: str
    message: str
    params: Mapping[str, Any] = dataclass_field(default_factory=dict)
    level: Level = "error"
    subject: str = ""

    def text(self, translate: Callable[[str], str]) -> str:
        """The message in the reader's language.

        :param translate: gettext function
        """
        text = translate(self.message).format(**self.params)
        return f"{self.subject}: {text}" if self.subject else text


def error(field: str, message: str, **params: Any) -> Finding:
    """A finding that stops the work."""
    return Finding(field, message, params, "error")


def warning(field: str, message: str, **params: Any) -> Finding:
    """A finding that informs."""
    return Finding(field, message, params, "warning")


def errors(findings: list[Finding]) -> list[Finding]:
    """Those of ``findings`` that stop the work."""
    return [finding for finding in findings if finding.level == "error"]


def warnings(findings: list[Finding]) -> list[Finding]:
    """Those of ``findings`` that inform."""
    return [finding for finding in findings if finding.level == "warning"]
