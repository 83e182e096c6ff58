"""How many SQL statements this process has executed so far."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

_executed = 0


@event.listens_for(Engine, "before_cursor_execute")
def _count(*_args: Any) -> None:
    global _executed
    _executed += 1


def executed() -> int:
    """Their number, over all engines."""
    return _executed
