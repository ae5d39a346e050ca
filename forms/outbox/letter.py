"""A letter in the outbox: one recipient, a key that is there once, a state that survives a crash."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from hashlib import sha256

from forms.words import Language, Words

_ONE_ADDRESS = re.compile(r"[^\s,;:<>\"()\[\]\\@]+@[^\s,;:<>\"()\[\]\\@]+")


class LetterState(StrEnum):
    """How far a letter has come."""

    QUEUED = "queued"
    SENDING = "sending"
    """Handed to the mail server, whose answer is not known: found so after a crash, it is sent again, with the same
    Message-ID, by which a mailbox knows it again."""
    SENT = "sent"
    RETRY = "retry"
    FAILED = "failed"
    HELD = "held"


class Priority(IntEnum):
    """Which letters leave first when not all can."""

    ALARM = 0
    """Somebody has to act: it leaves at any hour and before all others."""
    CONFIRMATION = 1
    WEEKLY = 2
    NEWS = 3


STATE_TITLES: Mapping[LetterState, Words] = {
    LetterState.QUEUED: Words("Laukia", "Queued"),
    LetterState.SENDING: Words("Siunčiamas", "Being sent"),
    LetterState.SENT: Words("Išsiųstas", "Sent"),
    LetterState.RETRY: Words("Bandysime dar", "To be tried again"),
    LetterState.FAILED: Words("Nepavyko", "Failed"),
    LetterState.HELD: Words("Sulaikytas", "Held"),
}
"""How a letter's state is called where people see it."""


@dataclass(frozen=True, slots=True)
class QueuedLetter:
    """A letter in the outbox: its placeholders' values, rendered only when it is sent.

    Raises:
        ValueError: when the recipient is anything but one address.
    """

    key: str
    kind: str
    language: Language
    recipient: str = field(repr=False)
    fields: Mapping[str, object] = field(repr=False)
    organisation: str
    reply_to: str
    queued_at: datetime
    priority: Priority = Priority.CONFIRMATION
    state: LetterState = LetterState.QUEUED
    attempts: int = 0
    next_at: datetime | None = None
    """Not to be tried before; None for at once."""
    sent_at: datetime | None = None
    last_error: str = ""
    """Why the last attempt failed, as `forms.outbox.trouble` keeps it (`told` says it in words); never the address."""

    def __post_init__(self) -> None:
        """Refuse a recipient that is not exactly one address."""
        if not _ONE_ADDRESS.fullmatch(self.recipient):
            raise ValueError("a letter has exactly one recipient")

    @property
    def subject(self) -> str:
        """Return the key of what the letter is about."""
        return self.key.partition("/")[0]


OPEN = frozenset({LetterState.QUEUED, LetterState.SENDING, LetterState.RETRY})
"""States that a letter can still be sent from."""


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID of a letter: always the same for its key, and telling nothing of it."""
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"
