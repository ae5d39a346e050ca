"""How often Google may be called: so many times a minute, by all of a run together."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable

MOST = 55
"""Calls a minute, of 60 that Google lets one account make: some are left for people's own scripts."""
_MINUTE = 60.0


class Quota:
    """Keeps whoever calls waiting until a call is within the quota; one object for all threads of a run."""

    def __init__(
        self,
        most: int = MOST,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take how many calls a minute may hold, what tells seconds, and how to wait for some."""
        self._most, self._clock, self._sleep = most, clock, sleep
        self._made: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def take(self, kind: str) -> None:
        """Wait until another call is within the quota; each kind, such as "read" or "write", is counted apart."""
        with self._lock:
            made = self._made[kind]
            while True:
                now = self._clock()
                while made and made[0] <= now - _MINUTE:
                    made.popleft()
                if len(made) < self._most:
                    made.append(now)
                    return
                self._sleep(made[0] + _MINUTE - now)
