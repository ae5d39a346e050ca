"""Working on pairs of numbered texts: each two different texts are looked at once, however many pairs have them."""

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int32] | NDArray[np.int64]
"""Numbers of profiles, or of texts."""
Texts = NDArray[np.object_]


def distinct_pairs(one: Places, other: Places, size: int) -> tuple[Places, Places, NDArray[np.int64]]:
    """Return each two different values once, the smaller first, and for each pair which of these it is."""
    packed = np.minimum(one, other).astype(np.int64) * size + np.maximum(one, other)
    distinct, back = np.unique(packed, return_inverse=True)
    return distinct // size, distinct % size, back


def listed(texts: Texts) -> list[str]:
    """Return texts as a list."""
    found: list[str] = texts.tolist()
    return found


def lengths(texts: Texts) -> NDArray[np.int64]:
    """Return how many letters each text has."""
    return np.fromiter(map(len, texts.tolist()), np.int64, len(texts))


def digits(text: str) -> str:
    """Return the digits of a text, in their order."""
    return "".join(sign for sign in text if sign.isdigit())
