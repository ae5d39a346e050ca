"""The account that letters leave from, as the settings say: how we prove who we are, and how much it lets us send."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from config.settings import Settings
from flows.adapters.composing import MailAccount
from flows.adapters.mailbox import LocalMailbox
from flows.adapters.passwords import find_password
from forms.outbox import ACCOUNTS, Allowance, QueuedLetter


@contextmanager
def account_of(settings: Settings) -> Iterator[MailAccount]:
    """Give the account that letters leave from: the configured one, or the mailbox of this machine."""
    facts = settings.facts["letters"]
    address = settings.sender_address or facts["sender_address"]
    name = settings.sender_name or facts["sender_name"]
    if not settings.smtp_host:
        with LocalMailbox(settings.mailbox) as mailbox:
            yield mailbox.account(address, name)
        return
    token = None
    if settings.smtp_token:
        from flows.adapters.google.mail_token import mail_token  # noqa: PLC0415 - few need Google's library

        token = partial(mail_token, settings.smtp_token.expanduser(), settings.smtp_user or address)
    yield MailAccount(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_security,
        settings.smtp_user,
        "" if token else password_of(settings),
        address,
        name,
        settings.smtp_timeout,
        token,
    )


def password_of(settings: Settings) -> str:
    """Return the account's password: the environment's, else the system safe's; empty when neither has one."""
    said = settings.smtp_password.get_secret_value()
    if said or not settings.smtp_user or settings.smtp_security == "none":
        return said
    return find_password(settings.smtp_user)


def allowance_of(settings: Settings) -> Allowance:
    """Return how many letters may leave; as many as there are into the mailbox of this machine."""
    if not settings.smtp_host:
        return Allowance(None, None)
    usual = ACCOUNTS[settings.mail_account]
    return Allowance(settings.mail_per_day or usual.per_day, settings.mail_per_minute or usual.per_minute)


def may_write_to(settings: Settings, letter: QueuedLetter) -> bool:
    """Tell whether a letter may leave: to anybody on this machine or when live, else to the guests alone."""
    guests = {guest.casefold() for guest in (*settings.guests, settings.operator)}
    return not settings.smtp_host or settings.live or letter.recipient.casefold() in guests
