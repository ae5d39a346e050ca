"""Breakdowns: a period's events as tables, how well they were reported, and what contracts ask for and got.

They count events and money, never people: no cell of theirs can tell anything of a person.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from forms.breakdowns.events import break_down_events
from forms.breakdowns.organisations import by_contract, by_money, by_reporting, parts_of
from forms.breakdowns.shape import Breakdown, BreakdownRow, Number
from forms.figures.counting import counting
from forms.periods import Period
from forms.picture import Contract, Picture

__all__ = ["Breakdown", "BreakdownRow", "Number", "break_down"]


def break_down(
    picture: Picture, period: Period, today: date, names: Mapping[str, str], contracts: Mapping[str, Contract]
) -> tuple[Breakdown, ...]:
    """Return the tables of a summary, without those that would be empty.

    Args:
        picture: Of one organisation, or of several merged.
        period: What is broken down is of; plans and budgets are of the contracts' own terms.
        today: The day that the summary is as of.
        names: Names of the organisations by slug, where the picture is of several.
        contracts: Their contracts, likewise.
    """
    parts = parts_of(picture, names, contracts)
    tables: Sequence[Breakdown | None] = (
        *break_down_events(counting(picture.events, period), period, names),
        by_reporting(parts, period, today, names),
        by_money(parts, today, names),
        by_contract(parts, today, names),
    )
    return tuple(one for one in tables if one is not None)
