"""Which ambassador a line of «Dalyvavę ambasadoriai» means: a name in any order and case, or an e-mail address."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from forms.contacts.declension import base_forms
from forms.contacts.mentions import Contact
from forms.contacts.names import compatible, readings
from forms.contacts.normalise import fold
from forms.contacts.surnames import surname_stems
from forms.emails import read_email, same_mailbox

_ADDRESS = re.compile(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+")
_ASIDE = re.compile(r"\([^)]*\)|<[^>]*>")
_BESIDE_THE_NAME = frozenset(
    ("su", "ir", "kartu", "ambasadorius", "ambasadore", "ambasadoriaus", "ambasadores", "ambasadoriumi", "and", "with")
)
_LONGEST_NAME = 5
"""Words: a longer line is a sentence, in which we do not look for a name."""


@dataclass(frozen=True, slots=True)
class Found:
    """The line means this contact."""

    key: str


@dataclass(frozen=True, slots=True)
class Several:
    """The line may mean these contacts (perhaps one only, when a bare first name or surname is all it says)."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """The line means nobody whom we know."""


@dataclass(frozen=True, slots=True, repr=False)
class PeopleIndex:
    """People to be found by mailbox or by any word of their names; made by `index_people`."""

    by_email: Mapping[str, frozenset[str]]
    by_word: Mapping[str, frozenset[str]]
    by_name: Mapping[tuple[str, ...], frozenset[str]]
    """By the folded words of a whole name, in alphabetical order."""
    names: Mapping[str, tuple[str, ...]]


def _words_to_find(folded_words: Iterable[str]) -> Iterator[str]:
    for word in folded_words:
        yield word
        # A stem never equals a word: it carries a mark.
        yield from (f"{stem}-" for stem in surname_stems(word))


def index_people(people: Iterable[Contact], same_as: Mapping[str, str] | None = None) -> PeopleIndex:
    """Return an index of people; `same_as` (`verdicts.same_as`) lets a contact be found as the one it stands for."""
    by_email: dict[str, set[str]] = {}
    by_word: dict[str, set[str]] = {}
    by_name: dict[tuple[str, ...], set[str]] = {}
    names: dict[str, dict[str, None]] = {}
    for contact in people:
        key = (same_as or {}).get(contact.key, contact.key)
        for email in contact.emails:
            by_email.setdefault(email, set()).add(key)
        for name in contact.names:
            names.setdefault(key, {})[name] = None
            folded = fold(name).split()
            by_name.setdefault(tuple(sorted(folded)), set()).add(key)
            for word in _words_to_find(folded):
                by_word.setdefault(word, set()).add(key)
    return PeopleIndex(
        {email: frozenset(keys) for email, keys in by_email.items()},
        {word: frozenset(keys) for word, keys in by_word.items()},
        {name: frozenset(keys) for name, keys in by_name.items()},
        {key: tuple(written) for key, written in names.items()},
    )


def _by_address(line: str, people: PeopleIndex) -> frozenset[str]:
    if "@" not in line:
        return frozenset()
    addresses = (read_email(found[0]) for found in _ADDRESS.finditer(line))
    return frozenset(
        key for address in addresses if address for key in people.by_email.get(same_mailbox(address), frozenset())
    )


def _near(word: str, people: PeopleIndex) -> frozenset[str]:
    """Return those who have a word in their names, in the nominative or another case or as another form of it."""
    wanted = {found for base in base_forms(word) for found in _words_to_find((base,))}
    return frozenset(key for found in wanted for key in people.by_word.get(found, frozenset()))


def _known_forms(word: str, people: PeopleIndex) -> list[str]:
    """Return the nominatives of a word that are in somebody's name; of a word in nobody's name, the word."""
    bases = sorted(base_forms(word))
    return [base for base in bases if any(found in people.by_word for found in _words_to_find((base,)))] or [word]


def _is_whole(name: str) -> bool:
    """Tell whether a name says a surname and at least the initial of a first name."""
    return any(reading.given and any(len(word) > 1 for word in reading.surnames) for reading in readings(name))


def _fitting(words: tuple[str, ...], candidates: frozenset[str], people: PeopleIndex) -> frozenset[str]:
    """Return the candidates whose name the words say: as they stand, else declined, else nearly."""
    spoken = tuple(sorted(words))
    forms = [" ".join(form) for form in product(*(_known_forms(word, people) for word in words))]
    declined = {tuple(sorted(form.split())) for form in forms}
    written = {key: [tuple(sorted(fold(name).split())) for name in people.names[key]] for key in candidates}
    if exact := frozenset(key for key, names in written.items() if spoken in names):
        return exact
    if in_another_case := frozenset(key for key, names in written.items() if not declined.isdisjoint(names)):
        return in_another_case
    return frozenset(
        key for key in candidates if any(compatible(form, name) for form in forms for name in people.names[key])
    )


def _called(words: tuple[str, ...], by_address: frozenset[str], people: PeopleIndex) -> frozenset[str]:
    """Return those of exactly this name, in any order of its words: most lines need to look no further."""
    called = people.by_name.get(tuple(sorted(words)), frozenset())
    return called & by_address if by_address else called


def _alike(words: tuple[str, ...], by_address: frozenset[str], people: PeopleIndex) -> frozenset[str]:
    near = [_near(word, people) for word in words]
    everybody = by_address or frozenset[str]().union(*near)
    # Those whom every word points to come first.
    return _fitting(words, everybody.intersection(*near), people) or _fitting(words, everybody, people)


def find_person(written: str, people: PeopleIndex) -> Found | Several | Unknown:
    """Say whom a line means: by the e-mail address in it, else by name in any order, case and declension.

    A bare first name or surname never finds anybody for certain, not even when only one person bears it.
    """
    by_address = _by_address(written, people)
    if len(by_address) == 1:
        return Found(*by_address)
    spoken = fold(_ASIDE.sub(" ", _ADDRESS.sub(" ", written))).split()
    words = tuple(word for word in spoken if word not in _BESIDE_THE_NAME)
    if not words or len(words) > _LONGEST_NAME:
        return Several(tuple(sorted(by_address))) if by_address else Unknown()
    keys = _called(words, by_address, people) or _alike(words, by_address, people)
    if not keys:
        return Several(tuple(sorted(by_address))) if by_address else Unknown()
    if len(keys) == 1 and (by_address or _is_whole(" ".join(words))):
        return Found(*keys)
    return Several(tuple(sorted(keys)))
