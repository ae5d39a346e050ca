"""Why a number of a released summary changed: told by what became of the rows behind it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from forms.disclosure import Published
from forms.periods import Period
from forms.releases.release import Contents, Release
from forms.releases.restating import changes_between, say_change
from forms.releases.rows import KeptRow
from forms.words import Language

AT = datetime(2024, 1, 20, 12, 0, tzinfo=UTC)
SEEN = {"R-1": AT - timedelta(days=9), "R-2": AT - timedelta(days=8), "R-3": AT + timedelta(days=3)}
Rows = Mapping[str, Mapping[str, int]]


def contents(value: str, rows: Rows, counted: tuple[str, ...], review: str = "approved") -> Contents:
    kept = {key: KeptRow(versions, review) for key, versions in rows.items()}
    return Contents(
        Language.EN, 5, {}, (), {"events": value}, {"events": counted}, kept, Published((), frozenset(), frozenset()), {}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("then", "now", "causes"),
    [
        ({"E-1": {"R-1": 1}}, {"E-1": {"R-1": 1}, "E-3": {"R-3": 1}}, {"late_report": 1}),
        ({"E-1": {"R-1": 1}}, {"E-1": {"R-1": 2}}, {"correction": 1}),
        ({"E-1": {"R-1": 1}, "E-2": {"R-2": 1}}, {"E-1": {"R-1": 1, "R-2": 1}}, {"joined": 2}),
        ({"E-1": {"R-1": 1, "R-2": 1}}, {"E-1": {"R-1": 1}, "E-2": {"R-2": 1}}, {"merge_undone": 2}),
        ({"E-1": {"R-1": 1}, "E-9": {"R-9": 1}}, {"E-1": {"R-1": 1}}, {"erasure": 1}),
    ],
    ids=["late", "corrected", "joined", "parted", "erased"],
)
def test_cause_of_a_change_is_what_became_of_the_rows(then: Rows, now: Rows, causes: Mapping[str, int]) -> None:
    (change,) = changes_between(released(contents("1", then, tuple(then))), contents("2", now, tuple(now)), SEEN)
    assert (change.before, change.after, dict(change.causes)) == ("1", "2", causes)


def released(what: Contents) -> Release:
    year = Period.of(date(2023, 1, 1), date(2023, 12, 31))
    return Release(1, "namai", year, 1, AT, "Ona", "", what)


def test_row_that_somebody_rejected_is_told_as_a_decision() -> None:
    rows = {"E-1": {"R-1": 1}, "E-2": {"R-2": 1}}
    (change,) = changes_between(
        released(contents("2", rows, ("E-1", "E-2"))), contents("1", rows, ("E-1",)), SEEN
    )  # fmt: skip
    assert dict(change.causes) == {"decision": 1}
    assert say_change(change, Language.LT) == "Renginiai: 1, buvo 2 (sprendimas: 1)"


def test_number_that_is_the_same_is_no_change() -> None:
    rows = {"E-1": {"R-1": 1}}
    assert changes_between(released(contents("1", rows, ("E-1",))), contents("1", rows, ("E-1",)), SEEN) == ()
