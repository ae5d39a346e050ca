"""Which records are one person: the whole way from records to contacts, lanes and questions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forms.matching.candidates import LONG, Candidates, find_candidates
from forms.matching.census import Census, learn_commonness, take_census
from forms.matching.clusters import FORBIDDEN, grow_clusters
from forms.matching.contradicting import FirstNames
from forms.matching.profiles import Profiles, profiles_of
from forms.matching.questions import choose_questions, own_contacts
from forms.matching.records import Columns, Linkage, Record, columns_of
from forms.matching.scoring import Model, certain_from, learn_and_score, score
from forms.matching.telling import tell

Progress = Callable[[str, int, int], None]
"""Told the stage («read», «compare», «join»), how much of it is done, and of how much."""


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a person said of pairs of records, by their ids; it wins over evidence."""

    same: Collection[tuple[str, str]] = ()
    different: Collection[tuple[str, str]] = ()

    @property
    def records(self) -> frozenset[str]:
        """Return the records spoken of."""
        return frozenset(record for pair in (*self.same, *self.different) for record in pair)


NO_VERDICTS = Verdicts()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Profiles and the log odds of their pairs."""

    profiles: Profiles
    candidates: Candidates
    odds: NDArray[np.float32]
    census: Census
    model: Model


def pairs_said(pairs: Collection[tuple[str, str]], profile_of: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the pairs of profiles that pairs of records stand for; records that are not here are passed over."""
    found = {
        (min(profile_of[one], profile_of[other]), max(profile_of[one], profile_of[other]))
        for one, other in pairs
        if one in profile_of and other in profile_of and one != other
    }
    return sorted(found)


def _held_apart(weighed: Weighed, apart: list[tuple[int, int]]) -> Weighed:
    """Return the pairs with those that a person held apart, which are made such if nothing brought them together."""
    if not apart:
        return weighed
    size, candidates = weighed.profiles.size, weighed.candidates
    packed = candidates.ones.astype(np.int64) * size + candidates.others
    said = np.array([one * size + other for one, other in apart], np.int64)
    every = np.union1d(packed, said)
    odds = np.full(len(every), FORBIDDEN, np.float32)
    odds[np.searchsorted(every, packed)] = weighed.odds
    odds[np.searchsorted(every, said)] = FORBIDDEN
    pairs = Candidates((every // size).astype(np.int32), (every % size).astype(np.int32), candidates.crowded)
    return Weighed(weighed.profiles, pairs, odds, weighed.census, weighed.model)


def weigh(columns: Columns, settled: Collection[str], progress: Progress = _silent) -> Weighed:
    """Compare records with what they themselves teach about names and habits."""
    count = len(columns["record_id"])
    progress("read", 0, count)
    profiles = profiles_of(columns, settled)
    progress("read", count, count)
    candidates = find_candidates(profiles, is_long=profiles.size > LONG)
    census = take_census(profiles, learn_commonness(profiles))
    weights, odds = learn_and_score(profiles, census, candidates, lambda done, total: progress("compare", done, total))
    model = Model(profiles.words, census.commonness, weights, certain_from(odds, count))
    return Weighed(profiles, candidates, odds, census, model)


def weigh_by(model: Model, columns: Columns, settled: Collection[str]) -> Weighed:
    """Compare records with what was learnt before: then a pair's odds change only with who else uses its addresses."""
    profiles = profiles_of(columns, settled, model.words)
    candidates = find_candidates(profiles, is_long=model.is_long)
    census = take_census(profiles, model.commonness)
    odds = score(profiles, model.weights, census, candidates, lambda _done, _total: None)
    return Weighed(profiles, candidates, odds, census, model)


def learn_model(records: Sequence[Record]) -> Model:
    """Learn from a list; of no records, what is believed of any."""
    return weigh(columns_of(records), ()).model


def link_records(
    records: Sequence[Record],
    *,
    model: Model | None = None,
    verdicts: Verdicts = NO_VERDICTS,
    progress: Progress = _silent,
    ask_at_most: float | None = None,
) -> Linkage:
    """Return what `link_columns` says of records."""
    return link_columns(columns_of(records), model=model, verdicts=verdicts, progress=progress, ask_at_most=ask_at_most)


def link_columns(
    columns: Columns,
    *,
    model: Model | None = None,
    verdicts: Verdicts = NO_VERDICTS,
    progress: Progress = _silent,
    ask_at_most: float | None = None,
) -> Linkage:
    """Return whose each record is, what a person should be asked, and how sure it all is.

    The order of the records has no influence on who is one person with whom, nor on the questions. Two records may have
    the same id; verdicts then speak of the first.

    Args:
        columns: The list; any text in it may be empty.
        model: What was learnt before; by default the list teaches.
        verdicts: What a person said before.
        progress: Told what is being done.
        ask_at_most: The share of records that a person may be asked about; by default `questions.ASK_AT_MOST`.
    """
    ids = columns["record_id"]
    if not ids:
        return Linkage((), (), (), (), (), 0.0, 0, 0)
    settled = verdicts.records
    weighed = weigh(columns, settled, progress) if model is None else weigh_by(model, columns, settled)
    profiles = weighed.profiles
    profile_of: dict[str, int] = {}
    if settled:
        for record_id, profile in zip(ids, profiles.of_record.tolist(), strict=True):
            profile_of.setdefault(record_id, profile)
    weighed = _held_apart(weighed, pairs_said(verdicts.different, profile_of))
    same = pairs_said(verdicts.same, profile_of)
    progress("join", 0, profiles.size)
    itself = weighed.candidates.ones == weighed.candidates.others
    clusters = grow_clusters(
        profiles.copies,
        weighed.candidates.ones[~itself],
        weighed.candidates.others[~itself],
        weighed.odds[~itself],
        certain=weighed.model.certain,
        names=FirstNames(profiles),
        decided_same=same,
    )
    own_odds = np.full(profiles.size, FORBIDDEN, np.float32)
    own_odds[weighed.candidates.ones[itself]] = weighed.odds[itself]
    progress("join", profiles.size, profiles.size)
    contact, wrong = own_contacts(ids, profiles, clusters, own_odds, weighed.model.certain)
    asked = choose_questions(ids, profiles, clusters, own_odds, contact, weighed.model.certain, ask_at_most)
    return tell(
        ids,
        profiles,
        weighed.census,
        contact,
        asked,
        decided=frozenset(profile for pair in same for profile in pair),
        expected_wrong=wrong + clusters.expected_wrong,
        counts=(len(weighed.odds), weighed.candidates.crowded),
    )
