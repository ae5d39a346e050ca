"""Letters that wait to be sent: one recipient each, a key that is there once, a state that survives a crash."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
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
    """Why the last attempt failed, in plain words; never the address."""

    def __post_init__(self) -> None:
        """Refuse a recipient that is not exactly one address."""
        if not _ONE_ADDRESS.fullmatch(self.recipient):
            raise ValueError("a letter has exactly one recipient")


WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12), timedelta(hours=24))
"""Between the attempts at a letter that a mail server puts off: greylisting is over in minutes, a full mailbox in days.

Our rule; RFC 5321 §4.5.4.1 asks for half an hour at least and four to five days in all of a relay, which we are not."""

OPEN = frozenset({LetterState.QUEUED, LetterState.SENDING, LetterState.RETRY})
"""States that a letter can still be sent from."""


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID of a letter: always the same for its key, and telling nothing of it."""
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def due(letters: Iterable[QueuedLetter], now: datetime) -> tuple[QueuedLetter, ...]:
    """Return the letters to be sent now: by priority, then by age."""
    wanted = [one for one in letters if one.state in OPEN and (one.next_at is None or one.next_at <= now)]
    return tuple(sorted(wanted, key=lambda one: (one.priority, one.queued_at, one.key)))


def sending(letter: QueuedLetter) -> QueuedLetter:
    """Return a letter as it is while the mail server has it."""
    return replace(letter, state=LetterState.SENDING, attempts=letter.attempts + 1)


def sent(letter: QueuedLetter, now: datetime) -> QueuedLetter:
    """Return a letter that a mail server took."""
    return replace(letter, state=LetterState.SENT, sent_at=now, next_at=None, last_error="")


def after_temporary(letter: QueuedLetter, reason: str, now: datetime) -> QueuedLetter:
    """Return a letter that was put off: to be tried again later, or given up after the last wait."""
    if letter.attempts > len(WAITS):
        return after_permanent(letter, reason)
    wait = WAITS[max(letter.attempts - 1, 0)]
    return replace(letter, state=LetterState.RETRY, next_at=now + wait, last_error=reason)


def put_back(letter: QueuedLetter, reason: str) -> QueuedLetter:
    """Return a letter as it was before an attempt that failed through no fault of its own: no attempt is counted."""
    state = LetterState.RETRY if letter.attempts else LetterState.QUEUED
    return replace(letter, state=state, last_error=reason)


def after_permanent(letter: QueuedLetter, reason: str) -> QueuedLetter:
    """Return a letter that was refused for good."""
    return replace(letter, state=LetterState.FAILED, next_at=None, last_error=reason)


def held(letter: QueuedLetter, reason: str = "") -> QueuedLetter:
    """Return a letter that is kept back until somebody releases it."""
    return replace(letter, state=LetterState.HELD, next_at=None, last_error=reason)


def released(letter: QueuedLetter) -> QueuedLetter:
    """Return a letter that was kept back and may leave now, with all attempts before it again."""
    return replace(letter, state=LetterState.QUEUED, attempts=0, next_at=None, last_error="")
