"""Time in the stand-in, which tests move, and how many calls a minute Google takes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.google.forms_api import RefusedError

MINUTE = 60.0
LIMITS = {
    "sheets.read": (300, 60),
    "sheets.write": (300, 60),
    "forms.read": (975, 390),
    "forms.write": (375, 150),
}
"""Calls a minute, of the project and of one user in it: https://developers.google.com/sheets/api/limits"""


@dataclass
class Clock:
    """A clock that goes only when it is moved."""

    start: datetime = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += max(seconds, 0)


@dataclass
class Quota:
    """Counts calls of the last minute."""

    clock: Clock
    taken: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    enforced: bool = True

    def take(self, api: str, account: str, *, reading: bool) -> None:
        """Count a call; raises RefusedError when there were too many."""
        kind = f"{api}.{'read' if reading else 'write'}"
        if not self.enforced or kind not in LIMITS:
            return
        for who, most, whose in (
            ("", LIMITS[kind][0], "per minute"),
            (account, LIMITS[kind][1], "per minute per user"),
        ):
            times = [at for at in self.taken.get((kind, who), []) if at > self.clock.seconds - MINUTE]
            self.taken[kind, who] = times
            if len(times) >= most:
                raise too_many("Read" if reading else "Write", whose, api)
        for who in ("", account):
            self.taken[kind, who].append(self.clock.seconds)


def too_many(name: str = "Write", whose: str = "per minute per user", api: str = "sheets") -> RefusedError:
    """Return the refusal of a call above the quota."""
    return RefusedError(
        429,
        f"Quota exceeded for quota metric '{name} requests' and limit '{name} requests {whose}' of service "
        f"'{api}.googleapis.com' for consumer 'project_number:100000000001'.",
        "RESOURCE_EXHAUSTED",
    )
