"""Choice of loopback ports: the recorded one, else the usual one, else any that is free."""

from __future__ import annotations

import socket
from collections.abc import Collection

HOST = "127.0.0.1"
USUAL = {
    "run": {"web": 5000, "postgres": 5432, "solr": 8983, "redis": 6379},
    "test": {"web": 5050, "postgres": 5452, "solr": 9003, "redis": 6399},
    "bench": {"web": 5060, "postgres": 5462, "solr": 9013, "redis": 6409},
}


def is_free(port: int) -> bool:
    """Whether a server can listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """A port the system says is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def choose(recorded: int | None, usual: int, avoid: Collection[int] = ()) -> int:
    """The port to use: ``recorded`` before ``usual`` before any free one, never one of ``avoid``."""
    for port in (recorded, usual):
        if port is not None and port not in avoid and is_free(port):
            return port
    while True:
        port = any_free()
        if port not in avoid:
            return port
