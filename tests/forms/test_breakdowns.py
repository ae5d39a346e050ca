"""Tables that tell organisations apart: reports, money, contracts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from forms.breakdowns import break_down
from forms.breakdowns.shape import Breakdown
from forms.periods import Period
from forms.picture import Contract, Review, Unreadable
from tests.forms.picture_samples import entry, happening, picture

APRIL = Period.of(date(2023, 4, 1), date(2023, 4, 30))
TODAY = date(2023, 5, 20)
NAMES = {"a": "Ąžuolas", "b": "Beržas"}


def tables(
    names: dict[str, str], contracts: dict[str, Contract], today: date = TODAY, **known: object
) -> dict[str, Breakdown]:
    made = break_down(picture(**known), APRIL, today, names, contracts)
    return {table.key: table for table in made}


def test_planned_event_is_expected_once_its_day_has_passed_and_a_report_of_it_completes_it() -> None:
    records = [
        entry("C-1", "2023-04-10", "planned_event", title="Pokalbis bibliotekoje"),
        entry("C-2", "2023-04-12", "planned_event", title="Paskaita mokykloje"),
        entry("C-3", "2023-04-15", "planned_event", title="Vakaras", review=Review.REJECTED),
        entry("C-4", "2023-04-28", "planned_event", title="Dar bus"),
    ]
    events = [
        happening(
            "E-1", "2023-04-11", title="Pokalbis bibliotekoje", ambassadors=frozenset(), reported_on=date(2023, 4, 25)
        ),
        happening("E-2", "2023-04-20", title="Kita", ambassadors=frozenset(), reported_on=date(2023, 5, 5)),
        happening("E-3", "2023-04-21", title="Trečia", ambassadors=frozenset()),
        happening("E-4", "2023-04-22", title="Atmesta", review=Review.REJECTED, reported_on=date(2023, 4, 22)),
    ]
    known = {"records": tuple(records), "events": tuple(events)}
    reporting = tables({}, {}, date(2023, 4, 28), **known)["reporting"]
    assert [(row.label.lt, row.numbers) for row in reporting.rows] == [
        ("Kūrybos namai", (2, 1, Fraction(1, 2), 2, 1, Fraction(1, 2))),
    ]  # fmt: skip
    assert reporting.total is None
    unread = (Unreadable("R-9", "kurybos-namai", "event_report", date(2023, 4, 12)),)
    later = tables({}, {}, TODAY, **known, unreadable=unread)["reporting"]
    assert later.rows[0].numbers[:3] == (3, 2, Fraction(2, 3))


def test_nothing_planned_and_nothing_told_is_no_table() -> None:
    assert tables({}, {}) == {}


def test_money_and_targets_are_of_each_organisations_own_contract_and_add_up() -> None:
    contracts = {
        "a": Contract(date(2023, 4, 1), date(2023, 5, 30), Decimal(1000), {"events": 4}),
        "b": Contract(date(2023, 4, 1), date(2023, 12, 31), Decimal(0)),
    }
    events = (
        happening("E-1", "2023-03-30", organisation="a", expenses_eur=Decimal(500)),
        happening("E-2", "2023-04-02", organisation="a", expenses_eur=Decimal("250.50")),
        happening("E-3", "2023-05-02", organisation="b", expenses_eur=Decimal(7)),
    )
    made = tables(NAMES, contracts, events=events, slug="")
    money, plan = made["money"], made["contracts"]
    assert [(row.label.lt, row.numbers) for row in money.rows] == [
        ("Ąžuolas", (Decimal("250.50"), Decimal(1000), Fraction(501, 2000), Fraction(50, 60))),
        ("Beržas", (Decimal(7), Decimal(0), None, Fraction(50, 275))),
    ]  # fmt: skip
    assert money.total is not None
    assert money.total.numbers == (Decimal("257.50"), Decimal(1000), Fraction(515, 2000), None)
    assert [(row.label.lt, row.numbers, row.within) for row in plan.rows] == [
        ("Ąžuolas", (None, None, None, Fraction(50, 60)), False),
        ("Renginiai", (4, 1, Fraction(1, 4), None), True),
    ]  # fmt: skip


def test_contract_without_budget_and_targets_is_no_line() -> None:
    made = tables(NAMES, {"a": Contract()}, slug="", events=(happening("E-1", "2023-04-02", organisation="a"),))
    assert ("money" in made, "contracts" in made) == (False, False)
