"""How much a data file may hold on this portal."""

from __future__ import annotations

from dataclasses import replace

from ... import config
from ..domain.limits import DEFAULT, Limits


def limits(megabytes: int | None = None) -> Limits:
    """The limits as they are set.

    :param megabytes: largest size of the file, where it is another than that of a resource
    """
    size = config.max_resource_mb() if megabytes is None else megabytes
    return replace(DEFAULT, bytes=size << 20, **config.table_limits())
