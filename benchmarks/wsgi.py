"""CKAN as a WSGI application that tells with every answer how many SQL statements it took."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from dev.wsgi import application as _ckan

HEADER = "X-SQL-Statements"
_counted = threading.local()


@event.listens_for(Engine, "before_cursor_execute")
def _count(*_args: Any) -> None:
    _counted.number = getattr(_counted, "number", 0) + 1


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with CKAN, the number of statements in a header."""
    _counted.number = 0

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, (HEADER, str(_counted.number))], *rest)

    return _ckan(environ, start)
