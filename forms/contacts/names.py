"""Written names: which word is the first name, and whether two names may be one person."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from forms.contacts.first_names import KNOWN, OTHER_FORMS
from forms.contacts.likeness import one_typo_apart
from forms.contacts.normalise import fold, folded_parts
from forms.contacts.surnames import looks_like_surname, same_surname

_TITLES = frozenset({"dr", "prof", "doc", "gyd", "ponas", "ponia", "mr", "mrs", "ms"})


@dataclass(frozen=True, slots=True)
class FullName:
    """One reading of a written name, folded: its first names and its surnames, either perhaps missing."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]

    @property
    def missing(self) -> int:
        """Return how many of its two halves are missing or mere initials."""
        return sum(all(len(word) == 1 for word in half) for half in (self.given, self.surnames))


_Part = tuple[str, ...]


def _words(parts: tuple[_Part, ...]) -> tuple[str, ...]:
    return tuple(word for part in parts for word in part)


def _is_given(part: _Part) -> bool:
    return all(word in KNOWN for word in part)


def _is_surname(part: _Part) -> bool:
    return not _is_given(part) and any(looks_like_surname(word) for word in part)


def _is_initial(part: _Part) -> bool:
    return all(len(word) == 1 for word in part)


def _given_first(parts: tuple[_Part, ...]) -> FullName:
    """Read a name of two parts or more whose first part is a first name; a middle part is what it looks like."""
    first_surname = len(parts) - 1
    while first_surname > 1 and _is_surname(parts[first_surname - 1]):
        first_surname -= 1
    return FullName(_words(parts[:first_surname]), _words(parts[first_surname:]))


def _surname_first(parts: tuple[_Part, ...]) -> FullName:
    first_given = 1
    while first_given < len(parts) - 1 and _is_surname(parts[first_given]):
        first_given += 1
    return FullName(_words(parts[first_given:]), _words(parts[:first_given]))


def _lean(part: _Part) -> int:
    """Return 1 for what is surely a first name, -1 for what looks like a surname, 0 for what may be either."""
    if _is_given(part):
        return 1
    return -1 if _is_surname(part) else 0


def _readings_of_two(parts: tuple[_Part, ...]) -> tuple[FullName, ...]:
    first, last = parts[0], parts[-1]
    if _is_initial(first) != _is_initial(last):
        initial_first, other = (True, last) if _is_initial(first) else (False, first)
        given_first = initial_first is not (len(parts) == 2 and _is_given(other))  # noqa: PLR2004 - «Jonas P.»
        return (_given_first(parts) if given_first else _surname_first(parts),)
    if _lean(first) > _lean(last):
        return (_given_first(parts),)
    if _lean(first) < _lean(last):
        return (_surname_first(parts),)
    return _given_first(parts), _surname_first(parts)


@lru_cache(maxsize=65_536)
def readings(written: str) -> tuple[FullName, ...]:
    """Return how a written name may be read, the likeliest first; an empty name reads as one with nothing in it.

    «Petraitis Jonas» and «Petraitis, Jonas» are turned round; «Anna Smith» could stand either way, so both are given.
    """
    parts = folded_parts(written)
    parts = tuple(part for part in parts if part[0] not in _TITLES) or parts
    if not parts:
        return (FullName((), ()),)
    first = parts[0]
    if len(parts) > 1:
        before, comma, _ = written.partition(",")
        if comma and len(folded_parts(before)) == 1 and not _is_given(first):
            return (_surname_first(parts),)
        return _readings_of_two(parts)
    as_given, as_surname = FullName(first, ()), FullName((), first)
    lean = _lean(first)
    if lean == 0:
        return as_given, as_surname
    return (as_given,) if lean > 0 else (as_surname,)


def split_name(written: str) -> FullName:
    """Return the likeliest reading of a written name."""
    return readings(written)[0]


_Alike = Callable[[str, str], bool]


def _same_given(one: str, other: str) -> bool:
    if 1 in {len(one), len(other)}:
        return one[0] == other[0]
    return one == other or other in OTHER_FORMS.get(one, ())


def _mistyped_given(one: str, other: str) -> bool:
    if _same_given(one, other):
        return True
    # Simonas and Simona are a letter apart and two people; so are Audrius and Andrius.
    both_known = one in KNOWN and other in KNOWN
    return not both_known and one.endswith("s") == other.endswith("s") and one_typo_apart(one, other)


def _mistyped_surname(one: str, other: str) -> bool:
    return same_surname(one, other) or one_typo_apart(one, other)


def _given_agree(one: FullName, other: FullName, alike: _Alike) -> bool:
    fewer, more = sorted((one.given, other.given), key=len)
    left = list(more)
    for word in fewer:
        # An equal name is taken before one that is merely alike.
        twin = word if word in left else next((name for name in left if alike(word, name)), None)
        if twin is None:
            return False
        left.remove(twin)
    return True


def _surnames_agree(one: FullName, other: FullName, alike: _Alike) -> bool:
    if not one.surnames or not other.surnames:
        return True
    return any(alike(mine, yours) for mine in one.surnames for yours in other.surnames)


def _agree(one: FullName, other: FullName) -> bool:
    if not (one.given and other.given) and not (one.surnames and other.surnames):
        return False
    if _given_agree(one, other, _same_given):
        return _surnames_agree(one, other, _mistyped_surname)
    return _given_agree(one, other, _mistyped_given) and _surnames_agree(one, other, same_surname)


@lru_cache(maxsize=262_144)
def _compatible(one: str, other: str) -> bool:
    if fold(one) == fold(other) or not fold(one) or not fold(other):
        return True
    return any(_agree(mine, yours) for mine in readings(one) for yours in readings(other))


def compatible(one: str, other: str) -> bool:
    """Tell whether two written names may be the same person's; the order of the words does not matter.

    They may: equal names once folded, an initial or half a name, one slip in a long word (not in
    both halves), a short form, one of two
    surnames in common, forms of one surname. They may not: two first names that differ (a couple on one mailbox), or
    surnames of different stems. A missing name speaks against nobody.
    """
    return _compatible(one, other) if one <= other else _compatible(other, one)
