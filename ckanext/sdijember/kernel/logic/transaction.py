"""Our transactions: whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ckan import model


@contextmanager
def whole_or_nothing() -> Iterator[None]:
    """What fails within leaves nothing behind, locks included; whoever succeeds commits."""
    try:
        yield
    except Exception:
        model.Session.rollback()
        raise


@contextmanager
def transaction() -> Iterator[None]:
    """What the block writes is committed at its end; whatever it raises rolls everything back."""
    with whole_or_nothing():
        yield
        model.Session.commit()
