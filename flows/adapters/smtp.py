"""Letters over SMTP: the only door to yagmail, which gives the connection and the login and nothing else.

`yagmail.SMTP.send` would log in for each message, give equal Message-IDs to different letters, attach a file whose path
stands in the text, and answer with False where it failed. So the message is the standard library's, and each command
is our own: only so is it known whether a connection broke before a server had the whole letter or after.
"""

import re
import smtplib
import ssl
from contextlib import suppress
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTPUTF8
from types import TracebackType
from typing import Any, Self

from flows.adapters.composing import MailAccount, compose, sender_of
from flows.adapters.mail_errors import (
    NOT_WRITABLE,
    MailError,
    Part,
    PermanentMailError,
    TemporaryMailError,
    not_connected,
    refused,
)
from flows.adapters.rendering import RenderedLetter
from forms.emails import wire_address
from forms.outbox import QueuedLetter, Trouble, Why

__all__ = ["MailAccount", "SmtpMailer", "compose"]

_DONE = 250
_FORWARDED = 251  # RFC 5321 §3.4: the server takes it, and knows a better address
_GO_ON = 354
_CLOSING = 421
_DOT = re.compile(rb"(?m)^\.")


class SmtpMailer:
    """One connection for all letters of a run; a dropped one is made anew, once a letter."""

    def __init__(self, account: MailAccount) -> None:
        """Name the account; the connection is made with the first letter."""
        self._account = account
        self._connection: Any = None
        self._served = False
        """Whether the connection has carried a letter."""

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
            TemporaryMailError: when it may leave later; with `Why.ANSWER_LOST` when it may have left.
            PermanentMailError: when it never will.
        """
        content = self._written(letter, rendered, now)
        recipient = wire_address(letter.recipient) or letter.recipient
        for last in (False, True):
            try:
                self._transmit(recipient, content)
            except OSError:  # smtplib's own errors among them: it hung up, or fell silent
                self._close()
                if last:
                    raise TemporaryMailError(Trouble(Why.HUNG_UP), stops_run=True) from None
            except MailError as error:
                if error.stops_run or error.trouble.why is Why.ANSWER_LOST:
                    self._close()
                raise
            else:
                return

    def _written(self, letter: QueuedLetter, rendered: RenderedLetter, now: datetime) -> EmailMessage:
        try:
            return compose(letter, rendered, self._account, now)
        except (ValueError, IndexError, MessageError):  # the header parser's, at addresses that are none
            raise PermanentMailError(NOT_WRITABLE) from None

    def _transmit(self, recipient: str, message: EmailMessage) -> None:
        """Hand one message to the server; a connection that breaks is an OSError until the server has it all."""
        smtp = self._smtp()
        options: list[str] = []
        if recipient.isascii():
            content = message.as_bytes()
        elif smtp.has_extn("smtputf8"):
            content = message.as_bytes(policy=SMTPUTF8)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        else:
            raise PermanentMailError(NOT_WRITABLE)
        if smtp.has_extn("size"):
            options.append(f"size={len(content)}")
        answer = smtp.mail(sender_of(self._account).addr_spec, options)
        if answer[0] == _CLOSING and self._served:  # it has had enough of this connection, not of us
            raise smtplib.SMTPServerDisconnected("closed between letters")
        self._ask(smtp, Part.SENDER, *answer)
        self._ask(smtp, Part.RECIPIENT, *smtp.rcpt(recipient))
        self._ask(smtp, Part.CONTENT, *smtp.docmd("DATA"), wanted=_GO_ON)
        end = b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n"
        smtp.send(_DOT.sub(b"..", content) + end)
        try:
            answer = smtp.getreply()
        except OSError:
            # The server may have taken the letter or not. It is sent again later and not at once: a server that breaks
            # off here does so again, and each time somebody may get a copy.
            raise TemporaryMailError(Trouble(Why.ANSWER_LOST)) from None
        self._ask(smtp, Part.CONTENT, *answer)
        self._served = True

    def _ask(self, smtp: smtplib.SMTP, part: Part, code: int, text: bytes, wanted: int = _DONE) -> None:
        """Go on when the server agrees; else end the transaction, so that the next letter can begin its own."""
        if code == wanted or (part is Part.RECIPIENT and code == _FORWARDED):
            return
        error = refused(code, text, part)
        if not error.stops_run:
            with suppress(OSError):
                smtp.rset()
        raise error

    def _smtp(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection.smtp

    def _connect(self) -> Any:
        import yagmail  # noqa: PLC0415 - a run without letters need not wait for it

        account = self._account
        token = account.token() if account.token and account.security != "none" else ""
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
            # No password without TLS, and none where a token speaks for us.
            smtp_skip_login=account.security == "none" or not account.user or account.token is not None,
            soft_email_validation=False,  # some servers' users are no addresses
            timeout=account.timeout,
            **verifying,
        )
        try:
            connection.login()
            if token:
                _show_token(connection.smtp, account.user or account.sender_address, token)
            connection.smtp.ehlo_or_helo_if_needed()
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            with suppress(smtplib.SMTPException, OSError):
                connection.close()
            raise not_connected(error) from None
        return connection

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.close()
            self._connection, self._served = None, False


def _show_token(smtp: smtplib.SMTP, user: str, token: str) -> None:
    """Log in with a token as Google and Microsoft want it (XOAUTH2); raises what smtplib raises."""
    smtp.ehlo_or_helo_if_needed()
    if "XOAUTH2" not in smtp.esmtp_features.get("auth", "").split():
        raise smtplib.SMTPNotSupportedError("no login by token")

    def answer(challenge: bytes | None = None) -> str:
        # A refusal comes as a challenge, which has to be answered with nothing before the server says it.
        return "" if challenge else f"user={user}\x01auth=Bearer {token}\x01\x01"

    smtp.auth("XOAUTH2", answer)
