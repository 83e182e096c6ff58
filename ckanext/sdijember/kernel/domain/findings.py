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


def P_(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of a message for translation."""
    return one, many


@dataclass(frozen=True)
class Named:
    """A parameter of a message that has a name of its own in each language, such as the label of a field."""

    label: Mapping[str, str]

    def text(self, lang: str) -> str:
        """The name in ``lang``; anything but English gets the Indonesian one."""
        return self.label["en" if lang.startswith("en") else "id"]


@dataclass(frozen=True)
class Finding:
    """One remark on one field.

    :param field: name of the field it belongs to
    :param message: English msgid, with ``{placeholders}`` filled from ``params``
    :param level: an "error" stops the work, a "warning" informs
    :param subject: name of the file that the remark is about, when the field does not say it
    :param row: number of the line it is about, from 1, where the field has many; 0 where it has one
    :param missing: nothing has been written yet: it stops a submission, but not saving what is there
    """

    field: str
    message: str
    params: Mapping[str, Any] = dataclass_field(default_factory=dict)
    level: Level = "error"
    subject: str = ""
    row: int = 0
    missing: bool = False

    def text(self, translate: Callable[[str], str], lang: str = "id") -> str:
        """The message in the reader's language.

        :param translate: gettext function
        :param lang: the language it translates to
        """
        params = {key: value.text(lang) if isinstance(value, Named) else value for key, value in self.params.items()}
        text = translate(self.message).format(**params)
        return f"{self.subject}: {text}" if self.subject else text


def error(field: str, message: str, **params: Any) -> Finding:
    """A finding that stops the work."""
    return Finding(field, message, params, "error")


def lack(field: str, message: str, **params: Any) -> Finding:
    """A finding that something has not been answered yet."""
    return Finding(field, message, params, "error", missing=True)


def warning(field: str, message: str, **params: Any) -> Finding:
    """A finding that informs."""
    return Finding(field, message, params, "warning")


def errors(findings: list[Finding]) -> list[Finding]:
    """Those of ``findings`` that stop the work."""
    return [finding for finding in findings if finding.level == "error"]


def wrong(findings: list[Finding]) -> list[Finding]:
    """Those of ``findings`` that stop saving: what was written is not right."""
    return [finding for finding in findings if finding.level == "error" and not finding.missing]


def warnings(findings: list[Finding]) -> list[Finding]:
    """Those of ``findings`` that inform."""
    return [finding for finding in findings if finding.level == "warning"]
