"""A letter as a message: one sender, exactly one recipient, and the headers that other mail programs go by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Literal
from urllib.parse import quote

from flows.adapters.mail_errors import AccountError
from flows.adapters.rendering import RenderedLetter
from forms.emails import wire_address
from forms.outbox import Priority, QueuedLetter, Trouble, Why, message_id
from forms.words import Language, Words

_STOP = Words("Nebesiusti", "Unsubscribe")
"""The subject of the letter that asks for no more; in ASCII, for some mail programs do not decode it."""


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
    token: Callable[[], str] | None = field(default=None, repr=False)
    """Where a password is not enough, gives what proves for an hour that we may send (OAuth 2); raises AccountError."""


def sender_of(account: MailAccount) -> Address:
    """Return whom letters are from, the domain in ASCII. Raises AccountError when that is no address."""
    wired = wire_address(account.sender_address)
    try:
        if wired and wired.isascii():
            return Address(account.sender_name, addr_spec=wired)
    except (ValueError, IndexError, MessageError):
        pass
    raise AccountError(Trouble(Why.NOT_OUR_SENDER))


def compose(letter: QueuedLetter, rendered: RenderedLetter, account: MailAccount, now: datetime) -> EmailMessage:
    """Return the message: one sender, exactly one recipient, text and HTML, and a Message-ID made from the key.

    Raises:
        AccountError: when the account's sender is no address.
        ValueError, IndexError, MessageError: when the recipient or whom to reply to is none, or the subject has lines.
    """
    recipient = wire_address(letter.recipient)
    if recipient is None:
        raise ValueError("the recipient's address is none")
    message = EmailMessage(policy=SMTP)
    sender = sender_of(account)
    message["From"] = sender
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = rendered.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(letter.key, sender.domain)
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=letter.reply_to)
    message["Auto-Submitted"] = "auto-generated"
    if letter.priority in {Priority.WEEKLY, Priority.NEWS}:
        # No List-Unsubscribe-Post beside it: that needs an address on the web, and a person reads these.
        message["List-Unsubscribe"] = _by_letter(letter.reply_to or account.sender_address, letter.language)
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.language.value  # last, for setting the content takes all Content- headers away
    return message


def _by_letter(address: str, language: Language) -> str:
    return f"<mailto:{quote(address, safe='@')}?subject={_STOP.say(language)}>"
