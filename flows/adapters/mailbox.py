"""The mailbox of the embedded default: an SMTP server on this machine alone that keeps what it gets as a Maildir."""

import os
import socket
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from flows.adapters.smtp import MailAccount


class _Keeper:
    """Stores each message; one with the same Message-ID is the same message, as mail readers hold, and stays one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 - aiosmtpd's name
        content = cast("bytes", envelope.original_content or b"")
        identity = message_from_bytes(content).get("Message-ID") or content.decode("latin-1")
        name = f"{sha256(identity.encode()).hexdigest()[:32]}.lookdeeper"
        partial, kept = self._folder / "tmp" / name, self._folder / "new" / name
        try:
            with partial.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(kept)
        except OSError:
            return "452 4.3.1 Insufficient system storage"
        return "250 2.0.0 Kept"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LocalMailbox:
    """A mailbox folder with a server before it, for as long as it is entered."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when there is none."""
        self.folder = folder
        self._controller: Controller | None = None

    def __enter__(self) -> Self:
        """Start the server."""
        for part in ("tmp", "new", "cur"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        keeper: Any = _Keeper(self.folder)
        self._controller = Controller(keeper, hostname="127.0.0.1", port=_free_port(), enable_SMTPUTF8=True)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        if self._controller:
            self._controller.stop(no_assert=True)

    def account(self, sender_address: str, sender_name: str) -> MailAccount:
        """Return the account that writes into this mailbox."""
        if self._controller is None:
            raise RuntimeError("the mailbox is not open")
        return MailAccount("127.0.0.1", self._controller.port, "none", "", "", sender_address, sender_name)


def messages(folder: Path) -> list[EmailMessage]:
    """Return the messages of a mailbox folder, by name of file."""
    files = sorted((folder / "new").glob("*")) + sorted((folder / "cur").glob("*"))
    return [cast("EmailMessage", message_from_bytes(file.read_bytes(), policy=default)) for file in files]
