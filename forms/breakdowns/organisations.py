"""What tells organisations apart: how complete and how timely their reports are, their money, their contracts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from forms.breakdowns.shape import TOTAL, Breakdown, BreakdownRow, Number, same, share_of
from forms.figures import plan_against_actual, share_of_term
from forms.figures.counting import counting, in_period
from forms.figures.registry import EXPENSES
from forms.figures.reported import is_reported
from forms.language import lt_sort_key
from forms.periods import Period
from forms.picture import PLANNED_EVENT, Ambassador, Contract, Entry, Happening, Picture, Review, Unreadable
from forms.words import Words

R = TypeVar("R", Happening, Entry, Ambassador, Unreadable)

IN_TIME = timedelta(days=14)
"""How soon after an event its report is in time. Our rule: two weeks, in which people still remember the numbers."""

_SHARE = Words("Dalis", "Share")
_GONE = Words("Praėjo sutarties laiko", "Of the contract's time gone")
_REPORTING = Words("Ataskaitų išsamumas ir savalaikiškumas", "How complete and timely the reports are")
_REPORTING_COLUMNS = (
    Words("Suplanuota", "Planned"),
    Words("Iš jų aprašyta", "Of them reported"),
    _SHARE,
    Words("Renginiai", "Events"),
    Words("Iš jų aprašyta laiku", "Of them in time"),
    _SHARE,
)
_REPORTING_NOTE = Words(
    f"Suplanuota – koordinatoriaus užregistruoti laikotarpio renginiai, kurių diena jau praėjo. Laiku – ataskaita gauta"
    f" ne vėliau kaip per {IN_TIME.days} d. po renginio.",
    f"Planned: events of the period that the coordinator recorded and whose day has passed. In time: a report came"
    f" within {IN_TIME.days} days after the event.",
)
_MONEY = Words("Išlaidos ir biudžetas pagal organizaciją", "Spending and budget by organisation")
_MONEY_COLUMNS = (Words("Išleista, Eur", "Spent, EUR"), Words("Biudžetas, Eur", "Budget, EUR"), _SHARE, _GONE)
_MONEY_NOTE = Words(
    "Skaičiuojama nuo pirmosios kiekvienos sutarties dienos.", "Counted from the first day of each contract."
)
_CONTRACTS = Words("Planas ir įvykdymas pagal sutartį", "Plan against actual by contract")
_CONTRACT_COLUMNS = (Words("Planas", "Target"), Words("Įvykdyta", "Actual"), _SHARE, _GONE)


def _in_order(parts: Mapping[str, Picture], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the organisations as slug and name, in the order of the alphabet; the one of a picture of one."""
    known = names or {slug: picture.name for slug, picture in parts.items()}
    return sorted(known.items(), key=lambda pair: (lt_sort_key(pair[1]), pair[0]))


def parts_of(picture: Picture, names: Mapping[str, str], contracts: Mapping[str, Contract]) -> Mapping[str, Picture]:
    """Return what of a picture is each organisation's own, by slug.

    An event that several had is of whichever told of it first. A picture of one is its own part.
    """
    if not names:
        return {picture.slug: picture}
    events, records = _by_house(picture.events), _by_house(picture.records)
    people, unread = _by_house(picture.ambassadors), _by_house(picture.unreadable)
    return {
        slug: replace(
            picture,
            slug=slug,
            contract=contracts.get(slug, Contract()),
            events=tuple(events.get(slug, ())),
            records=tuple(records.get(slug, ())),
            ambassadors=tuple(people.get(slug, ())),
            unreadable=tuple(unread.get(slug, ())),
        )
        for slug in names
    }


def _by_house(rows: Iterable[R]) -> Mapping[str, Sequence[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(row.organisation, []).append(row)
    return found


def by_reporting(
    parts: Mapping[str, Picture], period: Period, today: date, names: Mapping[str, str]
) -> Breakdown | None:
    """Return by organisation how many planned events were reported, and how many events in time.

    Both shares are of rows that are counted beside them, and never above the whole.
    """
    rows = [
        BreakdownRow(same(name), numbers)
        for slug, name in _in_order(parts, names)
        if any(numbers := tuple(_reporting(parts[slug], period, today)))
    ]
    if not rows:
        return None
    planned, reported, _, events, in_time, _ = (
        [int(row.numbers[place] or 0) for row in rows] for place in range(len(_REPORTING_COLUMNS))
    )
    sums = (sum(planned), sum(reported)), (sum(events), sum(in_time))
    numbers = tuple(number for whole, part in sums for number in (whole, part, share_of(part, whole)))
    total = BreakdownRow(TOTAL, numbers) if len(rows) > 1 else None
    return Breakdown("reporting", _REPORTING, _REPORTING_COLUMNS, tuple(rows), total, _REPORTING_NOTE)


def _reporting(picture: Picture, period: Period, today: date) -> Iterator[Number]:
    planned = [
        one
        for one in in_period(picture.records, period)
        if one.kind == PLANNED_EVENT and one.review is not Review.REJECTED and one.date < today
    ]
    events = [one for one in counting(picture.events, period) if one.reported_on is not None]
    reported = sum(is_reported(one, picture) for one in planned)
    in_time = sum(one.reported_on is not None and one.reported_on - one.date <= IN_TIME for one in events)
    for whole, part in ((len(planned), reported), (len(events), in_time)):
        yield from (whole, part, share_of(part, whole))


def by_money(parts: Mapping[str, Picture], today: date, names: Mapping[str, str]) -> Breakdown | None:
    """Return by organisation what was spent of its budget, and how much of its contract's time is gone."""
    rows: list[BreakdownRow] = []
    sums = [Decimal(0), Decimal(0)]
    for slug, name in _in_order(parts, names) if names else ():
        contract = parts[slug].contract
        plans = plan_against_actual(parts[slug], today)
        money = next((plan for plan in plans if plan.figure.key == EXPENSES), None)
        if money is None:
            continue
        spent, budget = Decimal(str(money.counted.value)), Decimal(money.target)
        rows.append(BreakdownRow(same(name), (spent, budget, share_of(spent, budget), share_of_term(contract, today))))
        sums = [sums[0] + spent, sums[1] + budget]
    total = BreakdownRow(TOTAL, (sums[0], sums[1], share_of(*sums), None))
    return Breakdown("money", _MONEY, _MONEY_COLUMNS, tuple(rows), total, _MONEY_NOTE) if rows else None


def by_contract(parts: Mapping[str, Picture], today: date, names: Mapping[str, str]) -> Breakdown | None:
    """Return by organisation each target of its contract, what counts towards it, and how much of the time is gone."""
    rows: list[BreakdownRow] = []
    for slug, name in _in_order(parts, names) if names else ():
        contract = parts[slug].contract
        plans = plan_against_actual(parts[slug], today)
        targets: Sequence[BreakdownRow] = [
            BreakdownRow(
                plan.figure.name, (plan.target, _one_number(plan.counted.value), plan.share, None), within=True
            )
            for plan in plans
            if plan.figure.key != EXPENSES
        ]
        if targets:
            rows += [BreakdownRow(same(name), (None, None, None, share_of_term(contract, today))), *targets]
    return Breakdown("contracts", _CONTRACTS, _CONTRACT_COLUMNS, tuple(rows), None, _MONEY_NOTE) if rows else None


def _one_number(value: int | Decimal | Mapping[str, int]) -> int | Decimal:
    return sum(value.values()) if isinstance(value, Mapping) else value
