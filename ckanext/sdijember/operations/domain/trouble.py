"""Something that does not agree with something else, as ``ckan sdijember doctor`` finds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

#: Parameters that are msgids themselves.
LABELS = frozenset({"state", "logged"})


@dataclass(frozen=True)
class Trouble:
    """One finding.

    :param kind: short name of what is wrong, for scripts
    :param subject: what it is about: name of a dataset, or a path
    :param message: what is wrong (msgid, with ``params``)
    :param advice: what to do about it (msgid)
    :param mend: puts it right without deciding anything; nothing where a person has to decide
    """

    kind: str
    subject: str
    message: str
    advice: str
    params: Mapping[str, object] = field(default_factory=dict)
    mend: Callable[[], object] | None = None

    def text(self, translate: Callable[[str], str]) -> str:
        """The message in the reader's language."""
        params = {key: translate(str(value)) if key in LABELS else value for key, value in self.params.items()}
        return translate(self.message).format(**params)
