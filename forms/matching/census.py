"""How common names, places and dates are among persons, and how many people use each address."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forms.matching import priors
from forms.matching.likeness import share_one_slip_apart
from forms.matching.naming import STEMS
from forms.matching.numbering import Codes
from forms.matching.pairing import listed
from forms.matching.persons import AN_OFFICE, persons_with, sure_persons
from forms.matching.profiles import Profiles

Logs = NDArray[np.float64]


_COUNTED = ("roots", "stems", "organisations", "places", "birth_dates", "addresses")


@dataclass(frozen=True, slots=True)
class Commonness:
    """How common names, places and dates are among the persons of a list; by their texts, to outlive the list."""

    profiles: int
    persons: int
    unknown: float
    """The share of people whose first name we do not know, mistyped ones included."""
    one_town: float
    """The share of pairs of colleagues who live in one municipality."""
    near_number: float
    """The share of pairs of the list's phone numbers that differ in one digit."""
    given: Mapping[str, Logs]
    """Log shares of pairs of strangers of whom neither, one, both filled a column in."""
    bearers: Mapping[str, Mapping[str, int]]
    """For each kind of `_COUNTED` how many persons bear each text."""


@dataclass(frozen=True, slots=True)
class Census:
    """What `Commonness` says, by the numbers of the profiles at hand, and how many people use each address."""

    commonness: Commonness
    of_root: Logs
    """Log share of each first name's root; likewise the next five."""
    of_stem: Logs
    of_organisation: Logs
    of_place: Logs
    of_birth_date: Logs
    of_address: Logs
    at_email: NDArray[np.int64]
    """Differently named people who use each mailbox; likewise the next two."""
    at_phone: NDArray[np.int64]
    at_address: NDArray[np.int64]


GIVEN_FIELDS = ("email", "phone", "organisation", "municipality")
"""Columns that people fill in by habit: who leaves one out does so the next time, too."""
_SELDOM = 2


def _given(codes: Codes) -> Logs:
    share = (np.count_nonzero(codes) + 1) / (len(codes) + 2)
    return np.log(np.array([(1 - share) ** 2, 2 * share * (1 - share), share**2]))


def _unknown(profiles: Profiles) -> float:
    named = profiles.first != 0
    unknown = np.count_nonzero(named & ~profiles.halves.known[profiles.first])
    return float((unknown + 2) / (np.count_nonzero(named) + 20))


def _texts(profiles: Profiles) -> tuple[NDArray[np.object_], ...]:
    halves = profiles.halves
    named = (halves.root_texts, halves.stem_texts, profiles.organisations, profiles.places)
    return (*named, profiles.birth_dates, profiles.addresses)


_NUMBERS = (60, 5_000)
"""So many numbers are compared with so many: enough to see that a list's numbers follow one another."""


def _near_number(profiles: Profiles) -> float:
    numbers = listed(profiles.phones[1:])
    few, many = (numbers[:: max(1, len(numbers) // size)] for size in _NUMBERS)
    return share_one_slip_apart(few, many)


def _pairs_within(groups: NDArray[np.int64]) -> float:
    counts = np.unique(groups, return_counts=True)[1].astype(np.float64)
    return float((counts * (counts - 1) / 2).sum())


def _one_town(profiles: Profiles, person: NDArray[np.int64]) -> float:
    place = profiles.place[profiles.municipality].astype(np.int64)
    once = (person == np.arange(len(person))) & (profiles.organisation != 0) & (place != 0)
    organisation = profiles.organisation[once].astype(np.int64)
    together = _pairs_within(organisation * len(profiles.places) + place[once])
    believed = priors.PAIRS_OF_COLLEAGUES_BELIEVED
    return (together + believed * priors.ONE_TOWN) / (_pairs_within(organisation) + believed)


def learn_commonness(profiles: Profiles) -> Commonness:
    """Count how many persons bear each name, live in each place and so on."""
    person = sure_persons(profiles)
    texts = _texts(profiles)
    of_stem = np.zeros(len(texts[1]), np.int64)
    for column in range(STEMS):
        of_stem += persons_with(profiles.stems[:, column], len(of_stem), person)
    counts = (
        persons_with(profiles.root, len(texts[0]), person),
        of_stem,
        persons_with(profiles.organisation, len(texts[2]), person),
        persons_with(profiles.place[profiles.municipality], len(texts[3]), person),
        persons_with(profiles.birth_date, len(texts[4]), person),
        persons_with(profiles.address, len(texts[5]), person),
    )
    return Commonness(
        profiles.size,
        int(np.count_nonzero(person == np.arange(len(person)))),
        _unknown(profiles),
        _one_town(profiles, person),
        _near_number(profiles),
        {name: _given(getattr(profiles, name)) for name in GIVEN_FIELDS},
        {
            kind: dict(zip(its_texts.tolist(), count.tolist(), strict=True))
            for kind, its_texts, count in zip(_COUNTED, texts, counts, strict=True)
        },
    )


def take_census(profiles: Profiles, commonness: Commonness) -> Census:
    """Return how common the names of profiles are, and count how many people use each of their addresses."""
    bearers: list[NDArray[np.int64]] = []
    for kind, texts in zip(_COUNTED, _texts(profiles), strict=True):
        known = commonness.bearers[kind]
        bearers.append(np.fromiter((known.get(text, 0) for text in texts.tolist()), np.int64, len(texts)))
    roots, stems, organisations, places, birth_dates, addresses = bearers
    persons = commonness.persons

    def shares(count: NDArray[np.int64], believed: float) -> Logs:
        return np.log((count + priors.PEOPLE_BELIEVED * believed) / (persons + priors.PEOPLE_BELIEVED))

    root = profiles.root
    # A first name that nobody else bears and we do not know is often a mistyped one, no further user of an address.
    sound = (root != 0) & ((roots[root] > _SELDOM) | profiles.halves.known[profiles.first])
    named = np.where(sound, root, 0).astype(np.int64)
    whole = named * profiles.halves.stem_size + profiles.stems[:, 0]

    def users(codes: Codes, size: int) -> NDArray[np.int64]:
        its = np.where(sound, codes, 0).astype(np.int32)
        by_first_name = persons_with(its, size, named)
        return np.where(by_first_name < AN_OFFICE, by_first_name, persons_with(its, size, whole))

    return Census(
        commonness,
        shares(roots, priors.FIRST_NAME_SHARE),
        shares(stems, priors.SURNAME_SHARE),
        shares(organisations, priors.ORGANISATION_SHARE),
        shares(places, priors.PLACE_SHARE),
        np.log(np.maximum(priors.BIRTH_DATE_SHARE, (birth_dates - 2) / max(persons, 1_000))),
        np.log((addresses + 0.05) / (persons + 20)),
        users(profiles.email, profiles.emails.size),
        users(profiles.phone, len(profiles.phones)),
        users(profiles.address, len(profiles.addresses)),
    )
