"""Letters in the outbox: which kinds there are, and how the fields of each are kept as JSON and restored."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from forms.letters.alarms import CallRequest, DidNotRun
from forms.letters.ambassadors import ReportMissing, TrainingReminder, YearlyStatement
from forms.letters.confirmations import ApplicationReceived, EventReportReceived, RecordReceived
from forms.letters.corrections import CorrectionReminder, PleaseCorrect
from forms.letters.parts import Letter
from forms.letters.period import PeriodSummaryLetter
from forms.letters.verdicts import ApplicationAccepted, ApplicationDeclined, ApplicationWaiting
from forms.letters.weekly import WeeklyLetter
from forms.privacy import Personal
from forms.words import Words

LETTERS: tuple[type[Letter], ...] = (
    ApplicationReceived,
    EventReportReceived,
    RecordReceived,
    PleaseCorrect,
    CorrectionReminder,
    ApplicationAccepted,
    ApplicationWaiting,
    ApplicationDeclined,
    TrainingReminder,
    ReportMissing,
    YearlyStatement,
    CallRequest,
    WeeklyLetter,
    PeriodSummaryLetter,
    DidNotRun,
)

LETTER_TITLES: Mapping[str, Words] = {letter.kind: letter.title for letter in LETTERS}
"""By kind what it is called in the workbook."""

PRIVATE_LETTERS = frozenset({CallRequest.kind})
"""Kinds that follow from an answer about health: they are counted and listed nowhere but in the coordinator's own
workbook, for how many there are would tell of it."""

LETTER_BY_KIND: Mapping[str, type[Letter]] = {letter.kind: letter for letter in LETTERS}


class NotALetterError(ValueError):
    """What the outbox kept does not make a letter of today: an unknown kind, or fields that are not the kind's."""


def to_fields(letter: Letter) -> dict[str, object]:
    """Return a letter's fields as the outbox keeps them: JSON values alone."""
    return {field.name: _plain(getattr(letter, field.name)) for field in fields(cast("Any", letter))}


def _plain(value: object) -> object:
    if isinstance(value, Personal):
        return _plain(cast("Personal[object]", value).reveal())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def from_fields(kind: str, plain: Mapping[str, Any]) -> Letter:
    """Return the letter that `to_fields` made the fields of.

    Raises:
        NotALetterError: when there is no such kind of letter, or a field is missing, unknown or unreadable.
    """
    letter = LETTER_BY_KIND.get(kind)
    if letter is None:
        raise NotALetterError(f"there is no kind of letter called {kind}")
    try:
        return _made(letter, plain)
    except (TypeError, ValueError, ArithmeticError, AttributeError, KeyError):
        raise NotALetterError(f"the fields kept for a letter of the kind {kind} are not its own") from None


@cache
def _types(of: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(of)


def _made(of: type[Any], plain: Mapping[str, Any]) -> Any:
    types = _types(of)
    return of(**{name: _restored(types[name], value) for name, value in plain.items()})


def _restored(wanted: Any, value: Any) -> Any:
    """Return a kept value as what its field is declared to be; raises TypeError or ValueError for any other."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in {Union, UnionType}:
        (wanted,) = (one for one in inner if one is not NoneType)
        return None if value is None else _restored(wanted, value)
    if origin is Personal:
        return Personal(_restored(str, value))
    if origin is tuple and isinstance(value, list):
        return tuple(_restored(inner[0], part) for part in cast("list[Any]", value))
    if is_dataclass(wanted):
        return _made(cast("type[Any]", wanted), value)
    if wanted in _READERS:
        return _READERS[wanted](value)
    if type(value) is not wanted:
        raise TypeError
    return value


_READERS: Mapping[Any, Callable[[Any], object]] = {date: date.fromisoformat, Decimal: Decimal}
