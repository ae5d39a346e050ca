"""How alike texts are, many pairs at a time: the door of matching to rapidfuzz."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist, cpdist

Texts = NDArray[np.object_]


def one_slip_apart(one: str, other: str) -> bool:
    """Tell whether one letter more, less, changed, or two swapped make one text the other."""
    return OSA.distance(one, other, score_cutoff=1) <= 1


def slips(ones: Texts, others: Texts, *, at_most: int) -> NDArray[np.uint8]:
    """Return for each two texts how many letters lie between them; `at_most` + 1 stands for all that is more."""
    if len(ones) == 0:
        return np.zeros(0, np.uint8)
    return cpdist(
        ones.tolist(), others.tolist(), scorer=OSA.distance, score_cutoff=at_most, score_hint=at_most, dtype=np.uint8
    )


def shared_words(ones: Texts, others: Texts) -> NDArray[np.uint8]:
    """Return for each two texts, from 0 to 100, how far they say the same words in any order."""
    if len(ones) == 0:
        return np.zeros(0, np.uint8)
    return cpdist(ones.tolist(), others.tolist(), scorer=fuzz.token_sort_ratio, score_cutoff=50, dtype=np.uint8)


def shared_letters(ones: Texts, others: Texts) -> NDArray[np.uint8]:
    """Return for each two texts, from 0 to 100, how far the letters of one are those of the other, in their order."""
    if len(ones) == 0:
        return np.zeros(0, np.uint8)
    return cpdist(ones.tolist(), others.tolist(), scorer=fuzz.ratio, score_cutoff=50, dtype=np.uint8)


def share_one_slip_apart(ones: Sequence[str], others: Sequence[str]) -> float:
    """Return of all pairs of two different texts, one of each kind, the share that are one slip apart."""
    if not ones or not others:
        return 0.0
    apart = cdist(ones, others, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    return float((apart == 1).mean())


def only_one_slip_away(words: Sequence[str], known: Sequence[str]) -> NDArray[np.int64]:
    """Return for each word the place of the known word one slip away, or -1 when there is none, or several."""
    found = np.full(len(words), -1, np.int64)
    if not known:
        return found
    for start in range(0, len(words), 2_000):
        near = cdist(words[start : start + 2_000], known, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) <= 1
        alone = near.sum(axis=1) == 1
        found[start : start + 2_000][alone] = near.argmax(axis=1)[alone]
    return found
