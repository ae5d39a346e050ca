"""Letters over real SMTP on this machine: what arrives, what every answer of a server means, and what never leaks."""

import datetime as dt
import smtplib
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config import ROOT
from flows.adapters.mail_errors import AccountError, MailError, PermanentMailError, TemporaryMailError
from flows.adapters.mailbox import LocalMailbox, messages
from flows.adapters.rendering import RenderedLetter, render_letter
from flows.adapters.smtp import MailAccount, SmtpMailer, compose
from forms.letters import LETTERS, Letter
from forms.outbox import Priority, QueuedLetter, Trouble, Why, message_id
from forms.words import Language

NOW = dt.datetime(2026, 3, 2, 5, 30, tzinfo=dt.UTC)
ADDRESS = "kamile@example.org"
RENDERED = RenderedLetter("Paraiška gauta", "Laba diena,\n", "<p>Laba diena,</p>\n")
SENDER = "laiskai@example.org"
PASSWORD = "slaptas-zodis"  # noqa: S105 - made up, of a server that lives for one test


def queued(key: str = "A-1/v1/application_received", **changes: Any) -> QueuedLetter:
    letter = QueuedLetter(key, "application_received", Language.LT, ADDRESS, {}, "namai", "k@example.org", NOW)
    return replace(letter, **changes)


def account_on(port: int, **changes: Any) -> MailAccount:
    return replace(MailAccount("127.0.0.1", port, "none", "", "", SENDER, "Žvelk giliau", 5.0), **changes)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A mail server that gives the answers it is told to and keeps what it takes."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.kept: list[tuple[str, list[str], bytes]] = []
        self.connections = 0
        self.hang_up_at = ""
        self.logged_in = 0

    def log_in(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, login: Any) -> AuthResult:
        right = (login.login, login.password) == (b"apikey", PASSWORD.encode())
        self.logged_in += right
        return AuthResult(success=right, handled=False)

    def _answer(self, server: Any, command: str) -> str | None:
        if self.hang_up_at == command:
            self.hang_up_at = ""
            server.transport.close()
        answer: Any = self.answers.get(command)
        return answer.pop(0) if isinstance(answer, list) and answer else (answer or None)

    async def handle_EHLO(  # noqa: N802 - as aiosmtpd calls it
        self, _server: Any, session: Any, _envelope: Any, name: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = name
        return responses

    async def handle_MAIL(self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:  # noqa: N802 - likewise
        if (answer := self._answer(server, "MAIL")) is None:
            envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:  # noqa: N802 - likewise
        if (answer := self._answer(server, "RCPT")) is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - likewise
        if (answer := self._answer(server, "DATA")) is None:
            self.kept.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        return answer or "250 OK"


@contextmanager
def serving(server: Server, **options: Any) -> Iterator[MailAccount]:
    controller = Controller(server, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    server.connections = 0
    try:
        yield account_on(controller.port)
    finally:
        controller.stop()


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[LocalMailbox]:
    with LocalMailbox(tmp_path / "mailbox") as opened:
        yield opened


def only(folder: Path) -> EmailMessage:
    kept = messages(folder)
    assert len(kept) == 1
    return kept[0]


def content(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return body.get_content()


# What arrives


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.kind)
def test_letter_arrives_as_it_was_rendered(mailbox: LocalMailbox, letter: type[Letter], language: Language) -> None:
    rendered = render_letter(letter.example(language), language)
    one = queued(kind=letter.kind, language=language)
    with SmtpMailer(mailbox.account(SENDER, "Žvelk giliau")) as mailer:
        mailer.send(one, rendered, NOW)
    arrived = only(mailbox.folder)
    assert arrived["Subject"] == rendered.subject
    assert content(arrived, "plain").replace("\r\n", "\n") == rendered.text
    assert content(arrived, "html").replace("\r\n", "\n").rstrip("\n") == rendered.html.rstrip("\n")


def test_letter_has_these_headers_and_no_others(mailbox: LocalMailbox) -> None:
    with SmtpMailer(mailbox.account(SENDER, "Žvelk giliau")) as mailer:
        mailer.send(queued(), RENDERED, NOW)
    arrived = only(mailbox.folder)
    assert {name: str(value) for name, value in arrived.items() if name != "Content-Type"} == {
        "From": "Žvelk giliau <laiskai@example.org>",
        "To": "kamile@example.org",
        "Subject": "Paraiška gauta",
        "Date": "Mon, 02 Mar 2026 05:30:00 +0000",
        "Message-ID": message_id("A-1/v1/application_received", "example.org"),
        "Reply-To": "k@example.org",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "lt",
        "MIME-Version": "1.0",
    }
    assert arrived.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("priority", [Priority.WEEKLY, Priority.NEWS])
@pytest.mark.parametrize(
    ("language", "reply_to", "asks"),
    [
        (Language.LT, "k@example.org", "<mailto:k@example.org?subject=Nebesiusti>"),
        (Language.EN, "", "<mailto:laiskai@example.org?subject=Unsubscribe>"),
    ],
)
def test_news_says_how_to_be_left_alone(
    mailbox: LocalMailbox, priority: Priority, language: Language, reply_to: str, asks: str
) -> None:
    with SmtpMailer(mailbox.account(SENDER, "")) as mailer:
        mailer.send(queued(priority=priority, language=language, reply_to=reply_to), RENDERED, NOW)
    arrived = only(mailbox.folder)
    assert str(arrived["List-Unsubscribe"]) == asks
    assert "List-Unsubscribe-Post" not in arrived


@pytest.mark.parametrize(
    "name", ["Žvelk, giliau", 'Žvelk "giliau"', "Look Deeper; Inc. <x@y.lt>", "a@b.lt, c@d.lt", "O'Neil (LT)", "=?x?="]
)
def test_senders_name_arrives_as_it_was_set_and_is_no_second_address(mailbox: LocalMailbox, name: str) -> None:
    with SmtpMailer(mailbox.account(SENDER, name)) as mailer:
        mailer.send(queued(), RENDERED, NOW)
    (sender,) = only(mailbox.folder)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, SENDER)


def test_internationalised_domain_goes_over_the_wire_in_ascii() -> None:
    server = Server()
    with serving(server) as account, SmtpMailer(account) as mailer:
        mailer.send(queued(recipient="jonas@Ąžuolas.lt"), RENDERED, NOW)
    ((_, recipients, raw),) = server.kept
    assert recipients == ["jonas@xn--uolas-2wa16f.lt"]
    assert b"\r\nTo: jonas@xn--uolas-2wa16f.lt\r\n" in raw


def test_name_beyond_ascii_is_written_to_where_the_server_takes_it() -> None:
    server = Server()
    with serving(server, enable_SMTPUTF8=True) as account, SmtpMailer(account) as mailer:
        mailer.send(queued(recipient="kamilė@ąžuolas.lt"), RENDERED, NOW)
    ((_, recipients, raw),) = server.kept
    assert recipients == ["kamilė@xn--uolas-2wa16f.lt"]
    assert "\r\nTo: kamilė@xn--uolas-2wa16f.lt\r\n".encode() in raw


def test_letter_without_anybody_to_reply_to_has_no_such_header(mailbox: LocalMailbox) -> None:
    with SmtpMailer(mailbox.account(SENDER, "")) as mailer:
        mailer.send(queued(reply_to=""), RENDERED, NOW)
    arrived = only(mailbox.folder)
    assert "Reply-To" not in arrived
    assert arrived["From"] == "laiskai@example.org"


def test_letters_lines_stay_short_enough_for_every_server(mailbox: LocalMailbox) -> None:
    with SmtpMailer(mailbox.account(SENDER, "Ž" * 100)) as mailer:
        mailer.send(queued(), RenderedLetter("ž" * 200, "ž" * 10_000, f"<p>{'🙂' * 10_000}</p>"), NOW)
    raw = next((mailbox.folder / "new").iterdir()).read_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.isascii()
    assert only(mailbox.folder)["Subject"] == "ž" * 200


def test_line_of_a_single_dot_arrives(mailbox: LocalMailbox) -> None:
    with SmtpMailer(mailbox.account(SENDER, "")) as mailer:
        mailer.send(queued(), replace(RENDERED, text="a\n.\n..\nb\n"), NOW)
    assert content(only(mailbox.folder), "plain").replace("\r\n", "\n") == "a\n.\n..\nb\n"


def test_text_that_is_a_path_is_not_attached(mailbox: LocalMailbox) -> None:
    with SmtpMailer(mailbox.account(SENDER, "")) as mailer:
        mailer.send(queued(), replace(RENDERED, text=str(ROOT / "LICENSE")), NOW)
    assert [part.get_content_type() for part in only(mailbox.folder).iter_parts()] == ["text/plain", "text/html"]


# The mailbox


def test_same_letter_sent_twice_is_kept_once(mailbox: LocalMailbox) -> None:
    with SmtpMailer(mailbox.account(SENDER, "")) as mailer:
        for later in (NOW, NOW + dt.timedelta(hours=1)):
            mailer.send(queued(), RENDERED, later)
        mailer.send(queued("A-2/v1/application_received"), RENDERED, NOW)
    assert len(messages(mailbox.folder)) == 2
    assert sorted(message["Date"].datetime for message in messages(mailbox.folder)) == [NOW, NOW]
    assert list((mailbox.folder / "tmp").iterdir()) == []


def test_letter_that_was_read_does_not_come_back_as_new(mailbox: LocalMailbox) -> None:
    with SmtpMailer(mailbox.account(SENDER, "")) as mailer:
        mailer.send(queued(), RENDERED, NOW)
        (file,) = (mailbox.folder / "new").iterdir()
        file.rename(mailbox.folder / "cur" / f"{file.name}:2,S")
        mailer.send(queued(), RENDERED, NOW)
    assert list((mailbox.folder / "new").iterdir()) == []
    assert len(messages(mailbox.folder)) == 1


def test_name_of_a_kept_file_tells_nothing(mailbox: LocalMailbox) -> None:
    with SmtpMailer(mailbox.account(SENDER, "")) as mailer:
        mailer.send(queued(f"{ADDRESS}/2026-W10/weekly_letter"), RENDERED, NOW)
    (file,) = (mailbox.folder / "new").iterdir()
    assert "kamile" not in file.name
    assert b"2026-W10" not in file.read_bytes()


def test_mailbox_that_cannot_write_asks_to_wait_and_keeps_nothing(mailbox: LocalMailbox) -> None:
    (mailbox.folder / "new").rmdir()
    (mailbox.folder / "new").write_text("in the way")
    with SmtpMailer(mailbox.account(SENDER, "")) as mailer, pytest.raises(TemporaryMailError) as put_off:
        mailer.send(queued(), RENDERED, NOW)
    assert (put_off.value.code, put_off.value.stops_run) == (452, False)
    assert list((mailbox.folder / "tmp").iterdir()) == []


def test_mailbox_is_opened_again_with_what_it_held(tmp_path: Path) -> None:
    for number in range(3):
        with LocalMailbox(tmp_path) as opened, SmtpMailer(opened.account(SENDER, "")) as mailer:
            mailer.send(queued(str(number)), RENDERED, NOW)
    assert len(messages(tmp_path)) == 3


def test_message_without_an_id_is_kept_by_its_content(mailbox: LocalMailbox) -> None:
    account = mailbox.account(SENDER, "")
    for text in ("one", "one", "two"):
        with smtplib.SMTP(account.host, account.port) as smtp:
            smtp.sendmail(SENDER, [ADDRESS], f"Subject: {text}\r\n\r\n{text}\r\n")
    assert sorted(message["Subject"] for message in messages(mailbox.folder)) == ["one", "two"]


def test_mailbox_listens_on_this_machine_alone(mailbox: LocalMailbox) -> None:
    assert mailbox.account(SENDER, "").host == "127.0.0.1"


def test_closed_mailbox_has_no_account(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"^the mailbox is not open$"):
        LocalMailbox(tmp_path).account(SENDER, "")


# One connection a run


def test_run_takes_one_connection_for_all_letters() -> None:
    server = Server()
    with serving(server) as account, SmtpMailer(account) as mailer:
        for number in range(5):
            mailer.send(queued(str(number)), RENDERED, NOW)
    assert server.connections == 1
    assert [recipients for _, recipients, _ in server.kept] == [[ADDRESS]] * 5


def test_run_without_letters_takes_no_connection() -> None:
    with SmtpMailer(account_on(free_port())):
        pass


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_dropped_connection_is_made_anew_once(command: str) -> None:
    server = Server()
    with serving(server) as account, SmtpMailer(account) as mailer:
        mailer.send(queued("1"), RENDERED, NOW)
        server.hang_up_at = command
        mailer.send(queued("2"), RENDERED, NOW)
    assert server.connections == 2
    assert {raw.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode() for _, _, raw in server.kept} == {
        message_id("1", "example.org"),
        message_id("2", "example.org"),
    }


def test_connection_that_the_server_closes_between_letters_is_made_anew() -> None:
    server = Server()
    with serving(server) as account, SmtpMailer(account) as mailer:
        mailer.send(queued("1"), RENDERED, NOW)
        server.answers["MAIL"] = ["421 4.4.2 Idle for too long"]
        mailer.send(queued("2"), RENDERED, NOW)
    assert (server.connections, len(server.kept)) == (2, 2)


def test_connection_dropped_after_the_letter_was_handed_over_is_no_reason_to_send_it_at_once() -> None:
    server = Server()
    with serving(server) as account, SmtpMailer(account) as mailer:
        server.hang_up_at = "DATA"
        error = refusal(lambda: mailer.send(queued("1"), RENDERED, NOW))
        mailer.send(queued("2"), RENDERED, NOW)
    assert (type(error), error.trouble, error.stops_run) == (TemporaryMailError, Trouble(Why.ANSWER_LOST), False)
    assert server.connections == 2
    assert [raw.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode() for _, _, raw in server.kept] == [
        message_id("1", "example.org"),
        message_id("2", "example.org"),
    ]


@contextmanager
def reciting(*answers: bytes) -> Iterator[int]:
    """Give the port of a server that says its lines, one a command, and then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def recite() -> None:
            with suppress(OSError):  # the listening socket is closed in the end
                while True:
                    connection, _ = listening.accept()
                    with connection, connection.makefile("rb") as commands:
                        for answer in answers:
                            connection.sendall(answer)
                            commands.readline()

        thread = threading.Thread(target=recite, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def test_server_that_hangs_up_on_everybody_stops_the_run_and_costs_no_letter() -> None:
    with reciting() as port, SmtpMailer(account_on(port)) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.words.en) == (AccountError, "The mail server does not answer.")


def test_server_that_hangs_up_on_a_letter_stops_the_run_and_the_attempt_counts() -> None:
    with reciting(b"220 here\r\n", b"250 hello\r\n") as port, SmtpMailer(account_on(port)) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.code, error.stops_run) == (TemporaryMailError, None, True)


def test_server_that_falls_silent_over_a_letter_stops_the_run_and_the_attempt_counts() -> None:
    with (
        reciting(b"220 here\r\n", b"250 hello\r\n", b"") as port,
        SmtpMailer(account_on(port, timeout=0.2)) as mailer,
    ):
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.code, error.stops_run) == (TemporaryMailError, None, True)


def test_server_that_says_nothing_stops_the_run_and_costs_no_letter() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        SmtpMailer(account_on(silent.getsockname()[1], timeout=0.2)) as mailer,
    ):
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.code, error.stops_run) == (AccountError, None, True)


def test_server_that_is_not_there_stops_the_run() -> None:
    with SmtpMailer(account_on(free_port())) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.words.en, error.stops_run) == (
        AccountError,
        "The mail server does not answer.",
        True,
    )


# What a server's answers mean


def refusal(send: Callable[[], None]) -> MailError:
    with pytest.raises(MailError) as refused:
        send()
    error = refused.value
    for text in (str(error), repr(error), *error.words.both()):
        assert "@" not in text
        assert "kamile" not in text
    return error


@pytest.mark.parametrize(
    ("command", "answer", "kind", "stops"),
    [
        ("MAIL", "421 4.3.2 Closing", TemporaryMailError, True),
        ("MAIL", "451 4.3.0 Later", TemporaryMailError, False),
        ("MAIL", "530 5.7.0 Log in first", AccountError, True),
        ("MAIL", "550 5.7.1 Not your address", AccountError, True),
        ("MAIL", "553 5.7.1 Not your address", AccountError, True),
        ("RCPT", "421 4.7.0 Closing", TemporaryMailError, True),
        ("RCPT", "450 4.2.0 Greylisted kamile@example.org", TemporaryMailError, False),
        ("RCPT", "530 5.7.0 Log in first", AccountError, True),
        ("RCPT", "550 5.1.1 No such user kamile@example.org", PermanentMailError, False),
        ("RCPT", "552 5.2.2 Mailbox full", PermanentMailError, False),
        ("DATA", "421 4.3.2 Closing", TemporaryMailError, True),
        ("DATA", "452 4.3.1 No space", TemporaryMailError, False),
        ("DATA", "550 5.7.1 Looks like spam", PermanentMailError, False),
        ("DATA", "554 5.6.0 No", PermanentMailError, False),
    ],
)
def test_answer_of_the_server_decides_about_letter_and_run(
    command: str,
    answer: str,
    kind: type[MailError],
    stops: bool,  # noqa: FBT001 - a column of the table
) -> None:
    server = Server(**{command: answer})
    with serving(server) as account, SmtpMailer(account) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
        assert (type(error), error.code, error.stops_run) == (kind, int(answer[:3]), stops)
        assert server.kept == []


@pytest.mark.parametrize("answer", ["450 4.2.0 Greylisted", "550 5.1.1 No such user"])
def test_next_letter_leaves_after_one_was_refused(answer: str) -> None:
    server = Server(RCPT=[answer])
    with serving(server) as account, SmtpMailer(account) as mailer:
        refusal(lambda: mailer.send(queued("1"), RENDERED, NOW))
        mailer.send(queued("2"), RENDERED, NOW)
    assert (server.connections, len(server.kept)) == (1, 1)


def test_words_about_a_refusal_are_plain_and_in_both_languages() -> None:
    with serving(Server(RCPT="550 5.1.1 No such user")) as account, SmtpMailer(account) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert error.words.both() == (
        "Pašto serveris gavėjo nepriėmė (550): greičiausiai tokio adreso nėra.",
        "The mail server refused the recipient (550): most likely there is no such address.",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": "a..b@example.org"},
        {"recipient": "kamilė@example.org"},
        {"recipient": f"{'a' * 308}@example.org"},
        {"reply_to": "k"},
        {"reply_to": "a@b\r\nBcc: c@d"},
    ],
)
def test_letter_whose_addresses_are_none_is_given_up_and_stops_nobody(changes: dict[str, str]) -> None:
    server = Server()
    with serving(server, enable_SMTPUTF8=False) as account, SmtpMailer(account) as mailer:
        error = refusal(lambda: mailer.send(queued("1", **changes), RENDERED, NOW))
        mailer.send(queued("2"), RENDERED, NOW)
    assert (type(error), error.stops_run, len(server.kept)) == (PermanentMailError, False, 1)


@pytest.mark.parametrize(
    "sender", [{"sender_address": "laiskai"}, {"sender_address": ""}, {"sender_name": "a\r\nBcc: c@d.lt"}]
)
def test_sender_that_is_none_stops_the_run_and_costs_no_letter(sender: dict[str, str]) -> None:
    with SmtpMailer(account_on(free_port(), **sender)) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.stops_run) == (AccountError, True)


# One recipient, whatever the words


@given(
    subject=st.text(max_size=60).map(lambda text: " ".join(text.split())),
    text=st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n.:@"), max_size=200),
    name=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_message_has_one_recipient_and_its_headers_whatever_its_words(subject: str, text: str, name: str) -> None:
    rendered = RenderedLetter("".join(sign for sign in subject if sign.isprintable()), text, "<p>a</p>")
    message = compose(queued(), rendered, account_on(1, sender_name=name), NOW)
    head = message.as_bytes().partition(b"\r\n\r\n")[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert names == [
        b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Reply-To", b"Auto-Submitted", b"MIME-Version",
        b"Content-Type", b"Content-Language",
    ]  # fmt: skip
    assert message["To"].addresses[0].addr_spec == ADDRESS
    assert len(message["To"].addresses) == len(message["From"].addresses) == 1
    assert message["From"].addresses[0].addr_spec == SENDER


def test_subject_with_a_line_break_is_no_message() -> None:
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        compose(queued(), replace(RENDERED, subject="a\r\nBcc: x@y.lt"), account_on(1), NOW)


def test_subject_with_a_line_break_never_reaches_a_server() -> None:
    server = Server()
    with serving(server) as account, SmtpMailer(account) as mailer:
        for subject in ("a\r\nBcc: x@y.lt", "a\nb", "a\rb"):
            error = refusal(lambda subject=subject: mailer.send(queued(), replace(RENDERED, subject=subject), NOW))
            assert (type(error), error.trouble.why) == (PermanentMailError, Why.NOT_WRITABLE)
    assert server.kept == []


# Secure connections


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Make a certificate of this machine that only those trust who are told to, and the context of its server."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = dt.datetime.now(dt.UTC)  # noqa: TID251 - a certificate is checked against the machine's clock
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    return pem, context


@pytest.fixture(params=["starttls", "ssl"])
def secure(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, MailAccount, Path]]:
    pem, context = certificate(tmp_path)
    server = Server()
    if request.param == "starttls":
        options = {"tls_context": context, "require_starttls": True, "auth_required": True}
    else:
        options = {"ssl_context": context, "auth_require_tls": False}
    with serving(server, authenticator=server.log_in, **options) as account:
        yield server, replace(account, security=request.param, user="apikey", password=PASSWORD), pem


def test_letter_leaves_over_a_trusted_connection_after_a_login(
    secure: tuple[Server, MailAccount, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, account, pem = secure
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with SmtpMailer(account) as mailer:
        mailer.send(queued(), RENDERED, NOW)
    assert (server.logged_in, [recipients for _, recipients, _ in server.kept]) == (1, [[ADDRESS]])


def test_server_with_a_certificate_that_nobody_vouches_for_gets_neither_password_nor_letter(
    secure: tuple[Server, MailAccount, Path],
) -> None:
    server, account, _ = secure
    with SmtpMailer(account) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.stops_run) == (AccountError, True)
    assert error.words.en == "The mail server's certificate cannot be trusted: check LOOKDEEPER_SMTP_HOST."
    assert (server.logged_in, server.kept) == (0, [])


@pytest.mark.parametrize("password", ["wrong", "", "žąsis"])
def test_refused_login_stops_the_run_and_costs_no_letter(
    secure: tuple[Server, MailAccount, Path], monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    server, account, pem = secure
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with SmtpMailer(replace(account, password=password)) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.stops_run, server.kept) == (AccountError, True, [])
    assert "LOOKDEEPER_SMTP_PASSWORD" in error.words.lt
    assert password == "" or password not in error.words.lt


def test_server_that_asks_us_to_log_in_less_often_is_not_told_as_a_wrong_password(
    secure: tuple[Server, MailAccount, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, account, pem = secure
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))

    async def busy(_server: Any, _session: Any, _envelope: Any, _args: list[str]) -> str:
        return "454 4.7.0 Too many login attempts"

    server.handle_AUTH = busy  # type: ignore[attr-defined]  # a hook that aiosmtpd looks for
    with SmtpMailer(account) as mailer:
        error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.trouble) == (AccountError, Trouble(Why.SLOW_DOWN, "454"))


def test_server_without_starttls_gets_neither_password_nor_letter() -> None:
    server = Server()
    with serving(server) as account:
        demanding = replace(account, security="starttls", user="apikey", password=PASSWORD)
        with SmtpMailer(demanding) as mailer:
            error = refusal(lambda: mailer.send(queued(), RENDERED, NOW))
    assert (type(error), error.stops_run, server.kept) == (AccountError, True, [])
    assert "LOOKDEEPER_SMTP_SECURITY" in error.words.en


def test_account_does_not_show_its_password() -> None:
    assert PASSWORD not in repr(account_on(25, password=PASSWORD))


def test_import_loads_neither_prefect_nor_yagmail() -> None:
    code = (
        "import sys, flows.adapters.smtp; print([m for m in ('prefect', 'yagmail', 'premailer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
