"""Letters over one connection to a server of this machine: ours against the standard library's own way."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter
from typing import Any

from config.settings import Settings
from flows.adapters.composing import MailAccount
from flows.adapters.rendering import RenderedLetter, render_letter
from flows.adapters.smtp import SmtpMailer
from flows.runs.mailing import send_due
from flows.wiring import connect
from forms.letters import ApplicationReceived, to_fields
from forms.outbox import QueuedLetter, message_id
from forms.words import Language

_NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
_SENDER = "laiskai@example.org"
_KIND = ApplicationReceived.kind
_ROUNDS = 5


class _Sink:
    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802 - as aiosmtpd calls it
        return "250 OK"


def _serve(told: Connection) -> None:
    import socket

    from aiosmtpd.controller import Controller

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sink: Any = _Sink()
    Controller(sink, hostname="127.0.0.1", port=port).start()
    told.send(port)
    Event().wait()


@contextmanager
def _server() -> Iterator[int]:
    """Give the port of a mail server that takes everything and keeps nothing, in a process of its own."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _letter(key: str) -> QueuedLetter:
    fields = to_fields(ApplicationReceived.example(Language.LT))
    return QueuedLetter(
        f"{key}/v1/{_KIND}", _KIND, Language.LT, f"{key}@example.com", fields, "", "k@example.org", _NOW
    )


def _ready(letter: QueuedLetter, rendered: RenderedLetter) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Žvelk giliau <{_SENDER}>"
    message["To"] = letter.recipient
    message["Subject"] = rendered.subject
    message["Message-ID"] = message_id(letter.key, "example.org")
    message.set_content(rendered.text)
    message.add_alternative(rendered.html, subtype="html")
    return message


def send_both_ways(number: int) -> tuple[float, float, float]:
    """Send letters; return letters a second of smtplib and of ours, and the ratio of seconds: the rounds' median.

    Of smtplib the sending alone is counted, of messages made before; of ours the composing, too.
    """
    rendered = render_letter(ApplicationReceived.example(Language.LT), Language.LT)
    plain: list[float] = []
    ours: list[float] = []
    with _server() as port:
        account = MailAccount("127.0.0.1", port, "none", "", "", _SENDER, "Žvelk giliau")
        for _ in range(_ROUNDS):
            letters = [_letter(f"a{place}") for place in range(number)]
            messages = [_ready(letter, rendered) for letter in letters]
            began = perf_counter()
            with smtplib.SMTP("127.0.0.1", port) as smtp:
                for letter, message in zip(letters, messages, strict=True):
                    smtp.send_message(message, _SENDER, [letter.recipient])
            plain.append(perf_counter() - began)
            began = perf_counter()
            with SmtpMailer(account) as mailer:
                for letter in letters:
                    mailer.send(letter, rendered, _NOW)
            ours.append(perf_counter() - began)
    ratio = median(one / other for one, other in zip(ours, plain, strict=True))
    return number / median(plain), number / median(ours), ratio


def send_a_run(home: Path, number: int) -> float:
    """Send a whole outbox, rendered and noted in the ledger before and after each letter; return letters a second."""
    with _server() as port:
        server = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "mail_account": "own"}
        services = connect(Settings(home=home, live=True, quiet_hours="", sender_address=_SENDER, **server))
        services.ledger.queue([_letter(f"a{place}") for place in range(number)])
        began = perf_counter()
        done = send_due(services, _NOW)
        took = perf_counter() - began
    if done.sent != number:
        raise AssertionError("not every letter left")
    return number / took
