"""How many letters may leave, and when: the account's limits, whose turn it is, and the hours in which people sleep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms.dates import VILNIUS
from forms.outbox.letter import OPEN, Priority, QueuedLetter

DAY = timedelta(hours=24)
"""Providers count the day backwards from now, not from midnight."""

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many letters an account lets leave in any 24 hours and in any minute; None for as many as there are."""

    per_day: int | None
    per_minute: int | None


ACCOUNTS: Mapping[str, Allowance] = {
    "small": Allowance(100, 10),
    "gmail": Allowance(500, 20),
    "workspace": Allowance(2_000, 60),
    "own": Allowance(None, None),
}
"""By kind of account. A day's numbers are what providers allow: a script or a small provider 100, Gmail 500, Google
Workspace 2 000. Nobody publishes the minute's: ours are far below what makes a provider ask to slow down."""

_SHARES: Mapping[Priority, float] = {
    Priority.ALARM: 1.0,
    Priority.CONFIRMATION: 1.0,
    Priority.WEEKLY: 0.9,
    Priority.NEWS: 0.8,
}
"""How much of a day's allowance letters may use up: news of the morning leave room for the evening's confirmations.
Our rule."""


_ALARMS = frozenset({"call_request", "did_not_run"})
"""Kinds of letters that are alarms, whatever priority they were queued with: somebody asked to be called, or the
pipeline stands still. Our rule."""


def is_alarm(letter: QueuedLetter) -> bool:
    """Tell whether somebody has to act on a letter at once: it leaves at any hour, before all others."""
    return letter.priority is Priority.ALARM or letter.kind in _ALARMS


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of Vilnius in which letters wait, such as from 22 until 7; equal hours for none."""

    from_hour: int
    until_hour: int

    def contain(self, now: datetime) -> bool:
        """Tell whether a moment lies in them."""
        hour = now.astimezone(VILNIUS).hour
        if self.from_hour <= self.until_hour:
            return self.from_hour <= hour < self.until_hour
        return hour >= self.from_hour or hour < self.until_hour


def read_quiet_hours(text: str) -> QuietHours:
    """Return the hours written like `22-7`; none for an empty text.

    Raises:
        ValueError: when they are written otherwise.
    """
    if not text:
        return QuietHours(0, 0)
    begin, end = (int(part) for part in text.split("-"))
    return QuietHours(begin, end)


def due(letters: Iterable[QueuedLetter], now: datetime) -> tuple[QueuedLetter, ...]:
    """Return the letters to be sent now: alarms first, then by priority, then by age."""
    wanted = [one for one in letters if one.state in OPEN and (one.next_at is None or one.next_at <= now)]
    return tuple(sorted(wanted, key=lambda one: (not is_alarm(one), one.priority, one.queued_at, one.key)))


def awake(letters: Iterable[QueuedLetter], quiet: QuietHours, now: datetime) -> tuple[QueuedLetter, ...]:
    """Return the letters that leave at this hour: all by day, in quiet hours alarms alone.

    Who is asked to mend an answer is asked in the morning, like everybody who is told that it arrived. Our rule.
    """
    if not quiet.contain(now):
        return tuple(letters)
    return tuple(one for one in letters if is_alarm(one))


def admitted(letters: Sequence[QueuedLetter], allowance: Allowance, used: int) -> tuple[QueuedLetter, ...]:
    """Return those of the letters, which come in their order, that a day's allowance has room for.

    Args:
        letters: What is due.
        allowance: The account's.
        used: How many letters left in the 24 hours before.
    """
    if allowance.per_day is None:
        return tuple(letters)
    found: list[QueuedLetter] = []
    for letter in letters:
        if used + len(found) < round(allowance.per_day * _SHARES[letter.priority]):
            found.append(letter)
    return tuple(found)
