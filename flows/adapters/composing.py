"""A letter as a message: one sender, exactly one recipient, and the headers that other mail programs go by."""

import re
from binascii import b2a_qp
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import quote

from flows.adapters.inline_pictures import attach_pictures
from flows.adapters.mail_errors import AccountError
from flows.adapters.rendering import RenderedLetter
from forms.emails import wire_address
from forms.outbox import Priority, QueuedLetter, Trouble, Why, message_id
from forms.words import Language, Words

_STOP = Words("Nebesiusti", "Unsubscribe")
"""The subject of the letter that asks for no more; in ASCII, for some mail programs do not decode it."""

_BREAK = re.compile(r"\r\n?")
_OF_EACH = frozenset({"to", "date", "message-id"})
"""Headers that differ from letter to letter."""


_BOUNDARY = "=_lookdeeper"
"""Between the parts: quoted-printable text never has an underscore after an equals sign (RFC 2045 §6.7)."""


class _Registry(HeaderRegistry):
    """Reads the headers that a run's letters share once, not once a letter: nothing else takes as long."""

    def __getitem__(self, name: str) -> type:
        """Return the kind of a header."""
        return _kind_of_header(name.lower())

    def __call__(self, name: str, value: Any) -> BaseHeader:
        """Return a header; they do not change, and can be shared."""
        if name.lower() in _OF_EACH or not isinstance(value, str):
            return super().__call__(name, value)
        return _shared_header(name, value)


class _Policy(EmailPolicy):
    """Writes the headers that a run's letters share once, too."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return a header as it goes over the wire."""
        if name.lower() in _OF_EACH or not isinstance(value, BaseHeader):
            return super().fold_binary(name, value)
        return _folded(self, name, value)


_PLAIN = HeaderRegistry()
_REGISTRY = _Registry()
_POLICY = _Policy(linesep="\r\n", header_factory=_REGISTRY)


@lru_cache(maxsize=64)
def _kind_of_header(name: str) -> type:
    return _PLAIN[name]


@lru_cache(maxsize=256)
def _shared_header(name: str, value: str) -> BaseHeader:
    return HeaderRegistry.__call__(_REGISTRY, name, value)


@lru_cache(maxsize=256)
def _address_header(name: str, shown: str, address: str) -> BaseHeader:
    return HeaderRegistry.__call__(_REGISTRY, name, Address(shown, addr_spec=address))


@lru_cache(maxsize=256)
def _folded(policy: _Policy, name: str, value: Any) -> bytes:
    return EmailPolicy.fold_binary(policy, name, value)


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
    message = EmailMessage(policy=_POLICY)
    sender = sender_of(account)
    message["From"] = _address_header("From", sender.display_name, sender.addr_spec)
    name, _, domain = recipient.rpartition("@")
    message["To"] = Address(username=name, domain=domain)  # a whole address is refused for letters beyond ASCII
    message["Subject"] = rendered.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(letter.key, sender.domain)
    if letter.reply_to:
        message["Reply-To"] = _address_header("Reply-To", "", letter.reply_to)
    message["Auto-Submitted"] = "auto-generated"
    if letter.priority in {Priority.WEEKLY, Priority.NEWS}:
        # No List-Unsubscribe-Post beside it: that needs an address on the web, and a person reads these.
        message["List-Unsubscribe"] = _by_letter(letter.reply_to or account.sender_address, letter.language)
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = f'multipart/alternative; boundary="{_BOUNDARY}"'
    message["Content-Language"] = letter.language.value
    message.attach(_part(rendered.text, "plain"))
    message.attach(_part(rendered.html, "html"))
    attach_pictures(message, rendered.pictures)
    return message


def _part(text: str, kind: str) -> EmailMessage:
    """Return a text as a part; `set_content` says the same and takes most of the time that a letter takes."""
    part = EmailMessage(policy=_POLICY)
    part["Content-Type"] = f'text/{kind}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(b2a_qp(_BREAK.sub("\n", text).encode(), istext=True).decode("ascii"))
    return part


def _by_letter(address: str, language: Language) -> str:
    return f"<mailto:{quote(address, safe='@')}?subject={_STOP.say(language)}>"
