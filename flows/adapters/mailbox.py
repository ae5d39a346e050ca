"""The mailbox of the embedded default: an SMTP server on this machine alone that keeps what it gets as a Maildir."""

import logging
import os
import socket
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from errno import EADDRINUSE
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from flows.adapters.composing import MailAccount

logging.getLogger("mail.log").setLevel(logging.WARNING)
"""aiosmtpd's own log, which below this holds addresses and whole letters."""

_HOST = "127.0.0.1"
_TRIES = 5


class _Keeper:
    """Stores each message; one with the same Message-ID is the same message, as mail readers hold, and stays one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 - aiosmtpd's name
        content = cast("bytes", envelope.original_content or b"")
        identity = str(message_from_bytes(content).get("Message-ID") or content.decode("latin-1"))
        name = f"{sha256(identity.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.lookdeeper"
        try:
            self._keep(name, content)
        except OSError:
            return "452 4.3.1 Insufficient system storage"
        return "250 2.0.0 Kept"

    def _keep(self, name: str, content: bytes) -> None:
        """Write into tmp, then move into new: a reader never meets half a message. One that is there stays as it is."""
        if (self._folder / "new" / name).exists() or any((self._folder / "cur").glob(f"{name}*")):
            return
        partial = self._folder / "tmp" / name
        try:
            with partial.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(self._folder / "new" / name)
        except OSError:
            partial.unlink(missing_ok=True)
            raise


def _free_port() -> int:
    """Return a port that nobody listens on: aiosmtpd cannot tell which one it got when it is given none."""
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
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
        for tries_left in range(_TRIES - 1, -1, -1):
            controller = Controller(keeper, hostname=_HOST, port=_free_port(), enable_SMTPUTF8=True)
            try:
                controller.start()
            except OSError as error:  # somebody took the port in between
                controller.loop.close()
                if error.errno != EADDRINUSE or not tries_left:
                    raise
            else:
                self._controller = controller
                break
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        if self._controller:
            self._controller.stop(no_assert=True)
            self._controller = None

    def account(self, sender_address: str, sender_name: str) -> MailAccount:
        """Return the account that writes into this mailbox."""
        if self._controller is None:
            raise RuntimeError("the mailbox is not open")
        return MailAccount(_HOST, self._controller.port, "none", "", "", sender_address, sender_name)


def messages(folder: Path) -> list[EmailMessage]:
    """Return the messages of a mailbox folder, by name of file."""
    files = sorted((folder / "new").glob("*")) + sorted((folder / "cur").glob("*"))
    return [cast("EmailMessage", message_from_bytes(file.read_bytes(), policy=default)) for file in files]
