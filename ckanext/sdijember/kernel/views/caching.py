"""Answers that are for one person, or true for this moment only: no cache may keep them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import make_response


def kept_private(answer: Any) -> Any:
    """Have no cache keep the answer; core makes every other one public."""
    tk.request.environ["__no_cache__"] = True
    response = make_response(answer)
    response.cache_control.private = response.cache_control.no_store = True
    return response
