"""Which pairs are compared: those that share a key; a group too large for each with each is divided by further keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from forms.matching.naming import STEMS
from forms.matching.numbering import as_texts, combined, in_order, numbered
from forms.matching.pairing import listed
from forms.matching.profiles import Profiles

Keys = NDArray[np.int64]

CROWD = 12
"""Profiles with one key that are compared each with each: three hundred pairs, an office."""
HINT = 6
"""Likewise with a key that hints at one person where others fail: of a larger group, that is mostly chance."""
LONG = 30_000
"""Profiles from which on a list is long: there every name has many bearers, and those whose places, organisations and
addresses differ as well are not worth comparing each with each."""
_NAMESAKES = (CROWD, 6)
"""Bearers of one name who are compared each with each, in shorter lists and in long ones."""
_NEIGHBOURS = 3
_NEIGHBOURS_OF_NAME = (_NEIGHBOURS, 1)
"""In a larger group of one name, each is compared with so many that follow; likewise."""
_SHORTEST_LOCAL = 5
"""Letters of a mailbox's local part: «info» and «rasa» say nothing."""
_PREFIX = 3
"""Letters of a surname that are held to be right when the rest may be mistyped."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of profiles to compare, the smaller number first, in order and each once."""

    ones: NDArray[np.int32]
    others: NDArray[np.int32]
    crowded: int
    """How many groups were too large to compare each with each."""


class Part(NamedTuple):
    """One part of a key: for each profile which text, 0 for none."""

    codes: NDArray[np.int32]
    texts: NDArray[np.object_]


def _shortened(part: Part, which: slice, least: int = 1) -> Part:
    """Return a part of the texts' beginnings or endings; texts that have fewer letters than `least` give none."""
    cut = [text[which] if len(text) >= least else "" for text in part.texts.tolist()]
    short = numbered(cut, np.arange(len(cut), dtype=np.int32))
    return Part(short.codes[part.codes], short.texts)


class _Key(NamedTuple):
    parts: tuple[Part, ...]
    crowd: int
    """Profiles with one such key that are compared each with each."""
    neighbours: int = _NEIGHBOURS
    """In a larger group that no further key divides, each is compared with so many that follow it in the alphabet."""

    @property
    def packed(self) -> Keys:
        """Return for each profile one number for its key, 0 where a part is empty."""
        packed = self.parts[0].codes.astype(np.int64)
        for part in self.parts[1:]:
            packed = combined(packed, part.codes, len(part.texts))
        return packed


def _keys(profiles: Profiles, *, is_long: bool = False) -> Iterator[_Key]:
    """Yield the keys by which one person's records are found, whatever has changed between them.

    Mailbox and number find most; name and surname those who changed both; first name with organisation or with the
    beginning of the surname those who married or were mistyped; the rest is for lists that have such columns.
    """
    halves = profiles.halves
    root = Part(profiles.root, halves.root_texts)
    stems = tuple(Part(profiles.stems[:, column], halves.stem_texts) for column in range(STEMS))
    organisation = Part(profiles.organisation, profiles.organisations)
    place = Part(profiles.place[profiles.municipality], profiles.places)
    phone = Part(profiles.phone, profiles.phones)
    local = Part(profiles.emails.codes[profiles.email], profiles.local_parts)
    yield _Key((Part(profiles.email, profiles.emails.texts),), CROWD)
    yield _Key((phone,), CROWD)
    yield _Key((_shortened(local, slice(None), _SHORTEST_LOCAL),), HINT, 0)
    for stem in stems:
        yield _Key((root, stem), _NAMESAKES[is_long], _NEIGHBOURS_OF_NAME[is_long])
        yield _Key((stem, organisation), HINT, 0)
    yield _Key((root, organisation), CROWD)
    yield _Key((root, _shortened(Part(profiles.last, halves.texts), slice(_PREFIX)), place), HINT, 0)
    initial = _shortened(Part(profiles.first, halves.texts), slice(1))
    for stem in stems[:2]:
        yield _Key((stem, initial, place), HINT, 0)
    yield _Key((root, _shortened(phone, slice(5, 9))), HINT, 0)
    yield _Key((root, _shortened(phone, slice(8, 12))), HINT, 0)
    born = Part(profiles.birth_date, profiles.birth_dates)
    yield _Key((born,), CROWD)
    for part in (slice(0, 6), slice(4, 8)):
        yield _Key((root, _shortened(born, part)), CROWD)
        yield _Key((stems[0], _shortened(born, part)), CROWD)
    address = Part(profiles.address, profiles.addresses)
    yield _Key((address,), CROWD)
    yield _Key((root, address), CROWD)
    # Where addresses are given, a family name and a place find those whose first name was left out or is another.
    given = as_texts("+" if text else "" for text in listed(address.texts))
    yield _Key((stems[0], place, _shortened(Part(address.codes, given), slice(1))), CROWD)


def record_keys(profiles: Profiles) -> list[tuple[str, ...]]:
    """Return for each record, in the order they were given, its keys as texts: what shares one is compared."""
    found: list[list[str]] = [[] for _ in range(profiles.size)]
    for number, key in enumerate(_keys(profiles)):
        profiles_with = np.flatnonzero(key.packed)
        columns = [listed(part.texts[part.codes[profiles_with]]) for part in key.parts]
        its: list[int] = profiles_with.tolist()
        for place, profile in enumerate(its):
            found[profile].append("\x1f".join((str(number), *(column[place] for column in columns))))
    of_record: list[int] = profiles.of_record.tolist()
    return [tuple(found[profile]) for profile in of_record]


def _runs(keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the elements that have a key, in its order; where each group of two or more begins, and how long it is."""
    keyed = np.flatnonzero(keys)
    order, its = in_order(keys[keyed])
    order = keyed[order]
    starts = np.flatnonzero(np.concatenate(([True], its[1:] != its[:-1]))) if len(order) else order
    lengths = np.diff(np.append(starts, len(order)))
    return order, starts[lengths > 1], lengths[lengths > 1]


def _each_with_each(
    order: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    for length in np.unique(lengths).tolist():
        members = order[starts[lengths == length][:, None] + np.arange(length)]
        one, other = np.triu_indices(length, 1)
        yield members[:, one].ravel(), members[:, other].ravel()


def _members(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    ends = np.cumsum(lengths)
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(int(ends[-1]) if len(ends) else 0)


def _pairs(
    key: _Key, dividing: Sequence[tuple[NDArray[np.int32], int]]
) -> tuple[list[tuple[NDArray[np.int64], NDArray[np.int64]]], int]:
    order, starts, lengths = _runs(key.packed)
    small = lengths <= key.crowd
    found = list(_each_with_each(order, starts[small], lengths[small]))
    crowds = int((~small).sum())
    if not crowds:
        return found, 0
    crowd = order[_members(starts[~small], lengths[~small])]
    group = np.repeat(np.arange(1, crowds + 1), lengths[~small])
    # Alphabetical order stands in for likeness: profiles are sorted by name.
    for step in range(1, key.neighbours + 1):
        together = group[step:] == group[:-step]
        found.append((crowd[:-step][together], crowd[step:][together]))
    for codes, size in dividing:
        finer = combined(group, codes[crowd], size)
        order, starts, lengths = _runs(finer)
        small = lengths <= key.crowd
        found += [(crowd[one], crowd[other]) for one, other in _each_with_each(order, starts[small], lengths[small])]
        again = crowd[order[_members(starts[~small], lengths[~small])]]
        groups = np.repeat(np.arange(len(starts[~small])), lengths[~small])
        for step in range(1, key.neighbours + 1):
            together = groups[step:] == groups[:-step]
            found.append((again[:-step][together], again[step:][together]))
    return found, crowds


def find_candidates(profiles: Profiles, *, is_long: bool = False) -> Candidates:
    """Return the pairs of profiles that share a key; how many they are grows with the records, not their square.

    Args:
        profiles: The profiles, or those around a few, taken out of many.
        is_long: Whether the whole list is long.
    """
    size = profiles.size
    dividing = (
        (profiles.root, len(profiles.halves.root_texts)),
        (profiles.stems[:, 0], profiles.halves.stem_size),
        (profiles.place[profiles.municipality], len(profiles.places)),
        (profiles.organisation, len(profiles.organisations)),
        (profiles.phone, len(profiles.phones)),
    )
    packed: list[NDArray[np.int64]] = []
    crowded = 0
    for key in _keys(profiles, is_long=is_long):
        if any(len(part.texts) <= 1 for part in key.parts):
            continue
        found, crowds = _pairs(key, dividing)
        crowded += crowds
        packed.extend(np.minimum(one, other) * size + np.maximum(one, other) for one, other in found)
    said = (profiles.first != 0) | (profiles.last != 0) | (profiles.email != 0) | (profiles.phone != 0)
    itself = np.flatnonzero((profiles.copies > 1) & said)
    packed.append(itself * size + itself)
    pairs = np.concatenate(packed)
    pairs.sort()
    pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))] if len(pairs) else pairs
    return Candidates((pairs // max(1, size)).astype(np.int32), (pairs % max(1, size)).astype(np.int32), crowded)
