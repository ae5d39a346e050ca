"""Letters over SMTP: the only door to yagmail, which gives the connection and the login and nothing else.

`yagmail.SMTP.send` would log in for each message, give equal Message-IDs to different letters, attach a file whose path
stands in the text, and answer with False where it failed. So the message is the standard library's, and so is sending.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Literal, Self

from flows.adapters.mail_errors import (
    NO_ADDRESS,
    NO_SERVER,
    NOT_OUR_SENDER,
    NOT_TAKEN,
    NOT_WRITABLE,
    MailError,
    PermanentMailError,
    TemporaryMailError,
    not_connected,
    refused,
)
from flows.adapters.rendering import RenderedLetter
from forms.outbox import QueuedLetter, message_id
from forms.words import Words

_BAD_ADDRESS = 501  # RFC 5321 §4.2.3: what a server would say to an address that is none


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


def _sender(account: MailAccount) -> Address:
    try:
        sender = Address(account.sender_name, addr_spec=account.sender_address)
    except (ValueError, IndexError, MessageError):
        sender = Address()
    if not sender.domain:
        raise refused(_BAD_ADDRESS, NOT_OUR_SENDER)
    return sender


def compose(letter: QueuedLetter, rendered: RenderedLetter, account: MailAccount, now: datetime) -> EmailMessage:
    """Return the message: one sender, exactly one recipient, text and HTML, and a Message-ID made from the key.

    Raises:
        AccountError: when the account's sender is no address.
        ValueError, IndexError, MessageError: when the recipient or whom to reply to is none.
    """
    message = EmailMessage(policy=SMTP)
    sender = _sender(account)
    message["From"] = sender
    message["To"] = Address(addr_spec=letter.recipient)
    message["Subject"] = rendered.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(letter.key, sender.domain)
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=letter.reply_to)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.language.value  # last, for setting the content takes all Content- headers away
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

    def connect(self) -> None:
        """Make the connection before there is a letter for it.

        Raises:
            MailError: when the server cannot be reached or refuses our login.
        """
        self._smtp()

    def send(self, letter: QueuedLetter, rendered: RenderedLetter, now: datetime) -> None:
        """Send a letter to its one recipient.

        Raises:
            AccountError: when nothing leaves now, since the server cannot be reached or refuses our login or sender.
            TemporaryMailError: when it may leave later.
            PermanentMailError: when it never will.
        """
        message = self._written(letter, rendered, now)
        for last in (False, True):
            try:
                self._smtp().send_message(message, self._account.sender_address, [letter.recipient])
            except (smtplib.SMTPServerDisconnected, ConnectionError):
                self._close()
                if last:
                    raise TemporaryMailError(NO_SERVER, stops_run=True) from None
            except smtplib.SMTPRecipientsRefused as error:
                raise self._answered(error.recipients[letter.recipient][0], NO_ADDRESS) from None
            except smtplib.SMTPSenderRefused as error:
                raise self._answered(error.smtp_code, NOT_OUR_SENDER) from None
            except smtplib.SMTPResponseException as error:
                raise self._answered(error.smtp_code, NOT_TAKEN) from None
            except (smtplib.SMTPNotSupportedError, UnicodeError):
                raise PermanentMailError(NOT_WRITABLE) from None
            except OSError:
                self._close()
                raise TemporaryMailError(NO_SERVER, stops_run=True) from None
            else:
                return

    def _written(self, letter: QueuedLetter, rendered: RenderedLetter, now: datetime) -> EmailMessage:
        try:
            return compose(letter, rendered, self._account, now)
        except (ValueError, IndexError, MessageError):  # the header parser's, at addresses that are none
            raise PermanentMailError(NOT_WRITABLE) from None

    def _answered(self, code: int, why: Words) -> MailError:
        error = refused(code, why)
        if error.stops_run:
            self._close()
        return error

    def _smtp(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection.smtp

    def _connect(self) -> Any:
        import yagmail  # noqa: PLC0415 - a run without letters need not wait for it

        account = self._account
        tls = ssl.create_default_context()
        verifying: dict[str, Any] = {"context": tls} if account.security == "ssl" else {}
        # As a dictionary, for yagmail would add @gmail.com to a user that is no address.
        user: Any = {account.user or account.sender_address: account.sender_name}
        connection = yagmail.SMTP(
            user,
            account.password,  # never None, for yagmail would ask for it and wait for ever
            host=account.host,
            port=account.port,
            smtp_ssl=account.security == "ssl",
            smtp_starttls={"context": tls} if account.security == "starttls" else False,
            smtp_skip_login=account.security == "none" or not account.user,  # no password without TLS
            soft_email_validation=False,  # some servers' users are no addresses
            timeout=account.timeout,
            **verifying,
        )
        try:
            connection.login()
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            with suppress(smtplib.SMTPException, OSError):
                connection.close()
            raise not_connected(error) from None
        return connection

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.close()
            self._connection = None
