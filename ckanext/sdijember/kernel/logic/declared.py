"""Functions that are declared by name and docstring, and made by what stands above them."""

from __future__ import annotations

from collections.abc import Callable
from functools import WRAPPER_ASSIGNMENTS, update_wrapper
from typing import Any, TypeVar

Made = TypeVar("Made", bound=Callable[..., Any])

#: A function that only says what it is called and what it does: name and docstring.
Declared = Callable[[], None]


def declared_as(declared: Declared, made: Made) -> Made:
    """``made`` under the name, in the module and with the docstring of ``declared``: so CKAN finds and explains it."""
    names = [name for name in WRAPPER_ASSIGNMENTS if name not in ("__annotations__", "__type_params__")]
    update_wrapper(made, declared, assigned=names, updated=())
    del made.__wrapped__  # type: ignore[attr-defined]
    return made
