"""Explaining a figure: its definition, its value, each row behind it, and each row left out with the reason.

Told are keys and what is public about events and records; of people and of what cannot be read, the keys alone.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.figures import Counted, Figure
from forms.figures.registry import EXPENSES
from forms.periods import Period
from forms.picture import Ambassador, Entry, Happening, Picture
from forms.summary.page import figure_value
from forms.words import Language, Words

Row = Happening | Entry | Ambassador

OF_RECORDS = frozenset({"ambassador_trainings", "support_individual", "support_group", "publicity"})
OF_PEOPLE = frozenset({"ambassadors_trained", "team"})
"""What figures are counted from; all others are counted from events, expenses from events and records."""

_VALUE = Words("Reikšmė {period}: {value}", "Value {period}: {value}")
_BEHIND = Words("Eilutės: {n}", "Rows: {n}")
_WAITING = Words("Laukia žmogaus žodžio: {n}", "Waiting for a person's word: {n}")
_LEFT_OUT = Words("Neįskaičiuota: {n}", "Left out: {n}")
_REJECTED = Words("atmesta", "rejected")
_OUTSIDE = Words("ne šio laikotarpio", "not of this period")
_UNREADABLE = Words("taisytina, nepavyksta perskaityti", "to be mended, cannot be read")
_ANOTHER_KIND = Words("ne tai, kas čia skaičiuojama", "not what is counted here")
_SEVERAL = Words("ataskaitų: {n}, skaičiuojama kartą", "reports: {n}, counted once")
_NOT_ACCEPTED = Words("nepriimta", "not accepted")
_NOT_TRAINED = Words("mokymų iki tol neužfiksuota", "no training recorded by then")
_NOT_TRAINED_IN = Words("šiuo laikotarpiu mokymuose nedalyvavo", "attended no training in this period")
_LEFT = Words("išėjęs", "left")
_MARK = "  "


def explained(picture: Picture, figure: Figure, period: Period, language: Language) -> Sequence[str]:
    """Return the explanation of a figure in a period, line by line."""
    counted = figure.count(picture, period)
    behind, waiting = set(counted.rows), counted.waiting_rows
    rows = list(_candidates(picture, figure))
    left = [(row.key, _say(row), _reason(row, figure, period)) for row in rows if row.key not in behind]
    unread = [(one.key, "", _UNREADABLE) for one in picture.unreadable if one.form in _forms(figure)]
    inside = [_MARK + " · ".join(part for part in (row.key, _say(row), _note(row, language)) if part)
              for row in rows if row.key in behind]  # fmt: skip
    outside = [
        _MARK + " · ".join(part for part in (key, said, reason.say(language)) if part)
        for key, said, reason in (*left, *unread)
    ]
    return (
        figure.name.say(language),
        figure.definition.say(language),
        _value(figure, counted, period, language),
        _BEHIND.say(language, n=len(inside)),
        *inside,
        _WAITING.say(language, n=len(waiting)),
        *(_MARK + key for key in waiting),
        _LEFT_OUT.say(language, n=len(outside)),
        *outside,
    )


def _value(figure: Figure, counted: Counted, period: Period, language: Language) -> str:
    value = figure_value(figure.key, counted.value, language)
    return _VALUE.say(language, period=f"{period.from_on} – {period.to_on}", value=value)


def _candidates(picture: Picture, figure: Figure) -> Iterator[Row]:
    if figure.key in OF_PEOPLE:
        yield from sorted(picture.ambassadors, key=lambda one: (one.organisation, one.key))
        return
    events = () if figure.key in OF_RECORDS else picture.events
    records = picture.records if figure.key in OF_RECORDS or figure.key == EXPENSES else ()
    yield from sorted(chain[Happening | Entry](events, records), key=lambda row: (row.date, row.key))


def _forms(figure: Figure) -> frozenset[str]:
    if figure.key in OF_PEOPLE:
        return frozenset({Application.key, CoordinatorRecord.key})
    if figure.key == EXPENSES:
        return frozenset({EventReport.key, CoordinatorRecord.key})
    return frozenset({CoordinatorRecord.key if figure.key in OF_RECORDS else EventReport.key})


def _say(row: Row) -> str:
    """Return what is public about a row."""
    return "" if isinstance(row, Ambassador) else f"{row.date} {' '.join(row.title.split())}"


def _note(row: Row, language: Language) -> str:
    if isinstance(row, Happening) and len(row.reports) > 1:
        return _SEVERAL.say(language, n=len(row.reports))
    return ""


def _reason(row: Row, figure: Figure, period: Period) -> Words:
    if isinstance(row, Ambassador):
        return _reason_of_person(row, figure, period)
    if not period.contains(row.date):
        return _OUTSIDE
    return _ANOTHER_KIND if row.counts else _REJECTED


def _reason_of_person(one: Ambassador, figure: Figure, period: Period) -> Words:
    if figure.key != "team":
        return _NOT_TRAINED_IN
    if one.trained_on is None or one.trained_on > period.to_on:
        return _NOT_TRAINED
    return _LEFT if one.accepted else _NOT_ACCEPTED
