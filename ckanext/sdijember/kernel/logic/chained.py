"""Core actions before which something is checked: the check is written, the chaining is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, ChainedAction, Context, DataDict


def checked_first(check: Callable[[Context, DataDict], None]) -> ChainedAction:
    """Make the action of that name which runs ``check``, then core's own, and returns what core returns.

    :param check: raises what the caller shall hear; its name, module and docstring become those of the action
    """

    @wraps(check)
    def checked(original: Action, context: Context, data_dict: DataDict) -> Any:
        check(context, data_dict)
        return original(context, data_dict)

    return tk.chained_action(checked)
