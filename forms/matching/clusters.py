"""Profiles that are one person: parts where all agrees are joined at once, the others grown pair by pair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forms.matching.contradicting import FirstNames
from forms.matching.growing import FORBIDDEN, LOOKED_AT, Growing, Open, agreeing_from
from forms.matching.numbering import connected

__all__ = ["FORBIDDEN", "LOOKED_AT", "Clusters", "Open", "grow_clusters"]


@dataclass(frozen=True, slots=True)
class Clusters:
    """For each profile the smallest of its cluster; and between clusters what is left open."""

    label: NDArray[np.int64]
    expected_wrong: float
    """Pairs of records that were joined and are expected to be two people's."""
    open_edges: tuple[Open, ...]


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


def _agreeing(
    parts: _Parts, part: NDArray[np.int64], odds: NDArray[np.float32], certain: float, names: FirstNames
) -> NDArray[np.bool_]:
    """Tell for each part whether all its pairs are so likely that in whatever order they are joined, all are."""
    sizes = np.bincount(part, minlength=len(part))[parts.names]
    least = np.minimum.reduceat(odds[parts.rows], parts.starts)
    told = names.telling.astype(np.int64)
    highest, lowest = np.zeros(len(part), np.int64), np.full(len(part), np.iinfo(np.int64).max)
    np.maximum.at(highest, part, told)
    np.minimum.at(lowest, part[told != 0], told[told != 0])
    one_name = (highest[parts.names] == 0) | (highest[parts.names] == lowest[parts.names])
    return one_name & (least >= agreeing_from(certain, sizes))


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
    at_once = _agreeing(parts, part, odds, certain, names)
    at_once &= ~spoken_of
    joined = np.zeros(len(copies), np.bool_)
    joined[parts.names[at_once]] = True
    label = np.where(joined[part], part, label)
    sure = parts.rows[np.repeat(at_once, parts.ends - parts.starts)]
    wrong = float((copies[ones[sure]] * copies[others[sure]] / (1 + np.exp(odds[sure].astype(np.float64)))).sum())
    decided: dict[int, list[tuple[int, int]]] = {}
    for one, other in decided_same:
        decided.setdefault(int(part[one]), []).append((one, other))
    alone = ~spoken_of & (parts.ends - parts.starts == 1) & (odds[parts.rows[parts.starts]] < certain)
    lone = parts.rows[parts.starts[alone]]
    left = list(_unjoined(ones[lone], others[lone], odds[lone], names))
    rest = np.flatnonzero(~at_once & ~alone)
    records: list[int] = copies.tolist()
    for name, start, end in zip(
        parts.names[rest].tolist(), parts.starts[rest].tolist(), parts.ends[rest].tolist(), strict=True
    ):
        rows = parts.rows[start:end]
        pairs = zip(ones[rows].tolist(), others[rows].tolist(), odds[rows].tolist(), strict=True)
        growing = Growing(pairs, certain, names, records)
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
