"""A mail server that keeps what it is given, on a free port of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from dev.ports import HOST, any_free


@dataclass
class Mailbox:
    """Every mail that was handed over, and the server's address."""

    address: str
    mails: list[EmailMessage]

    def to(self, address: str) -> list[EmailMessage]:
        """Mails to one address, oldest first."""
        return [mail for mail in self.mails if address in str(mail["To"])]

    def addresses(self) -> set[str]:
        """Everybody who got something."""
        return {str(mail["To"].addresses[0].addr_spec) for mail in self.mails}


class _Keep:
    def __init__(self, mails: list[EmailMessage]):
        self.mails = mails

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Run a server until the block ends."""
    box = Mailbox("", [])
    server = Controller(_Keep(box.mails), hostname=HOST, port=any_free())
    server.start()
    try:
        box.address = f"{HOST}:{server.port}"
        yield box
    finally:
        server.stop()
