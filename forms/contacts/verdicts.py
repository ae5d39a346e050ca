"""What a person said of two contacts or two events, and what follows for the others."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

Pair = frozenset[str]
"""The keys of the two things that a verdict or a doubt is about."""


class Verdict(StrEnum):
    """A person's word on two contacts or two events; it outweighs whatever we think."""

    SAME = "same"
    DIFFERENT = "different"


def same_as(verdicts: Mapping[Pair, Verdict], oldest_first: Iterable[str] = ()) -> Mapping[str, str]:
    """Return, for every key that a verdict links to another, the oldest key it is linked to, its own included.

    Links go on: with a = b and b = c, all three are a. Keys that `oldest_first` does not name count as younger than
    those it does, and among themselves by the alphabet.
    """
    linked: dict[str, set[str]] = {}
    for pair, verdict in verdicts.items():
        if verdict is Verdict.SAME:
            for key in pair:
                linked.setdefault(key, set()).update(pair)
    order = dict.fromkeys(key for key in oldest_first if key in linked)
    found: dict[str, str] = {}
    for oldest in (*order, *sorted(linked.keys() - order.keys())):
        waiting = [] if oldest in found else [oldest]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found[key] = oldest
                waiting.extend(linked[key])
    return found


def representative(key: str, verdicts: Mapping[Pair, Verdict], oldest_first: Sequence[str] = ()) -> str:
    """Return the key that stands for a key: the oldest of those that verdicts link it to, or itself."""
    return same_as(verdicts, oldest_first).get(key, key)


class Settled:
    """Which pairs need not be asked about: a person has spoken of them, or of those they were linked to."""

    def __init__(self, verdicts: Mapping[Pair, Verdict], oldest_first: Iterable[str]) -> None:
        """Work out the links once."""
        self.same_as = same_as(verdicts, oldest_first)
        self._apart = {self.standing_for(pair) for pair, verdict in verdicts.items() if verdict is Verdict.DIFFERENT}

    def standing_for(self, pair: Iterable[str]) -> Pair:
        """Return the pair of keys that stand for a pair; one key alone when the two are one."""
        return frozenset(self.same_as.get(key, key) for key in pair)

    def apart(self, one: str, other: str) -> bool:
        """Tell whether a person said that the two are different."""
        return self.standing_for((one, other)) in self._apart

    def covers(self, one: str, other: str) -> bool:
        """Tell whether a person said that the two are the same, or different."""
        standing = self.standing_for((one, other))
        return len(standing) == 1 or standing in self._apart
