"""What is compared: mentions that say the same as one record, and how they were written before they were edited."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from forms.contacts.mentions import Mention
from forms.contacts.names import compatible, split_name
from forms.matching.linking import Verdicts, link_records
from forms.matching.records import Linkage, Record

Wording = tuple[str, str | None, str | None]
"""Name, mailbox and phone number."""


def _wording(mention: Mention) -> Wording:
    return mention.name, mention.email, mention.phone


@dataclass(frozen=True, slots=True)
class Unit:
    """Mentions that say the same and were linked to the same contact: one record to compare."""

    key: str
    """Empty for mentions that are new."""
    mentions: tuple[Mention, ...]

    @property
    def wording(self) -> Wording:
        """Return what the mentions say."""
        return _wording(self.mentions[0])


def units_of(mentions: Sequence[Mention], before: Mapping[tuple[str, str], str]) -> list[Unit]:
    """Return the units of mentions, given the contacts that these were linked to before, by their places."""
    found: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    contacts: dict[Wording, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.place in before:
            contacts[_wording(mention)].add(before[mention.place])
    for mention in mentions:
        its = contacts.get(_wording(mention), set[str]())
        # Who writes letter for letter what one contact wrote is that contact.
        known = next(iter(its)) if len(its) == 1 and (mention.email or mention.phone) else ""
        key = before.get(mention.place, known)
        # A bare name, met anew, may be anybody's.
        alone = () if key or mention.email or mention.phone else mention.place
        found[key, mention.name, mention.email, mention.phone, alone].append(mention)
    return [Unit(str(key), tuple(those)) for (key, *_), those in found.items()]


def _record(record_id: str, wording: Wording) -> Record:
    name, email, phone = wording
    read = split_name(name)
    return Record(record_id, " ".join(read.given), " ".join(read.surnames), email or "", phone or "")


@dataclass(frozen=True, slots=True)
class Linked:
    """What matching made of the units, and the units of each person by their numbers."""

    linkage: Linkage
    clusters: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: the units and, behind them, how their mentions were written before they were edited."""

    units: Sequence[Unit]
    records: Sequence[Record]
    same: Sequence[tuple[str, str]]
    """An earlier wording is the same person's as the later one."""
    unit_of: Sequence[int]
    """For each record, its unit."""

    def link(self, different: AbstractSet[tuple[int, int]]) -> Linked:
        """Match, with pairs of units that are different whatever they look like."""
        apart = [(str(one), str(other)) for one, other in different]
        linkage = link_records(self.records, verdicts=Verdicts(self.same, apart))
        clusters: dict[str, list[int]] = {}
        for number, contact in enumerate(linkage.contact_ids[: len(self.units)]):
            clusters.setdefault(contact, []).append(number)
        return Linked(linkage, tuple(map(tuple, clusters.values())))


def compare_units(units: Sequence[Unit], former: Sequence[Mention]) -> Compared:
    """Return what is to be compared; `former` is how mentions of the units were written earlier."""
    unit_at = {mention.place: number for number, unit in enumerate(units) for mention in unit.mentions}
    unit_of = list(range(len(units)))
    records = [_record(str(number), unit.wording) for number, unit in enumerate(units)]
    same: list[tuple[str, str]] = []
    there = {(number, unit.wording) for number, unit in enumerate(units)}
    for mention in former:
        number = unit_at.get(mention.place)
        # Who wrote another person's name over the first one did not change their own.
        if number is None or not compatible(mention.name, units[number].mentions[0].name):
            continue
        wording = _wording(mention)
        if (number, wording) not in there:
            there.add((number, wording))
            same.append((str(number), str(len(records))))
            records.append(_record(str(len(records)), wording))
            unit_of.append(number)
    return Compared(units, records, same, unit_of)
