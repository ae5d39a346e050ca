"""Which part of a live form is which declared question: by id where one is known, else by title."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from forms.google_form.live import LiveForm, LivePart, family
from forms.google_form.shape import DeclaredForm, Kind, Part
from forms.headers import header_name


@dataclass(frozen=True, slots=True)
class Pairs:
    """What belongs together."""

    live: Mapping[str, LivePart]
    """By the declared part's key."""
    rest: tuple[LivePart, ...]
    """What no declaration knows, in its order."""
    perhaps: Mapping[str, LivePart]
    """By key of a declared question that is missing, one of `rest` that stands in its place under another title.

    It may be that question renamed, or another one: nobody can tell, so neither is touched.
    """


def own_id(form: str, key: str, use: str = "part") -> str:
    """Return the id that we give to a part when it is made: eight hexadecimal digits, as Google's own are."""
    digest = sha256(f"{form}/{key}/{use}".encode()).hexdigest()
    return f"{1 + int(digest[0], 16) % 7}{digest[1:8]}"


def pair(declared: DeclaredForm, live: LiveForm, known: Mapping[str, str]) -> Pairs:
    """Return what belongs together; `known` are the ids by key that were seen when the form was last published."""
    found: dict[str, LivePart] = {}
    free = {part.id: part for part in live.parts}
    for part in declared.parts:
        for identity in (known.get(part.key, ""), own_id(declared.key, part.key)):
            if part.key not in found and identity in free and _like(part, free[identity]):
                found[part.key] = free.pop(identity)
    certain = bool(found)
    for part in declared.parts:
        if part.key not in found:
            twins = [one for one in free.values() if header_name(one.title) in part.names and _like(part, one)]
            twins.sort(key=lambda one: (one.kind is None or family(one.kind) != family(part.kind), one.place))
            if twins:
                found[part.key] = free.pop(twins[0].id)
    rest = tuple(part for part in live.parts if part.id in free)
    return Pairs(found, rest, {} if certain else dict(_renamed(declared.parts, found, rest)))


def _like(part: Part, live: LivePart) -> bool:
    """Tell whether both are questions, both pages or both headings."""
    return live.is_question if part.is_question else live.kind is part.kind


def _renamed(
    parts: Sequence[Part], found: Mapping[str, LivePart], rest: Sequence[LivePart]
) -> Iterator[tuple[str, LivePart]]:
    """Yield the missing questions in whose place, between the same neighbours, just one unknown one stands."""
    questions = [part for part in parts if part.is_question]
    for at, part in enumerate(questions):
        if part.key in found or any(near.key not in found for near in questions[max(at - 1, 0) : at]):
            continue
        if any(near.key not in found for near in questions[at + 1 : at + 2]):
            continue
        low = max((found[near.key].place for near in questions[max(at - 1, 0) : at]), default=-1)
        high = min((found[near.key].place for near in questions[at + 1 : at + 2]), default=2**31)
        between = [one for one in rest if one.is_question and low < one.place < high]
        if len(between) == 1 and _same_family(part.kind, between[0].kind):
            yield part.key, between[0]


def _same_family(one: Kind, other: Kind | None) -> bool:
    return other is not None and family(one) == family(other)
