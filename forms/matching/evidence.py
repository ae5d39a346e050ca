"""The weight of evidence: how likely a pair is one person, neighbours at one address, namesakes or strangers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from forms.matching import priors
from forms.matching.census import GIVEN_FIELDS, Logs
from forms.matching.levels import Alike, Comparison, First, Last, Phone
from forms.matching.rarity import Chance

FIELDS = ("first", "last", "organisation", "municipality", "birth_date", "address")
FAMILY_FIELDS = ("last", "municipality", "address")
OFFICE_FIELDS = ("organisation", "municipality", "address")
SHAPE = (len(First), len(Last), len(Alike), len(Alike), len(Alike), len(Alike))
"""How many levels each of `FIELDS` has."""


def table(shares: object) -> Logs:
    """Return the logs of shares; what was never seen stays possible."""
    return np.log(np.maximum(np.array(shares, np.float64), 1e-5))


@dataclass(frozen=True, slots=True)
class Weights:
    """What is believed of pairs: log shares of the levels by what the two are to each other."""

    other_records: float
    """Of the same person, for each record."""
    namesakes: float
    """Records of namesakes at the same place beyond chance, for each record."""
    guessed: float = priors.GUESSED_MAILBOX
    """The share of namesakes who are put down with one mailbox made of the name."""
    same: dict[str, Logs] = field(default_factory=lambda: {name: table(priors.SAME_PERSON[name]) for name in FIELDS})
    habit: dict[str, Logs] = field(default_factory=lambda: {name: np.zeros(3) for name in GIVEN_FIELDS})
    """What it says for one person that neither, one, both filled a column in."""
    same_contact: Logs = field(default_factory=lambda: table(priors.SAME_PERSON_CONTACT))
    family: dict[str, Logs] = field(
        default_factory=lambda: {name: table(priors.FAMILY[name]) for name in FAMILY_FIELDS}
    )
    family_contact: Logs = field(default_factory=lambda: table(priors.SHARED_CONTACT))
    office: dict[str, Logs] = field(
        default_factory=lambda: {name: table(priors.OFFICE[name]) for name in OFFICE_FIELDS}
    )
    office_contact: Logs = field(default_factory=lambda: table(priors.SHARED_CONTACT))
    families: Logs = field(default_factory=lambda: np.array(priors.FAMILIES))
    """The share of families among those who share an address, by how many do."""


def first_believed() -> Weights:
    """Return the weights before any record was seen."""
    return Weights(priors.OTHER_RECORDS, priors.NAMESAKES)


@dataclass(frozen=True, slots=True)
class Observed:
    """What is observed of pairs, and what follows from it whatever the weights are."""

    agreement: NDArray[np.intp]
    """How far the two agree in all of `FIELDS`, as one number: its place in an array of `SHAPE`."""
    contact: NDArray[np.intp]
    """Likewise how far mailbox and number agree."""
    given: NDArray[np.intp]
    """Likewise how many of the two filled in each of `GIVEN_FIELDS`."""
    crowd: NDArray[np.int8]
    names_agree: NDArray[np.bool_]
    guessed: NDArray[np.bool_]
    neighbours: Logs
    """What chance explains of two people at one address."""
    last: Logs
    organisation: Logs
    elsewhere: Logs
    """What chance explains of mailbox, number, date of birth and address."""
    strangers: Logs


def _as_one(columns: Sequence[NDArray[np.int8]], shape: Sequence[int]) -> NDArray[np.intp]:
    found = np.zeros(len(columns[0]), np.intp)
    for column, size in zip(columns, shape, strict=True):
        found *= size
        found += column
    return found


def observe(compared: Comparison, by_chance: Chance, people: int) -> Observed:
    """Return what is observed of pairs of so many people."""
    c = by_chance
    levels = [getattr(compared, name) for name in FIELDS]
    how_many = [c.given[name] for name in GIVEN_FIELDS]
    elsewhere = c.email + c.phone + c.birth_date + c.address
    return Observed(
        _as_one(levels, SHAPE),
        compared.email.astype(np.intp) * len(Phone) + compared.phone,
        _as_one(how_many, (3,) * len(how_many)),
        c.crowd,
        c.names_agree,
        c.guessed,
        c.others_at_address + c.first + c.birth_date,
        c.last,
        c.organisation,
        elsewhere,
        np.log(max(1, people)) + c.first + c.last + elsewhere + c.organisation + c.municipality,
    )


def _whole(tables: Mapping[str, Logs], names: Sequence[str], of: Sequence[str] = FIELDS) -> Logs:
    """Return the sums of the tables of some fields, one for each way to agree in all fields."""
    whole = np.zeros(SHAPE if of is FIELDS else (3,) * len(of))
    for name in names:
        whole += tables[name].reshape([-1 if name == its else 1 for its in of])
    return whole.ravel()


_FIRST_AGREES = np.isin(np.arange(len(First)), (First.SAME, First.FORM, First.SLIP))
_ONE_NAME = np.where(_FIRST_AGREES, np.log(priors.ONE_NAME_IN_A_FAMILY), 0.0)
_NAMESAKES_TOWN = table(priors.NAMESAKE_MUNICIPALITY)


def hypotheses(weights: Weights, seen: Observed) -> Logs:
    """Return for each pair the log of how many such pairs each record would have, by what the two are to each other.

    Rows: one person, a family or an office at one address, namesakes of one place, strangers. Fellegi and Sunter's
    weight is the first against the sum of the others; with it, families and offices need no rule of their own.
    """
    found = np.empty((5, len(seen.agreement)))
    same, family, office, namesakes, strangers = found
    same[:] = _whole(weights.same, FIELDS)[seen.agreement] + np.log(weights.other_records)
    same += weights.same_contact.ravel()[seen.contact]
    same += _whole(weights.habit, GIVEN_FIELDS, GIVEN_FIELDS)[seen.given]
    neighbours = seen.neighbours + np.log(1 + weights.other_records)
    of_a_family = _whole({**weights.family, "first": _ONE_NAME}, ("first", *FAMILY_FIELDS))
    family[:] = neighbours + seen.organisation + of_a_family[seen.agreement]
    family += weights.family_contact.ravel()[seen.contact] + np.log(weights.families)[seen.crowd]
    office[:] = neighbours + seen.last + _whole(weights.office, OFFICE_FIELDS)[seen.agreement]
    office += weights.office_contact.ravel()[seen.contact] + np.log1p(-weights.families)[seen.crowd]
    guessed = np.where(seen.guessed, np.log(weights.guessed), 0.0)
    names = _whole({**weights.same, "municipality": _NAMESAKES_TOWN}, ("first", "last", "municipality"))
    namesakes[:] = names[seen.agreement] + np.log(weights.namesakes) + seen.elsewhere + guessed + seen.organisation
    namesakes[~seen.names_agree] = -np.inf
    strangers[:] = seen.strangers + guessed
    return found


def log_odds(logs: Logs) -> Logs:
    """Return the natural log of the odds that each pair is one person."""
    return logs[0] - np.logaddexp.reduce(logs[1:], axis=0)
