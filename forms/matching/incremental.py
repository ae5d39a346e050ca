"""Matching that goes on: a new record is compared with those it shares a key with, and only they are grouped anew."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from forms.matching.candidates import record_keys
from forms.matching.clusters import FORBIDDEN, LOOKED_AT, Open, grow_clusters
from forms.matching.contradicting import FirstNames
from forms.matching.linking import NO_VERDICTS, Verdicts, pairs_said, weigh_by
from forms.matching.profiles import profiles_of
from forms.matching.records import Record, columns_of
from forms.matching.scoring import Model


class Doubt(NamedTuple):
    """Two persons, each by the smallest id of a record, who may be one; with the two records that say so most."""

    person_a: str
    person_b: str
    record_a: str
    record_b: str
    odds: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """All records so far, in persons. Every value is new after `add`; what was returned before stays as it was."""

    model: Model
    records: Mapping[str, Record] = field(default_factory=dict[str, Record], repr=False)
    person_of: Mapping[str, str] = field(default_factory=dict[str, str])
    """For each record the smallest id of its person's records."""
    doubts: Collection[Doubt] = ()
    verdicts: Verdicts = NO_VERDICTS
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]], repr=False)
    """The keys of each record, by which it is found."""
    found_by: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]], repr=False)
    """The records that have each key."""
    near: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]], repr=False)
    """For each record those that may be the same person: what has to be grouped anew with it."""

    @property
    def people(self) -> tuple[tuple[str, ...], ...]:
        """Return the records of each person, both in the order of the alphabet."""
        found: dict[str, list[str]] = {}
        for record in sorted(self.person_of):
            found.setdefault(self.person_of[record], []).append(record)
        return tuple(tuple(found[person]) for person in sorted(found))


def _close(start: Iterable[str], step: Mapping[str, Iterable[str]]) -> set[str]:
    seen, waiting = set[str](), list(start)
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(step.get(one, ()))
    return seen


def _sharing(
    records: Iterable[str], keys: Mapping[str, tuple[str, ...]], found_by: Mapping[str, Collection[str]]
) -> set[str]:
    return {other for record in records for key in keys[record] for other in found_by[key]}


class _Regrouped(NamedTuple):
    person_of: dict[str, str]
    near: dict[str, set[str]]
    doubts: list[Doubt]


def _group(model: Model, around: Sequence[Record], wanted: set[str], verdicts: Verdicts) -> _Regrouped:
    """Group the wanted records; the others stand around them so that crowds and shared addresses are seen whole."""
    ids = [record.record_id for record in around]
    # Each record is a profile of its own, so that what it is near to can be told by its id.
    weighed = weigh_by(model, columns_of(around), ids)
    profiles, candidates = weighed.profiles, weighed.candidates
    records_in_order: list[int] = np.argsort(profiles.of_record).tolist()
    id_of = [ids[place] for place in records_in_order]
    inside = np.array([one in wanted for one in id_of], np.bool_)
    rows = np.flatnonzero(inside[candidates.ones] & inside[candidates.others])
    ones, others, odds = candidates.ones[rows], candidates.others[rows], weighed.odds[rows]
    profile_of = {one: place for place, one in enumerate(id_of)}
    apart = pairs_said(verdicts.different, profile_of)
    same = [pair for pair in pairs_said(verdicts.same, profile_of) if inside[pair[0]] and inside[pair[1]]]
    found: dict[tuple[int, int], float] = dict(
        zip(zip(ones.tolist(), others.tolist(), strict=True), odds.tolist(), strict=True)
    )
    near: dict[str, set[str]] = {id_of[place]: set() for place in np.flatnonzero(inside).tolist()}
    close = [pair for pair, how in found.items() if how > LOOKED_AT]
    for one, other in (*close, *same, *(pair for pair in apart if inside[pair[0]] and inside[pair[1]])):
        near[id_of[one]].add(id_of[other])
        near[id_of[other]].add(id_of[one])
    found |= {pair: FORBIDDEN for pair in apart if inside[pair[0]] and inside[pair[1]]}
    pairs = sorted(found)
    clusters = grow_clusters(
        profiles.copies,
        np.array([one for one, _ in pairs], np.int32),
        np.array([other for _, other in pairs], np.int32),
        np.array([found[pair] for pair in pairs], np.float32),
        certain=model.certain,
        names=FirstNames(profiles),
        decided_same=same,
    )
    members: dict[int, list[str]] = {}
    for place in np.flatnonzero(inside).tolist():
        members.setdefault(int(clusters.label[place]), []).append(id_of[place])
    name = {label: min(its) for label, its in members.items()}
    person_of = {record: name[label] for label, its in members.items() for record in its}
    doubts = [_doubt(edge, id_of, person_of) for edge in clusters.open_edges]
    return _Regrouped(person_of, near, doubts)


def _doubt(edge: Open, ids: Sequence[str], person_of: Mapping[str, str]) -> Doubt:
    one, other = sorted((ids[edge.one], ids[edge.other]), key=lambda record: (person_of[record], record))
    return Doubt(person_of[one], person_of[other], one, other, round(edge.odds, 3))


def regroup(
    grouped: Grouped, *, added: Sequence[Record] = (), removed: Collection[str] = (), verdicts: Verdicts | None = None
) -> Grouped:
    """Return the persons after records came, changed or went, and after what people said of them.

    A record with an id that is known replaces that one. The result is that of grouping all records at once, whatever
    came in which order and in how many batches: compared are only the records that share a key with those that came or
    went, and grouped anew those that may be one person with any of them.

    Args:
        grouped: What was there; begin with `Grouped(model)`.
        added: New or changed records.
        removed: Ids of records that are no more; those unknown are passed over.
        verdicts: All that people ever said, in place of what they had said before; by default nothing changes.
    """
    said = grouped.verdicts if verdicts is None else verdicts
    fresh = {record.record_id: record for record in added}
    gone = {record for record in (*removed, *fresh) if record in grouped.records}
    changed_words = {
        one
        for old, new in ((grouped.verdicts.same, said.same), (grouped.verdicts.different, said.different))
        for pair in set(old) ^ set(new)
        for one in pair
    }
    touched = _sharing(gone, grouped.keys, grouped.found_by) | {other for one in gone for other in grouped.near[one]}
    records, keys, found_by = dict(grouped.records), dict(grouped.keys), dict(grouped.found_by)
    near, person_of = dict(grouped.near), dict(grouped.person_of)
    for one in gone:
        for key in keys.pop(one):
            found_by[key] -= {one}
        for other in near.pop(one):
            if other in near:
                near[other] -= {one}
        del records[one], person_of[one]
    for one, its_keys in zip(
        fresh, record_keys(profiles_of(columns_of(list(fresh.values())), list(fresh), grouped.model.words)), strict=True
    ):
        records[one], keys[one], near[one] = fresh[one], its_keys, frozenset()
        for key in its_keys:
            found_by[key] = found_by.get(key, frozenset()) | {one}
    touched = (touched | set(fresh) | _sharing(fresh, keys, found_by) | changed_words) & records.keys()
    wanted = _close(touched, near)
    partners = {
        other for pair in (*said.same, *said.different) if wanted & set(pair) for other in pair
    } & records.keys()
    wanted = _close(wanted | partners, near)
    around = _sharing(wanted, keys, found_by) | wanted
    anew = _group(grouped.model, [records[one] for one in sorted(around)], wanted, said)
    for one in wanted:
        near[one] = frozenset(anew.near[one])
    doubts = {
        doubt
        for doubt in grouped.doubts
        if doubt.record_a not in wanted
        and doubt.record_b not in wanted
        and doubt.record_a in records
        and doubt.record_b in records
    }
    return Grouped(
        grouped.model,
        records,
        person_of | anew.person_of,
        frozenset(doubts | set(anew.doubts)),
        said,
        keys,
        {key: its for key, its in found_by.items() if its},
        near,
    )
