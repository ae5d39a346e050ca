"""Who stands behind a mailbox or a phone number, found without asking everybody."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from forms.contacts.first_names import OTHER_FORMS
from forms.contacts.likeness import SHORTEST_FOR_TYPO
from forms.contacts.names import readings
from forms.contacts.normalise import fold

HOUSEHOLD = 4
"""The most people for whom a shared address is a household's; ours, after the families that share a mailbox.

More make it an office's. An office's address vouches for whole names only: there «J. Petraitis» may be anybody, and
that two people give it is no reason to ask whether they are one.
"""


def _typed_nearly(word: str) -> Iterator[str]:
    """Yield a word and, of a long one, what is left when one letter is dropped: two words a typo apart share one."""
    yield word
    if len(word) >= SHORTEST_FOR_TYPO - 1:
        yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)))


@lru_cache(maxsize=16_384)
def name_keys(written: str) -> frozenset[str]:
    """Return keys of a written name such that two compatible whole names share one; a partial name has one key."""
    keys = {f"= {' '.join(sorted(fold(written).split()))}"}
    for reading in readings(written):
        if reading.missing == 0:
            for given in reading.given:
                forms = {form for word in (given, *OTHER_FORMS.get(given, ())) for form in _typed_nearly(word)}
                keys.update(f"{form} {surname[0]}" for form in forms for surname in reading.surnames)
    return frozenset(keys)


class Shared:
    """The people who gave one address: positions in the list of contacts."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._people: dict[int, None] = {}
        self._unsorted: dict[tuple[int, str], None] = {}
        self._by_name: dict[str, dict[int, None]] = {}

    def note(self, position: int, name: str) -> None:
        """Remember that somebody gave this address under a name."""
        self._people[position] = None
        self._unsorted[position, name] = None

    def forget(self, position: int) -> None:
        """Remember that somebody no longer has this address; what was noted of the name only costs a look."""
        self._people.pop(position, None)

    @property
    def people(self) -> Collection[int]:
        """Return everybody who gave this address."""
        return self._people.keys()

    @property
    def is_household(self) -> bool:
        """Tell whether so few gave this address that they may be a family."""
        return len(self._people) <= HOUSEHOLD

    def like(self, name: str) -> Collection[int]:
        """Return those who may be the bearer of a name: in a household all, in an office those of a similar name."""
        if self.is_household:
            return self.people
        for position, known in self._unsorted:
            for key in name_keys(known):
                self._by_name.setdefault(key, {})[position] = None
        self._unsorted.clear()
        return {position for key in name_keys(name) for position in self._by_name.get(key, ())}
