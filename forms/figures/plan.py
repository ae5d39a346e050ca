"""Plan against actual: what a contract asks for, and how far it has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from forms.figures.counting import Counted
from forms.figures.registry import BY_KEY, EXPENSES, FIGURES, Figure
from forms.periods import Period
from forms.picture import Contract, Picture


@dataclass(frozen=True, slots=True)
class Plan:
    """One target of a contract, or its budget, against what counts from the contract's first day until today."""

    figure: Figure
    target: int | Decimal
    counted: Counted
    share: Fraction | None
    """What counts, as a share of the target; None where the target is nothing."""
    gone: Fraction | None
    """How much of the contract's term is over, today included; None where the term is not written down."""


def plan_against_actual(picture: Picture, today: date) -> tuple[Plan, ...]:
    """Return the targets of the contract in the order of the figures, the budget last; a target of no figure is none.

    Without a first day everything until today counts; after the last day nothing more does.
    """
    return tuple(_plans(picture, today))


def _plans(picture: Picture, today: date) -> Iterator[Plan]:
    contract = picture.contract
    wanted: list[tuple[Figure, int | Decimal]] = [
        (figure, contract.targets[figure.key]) for figure in FIGURES if figure.key in contract.targets
    ]
    if contract.budget_eur is not None:
        wanted = [one for one in wanted if one[0] is not BY_KEY[EXPENSES]]
        wanted.append((BY_KEY[EXPENSES], contract.budget_eur))
    elapsed = elapsed_term(contract, today)
    for figure, target in wanted:
        counted = figure.count(picture, elapsed) if elapsed else Counted(0)
        yield Plan(figure, target, counted, _share(counted, target), share_of_term(contract, today))


def elapsed_term(contract: Contract, today: date) -> Period | None:
    """Return the part of the contract's term that is over, today included; None before it begins."""
    last_on = min(today, contract.to_on or today)
    first_on = contract.from_on or date.min
    return Period(first_on, last_on) if first_on <= last_on else None


def share_of_term(contract: Contract, today: date) -> Fraction | None:
    """Return how much of the term is over, from 0 to 1; None where its first or last day is not written down."""
    if contract.from_on is None or contract.to_on is None:
        return None
    elapsed = elapsed_term(contract, today)
    return Fraction(elapsed.days, Period(contract.from_on, contract.to_on).days) if elapsed else Fraction(0)


def _share(counted: Counted, target: int | Decimal) -> Fraction | None:
    value = counted.value
    if not target or not isinstance(value, (int, Decimal)):
        return None
    return Fraction(value) / Fraction(target)
