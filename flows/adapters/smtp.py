"""Letters over SMTP: the only door to yagmail, which gives the connection and the login and nothing else.

`yagmail.SMTP.send` would log in for each message, give equal Message-IDs to different letters, attach a file whose path
stands in the text, and answer with False where it failed. So the message is the standard library's, and so is sending.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Literal, Self

from flows.adapters.rendering import RenderedLetter
from forms.outbox import QueuedLetter, message_id
from forms.words import Words

_PUT_OFF = range(400, 500)


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Where letters leave from."""

    host: str
    port: int
    security: Literal["starttls", "ssl", "none"]
    user: str
    password: str = field(repr=False)
    sender_address: str
    sender_name: str
    timeout: float = 30.0
    """Seconds until a silent server counts as gone."""


class MailError(Exception):
    """A letter did not leave; the words say why, without any address. `stops_run`: nor would the next one."""

    def __init__(self, words: Words, *, stops_run: bool = False) -> None:
        """Keep the words."""
        super().__init__(words.en)
        self.words = words
        self.stops_run = stops_run


class TemporaryMailError(MailError):
    """The letter may leave later."""


class PermanentMailError(MailError):
    """The letter will never leave as it is."""


_NO_SERVER = Words("Pašto serveris neatsako.", "The mail server does not answer.")
_NO_LOGIN = Words(
    "Pašto serveris nepriėmė prisijungimo: patikrinkite LOOKDEEPER_SMTP_USER ir LOOKDEEPER_SMTP_PASSWORD.",
    "The mail server refused the login: check LOOKDEEPER_SMTP_USER and LOOKDEEPER_SMTP_PASSWORD.",
)


def _refused(code: int) -> MailError:
    if code in _PUT_OFF:
        return TemporaryMailError(
            Words(f"Gavėjo serveris prašo palaukti ({code}).", f"The recipient's server asks to wait ({code}).")
        )
    return PermanentMailError(
        Words(
            f"Gavėjo serveris laiško nepriėmė ({code}): greičiausiai tokio adreso nėra.",
            f"The recipient's server refused the letter ({code}): most likely there is no such address.",
        )
    )


def compose(letter: QueuedLetter, rendered: RenderedLetter, account: MailAccount, now: datetime) -> EmailMessage:
    """Return the message: one sender, exactly one recipient, text and HTML, and a Message-ID made from the key."""
    message = EmailMessage(policy=SMTP)
    local, _, domain = account.sender_address.rpartition("@")
    message["From"] = Address(account.sender_name, local, domain)
    message["To"] = Address(addr_spec=letter.recipient)
    message["Subject"] = rendered.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(letter.key, domain)
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=letter.reply_to)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = str(letter.language)
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    return message


class SmtpMailer:
    """One connection for all letters of a run; a dropped one is made anew, once a letter."""

    def __init__(self, account: MailAccount) -> None:
        """Name the account; the connection is made with the first letter."""
        self._account = account
        self._connection: Any = None

    def __enter__(self) -> Self:
        """Begin a run."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self._close()

    def send(self, letter: QueuedLetter, rendered: RenderedLetter, now: datetime) -> None:
        """Send a letter to its one recipient.

        Raises:
            TemporaryMailError: when it may leave later; also when the server cannot be reached or refuses the login.
            PermanentMailError: when it never will.
        """
        message = compose(letter, rendered, self._account, now)
        for attempt in (1, 2):
            try:
                self._smtp().send_message(message, self._account.sender_address, [letter.recipient])
            except (smtplib.SMTPServerDisconnected, ConnectionError) as error:
                self._close()
                if attempt == 2:  # noqa: PLR2004 - the second time it is not chance
                    raise TemporaryMailError(_NO_SERVER, stops_run=True) from error
            except smtplib.SMTPRecipientsRefused as error:
                codes = [code for code, _ in error.recipients.values()]
                raise _refused(codes[0]) from None
            except smtplib.SMTPResponseException as error:
                raise _refused(error.smtp_code) from None
            except OSError as error:
                self._close()
                raise TemporaryMailError(_NO_SERVER, stops_run=True) from error
            else:
                return

    def _smtp(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection.smtp

    def _connect(self) -> Any:
        import yagmail  # noqa: PLC0415 - a run without letters need not wait for it

        account = self._account
        tls = ssl.create_default_context()
        plain = account.security == "none"
        arguments: dict[str, Any] = {"timeout": account.timeout}
        if account.security == "ssl":
            arguments["context"] = tls
        connection = yagmail.SMTP(
            {account.user or account.sender_address: account.sender_name},
            account.password or None,
            host=account.host,
            port=account.port,
            smtp_ssl=account.security == "ssl",
            smtp_starttls={"context": tls} if account.security == "starttls" else False,
            smtp_skip_login=plain or not account.user,
            **arguments,
        )
        try:
            connection.login()
        except smtplib.SMTPAuthenticationError as error:
            raise TemporaryMailError(_NO_LOGIN, stops_run=True) from error
        except (smtplib.SMTPException, OSError) as error:
            raise TemporaryMailError(_NO_SERVER, stops_run=True) from error
        return connection

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.close()
            self._connection = None
