"""Weights learnt from the pairs themselves, without labels: expectation and maximisation."""

import numpy as np
from numpy.typing import NDArray

from forms.matching import priors
from forms.matching.census import GIVEN_FIELDS, Commonness, Logs
from forms.matching.evidence import (
    FAMILY_FIELDS,
    FIELDS,
    OFFICE_FIELDS,
    SHAPE,
    Observed,
    Weights,
    first_believed,
    hypotheses,
    observe,
    table,
)
from forms.matching.levels import Comparison
from forms.matching.rarity import Chance


def _learnt(counted: Logs, before: tuple[float, ...], believed: float = priors.PAIRS_BELIEVED) -> Logs:
    prior = np.array(before, np.float64)
    counts = counted.copy()
    counts[0] = 0
    prior[0] = 0
    shares = counts + believed * prior / prior.sum()
    learnt = shares / shares.sum()
    learnt[0] = 1
    return table(learnt)


def _learnt_contact(seen: Observed, weight: Logs, before: tuple[tuple[float, ...], ...]) -> Logs:
    prior = np.array(before, np.float64)
    counts = np.bincount(seen.contact, weights=weight, minlength=prior.size).reshape(prior.shape)
    both = counts[1:, 1:] + priors.PAIRS_BELIEVED * prior[1:, 1:] / prior[1:, 1:].sum()
    emails = counts[1:, 0] + both.sum(axis=1)
    phones = counts[0, 1:] + both.sum(axis=0)
    learnt = np.ones_like(prior)
    learnt[1:, 1:] = both / both.sum()
    learnt[1:, 0] = emails / emails.sum()
    learnt[0, 1:] = phones / phones.sum()
    return table(learnt)


class _Counted:
    """How many pairs agree how far, field by field."""

    def __init__(self, seen: Observed, weight: Logs) -> None:
        """Count pairs by their weights, in all fields at once."""
        self._cells = np.bincount(seen.agreement, weights=weight, minlength=int(np.prod(SHAPE))).reshape(SHAPE)

    def by(self, name: str) -> Logs:
        """Return the counts of one field's levels."""
        mine = FIELDS.index(name)
        return self._cells.sum(axis=tuple(axis for axis in range(len(SHAPE)) if axis != mine))


def _habits(seen: Observed, weight: Logs, by_chance: dict[str, Logs]) -> dict[str, Logs]:
    size = len(GIVEN_FIELDS)
    cells = np.bincount(seen.given, weights=weight, minlength=3**size).reshape((3,) * size)
    found: dict[str, Logs] = {}
    for mine, name in enumerate(GIVEN_FIELDS):
        counted = cells.sum(axis=tuple(axis for axis in range(size) if axis != mine))
        counts = counted + priors.FIRMLY["habit"] * priors.PAIRS_BELIEVED * np.exp(by_chance[name])
        learnt = np.log(counts / counts.sum()) - by_chance[name]
        found[name] = np.clip(learnt, -priors.HABIT_AT_MOST, priors.HABIT_AT_MOST)
    return found


def _families(seen: Observed, family: Logs, office: Logs) -> Logs:
    before = np.array(priors.FAMILIES) * priors.PAIRS_BELIEVED
    among = np.bincount(seen.crowd, weights=family, minlength=3) + before
    return among / (among + np.bincount(seen.crowd, weights=office, minlength=3) + priors.PAIRS_BELIEVED - before)


def _guessed(seen: Observed, both_given: NDArray[np.bool_], others: Logs) -> float:
    """Learn how often namesakes have one mailbox: what else is known of such pairs tells them from one person."""
    found = float(others[seen.guessed].sum()) + priors.PAIRS_BELIEVED * priors.GUESSED_MAILBOX
    return found / (float(others[both_given].sum()) + priors.PAIRS_BELIEVED)


def _namesakes(telling: NDArray[np.bool_], same: Logs, namesakes: Logs, people: int) -> float:
    """Learn how many namesakes there are, from the pairs of one name that have something to tell namesakes by."""
    either = same + namesakes
    share = float(either[telling].sum() / max(1e-9, float(either.sum())))
    believed_people = priors.NAMESAKES_BELIEVED * priors.PAIRS_BELIEVED
    if share < priors.NAMESAKES_TOLD:
        return priors.NAMESAKES
    found = 2 * float(namesakes[telling].sum()) / share
    return (found + believed_people * priors.NAMESAKES) / (people + believed_people)


def learn(
    compared: Comparison, by_chance: Chance, commonness: Commonness, each_stands_for: float, rounds: int = 8
) -> Weights:
    """Return weights estimated from the pairs themselves, without labels.

    Args:
        compared: The levels of a sample of the pairs that share a key.
        by_chance: What chance explains of them.
        commonness: How common things are in the list.
        each_stands_for: Pairs of which each one of the sample is one.
        rounds: Repetitions; after eight the shares move by less than a hundredth.
    """
    people = commonness.profiles
    seen = observe(compared, by_chance, people)
    both_given = by_chance.names_agree & (compared.email != 0)
    telling = (compared.email != 0) | (compared.phone != 0) | (compared.birth_date != 0)
    weights = first_believed()
    for _ in range(rounds):
        likely = hypotheses(weights, seen)
        likely -= likely.max(axis=0)
        np.exp(likely, out=likely)
        likely *= each_stands_for / likely.sum(axis=0)
        same, family, office, namesakes, strangers = likely
        records = (2 * same.sum() + priors.PAIRS_BELIEVED * priors.OTHER_RECORDS) / (people + priors.PAIRS_BELIEVED)
        of_same, of_family, of_office = (_Counted(seen, weight) for weight in (same, family, office))
        firmly = {name: priors.FIRMLY.get(name, 1) * priors.PAIRS_BELIEVED for name in FIELDS}
        weights = Weights(
            float(records),
            float(_namesakes(telling, same, namesakes, people)),
            _guessed(seen, both_given, namesakes + strangers),
            {name: _learnt(of_same.by(name), priors.SAME_PERSON[name], firmly[name]) for name in FIELDS},
            _habits(seen, same, dict(commonness.given)),
            _learnt_contact(seen, same, priors.SAME_PERSON_CONTACT),
            {name: _learnt(of_family.by(name), priors.FAMILY[name]) for name in FAMILY_FIELDS},
            _learnt_contact(seen, family, priors.SHARED_CONTACT),
            {name: _learnt(of_office.by(name), priors.OFFICE[name]) for name in OFFICE_FIELDS},
            _learnt_contact(seen, office, priors.SHARED_CONTACT),
            _families(seen, family, office),
        )
    return weights
