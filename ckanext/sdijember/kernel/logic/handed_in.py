"""What later subjects hand to an earlier one, which knows none of them, when the plugin is loaded."""

from __future__ import annotations

from typing import Generic, TypeVar

Table = TypeVar("Table")


class NotHandedIn(RuntimeError):
    """The plugin is not loaded: what belongs to an act of the portal would silently be left out."""


class HandedIn(Generic[Table]):
    """A table of ``consequences.py``, as the subject that acts on it holds it.

    :param what: what it tells, for the message of the error
    """

    def __init__(self, what: str):
        self._what = what
        self._table: Table | None = None

    def use(self, table: Table) -> None:
        """Take the table of the portal; that of before is gone."""
        self._table = table

    def forget(self) -> None:
        """Be as before the plugin was loaded."""
        self._table = None

    @property
    def table(self) -> Table:
        """The table that was handed in.

        :raises NotHandedIn: none was; nothing must happen without it
        """
        if self._table is None:
            raise NotHandedIn(f"{self._what}: consequences.install() was not called; load the plugin `sdijember`")
        return self._table
