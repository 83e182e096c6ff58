"""All of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ckan import model


@contextmanager
def transaction() -> Iterator[None]:
    """What the block writes is committed at its end; whatever it raises rolls everything back."""
    try:
        yield
        model.Session.commit()
    except Exception:
        model.Session.rollback()
        raise
