"""How we prove to a mail server who we are: a password of the environment or the system's safe, a token for Gmail."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import keyring
import pytest
from aiosmtpd.smtp import AuthResult
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoSafe
from keyring.errors import KeyringLocked
from pydantic import SecretStr, ValidationError

from config.settings import Settings
from flows.adapters.mail_errors import AccountError
from flows.adapters.smtp import SmtpMailer
from flows.runs.doctor.findings import Level
from flows.runs.doctor.servers import check_mail
from flows.runs.mail_account import account_of, allowance_of, password_of
from forms.outbox import Allowance, Trouble, Why
from tests.flows.test_smtp import NOW, RENDERED, Server, certificate, free_port, queued, serving

USER = "programa@example.org"
ACCESS = "ya29.made-up-access"


def settings_for(home: Path, **changes: Any) -> Settings:
    return Settings(home=home, **{"smtp_host": "127.0.0.1", "smtp_user": USER, "sender_address": USER} | changes)


# Settings


@pytest.mark.parametrize(
    "written",
    [
        "ona@example.org,jonas@example.org",
        " ona@example.org ; jonas@example.org, ",
        "ona@example.org jonas@example.org",
        '["ona@example.org", "jonas@example.org"]',
    ],
)
def test_guests_are_a_list_with_commas_or_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str) -> None:
    monkeypatch.setenv("LOOKDEEPER_GUESTS", written)
    assert Settings(home=tmp_path).guests == ("ona@example.org", "jonas@example.org")


def test_no_guests_are_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOOKDEEPER_GUESTS", "")
    assert Settings(home=tmp_path).guests == ()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("GUESTS", '["ona@example.org"'),
        ("QUIET_HOURS", "22"),
        ("QUIET_HOURS", "24-7"),
        ("MAIL_ACCOUNT", "hotmail"),
        ("MAIL_PER_DAY", "0"),
        ("SMTP_TIMEOUT", "0"),
    ],
)
def test_setting_that_cannot_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, wrong: str
) -> None:
    monkeypatch.setenv(f"LOOKDEEPER_{name}", wrong)
    with pytest.raises(ValidationError) as caught:
        Settings(home=tmp_path)
    assert [error["loc"] for error in caught.value.errors()] == [(name.lower(),)]


def test_account_bears_what_its_kind_does_unless_said_otherwise(tmp_path: Path) -> None:
    assert [
        allowance_of(settings_for(tmp_path, **said))
        for said in (
            {}, {"mail_account": "small"}, {"mail_account": "workspace", "mail_per_day": 7}, {"mail_account": "own"},
            {"mail_account": "own", "mail_per_minute": 3}, {"smtp_host": ""},
        )
    ] == [
        Allowance(500, 20), Allowance(100, 10), Allowance(7, 60), Allowance(None, None),
        Allowance(None, 3), Allowance(None, None),
    ]  # fmt: skip


# The password


class Safe(KeyringBackend):
    """A safe that keeps what it is given, and may be locked."""

    priority = 1  # type: ignore[assignment]  # keyring reads it of the class

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def safe() -> Iterator[Safe]:
    before, made = keyring.get_keyring(), Safe()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_password_of_the_environment_comes_before_the_safes(tmp_path: Path, safe: Safe) -> None:
    keyring.set_password("lookdeeper", USER, "of-the-safe")
    assert password_of(settings_for(tmp_path)) == "of-the-safe"
    said = settings_for(tmp_path).model_copy(update={"smtp_password": SecretStr("of-the-environment")})
    assert password_of(said) == "of-the-environment"
    assert password_of(settings_for(tmp_path, smtp_user="other@example.org")) == ""
    safe.locked = True
    assert password_of(settings_for(tmp_path)) == ""


def test_machine_without_a_safe_has_no_password(tmp_path: Path, safe: Safe) -> None:
    assert safe is keyring.get_keyring()
    keyring.set_keyring(NoSafe())
    assert password_of(settings_for(tmp_path)) == ""


def test_doctor_says_when_there_is_no_password(tmp_path: Path, safe: Safe) -> None:
    (found,) = check_mail(settings_for(tmp_path, smtp_port=free_port()), NOW)
    assert (found.level, found.what.en) == (Level.ERROR, "There is no password of the mail account.")
    assert found.remedy
    assert "keyring set lookdeeper" in found.remedy.lt
    keyring.set_password("lookdeeper", USER, "of-the-safe")
    (found,) = check_mail(settings_for(tmp_path, smtp_port=free_port()), NOW)
    assert found.what.en == "The mail server does not answer."
    assert safe.kept == {("lookdeeper", USER): "of-the-safe"}


def test_doctor_counts_guests_that_are_no_addresses(tmp_path: Path) -> None:
    with serving(Server()) as account:
        settings = settings_for(
            tmp_path, smtp_port=account.port, smtp_user="", smtp_security="none", guests=("ona@example.org", "jonas@")
        )
        found = [(one.level, one.what.en) for one in check_mail(settings, NOW)]
    assert found == [
        (Level.OK, "The mail server 127.0.0.1 lets us in."),
        (Level.ERROR, "Guests that are no addresses: 1."),
        (Level.WARNING, "Real people are not written to; guests on the list: 2."),
    ]


# A token for Gmail


class Tokens:
    """Google's place of tokens, as far as we need it: gives one to whoever shows the right proof."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.refuses = False
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/token"

    def answer(self, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.asked.append(said)
        if self.refuses:
            return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
        return 200, {"access_token": ACCESS, "expires_in": 3599, "token_type": "Bearer"}


@contextmanager
def giving_tokens() -> Iterator[Tokens]:
    tokens = Tokens()

    class Page(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # as http.server calls it
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            code, said = tokens.answer({name: values[0] for name, values in parse_qs(body).items()})
            content = json.dumps(said).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        tokens.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield tokens
        server.shutdown()
        thread.join(5)


@pytest.fixture
def tokens() -> Iterator[Tokens]:
    with giving_tokens() as given:
        yield given


class Gmail(Server):
    """A server that lets in whoever shows a token."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:  # noqa: N802 - as aiosmtpd calls it
        self.shown.append(base64.b64decode(args[1]).decode())
        if self.shown[-1] == f"user={USER}\x01auth=Bearer {ACCESS}\x01\x01":
            return AuthResult(success=True)
        await server.push("334 " + base64.b64encode(b'{"status":"401","schemes":"bearer"}').decode())
        assert await server._reader.readline() == b"\r\n"
        return AuthResult(success=False, handled=False)


@pytest.fixture
def gmail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Gmail, Settings]]:
    pem, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    server = Gmail()
    with serving(server, ssl_context=context, auth_require_tls=False) as account:
        file = tmp_path / "token.json"
        yield server, settings_for(tmp_path, smtp_port=account.port, smtp_security="ssl", smtp_token=file)


def permission(tokens: Tokens) -> str:
    return json.dumps(
        {
            "type": "authorized_user", "client_id": "made-up-id", "client_secret": "made-up-secret",
            "refresh_token": "made-up-refresh", "token_uri": tokens.address,
        }
    )  # fmt: skip


def test_letter_leaves_with_a_persons_permission(gmail: tuple[Gmail, Settings], tokens: Tokens) -> None:
    server, settings = gmail
    assert settings.smtp_token
    settings.smtp_token.write_text(permission(tokens))
    with account_of(settings) as account, SmtpMailer(account) as mailer:
        mailer.send(queued("1"), RENDERED, NOW)
        mailer.send(queued("2"), RENDERED, NOW)
    assert len(server.kept) == 2
    assert server.shown == [f"user={USER}\x01auth=Bearer {ACCESS}\x01\x01"]
    assert [(one["grant_type"], one["refresh_token"], one["scope"]) for one in tokens.asked] == [
        ("refresh_token", "made-up-refresh", "https://mail.google.com/")
    ]


def test_letter_leaves_with_a_service_accounts_key_that_acts_for_the_user(
    gmail: tuple[Gmail, Settings], tokens: Tokens
) -> None:
    server, settings = gmail
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    content = {
        "type": "service_account", "client_email": "robot@example.org", "private_key": pem, "private_key_id": "1",
        "token_uri": tokens.address,
    }  # fmt: skip
    assert settings.smtp_token
    settings.smtp_token.write_text(json.dumps(content))
    with account_of(settings) as account, SmtpMailer(account) as mailer:
        mailer.send(queued(), RENDERED, NOW)
    claims = tokens.asked[0]["assertion"].split(".")[1]
    told = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert (told["iss"], told["sub"], told["scope"]) == ("robot@example.org", USER, "https://mail.google.com/")
    assert len(server.kept) == 1


@pytest.mark.parametrize(
    "content", [None, "", "[]", "{}", '{"type": "authorized_user"}', '{"type": "service_account"}']
)
def test_file_that_is_no_permission_stops_the_run_before_anybody_is_called(
    gmail: tuple[Gmail, Settings], content: str | None
) -> None:
    server, settings = gmail
    assert settings.smtp_token
    if content is not None:
        settings.smtp_token.write_text(content)
    assert refused(settings) == Trouble(Why.NO_PERMISSION)
    assert (server.shown, server.connections) == ([], 0)


def test_permission_that_was_taken_back_stops_the_run(gmail: tuple[Gmail, Settings], tokens: Tokens) -> None:
    server, settings = gmail
    assert settings.smtp_token
    settings.smtp_token.write_text(permission(tokens))
    tokens.refuses = True
    assert refused(settings) == Trouble(Why.NO_PERMISSION)
    assert (server.shown, server.connections) == ([], 0)


def test_google_that_cannot_be_reached_stops_the_run(gmail: tuple[Gmail, Settings], tokens: Tokens) -> None:
    _, settings = gmail
    assert settings.smtp_token
    settings.smtp_token.write_text(permission(tokens).replace(str(tokens.port), str(free_port())))
    assert refused(settings) == Trouble(Why.NO_SERVER)


def test_token_that_the_server_refuses_stops_the_run(gmail: tuple[Gmail, Settings], tokens: Tokens) -> None:
    server, settings = gmail
    assert settings.smtp_token
    settings.smtp_token.write_text(permission(tokens))
    assert refused(settings.model_copy(update={"smtp_user": "other@example.org"})) == Trouble(Why.NO_LOGIN)
    assert (len(server.shown), server.kept) == (1, [])


def test_server_that_knows_no_tokens_gets_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tokens: Tokens) -> None:
    pem, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    file = tmp_path / "token.json"
    file.write_text(permission(tokens))
    server = Server()
    with serving(server, ssl_context=context, auth_require_tls=False) as account:
        settings = settings_for(tmp_path, smtp_port=account.port, smtp_security="ssl", smtp_token=file)
        assert refused(settings) == Trouble(Why.NO_TLS)
    assert server.kept == []


def test_server_without_tls_gets_no_token(tmp_path: Path, tokens: Tokens) -> None:
    file = tmp_path / "token.json"
    file.write_text(permission(tokens))
    server = Gmail()
    with serving(server, auth_require_tls=False) as account:
        settings = settings_for(tmp_path, smtp_port=account.port, smtp_security="none", smtp_token=file)
        with account_of(settings) as opened, SmtpMailer(opened) as mailer:
            mailer.send(queued(), RENDERED, NOW)
    assert (tokens.asked, server.shown, len(server.kept)) == ([], [], 1)


def refused(settings: Settings) -> Trouble:
    """Send a letter that is refused, and return why; nothing of the secrets is told."""
    with account_of(settings) as account, SmtpMailer(account) as mailer, pytest.raises(AccountError) as caught:
        mailer.send(queued(), RENDERED, NOW)
    error = caught.value
    for text in (str(error), repr(error), repr(account), *error.words.both()):
        assert "made-up" not in text
    return error.trouble
