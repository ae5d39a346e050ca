"""What a person is asked: the open pairs that decide most, and no more of them than somebody would answer."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forms.matching.clusters import LOOKED_AT, Clusters
from forms.matching.profiles import Profiles

ASK_AT_MOST = 0.04
"""The share of records asked about, at most: four of a hundred is what was promised."""
_ASK_AT_LEAST = 40
"""Records that may be asked about in however short a list: an evening's work."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open pair: two profiles, a record of each, and how likely the two are one person."""

    one: int
    other: int
    record_one: int
    record_other: int
    likelihood: float


_LIKELY = 0.5
"""When a is likely b and b likely c, it is not asked as well whether a is c: two answers will tell."""


class _Through:
    """Which contacts likely answers lead to."""

    def __init__(self) -> None:
        self._to: dict[int, int] = {}

    def of(self, contact: int) -> int:
        """Return the contact that stands for all that likely answers join to one."""
        while contact in self._to:
            contact = self._to[contact]
        return contact

    def join(self, one: int, other: int) -> None:
        """Note that two that stand for others are likely one."""
        self._to[max(one, other)] = min(one, other)


def _first_records(record_ids: Sequence[str], profiles: Profiles) -> NDArray[np.int64]:
    """Return for each profile the record that speaks for it: of several the one with the first id."""
    _, first = np.unique(profiles.of_record, return_index=True)
    several = np.flatnonzero(profiles.copies[profiles.of_record] > 1).tolist()
    by_id = np.array(sorted(several, key=record_ids.__getitem__, reverse=True), np.int64)
    first[profiles.of_record[by_id]] = by_id
    return first


def _of_copies(
    profiles: Profiles, own_odds: NDArray[np.float32], certain: float
) -> list[tuple[float, float, int, int, int, int]]:
    found: list[tuple[float, float, int, int, int, int]] = []
    unsure = np.flatnonzero((profiles.copies > 1) & (own_odds < certain) & (own_odds > LOOKED_AT))
    if not len(unsure):
        return found
    order = np.argsort(profiles.of_record, kind="stable")
    starts = np.searchsorted(profiles.of_record[order], unsure)
    for profile, start in zip(unsure.tolist(), starts.tolist(), strict=True):
        likely = float(1 / (1 + np.exp(-own_odds[profile])))
        rows = order[start : start + int(profiles.copies[profile])].tolist()
        found.extend((likely, likely, profile, profile, rows[0], row) for row in rows[1:_ASK_AT_LEAST])
    return found


def own_contacts(
    record_ids: Sequence[str], profiles: Profiles, clusters: Clusters, own_odds: NDArray[np.float32], certain: float
) -> tuple[NDArray[np.int64], float]:
    """Return for each record a number of its contact, and how many pairs of copies are expected to be two people's.

    Records that are written the same are one person if what they say is enough for it; two that say no more than a
    common name stand alone.
    """
    contact = clusters.label[profiles.of_record]
    several = profiles.copies > 1
    unsure = several & (own_odds < certain)
    sure = several & ~unsure
    wrong = float((profiles.copies[sure] * (profiles.copies[sure] - 1) / 2 / (1 + np.exp(own_odds[sure]))).sum())
    rows = np.flatnonzero(unsure[profiles.of_record])
    if len(rows):
        # Which of several is the one with the others, its id says: not the place where it happens to stand.
        by_id = np.array(sorted(rows.tolist(), key=record_ids.__getitem__), np.int64)
        order = by_id[np.argsort(profiles.of_record[by_id], kind="stable")]
        follows = np.zeros(len(order), np.bool_)
        follows[1:] = profiles.of_record[order][1:] == profiles.of_record[order][:-1]
        alone = order[follows]
        contact[alone] = profiles.size + np.arange(len(alone))
    return contact, wrong


def choose_questions(
    record_ids: Sequence[str],
    profiles: Profiles,
    clusters: Clusters,
    own_odds: NDArray[np.float32],
    contact: NDArray[np.int64],
    certain: float,
    share: float | None,
) -> list[Asked]:
    """Return the questions, that first which is expected to bring most records together."""
    sizes = np.bincount(contact, minlength=profiles.size)
    first_record = _first_records(record_ids, profiles)
    waiting = _of_copies(profiles, own_odds, certain)
    for edge in clusters.open_edges:
        likely = 1 / (1 + math.exp(-edge.odds))
        worth = likely * int(sizes[edge.cluster_one]) * int(sizes[edge.cluster_other])
        waiting.append(
            (worth, likely, edge.one, edge.other, int(first_record[edge.one]), int(first_record[edge.other]))
        )
    waiting.sort(key=lambda open_pair: (-open_pair[0], *open_pair[1:4]))
    most = max(_ASK_AT_LEAST, int((ASK_AT_MOST if share is None else share) * len(contact)))
    chosen: list[Asked] = []
    named: set[int] = set()
    through = _Through()
    for _, likely, one, other, record_one, record_other in waiting:
        ends = through.of(int(contact[record_one])), through.of(int(contact[record_other]))
        more = {record_one, record_other} - named
        if len(named) + len(more) > most or ends[0] == ends[1]:
            continue
        named |= more
        chosen.append(Asked(one, other, record_one, record_other, likely))
        if likely >= _LIKELY:
            through.join(*ends)
    return chosen
