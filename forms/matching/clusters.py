"""Profiles that are one person: parts where all agrees are joined at once, the others grown pair by pair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from forms.matching.contradicting import FirstNames
from forms.matching.growing import FORBIDDEN, LOOKED_AT, Growing, Open, agreeing_from, opposition
from forms.matching.numbering import connected

__all__ = ["FORBIDDEN", "LOOKED_AT", "Clusters", "Open", "grow_clusters"]


@dataclass(frozen=True, slots=True)
class Clusters:
    """For each profile the smallest of its cluster; and between clusters what is left open."""

    label: NDArray[np.int64]
    expected_wrong: float
    """Pairs of records that were joined and are expected to be two people's."""
    open_edges: tuple[Open, ...]


class _Pairs(NamedTuple):
    ones: NDArray[np.int32]
    others: NDArray[np.int32]
    odds: NDArray[np.float32]

    def at(self, rows: NDArray[np.int64]) -> "_Pairs":
        """Return some of the pairs."""
        return _Pairs(self.ones[rows], self.others[rows], self.odds[rows])


@dataclass(frozen=True, slots=True)
class _Parts:
    """The pairs of profiles by connected part, and for each part where its pairs begin and end."""

    rows: NDArray[np.int64]
    names: NDArray[np.int64]
    """The smallest profile of each part."""
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def _in_parts(part: NDArray[np.int64], ones: NDArray[np.int32], others: NDArray[np.int32]) -> _Parts:
    rows = np.flatnonzero(part[ones] == part[others])
    rows = rows[np.argsort(part[ones[rows]], kind="stable")]
    its = part[ones[rows]]
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(its)), np.bool_), its[1:] != its[:-1])))
    return _Parts(rows, its[starts], starts, np.append(starts[1:], len(its))[: len(starts)])


def _agreeable_names(part: NDArray[np.int64], names: FirstNames) -> NDArray[np.bool_]:
    """Tell for each part, by its smallest profile, whether it has one first name, or two that may be one person's."""
    told = names.telling.astype(np.int64)
    named = told != 0
    highest, lowest = np.zeros(len(part), np.int64), np.full(len(part), np.iinfo(np.int64).max)
    np.maximum.at(highest, part, told)
    np.minimum.at(lowest, part[named], told[named])
    agreeable = (highest == 0) | (highest == lowest)
    two = np.flatnonzero(~agreeable)
    agreeable[two] = [
        not names.contradict((one,), (other,))
        for one, other in zip(lowest[two].tolist(), highest[two].tolist(), strict=True)
    ]
    agreeable[part[named & (told != highest[part]) & (told != lowest[part])]] = False
    return agreeable


def _agreeing(
    parts: _Parts,
    part: NDArray[np.int64],
    pairs: _Pairs,
    certain: float,
    names: FirstNames,
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Tell for each part whether all its pairs are joined in whatever order; and the log odds that are enough there.

    They are when no two names and no pair forbid it, and pairs lead to all its profiles that are certain even against
    all that speaks against any merge within the part.
    """
    ones, others, odds = pairs.at(parts.rows)
    sizes = np.bincount(part, minlength=len(part))[parts.names]
    least = np.minimum.reduceat(odds, parts.starts)
    enough = agreeing_from(certain, sizes, np.add.reduceat(opposition(odds), parts.starts))
    leading = odds >= np.repeat(enough, parts.ends - parts.starts)
    whole = np.ones(len(part), np.bool_)
    whole[part[connected(len(part), ones[leading], others[leading]) != part]] = False
    return _agreeable_names(part, names)[parts.names] & (least > FORBIDDEN) & whole[parts.names], enough


def _expected_wrong(
    parts: _Parts,
    at_once: NDArray[np.bool_],
    enough: NDArray[np.float64],
    pairs: _Pairs,
    copies: NDArray[np.int64],
) -> float:
    lengths = parts.ends - parts.starts
    ones, others, odds = pairs.at(parts.rows[np.repeat(at_once, lengths)])
    # A pair that others lead to is as sure as these, whatever it says itself.
    sure = np.maximum(odds.astype(np.float64), np.repeat(enough[at_once], lengths[at_once]))
    return float((copies[ones] * copies[others] / (1 + np.exp(sure))).sum())


def _unjoined(
    ones: NDArray[np.int32], others: NDArray[np.int32], odds: NDArray[np.float32], names: FirstNames
) -> Iterator[Open]:
    """Yield the pairs that stand alone, are not certain, and whose names do not contradict each other."""
    for one, other, how in zip(ones.tolist(), others.tolist(), odds.tolist(), strict=True):
        first, its = int(names.telling[one]), int(names.telling[other])
        if how > LOOKED_AT and not (first and its and names.contradict((first,), (its,))):
            yield Open(one, other, how, one, other)


def grow_clusters(
    copies: NDArray[np.int64],
    ones: NDArray[np.int32],
    others: NDArray[np.int32],
    odds: NDArray[np.float32],
    *,
    certain: float,
    names: FirstNames,
    decided_same: Sequence[tuple[int, int]] = (),
) -> Clusters:
    """Return the clusters of profiles, by their pairs' log odds.

    Args:
        copies: How many records each profile stands for.
        ones: One profile of each pair, the smaller number; the pairs in order.
        others: The other profile.
        odds: Log odds that the two are one person; `FORBIDDEN` where they cannot be.
        certain: Log odds from which two clusters are joined unasked.
        names: Tells which first names cannot be one person's, also of profiles that share no key.
        decided_same: Pairs that a person said are one: joined before all else.
    """
    near = odds > LOOKED_AT
    said = np.array(decided_same, np.int64).reshape(-1, 2)
    part = connected(
        len(copies),
        np.concatenate([ones[near].astype(np.int64), said[:, 0]]),
        np.concatenate([others[near].astype(np.int64), said[:, 1]]),
    )
    label = np.arange(len(copies), dtype=np.int64)
    parts = _in_parts(part, ones, others)
    if not len(parts.rows):
        return Clusters(part if decided_same else label, 0.0, ())
    spoken_of = np.isin(parts.names, part[said[:, 0]])
    at_once, enough = _agreeing(parts, part, _Pairs(ones, others, odds), certain, names)
    at_once &= ~spoken_of
    joined = np.zeros(len(copies), np.bool_)
    joined[parts.names[at_once]] = True
    label = np.where(joined[part], part, label)
    wrong = _expected_wrong(parts, at_once, enough, _Pairs(ones, others, odds), copies)
    decided: dict[int, list[tuple[int, int]]] = {}
    for one, other in decided_same:
        decided.setdefault(int(part[one]), []).append((one, other))
    alone = ~spoken_of & (parts.ends - parts.starts == 1) & (odds[parts.rows[parts.starts]] < certain)
    lone = parts.rows[parts.starts[alone]]
    left = list(_unjoined(ones[lone], others[lone], odds[lone], names))
    rest = np.flatnonzero(~at_once & ~alone)
    records: list[int] = copies.tolist()
    told = list(zip(ones[parts.rows].tolist(), others[parts.rows].tolist(), odds[parts.rows].tolist(), strict=True))
    for name, start, end in zip(
        parts.names[rest].tolist(), parts.starts[rest].tolist(), parts.ends[rest].tolist(), strict=True
    ):
        growing = Growing(told[start:end], certain, names, records)
        for one, other in decided.pop(name, ()):
            growing.decide(one, other)
        growing.grow()
        for its, members in growing.members.items():
            label[members] = its
        wrong += growing.expected_wrong
        left.extend(growing.left())
    for name in decided:
        label[part == name] = name
    return Clusters(label, wrong, tuple(left))
