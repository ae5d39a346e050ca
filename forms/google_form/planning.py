"""What makes a live form as its declaration says, with the least number of changes and nothing of people's lost."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from forms.google_form.live import LiveForm, LivePart, family
from forms.google_form.pairing import Pairs, own_id, pair
from forms.google_form.requests import Request, about_the_form, create, delete, move, update
from forms.google_form.shape import DeclaredForm, Kind, Part


class Naming(StrEnum):
    """Who gives ids to the parts that are made."""

    OURS = "ours"
    """We: a question is known again although its title was changed and every note of ours lost."""
    GOOGLES = "googles"
    """Google, where it does not accept ours; they are known after the form is read again."""


@dataclass(frozen=True, slots=True)
class FormPlan:
    """The requests of one batch, and what was left as it is."""

    requests: tuple[Request, ...]
    left: tuple[LivePart, ...]
    """Questions and pages that no declaration knows and that stay."""
    removed: tuple[LivePart, ...]
    held: tuple[tuple[Part, LivePart], ...]
    """Declared questions that are not touched, each with the live one that is in the way."""
    ids: Mapping[str, str]
    """By key, the ids of parts that are certain once the requests are done."""


def removable(declared: DeclaredForm, live: LiveForm, known: Mapping[str, str]) -> tuple[LivePart, ...]:
    """Return what could be removed because no declaration knows it or it is of another kind than declared.

    Pictures, films and texts between the questions are not among it: they are people's own and do no harm.
    """
    pairs = pair(declared, live, known)
    wrong = [pairs.live[part.key] for part in declared.parts if part.key in pairs.live and _unlike(part, pairs)]
    return tuple(part for part in pairs.rest if part.is_question or part.kind is Kind.PAGE) + tuple(wrong)


def plan_form(
    declared: DeclaredForm,
    live: LiveForm,
    known: Mapping[str, str],
    removing: Collection[str] = (),
    naming: Naming = Naming.OURS,
) -> FormPlan:
    """Plan one batch; `removing` are ids of parts that somebody said may go, with all that was answered to them."""
    pairs = pair(declared, live, known)
    held = {
        part.key: (part, one)
        for part in declared.parts
        if (one := pairs.live[part.key] if _unlike(part, pairs) else pairs.perhaps.get(part.key)) is not None
        and one.id not in removing
    }
    removed = tuple(part for part in live.parts if part.id in removing)
    standing = [part for part in live.parts if part.id not in removing]
    paired = {key: one for key, one in pairs.live.items() if one.id not in removing and key not in held}
    ids = {key: one.id for key, one in paired.items()}
    fresh: dict[str, str] = {}
    for part in declared.parts:
        if part.key not in ids and part.key not in held:
            fresh[part.key] = _free_id(declared.key, part.key, live) if naming is Naming.OURS else ""
    order = _order(declared, ids | {key: f"new {key}" for key in fresh}, standing)
    requests = [*about_the_form(declared, live), *(delete(part.place) for part in reversed(removed))]
    requests += _arranged(declared, order, [part.id for part in standing], fresh)
    known_ids = ids | {key: identity for key, identity in fresh.items() if identity}
    for part in declared.parts:
        one = paired.get(part.key)
        if one is None and part.key in fresh and part.routes:
            one = _as_made(part)
        if one is not None:
            place = order.index(ids.get(part.key, f"new {part.key}"))
            changed = update(part, one, place, known_ids)
            requests += [changed] if changed else []
    met = {one.id for one in paired.values()} | {one.id for _, one in held.values()}
    left = tuple(one for one in standing if one.id not in met and (one.is_question or one.kind is Kind.PAGE))
    return FormPlan(tuple(requests), left, removed, tuple(held.values()), known_ids)


def _unlike(part: Part, pairs: Pairs) -> bool:
    """Tell whether the live question is of a kind that cannot become the declared one."""
    one = pairs.live.get(part.key)
    return one is not None and (one.kind is None or family(one.kind) != family(part.kind))


def _as_made(part: Part) -> LivePart:
    return LivePart(0, "", part.kind, part.title, part.help, part.required, part.options, ("",) * len(part.options))


def _free_id(form: str, key: str, live: LiveForm) -> str:
    """Return our id of a part, or the next one where a part that is of another kind or is to go has it."""
    there = {part.id for part in live.parts}
    generation, identity = 1, own_id(form, key)
    while identity in there:
        generation += 1
        identity = own_id(form, key, f"part {generation}")
    return identity


def _order(declared: DeclaredForm, ids: Mapping[str, str], standing: Sequence[LivePart]) -> list[str]:
    """Return the ids in the order wanted: the declared one; what else stands stays behind what it stands behind."""
    order = [ids[part.key] for part in declared.parts if part.key in ids]
    wanted = set(order)
    before = ""
    for one in standing:
        if one.id not in wanted:
            order.insert(order.index(before) + 1 if before else 0, one.id)
        before = one.id
    return order


def _arranged(
    declared: DeclaredForm, order: Sequence[str], standing: Sequence[str], fresh: Mapping[str, str]
) -> list[Request]:
    """Return what makes and moves parts until they stand in order.

    Parts are moved towards the beginning only: there, the new place is the same number before and after the move.
    """
    made = {f"new {key}": (declared.part(key), identity) for key, identity in fresh.items()}
    now = list(standing)
    requests: list[Request] = []
    for place, identity in enumerate(order):
        if identity in made:
            requests.append(create(declared.key, made[identity][0], place, made[identity][1]))
            now.insert(place, identity)
        elif now[place] != identity:
            origin = now.index(identity, place)
            requests.append(move(origin, place))
            now.insert(place, now.pop(origin))
    return requests
