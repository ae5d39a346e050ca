"""The evidence of all pairs: weights learnt from a sample, then applied to every pair in turn."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forms.matching.candidates import LONG, Candidates
from forms.matching.census import Census, Commonness
from forms.matching.clusters import FORBIDDEN
from forms.matching.comparing import compare
from forms.matching.evidence import Weights, hypotheses, log_odds, observe
from forms.matching.learning import learn
from forms.matching.levels import Alike, Comparison, First
from forms.matching.naming import WordCounts
from forms.matching.pairing import Places
from forms.matching.profiles import Profiles
from forms.matching.rarity import Chance, chance

_AT_ONCE = 500_000
"""Pairs whose levels are in memory at one time: some 200 MB."""
_LEARN_FROM = 60_000
"""Pairs that weights are learnt from: of ten times as many, the shares differ in their third digit."""
WRONG_AT_MOST = (0.0028, 0.007)
"""The share of wrong pairs that the certain lane aims at, in lists up to `LONG` records and in longer ones, where
every name has more bearers: promised are 0.005 and 0.010."""
_NEVER_UNDER = 0.4
"""Log odds (0.6): what is less likely is asked, however easy the list."""
_ALWAYS_FROM = 3.7
"""Log odds (0.976): what is more likely is joined, however few pairs there are to reckon with."""


_DATES_TRUSTED = 0.023
"""A date of birth never changes: two that differ forbid a merge, unless the list has more wrong ones than believed."""


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Model:
    """What has been learnt of a list: with it, a pair depends on its records and who else uses their addresses."""

    words: WordCounts
    commonness: Commonness
    weights: Weights
    certain: float
    """Log odds from which a pair is joined unasked."""

    @property
    def is_long(self) -> bool:
        """Tell whether it was learnt of a long list."""
        return self.commonness.profiles > LONG


def _compared(profiles: Profiles, census: Census, a: Places, b: Places) -> tuple[Comparison, Chance]:
    compared = compare(profiles, a, b)
    return compared, chance(profiles, census, compared, a, b)


def _odds(weights: Weights, census: Census, compared: Comparison, by_chance: Chance) -> NDArray[np.float32]:
    odds = log_odds(hypotheses(weights, observe(compared, by_chance, census.commonness.profiles)))
    impossible = compared.first == First.IMPOSSIBLE
    if weights.same["birth_date"][Alike.OTHER] < np.log(_DATES_TRUSTED):
        impossible |= compared.birth_date == Alike.OTHER
    # Thousandths, so that the last bit of a logarithm, which depends on its neighbours in memory, decides nothing.
    return np.where(impossible, FORBIDDEN, np.round(np.maximum(odds, FORBIDDEN + 1), 3)).astype(np.float32)


def learn_and_score(
    profiles: Profiles, census: Census, candidates: Candidates, progress: Progress
) -> tuple[Weights, NDArray[np.float32]]:
    """Return weights learnt from every so-manieth of the pairs, and by them the log odds of each."""
    ones, others = candidates.ones, candidates.others
    step = max(1, -(-len(ones) // _LEARN_FROM))
    if len(ones) > _AT_ONCE:
        sample = _compared(profiles, census, ones[::step], others[::step])
        weights = learn(*sample, census.commonness, float(step))
        return weights, score(profiles, weights, census, candidates, progress)
    compared, by_chance = _compared(profiles, census, ones, others)
    weights = learn(compared.every(step), by_chance.every(step), census.commonness, float(step))
    odds = _odds(weights, census, compared, by_chance)
    progress(len(odds), len(odds))
    return weights, odds


def score(
    profiles: Profiles, weights: Weights, census: Census, candidates: Candidates, progress: Progress
) -> NDArray[np.float32]:
    """Return the log odds of each pair that it is one person; tell `progress` how many of how many are done."""
    total = len(candidates.ones)
    odds = np.empty(total, np.float32)
    for start in range(0, total, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        compared = _compared(profiles, census, candidates.ones[part], candidates.others[part])
        odds[part] = _odds(weights, census, *compared)
        progress(min(start + _AT_ONCE, total), total)
    return odds


def certain_from(odds: NDArray[np.float32], records: int) -> float:
    """Return the log odds from which pairs are joined unasked, so that few of the joined are expected to be wrong."""
    likely = np.sort(odds[odds >= _NEVER_UNDER].astype(np.float64))[::-1]
    if not len(likely):
        return _ALWAYS_FROM
    wrong = np.cumsum(1 / (1 + np.exp(likely))) / np.arange(1, len(likely) + 1)
    enough = int(np.searchsorted(wrong, WRONG_AT_MOST[records > LONG], side="right"))
    least = float(likely[enough - 1]) if enough else _ALWAYS_FROM
    return min(_ALWAYS_FROM, max(_NEVER_UNDER, least))
