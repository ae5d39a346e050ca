"""Who is surely one person, for counting: persons tell better than records how common a name is."""

import numpy as np
from numpy.typing import NDArray

from forms.matching.numbering import Codes, combined, connected, group_firsts
from forms.matching.profiles import Profiles


def sure_persons(profiles: Profiles) -> NDArray[np.int64]:
    """Return for each profile the first of those that are surely the same.

    Such are one first name at one mailbox, number or postal address (at an office's, one name), and one name with
    one date of birth.

    For counting only: how many people bear a name, or use an address, is told better by persons than by records.
    """
    root = profiles.root
    keys = [
        _named_at(profiles, codes, size)
        for codes, size in (
            (profiles.email, profiles.emails.size),
            (profiles.phone, len(profiles.phones)),
            (profiles.address, len(profiles.addresses)),
        )
        if size > 1
    ]
    if len(profiles.birth_dates) > 1:
        born = combined(profiles.stems[:, 0], profiles.birth_date, len(profiles.birth_dates))
        _, numbers = np.unique(born, return_inverse=True)
        keys.append(combined(root, np.where(born == 0, 0, numbers + 1), len(born) + 2))
    links = [group_firsts(key) for key in keys]
    nothing = np.zeros(0, np.int64)
    ones = np.concatenate([nothing, *(one for one, _ in links)])
    others = np.concatenate([nothing, *(other for _, other in links)])
    return connected(profiles.size, ones, others)


AN_OFFICE = 5
"""First names at one address from which on one of them with two surnames is two people, not a changed surname."""


def _named_at(profiles: Profiles, codes: Codes, size: int) -> NDArray[np.int64]:
    """Return a number for each first name at each address; at an office's, for each whole name."""
    named = combined(profiles.root, codes, size)
    office = persons_with(codes, size, profiles.root)[codes] >= AN_OFFICE
    whole = combined(profiles.stems[:, 0], codes, size)
    _, numbers = np.unique(
        np.stack([profiles.root.astype(np.int64), np.where(office, whole, 0), codes], axis=1)[office],
        axis=0,
        return_inverse=True,
    )
    named[office] = np.where(named[office] == 0, 0, -1 - numbers)
    return named


def persons_with(codes: NDArray[np.int64] | Codes, size: int, persons: NDArray[np.int64] | Codes) -> NDArray[np.int64]:
    """Return for each value how many persons have it; the empty value has none."""
    _, numbers = np.unique(persons, return_inverse=True)
    most = len(numbers) + 1
    packed = np.sort(codes.astype(np.int64) * most + numbers)
    fresh = np.concatenate(([True], packed[1:] != packed[:-1])) if len(packed) else np.zeros(0, np.bool_)
    found = np.bincount(packed[fresh] // most, minlength=size)
    found[0] = 0
    return found
