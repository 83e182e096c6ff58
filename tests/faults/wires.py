"""A wire between the portal and one of its services that can be cut: real connections, broken for real."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from urllib.parse import urlsplit, urlunsplit

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib import redis


class Wire:
    """Passes everything on between a port of its own and a service, until it is cut."""

    def __init__(self, host: str, port: int) -> None:
        self._service = (host, port)
        self._ends: list[socket.socket] = []
        self._whole = True
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def port(self) -> int:
        """Where to connect to."""
        return self._listener.getsockname()[1]

    def cut(self) -> None:
        """From now on nobody answers, and whoever was connected is not any more."""
        self._whole = False
        for end in (self._listener, *self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while self._whole:
                client, _ = self._listener.accept()
                service = socket.create_connection(self._service)
                self._ends += [client, service]
                threading.Thread(target=self._pass_on, args=(client, service), daemon=True).start()

    def _pass_on(self, client: socket.socket, service: socket.socket) -> None:
        other = {client: service, service: client}
        with selectors.DefaultSelector() as ready, contextlib.suppress(OSError, ValueError):
            for end in other:
                ready.register(end, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    end = key.fileobj
                    assert isinstance(end, socket.socket)
                    if not (data := end.recv(1 << 16)):
                        raise OSError
                    other[end].sendall(data)
        for end in other:
            end.close()


def wire_to(url: str, default_port: int) -> tuple[Wire, str]:
    """A wire to the service at an address, and the address that goes through it."""
    parts = urlsplit(url)
    wire = Wire(parts.hostname or "127.0.0.1", parts.port or default_port)
    login, at, _ = parts.netloc.rpartition("@")
    return wire, urlunsplit(parts._replace(netloc=f"{login}{at}127.0.0.1:{wire.port}"))


def solr() -> Wire:
    """Have this process reach Solr through a wire."""
    wire, tk.config["solr_url"] = wire_to(tk.config["solr_url"], 8983)
    return wire


def redis_() -> Wire:
    """Have this process reach Redis through a wire."""
    wire, tk.config["ckan.redis.url"] = wire_to(tk.config["ckan.redis.url"], 6379)
    redis._connection_pool = None
    return wire


def postgres() -> Wire:
    """Have this process reach CKAN's database through a wire."""
    wire, url = wire_to(tk.config["sqlalchemy.url"], 5432)
    model.init_model(sa.create_engine(url))
    return wire


#: Service → what has this process reach it through a wire.
WIRES = {"solr": solr, "redis": redis_, "postgres": postgres}
