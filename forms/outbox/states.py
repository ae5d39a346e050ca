"""How a letter goes from one state to the next, and how patient we are with mail servers."""

from dataclasses import replace
from datetime import datetime, timedelta

from forms.outbox.letter import LetterState, QueuedLetter
from forms.outbox.trouble import Trouble, Why, trouble_of

WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12), timedelta(hours=24))
"""Between the attempts at a letter that a mail server puts off: greylisting is over in minutes, a full mailbox in days.

Our rule; RFC 5321 §4.5.4.1 asks for half an hour at least and four to five days in all of a relay, which we are not."""


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
    return replace(letter, state=state, last_error=letter.last_error if is_confirmed(letter) else reason)


def after_permanent(letter: QueuedLetter, reason: str) -> QueuedLetter:
    """Return a letter that was refused for good."""
    return replace(letter, state=LetterState.FAILED, next_at=None, last_error=reason)


def held(letter: QueuedLetter, reason: str = "") -> QueuedLetter:
    """Return a letter that is kept back until somebody releases it."""
    return replace(letter, state=LetterState.HELD, next_at=None, last_error=reason)


def released(letter: QueuedLetter) -> QueuedLetter:
    """Return a letter that was kept back and may leave now, with all attempts before it again.

    One that was held for its address leaves to that address: whoever releases it has looked.
    """
    trouble = trouble_of(letter.last_error)
    looked_at = trouble is not None and trouble.why in {Why.MISTYPED, Why.CONFIRMED}
    said = Trouble(Why.CONFIRMED).kept if looked_at else ""
    return replace(letter, state=LetterState.QUEUED, attempts=0, next_at=None, last_error=said)


def is_confirmed(letter: QueuedLetter) -> bool:
    """Tell whether somebody let a letter go to an address that looked mistyped."""
    trouble = trouble_of(letter.last_error)
    return trouble is not None and trouble.why is Why.CONFIRMED


def is_worn_out(letter: QueuedLetter) -> bool:
    """Tell whether a letter was found being sent after so many crashes that it may be what causes them."""
    return letter.state is LetterState.SENDING and letter.attempts > len(WAITS)
