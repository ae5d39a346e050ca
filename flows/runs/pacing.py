"""Not more letters a minute than the account bears: a run waits between them, and not for ever."""

from collections import deque
from collections.abc import Callable
from time import monotonic, sleep

_WINDOW = 60.0
PATIENCE = 240.0
"""Seconds that a run waits in all: five minutes after it began, others may have something to do in the same home. What
is left leaves with the next run, a quarter of an hour later."""


class Pace:
    """Lets a letter go when in the minute before it fewer have gone than may."""

    def __init__(
        self,
        per_minute: int | None,
        gone: int = 0,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[float], None] = sleep,
    ) -> None:
        """Begin a run.

        Args:
            per_minute: How many letters may leave in any minute; None for as many as there are.
            gone: How many have left in the minute before.
            clock: Gives seconds that only ever grow.
            wait: Lets some seconds go by.
        """
        self._most = per_minute
        self._clock, self._wait = clock, wait
        self._moments = deque([clock()] * gone, per_minute)
        self._waited = 0.0

    def next(self) -> bool:
        """Wait for a letter's turn; False when the run has waited long enough."""
        if self._most is None:
            return True
        if len(self._moments) == self._most:
            pause = max(self._moments[0] + _WINDOW - self._clock(), 0.0)
            if self._waited + pause > PATIENCE:
                return False
            self._wait(pause)
            self._waited += pause
        self._moments.append(self._clock())
        return True
