"""How alike two texts are: the one door to rapidfuzz."""

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

SHORTEST_FOR_TYPO = 5
"""Letters: in a shorter name one changed letter makes another name (Rita, Rima)."""


def one_typo_apart(one: str, other: str) -> bool:
    """Tell whether one slip of the fingers makes one word the other: a letter more, less, changed or swapped.

    Both must have five letters or more and begin with the same letter, which people hardly ever mistype (and Darius
    and Marius are two men).
    """
    if min(len(one), len(other)) < SHORTEST_FOR_TYPO or one[0] != other[0]:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def shared_words(one: str, other: str) -> float:
    """Return from 0 to 1 how far two texts say the same words, in any order and with words left out by one of them."""
    return fuzz.token_set_ratio(one, other) / 100
