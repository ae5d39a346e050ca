"""Which mentions are one person's: links written once, evidence above them, and people's words above both.

A mention is linked to a contact when it is first seen. Contacts that evidence, or a coordinator, holds to be one person
are not melted together: the younger ones stand under the oldest, each with its own links, so that every merge can be
undone weeks later without loss.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from forms.contacts.mentions import Mention
from forms.contacts.verdicts import Settled, Verdict, same_as
from forms.matching.records import Lane, Linkage, Reason
from forms.persons.apart import Said, apart_from, named_together, parted_within, said_different
from forms.persons.units import Unit, compare_units, units_of

KEPT_APART = "kept_apart"
"""Why a mention left a contact: a coordinator said that its submissions are not all one person's."""
FIRST_SEEN = "first_seen"
"""Why a mention that is like no other is a contact of its own."""


class Doubt(NamedTuple):
    """Two contacts that a coordinator is to look at; `contact_a` is the older."""

    contact_a: str
    contact_b: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Persons:
    """The contact of every mention, and which contacts are one person."""

    key_of: Mapping[tuple[str, str], str]
    """By the mention's place."""
    why_linked: Mapping[tuple[str, str], str]
    """By the mention's place, why it was put there; of those put there tonight."""
    same_as: Mapping[str, str]
    """For each contact that stands under another or over one, the oldest of them."""
    reasons: Mapping[str, Reason]
    """By contact, why it is one with others, or its mentions with one another."""
    doubts: tuple[Doubt, ...]
    """Contacts that may be one person; the answers that decide most first."""


def match_persons(
    mentions: Sequence[Mention],
    before: Mapping[tuple[str, str], str],
    said: Said,
    *,
    former: Sequence[Mention] = (),
    together: Iterable[AbstractSet[str]] = (),
    new_key: Callable[[Mention], str],
) -> Persons:
    """Return whose each mention is.

    Args:
        mentions: All that stand, in the order in which they came.
        before: The contact that mentions were linked to, by their places; those of the oldest contact first.
        said: What the coordinator said; it binds, and wins over evidence.
        former: How mentions were written before they were edited.
        together: The names of each report that stand side by side, as `names_together` gives them.
        new_key: Called with a mention that is nobody's yet; must give a key that was never given.
    """
    units = units_of(mentions, before)
    compared = compare_units(units, former)
    ages = {key: number for number, key in enumerate(dict.fromkeys(before.values()))}
    settled = Settled(said.pairs, list(ages))
    different = said_different(units, said, list(ages)) | named_together(units, together)
    linked = compared.link(different)
    parted = parted_within(units, linked, said, settled)
    more = parted | apart_from(units, linked, said.apart)
    while more:
        different |= more
        linked = compared.link(different)
        more = apart_from(units, linked, said.apart) - different
    keys, homes = _keep_keys(units, linked.clusters, ages, new_key)
    in_order = (*ages, *(key for home in homes for key in home if key not in ages))
    by_evidence = {frozenset({home[0], key}): Verdict.SAME for home in homes for key in home[1:]}
    by_words = {pair: verdict for pair, verdict in said.pairs.items() if verdict is Verdict.SAME}
    standing = same_as({**by_evidence, **by_words}, in_order)
    return Persons(
        key_of={mention.place: key for unit, key in zip(units, keys, strict=True) for mention in unit.mentions},
        why_linked=dict(
            _why_linked(units, keys, linked.linkage, before, {number for pair in parted for number in pair})
        ),
        same_as=standing,
        reasons=_reasons(units, keys, linked.linkage, settled.same_as),
        doubts=tuple(
            doubt
            for doubt in _doubts(
                [keys[number] for number in compared.unit_of], linked.linkage, settled, standing, in_order
            )
            # Of whom it was said that they are nobody else, nobody is asked any more.
            if said.apart.isdisjoint(doubt[:2])
        ),
    )


def _keep_keys(
    units: Sequence[Unit],
    clusters: Sequence[tuple[int, ...]],
    ages: Mapping[str, int],
    new_key: Callable[[Mention], str],
) -> tuple[list[str], list[list[str]]]:
    """Return the key of each unit, and by cluster the keys that are at home there, the oldest first.

    A contact is at home where most of its mentions are; those elsewhere go over to the oldest contact there.
    """
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for place, cluster in enumerate(clusters):
        for number in cluster:
            if units[number].key:
                votes[units[number].key][place] += len(units[number].mentions)
    homes: list[list[str]] = [[] for _ in clusters]
    for key in sorted(votes, key=ages.__getitem__):
        homes[min(votes[key], key=lambda place: (-votes[key][place], place))].append(key)
    keys = [""] * len(units)
    for home, cluster in zip(homes, clusters, strict=True):
        if not home:
            home.append(new_key(units[cluster[0]].mentions[0]))
        for number in cluster:
            mine = units[number].key
            keys[number] = mine if mine in home else home[0]
    return keys, homes


def _why_linked(
    units: Sequence[Unit],
    keys: Sequence[str],
    linkage: Linkage,
    before: Mapping[tuple[str, str], str],
    parted: AbstractSet[int],
) -> Iterator[tuple[tuple[str, str], str]]:
    for number, (unit, key, reason) in enumerate(zip(units, keys, linkage.reasons, strict=False)):
        alike = FIRST_SEEN if linkage.lanes[number] is not Lane.SAME else reason.value
        for mention in unit.mentions:
            if mention.place not in before:
                yield mention.place, Reason.IDENTICAL.value if unit.key else alike
            elif before[mention.place] != key:
                yield mention.place, KEPT_APART if number in parted else alike


def _reasons(
    units: Sequence[Unit], keys: Sequence[str], linkage: Linkage, decided: Mapping[str, str]
) -> Mapping[str, Reason]:
    found: dict[str, Reason] = {}
    for unit, key, reason, lane in zip(units, keys, linkage.reasons, linkage.lanes, strict=False):
        # What was decided is that an answer and its earlier wording are one person's, which nobody has to be told.
        if lane is Lane.SAME and reason is not Reason.DECIDED:
            found[key] = reason
        elif len(unit.mentions) > 1:
            found.setdefault(key, Reason.IDENTICAL)
    return {**found, **{key: Reason.DECIDED for key, oldest in decided.items() if key != oldest}}


def _doubts(
    keys: Sequence[str], linkage: Linkage, settled: Settled, standing: Mapping[str, str], in_order: Sequence[str]
) -> Iterator[Doubt]:
    age = {key: number for number, key in enumerate(in_order)}
    asked: set[tuple[str, str]] = set()
    for question in linkage.questions:
        one, other = (keys[int(record)] for record in (question.record_a, question.record_b))
        older, younger = sorted((standing.get(one, one), standing.get(other, other)), key=age.__getitem__)
        if older != younger and (older, younger) not in asked and not settled.apart(older, younger):
            asked.add((older, younger))
            yield Doubt(older, younger, question.reason)
