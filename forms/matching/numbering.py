"""Texts as numbers: every distinct text has one, in the order of the alphabet, and 0 is the empty one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A column of texts: the distinct ones, sorted, and for each row which it is."""

    texts: NDArray[np.object_]
    codes: Codes

    @property
    def size(self) -> int:
        """Return how many distinct texts there are, the empty one counted."""
        return len(self.texts)


def as_texts(words: Iterable[str]) -> NDArray[np.object_]:
    """Return texts as an array."""
    listed = list(words)
    texts = np.empty(len(listed), np.object_)
    texts[:] = listed
    return texts


def as_written(column: Sequence[str]) -> tuple[list[str], Codes]:
    """Return the distinct texts of a column in the order of their coming, and for each row which it is."""
    place = defaultdict[str, int](count().__next__)  # a text not met before gets the next number
    codes = np.fromiter(map(place.__getitem__, column), np.int32, len(column))
    return list(place), codes


def numbered(texts: list[str], codes: Codes) -> Numbered:
    """Return a column anew, its distinct texts sorted and each once; `texts` may hold one twice."""
    found, its = as_written(["", *texts])
    # Sorted are places and not texts: so no text need be looked up twice.
    order = sorted(range(len(found)), key=found.__getitem__)
    renamed = np.empty(len(found), np.int32)
    renamed[order] = np.arange(len(found), dtype=np.int32)
    return Numbered(as_texts(map(found.__getitem__, order)), renamed[its[1:]][codes])


def read_column(column: Sequence[str], read: Callable[[Sequence[str]], Iterable[str]]) -> Numbered:
    """Return a column with each distinct text read once."""
    written, codes = as_written(column)
    return numbered(list(read(written)), codes)


def combined(one: NDArray[np.int64] | Codes, other: NDArray[np.int64] | Codes, size: int) -> NDArray[np.int64]:
    """Return one number for two, the second below `size`; 0 where either is 0."""
    both = one.astype(np.int64) * size + other
    both[(one == 0) | (other == 0)] = 0
    return both


def in_order(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of keys in their order, equal ones as they stand, and the keys in that order."""
    bits = len(keys).bit_length()
    if len(keys) and max(abs(int(keys.min())), abs(int(keys.max()))) >> (62 - bits):
        order = np.argsort(keys, kind="stable")
        return order, keys[order]
    # Numbers are sorted ten times as fast as places by numbers; so each key carries its place.
    both = (keys << bits) | np.arange(len(keys))
    both.sort()
    return both & ((1 << bits) - 1), both >> bits


def group_firsts(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for every element with a key that an earlier one has too: the element, and the first with that key.

    The key 0 stands for none.
    """
    order, sorted_keys = in_order(keys)
    starts = np.ones(len(keys), np.bool_)
    starts[1:] = sorted_keys[1:] != sorted_keys[:-1]
    first = order[np.maximum.accumulate(np.where(starts, np.arange(len(keys)), 0))]
    wanted = ~starts & (sorted_keys != 0)
    return order[wanted], first[wanted]


def connected(size: int, ones: NDArray[np.int64] | Codes, others: NDArray[np.int64] | Codes) -> NDArray[np.int64]:
    """Return for each of so many elements the smallest that links lead to."""
    label = np.arange(size, dtype=np.int64)
    while True:
        mine, yours = label[ones], label[others]
        low = np.minimum(mine, yours)
        if np.array_equal(mine, yours):
            return label
        np.minimum.at(label, mine, low)
        np.minimum.at(label, yours, low)
        while not np.array_equal(label, shorter := label[label]):
            label = shorter
