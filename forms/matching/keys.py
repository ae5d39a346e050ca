"""Which key each person goes by: one that was given stays with its records, through merges and partings."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence


def keep_keys(
    people: Sequence[Sequence[str]], before: Mapping[str, str], new_key: Callable[[Sequence[str]], str]
) -> Mapping[str, str]:
    """Return for each record the key of its person.

    Args:
        people: The records of each person, by their ids; a record stands in one only.
        before: Keys that records had, and which were shown to people; the oldest key first.
        new_key: Called with the records of a person who has no key yet; must give one that was never given.

    A person keeps the oldest key among those whose records are mostly theirs; so a merge lets the younger key rest, and
    when the merge is undone, that key stands again for the records that had it, while a person's own key never moves to
    somebody else as long as most of its records are theirs.
    """
    age = {key: place for place, key in enumerate(dict.fromkeys(before.values()))}
    place_of = {record: place for place, records in enumerate(people) for record in records}
    votes: dict[str, Counter[int]] = {}
    for record, key in before.items():
        if record in place_of:
            votes.setdefault(key, Counter())[place_of[record]] += 1
    first = {record: number for number, record in enumerate(before)}
    key_of: dict[int, str] = {}
    for key in sorted(votes, key=age.__getitem__):
        its = votes[key]
        oldest = {place: min(first[one] for one in people[place] if before.get(one) == key) for place in its}
        home = min(its, key=lambda place: (-its[place], oldest[place]))
        key_of.setdefault(home, key)
    return {
        record: key_of[place] if place in key_of else key_of.setdefault(place, new_key(records))
        for place, records in enumerate(people)
        for record in records
    }
