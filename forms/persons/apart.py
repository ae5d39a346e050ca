"""Which mentions are not one person's whatever they look like: people said so, or stood side by side in one report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations, product

from forms.contacts.names import split_name
from forms.contacts.verdicts import Pair, Settled, Verdict
from forms.persons.units import Linked, Unit


@dataclass(frozen=True, slots=True)
class Said:
    """What the coordinator said of contacts, by their keys."""

    pairs: Mapping[Pair, Verdict] = field(default_factory=dict[Pair, Verdict])
    apart: frozenset[str] = frozenset()
    """Contacts that are nobody else."""
    parted_tonight: frozenset[str] = frozenset()
    """Of these, those of whom it was said tonight."""


def said_different(units: Sequence[Unit], said: Said, ages: Sequence[str]) -> set[tuple[int, int]]:
    """Return the pairs of units whose contacts, or contacts that are one with them, were said to be different."""
    settled = Settled(said.pairs, ages)
    of_person: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        of_person[settled.same_as.get(unit.key, unit.key)].append(number)
    found: set[tuple[int, int]] = set()
    for pair, verdict in said.pairs.items():
        sides = sorted(settled.standing_for(pair))
        if verdict is Verdict.DIFFERENT and len(sides) > 1:
            found |= set(product(of_person[sides[0]], of_person[sides[1]]))
    return found


def named_together(units: Sequence[Unit], together: Iterable[AbstractSet[str]]) -> set[tuple[int, int]]:
    """Return the pairs of units whose names one report gives side by side: two people took part, not one.

    Args:
        units: What is compared.
        together: Folded names, those of each report.
    """
    called: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        called[_called(unit.mentions[0].name)].append(number)
    return {
        pair
        for names in together
        for one, other in combinations(sorted(called.keys() & names), 2)
        for pair in product(called[one], called[other])
    }


def _called(name: str) -> str:
    read = split_name(name)
    return " ".join(sorted((*read.given, *read.surnames)))


def names_together(lines: Iterable[str]) -> frozenset[str]:
    """Return the names that lines give, as `match_persons` compares them."""
    return frozenset(filter(None, map(_called, lines)))


def apart_from(units: Sequence[Unit], linked: Linked, apart: AbstractSet[str]) -> set[tuple[int, int]]:
    """Return the pairs that were joined though the contact of one of them is nobody else."""
    return {
        (one, other)
        for cluster in linked.clusters
        for one, other in combinations(cluster, 2)
        if (keys := {units[one].key, units[other].key} - {""}) and len(keys) > 1 and not keys.isdisjoint(apart)
    }


def parted_within(units: Sequence[Unit], linked: Linked, said: Said, settled: Settled) -> set[tuple[int, int]]:
    """Return the pairs within contacts that were said tonight to be more than one person, and are one with no other."""
    found: set[tuple[int, int]] = set()
    for cluster in linked.clusters:
        keys = {units[number].key for number in cluster} - {""}
        for key in keys & said.parted_tonight:
            if len(keys) == 1 and key not in settled.same_as:
                its = [number for number in cluster if units[number].key == key]
                found |= set(combinations(its, 2))
    return found
