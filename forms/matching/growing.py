"""Clusters of one connected part, grown from the surest pair on; nothing joins what speaks against it."""

import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from forms.matching.contradicting import FirstNames

FORBIDDEN = -30.0
"""Log odds of what cannot be: no evidence outweighs it."""
_OPPOSED = 8.0
"""Log odds at which one pair's opposition ends to count for more: beyond, it says nothing new."""
_HEED = 0.6
"""Weight of the log of all that speaks against a merge; this and the next were measured on nine made-up lists of
different difficulty, 45 000 merges: the two together make what is said of a merge's likelihood true."""
_APART = 1.5
"""Weight of the log of the smaller cluster's size: two people who each come back under their own addresses look like
that, while one person's changes leave records with the old and the new between."""
_SURE = 60.0
"""Log odds beyond which no rival is any surer."""
LOOKED_AT = -2.2
"""Log odds under which a pair brings no two clusters together and is not asked about: one of ten."""


Edge = tuple[float, float, bool, int, int]
"""What is known between two clusters: their best pair's log odds, all that speaks against, whether anything forbids
them to be one, and that best pair. A bare tuple, for of these a long list makes a million."""


def _odds(edge: Edge, smaller: int) -> float:
    """Return the log odds that two clusters are one person; `smaller` is how many profiles the smaller one has."""
    best, against, impossible, _, _ = edge
    if impossible:
        return FORBIDDEN
    if against:
        best -= _HEED * math.log1p(against)
    return best if smaller == 1 else best - _APART * math.log(smaller)


class Open(NamedTuple):
    """Two clusters that may be one person, how likely (log odds), and the pair of profiles that says so most."""

    cluster_one: int
    cluster_other: int
    odds: float
    one: int
    other: int


def opposition(odds: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return for pairs, by their log odds, how much each speaks against what it stands between."""
    return np.where(odds >= 0, 0.0, np.minimum(-odds.astype(np.float64), _OPPOSED))


def agreeing_from(certain: float, sizes: NDArray[np.int64], against: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log odds from which a pair is joined whenever its turn comes within a part.

    Args:
        certain: Log odds from which two clusters are joined unasked.
        sizes: How many profiles each part has: the smaller of two clusters has half of them at most.
        against: All that speaks against anything within each part.
    """
    return certain + _APART * np.log(np.maximum(sizes / 2, 1)) + _HEED * np.log1p(against)


def _both(mine: Edge, yours: Edge) -> Edge:
    best, against, impossible, one, other = mine
    its, more, forbids, first, second = yours
    # Ties are broken by the numbers of the profiles, which only what is written decides.
    if its > best or (its == best and (first, second) < (one, other)):
        best, one, other = its, first, second
    return best, against + more, impossible or forbids, one, other


class Growing:
    """The clusters of one connected part, while they grow."""

    def __init__(
        self,
        pairs: Iterable[tuple[int, int, float]],
        certain: float,
        names: FirstNames,
        copies: Sequence[int],
    ) -> None:
        """Begin with each profile a cluster of its own."""
        self.certain = certain
        self._names = names
        self._copies = copies
        self.members: dict[int, list[int]] = {}
        self._records: dict[int, int] = {}
        self._names_of: dict[int, frozenset[int]] = {}
        self.edges: dict[int, dict[int, Edge]] = {}
        self.expected_wrong = 0.0
        edges = self.edges
        for one, other, odds in pairs:
            if one not in edges:
                self.begin(one)
            if other not in edges:
                self.begin(other)
            against = 0.0 if odds >= 0 else min(-odds, _OPPOSED)
            edges[one][other] = edges[other][one] = (odds, against, odds <= FORBIDDEN, one, other)

    def begin(self, profile: int) -> None:
        """Let a profile be a cluster of its own."""
        self.members[profile], self.edges[profile] = [profile], {}
        self._records[profile] = self._copies[profile]
        name = int(self._names.telling[profile])
        self._names_of[profile] = frozenset((name,)) if name else frozenset()

    def odds(self, one: int, other: int, edge: Edge) -> float:
        """Return the log odds that two clusters are one person."""
        return _odds(edge, min(len(self.members[one]), len(self.members[other])))

    def _forbidden(self, one: int, other: int) -> bool:
        mine, yours = self._names_of[one], self._names_of[other]
        # One name, the same: of most it is, and nothing need be looked up.
        return not (mine == yours and len(mine) <= 1) and self._names.contradict(mine, yours)

    def _rivalled(self, one: int, other: int) -> float:
        """Return how much less likely a merge is for others that either side could join as well, but not both.

        One of several hypotheses that exclude one another holds: «J.» at the mailbox of Jonas and Juozas is either, so
        the odds of each are over those of all the rest (Bayes' rule), not over nobody's.
        """
        if len(self.edges[one]) == len(self.edges[other]) == 1:
            return 0.0
        rivals = 0.0
        for side, chosen in ((one, other), (other, one)):
            for rival, edge in self.edges[side].items():
                if edge[0] > LOOKED_AT and not edge[2] and rival != chosen and self._exclude(rival, chosen):
                    rivals += math.exp(min(self.odds(side, rival, edge), _SURE))
        return math.log1p(rivals)

    def _exclude(self, one: int, other: int) -> bool:
        edge = self.edges[one].get(other)
        return (edge is not None and edge[2]) or self._forbidden(one, other)

    def join(self, one: int, other: int) -> int:
        """Make two clusters one, named by the smaller of the two; return the name."""
        keep, leave = (one, other) if one < other else (other, one)
        edges = self.edges
        self.members[keep] += self.members.pop(leave)
        self._records[keep] += self._records.pop(leave)
        self._names_of[keep] |= self._names_of.pop(leave)
        kept = edges[keep]
        kept.pop(leave, None)
        for neighbour, edge in edges.pop(leave).items():
            if neighbour != keep:
                its = edges[neighbour]
                del its[leave]
                known = kept.get(neighbour)
                kept[neighbour] = its[keep] = edge if known is None else _both(known, edge)
        return keep

    def grow(self) -> None:
        """Join what is certain, the surest first."""
        waiting = [
            (-edge[0], one, other)
            for one, edges in self.edges.items()
            for other, edge in edges.items()
            if edge[0] >= self.certain and one < other and not edge[2]
        ]
        heapq.heapify(waiting)
        while waiting:
            odds, one, other = heapq.heappop(waiting)
            edge = self.edges.get(one, {}).get(other)
            if edge is None or -self.odds(one, other, edge) != odds:
                continue
            if self._forbidden(one, other):
                self.edges[one][other] = self.edges[other][one] = (*edge[:2], True, *edge[3:])
                continue
            if -odds - self._rivalled(one, other) < self.certain:
                continue
            self.expected_wrong += self._records[one] * self._records[other] / (1 + math.exp(-odds))
            kept = self.join(one, other)
            for neighbour, fresh in self.edges[kept].items():
                # What counts against two clusters only lowers their odds.
                if fresh[0] >= self.certain and (anew := self.odds(kept, neighbour, fresh)) >= self.certain:
                    heapq.heappush(waiting, (-anew, min(kept, neighbour), max(kept, neighbour)))

    def left(self) -> Iterator[Open]:
        """Yield what may be one person and is not certain."""
        for one, edges in self.edges.items():
            for other, edge in edges.items():
                if one < other and edge[0] > LOOKED_AT and not edge[2]:
                    odds = self.odds(one, other, edge)
                    if odds > LOOKED_AT and not self._forbidden(one, other):
                        yield Open(one, other, odds, *edge[3:])

    def decide(self, one: int, other: int) -> None:
        """Join the clusters of two profiles because a person said so."""
        mine, yours = self._cluster_of(one), self._cluster_of(other)
        if mine != yours:
            self.join(mine, yours)

    def _cluster_of(self, profile: int) -> int:
        for name, members in self.members.items():
            if profile in members:
                return name
        self.begin(profile)
        return profile
