"""What a run that left nothing to do is known by."""

from datetime import date

import pytest

from flows.runs.marks import Mark, cells_of, facts_of, standing_mark
from forms.organisations import Organisation
from forms.picture import Contract
from forms.sheets import Sheet
from forms.validation import Limits
from forms.words import Language

MARK = Mark("token", "cells", "facts", date(2024, 1, 15), date(2024, 3, 1))
HOUSE = Organisation("namai", "Namai", "k@namai.example.org", Language.LT, "namai.xlsx", Contract())


@pytest.mark.parametrize(
    ("facts", "day", "stands"),
    [
        ("facts", date(2024, 1, 14), False),
        ("facts", date(2024, 1, 15), True),
        ("facts", date(2024, 2, 29), True),
        ("facts", date(2024, 3, 1), False),
        ("others", date(2024, 1, 15), False),
    ],
)
def test_mark_stands_with_the_same_facts_on_its_days(facts: str, day: date, *, stands: bool) -> None:
    assert standing_mark(MARK.text, facts, day) == (MARK if stands else None)


@pytest.mark.parametrize("text", ["", "token 2024-01-15 facts software", f"{MARK.text} more"])
def test_text_of_another_version_is_no_mark(text: str) -> None:
    assert standing_mark(text, "facts", date(2024, 1, 15)) is None


def test_cells_are_the_same_only_where_titles_values_and_places_are() -> None:
    sheet = Sheet("A", [["x", 1.0], [None, True]])
    others = [
        Sheet("B", sheet.rows),
        Sheet("A", [["x", 2.0], [None, True]]),
        Sheet("A", [["x", "1.0"], [None, True]]),
        Sheet("A", [["x", 1.0, None], [True]]),
    ]

    assert cells_of([sheet]) == cells_of([Sheet("A", [["x", 1.0], [None, True]])])
    assert cells_of([sheet]) not in {cells_of([other]) for other in others}


def test_facts_differ_with_the_organisations_line_and_the_limits() -> None:
    renamed = Organisation("namai", "Rūmai", HOUSE.coordinator, HOUSE.language, HOUSE.workbook, HOUSE.contract)

    assert facts_of(HOUSE, Limits()) == facts_of(HOUSE, Limits())
    assert len({facts_of(HOUSE, Limits()), facts_of(renamed, Limits()), facts_of(HOUSE, Limits(1, 1))}) == 3
