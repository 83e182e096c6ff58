"""A private Redis: sessions of the job queue and CKAN's cache."""

from __future__ import annotations

import shutil
import socket

from ..console import StackError
from ..ports import HOST
from .base import Service

#: One for each place; more than that many processes are of no use to the tests.
DATABASES = 64


class Redis(Service):
    """Redis with a password, its data in the stack's folder."""

    name = "redis"
    title = "Redis"

    def url(self, database: int = 0) -> str:
        """Address for CKAN."""
        return f"redis://:{self.state.secret('redis')}@{HOST}:{self.port}/{database}"

    def launch(self) -> None:
        """Write the configuration and start the server."""
        programme = shutil.which("redis-server", path="/usr/bin:/usr/local/bin:/usr/sbin:/bin")
        if programme is None:
            raise StackError(self.title, "redis-server is not installed")
        home = self.layout.home / "redis"
        home.mkdir(exist_ok=True)
        config = home / "redis.conf"
        config.touch(mode=0o600)
        config.write_text(self._config(str(home)))
        self.process.start([programme, str(config)])

    def _config(self, home: str) -> str:
        keep = "appendonly yes" if self.layout.profile == "run" else "appendonly no"
        lines = [
            f"bind {HOST}",
            f"port {self.port}",
            f"requirepass {self.state.secret('redis')}",
            f'dir "{home}"',
            "daemonize no",
            f"databases {DATABASES}",
            'save ""',
            keep,
        ]
        return "\n".join(lines) + "\n"

    def ready(self) -> bool:
        """Whether it takes our password and answers PING."""
        try:
            with socket.create_connection((HOST, self.port), timeout=2) as link:
                link.sendall(f"AUTH {self.state.secret('redis')}\r\nPING\r\n".encode())
                answers = link.makefile("rb")
                return (answers.readline().strip(), answers.readline().strip()) == (b"+OK", b"+PONG")
        except OSError:
            return False
