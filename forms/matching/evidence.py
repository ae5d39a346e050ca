"""The weight of evidence: how likely a pair is one person, neighbours at one address, namesakes or strangers."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from forms.matching import priors
from forms.matching.census import GIVEN_FIELDS, Commonness, Logs
from forms.matching.levels import Comparison, First
from forms.matching.rarity import Chance

FIELDS = ("first", "last", "organisation", "municipality", "birth_date", "address")
FAMILY_FIELDS = ("last", "municipality", "address")
OFFICE_FIELDS = ("organisation", "municipality", "address")


def _table(shares: object) -> Logs:
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
    same: dict[str, Logs] = field(default_factory=lambda: {name: _table(priors.SAME_PERSON[name]) for name in FIELDS})
    habit: dict[str, Logs] = field(default_factory=lambda: {name: np.zeros(3) for name in GIVEN_FIELDS})
    """What it says for one person that neither, one, both filled a column in."""
    same_contact: Logs = field(default_factory=lambda: _table(priors.SAME_PERSON_CONTACT))
    family: dict[str, Logs] = field(
        default_factory=lambda: {name: _table(priors.FAMILY[name]) for name in FAMILY_FIELDS}
    )
    family_contact: Logs = field(default_factory=lambda: _table(priors.SHARED_CONTACT))
    office: dict[str, Logs] = field(
        default_factory=lambda: {name: _table(priors.OFFICE[name]) for name in OFFICE_FIELDS}
    )
    office_contact: Logs = field(default_factory=lambda: _table(priors.SHARED_CONTACT))
    families: Logs = field(default_factory=lambda: np.array(priors.FAMILIES))
    """The share of families among those who share an address, by how many do."""


def first_believed() -> Weights:
    """Return the weights before any record was seen."""
    return Weights(priors.OTHER_RECORDS, priors.NAMESAKES)


def hypotheses(weights: Weights, compared: Comparison, by_chance: Chance, people: int) -> Logs:
    """Return for each pair the log of how many such pairs each record would have, by what the two are to each other.

    Rows: one person, a family or an office at one address, namesakes of one place, strangers. Fellegi and Sunter's
    weight is the first against the sum of the others; with it, families and offices need no rule of their own.
    """
    same = (
        np.log(weights.other_records)
        + weights.same_contact[compared.email, compared.phone]
        + sum(weights.same[name][getattr(compared, name)] for name in FIELDS)
        + sum(weights.habit[name][by_chance.given[name]] for name in GIVEN_FIELDS)
    )
    c = by_chance
    neighbours = c.others_at_address + np.log(1 + weights.other_records) + c.first + c.birth_date
    first_agrees = (compared.first >= First.SAME) & (compared.first <= First.SLIP)
    family = (
        neighbours
        + np.where(first_agrees, np.log(priors.ONE_NAME_IN_A_FAMILY), 0.0)
        + np.log(weights.families)[c.crowd]
        + c.organisation
        + weights.family_contact[compared.email, compared.phone]
        + sum(weights.family[name][getattr(compared, name)] for name in FAMILY_FIELDS)
    )
    office = (
        neighbours
        + np.log1p(-weights.families)[c.crowd]
        + c.last
        + weights.office_contact[compared.email, compared.phone]
        + sum(weights.office[name][getattr(compared, name)] for name in OFFICE_FIELDS)
    )
    names = weights.same["first"][compared.first] + weights.same["last"][compared.last]
    elsewhere = c.email + np.where(c.guessed, np.log(weights.guessed), 0.0) + c.phone + c.birth_date + c.address
    namesakes = np.where(
        c.names_agree,
        np.log(weights.namesakes)
        + names
        + elsewhere
        + c.organisation
        + _table(priors.NAMESAKE_MUNICIPALITY)[compared.municipality],
        -np.inf,
    )
    strangers = np.log(max(1, people)) + c.first + c.last + elsewhere + c.organisation + c.municipality
    return np.stack([same, family, office, namesakes, strangers])


def log_odds(logs: Logs) -> Logs:
    """Return the natural log of the odds that each pair is one person."""
    return logs[0] - np.logaddexp.reduce(logs[1:], axis=0)


def _learnt(
    levels: NDArray[np.int8], weight: Logs, before: tuple[float, ...], believed: float = priors.PAIRS_BELIEVED
) -> Logs:
    prior = np.array(before, np.float64)
    counts = np.bincount(levels, weights=weight, minlength=len(prior))
    counts[0] = 0
    prior[0] = 0
    shares = counts + believed * prior / prior.sum()
    learnt = shares / shares.sum()
    learnt[0] = 1
    return _table(learnt)


def _learnt_contact(compared: Comparison, weight: Logs, before: tuple[tuple[float, ...], ...]) -> Logs:
    prior = np.array(before, np.float64)
    counts = np.zeros_like(prior)
    np.add.at(counts, (compared.email, compared.phone), weight)
    both = counts[1:, 1:] + priors.PAIRS_BELIEVED * prior[1:, 1:] / prior[1:, 1:].sum()
    emails = counts[1:, 0] + both.sum(axis=1)
    phones = counts[0, 1:] + both.sum(axis=0)
    learnt = np.ones_like(prior)
    learnt[1:, 1:] = both / both.sum()
    learnt[1:, 0] = emails / emails.sum()
    learnt[0, 1:] = phones / phones.sum()
    return _table(learnt)


def _habit(given: NDArray[np.int8], weight: Logs, by_chance: Logs) -> Logs:
    believed = priors.FIRMLY["habit"] * priors.PAIRS_BELIEVED * np.exp(by_chance)
    counts = np.bincount(given, weights=weight, minlength=3) + believed
    return np.clip(np.log(counts / counts.sum()) - by_chance, -priors.HABIT_AT_MOST, priors.HABIT_AT_MOST)


def _families(by_chance: Chance, family: Logs, office: Logs) -> Logs:
    before = np.array(priors.FAMILIES) * priors.PAIRS_BELIEVED
    among = np.bincount(by_chance.crowd, weights=family, minlength=3) + before
    return among / (among + np.bincount(by_chance.crowd, weights=office, minlength=3) + priors.PAIRS_BELIEVED - before)


def _guessed(compared: Comparison, by_chance: Chance, others: Logs) -> float:
    """Learn how often namesakes have one mailbox: what else is known of such pairs tells them from one person."""
    both_given = by_chance.names_agree & (compared.email != 0)
    found = float(others[by_chance.guessed].sum()) + priors.PAIRS_BELIEVED * priors.GUESSED_MAILBOX
    return found / (float(others[both_given].sum()) + priors.PAIRS_BELIEVED)


def _namesakes(compared: Comparison, same: Logs, namesakes: Logs, people: int) -> float:
    """Learn how many namesakes there are, from the pairs of one name that have something to tell namesakes by."""
    telling = (compared.email != 0) | (compared.phone != 0) | (compared.birth_date != 0)
    share = float((same + namesakes)[telling].sum() / max(1e-9, float((same + namesakes).sum())))
    believed_people = priors.NAMESAKES_BELIEVED * priors.PAIRS_BELIEVED
    if share < priors.NAMESAKES_TOLD:
        return priors.NAMESAKES
    found = 2 * float(namesakes[telling].sum()) / share
    return (found + believed_people * priors.NAMESAKES) / (people + believed_people)


def learn(
    compared: Comparison, by_chance: Chance, commonness: Commonness, each_stands_for: float, rounds: int = 8
) -> Weights:
    """Return weights estimated from the pairs themselves, without labels (expectation and maximisation).

    Args:
        compared: The levels of a sample of the pairs that share a key.
        by_chance: What chance explains of them.
        commonness: How common things are in the list.
        each_stands_for: Pairs of which each one of the sample is one.
        rounds: Repetitions; after eight the shares move by less than a hundredth.
    """
    people = commonness.profiles
    weights = first_believed()
    for _ in range(rounds):
        logs = hypotheses(weights, compared, by_chance, people)
        top = logs.max(axis=0)
        likely = np.exp(logs - top)
        likely *= each_stands_for / likely.sum(axis=0)
        same, family, office, namesakes, strangers = likely
        records = (2 * same.sum() + priors.PAIRS_BELIEVED * priors.OTHER_RECORDS) / (people + priors.PAIRS_BELIEVED)
        beyond = _namesakes(compared, same, namesakes, people)
        weights = Weights(
            float(records),
            float(beyond),
            _guessed(compared, by_chance, namesakes + strangers),
            {
                name: _learnt(
                    getattr(compared, name),
                    same,
                    priors.SAME_PERSON[name],
                    priors.FIRMLY.get(name, 1) * priors.PAIRS_BELIEVED,
                )
                for name in FIELDS
            },
            {name: _habit(by_chance.given[name], same, commonness.given[name]) for name in GIVEN_FIELDS},
            _learnt_contact(compared, same, priors.SAME_PERSON_CONTACT),
            {name: _learnt(getattr(compared, name), family, priors.FAMILY[name]) for name in FAMILY_FIELDS},
            _learnt_contact(compared, family, priors.SHARED_CONTACT),
            {name: _learnt(getattr(compared, name), office, priors.OFFICE[name]) for name in OFFICE_FIELDS},
            _learnt_contact(compared, office, priors.SHARED_CONTACT),
            _families(by_chance, family, office),
        )
    return weights
