"""How many posts came of late from where: a bounded memory of moments."""

from collections import OrderedDict, deque
from time import monotonic
from typing import Final

_MOST_KNOWN: Final = 10_000
"""Addresses that are remembered; the one that was silent longest is forgotten first."""


class Pace:
    """Lets through at most so many in a span of seconds, for each name apart."""

    def __init__(self, most: int, seconds: float) -> None:
        """Let through `most` in `seconds`."""
        self._most, self._seconds = most, seconds
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, name: str) -> float:
        """Count one more, and return 0; or return how many seconds to wait until one more is let through."""
        now = monotonic()
        seen = self._seen.setdefault(name, deque(maxlen=self._most))
        self._seen.move_to_end(name)
        if len(self._seen) > _MOST_KNOWN:
            self._seen.popitem(last=False)
        while seen and now - seen[0] >= self._seconds:
            seen.popleft()
        if len(seen) >= self._most:
            return self._seconds - (now - seen[0])
        seen.append(now)
        return 0.0
