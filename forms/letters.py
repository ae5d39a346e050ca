"""The letters there are: each is what its reader gets, and its fields are all that its template may say.

No letter repeats an answer about health: a field cannot hold one. Free text from a form never stands in a subject.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self, cast

from forms.letter_parts import FIRST_NAME, Letter, ToMend, WaitingLine, WeekLine
from forms.privacy import Personal
from forms.words import Language, Words

_COORDINATOR = "koordinatore@kurybosnamai.example.org"


class NotALetterError(ValueError):
    """What the outbox kept does not make a letter of today: an unknown kind, or fields that are not the kind's."""


@dataclass(frozen=True)
class ApplicationReceived(Letter):
    """Your application arrived."""

    kind = "application_received"
    title = Words("Paraiška gauta", "Application received")

    first_name: Personal[str]
    organisation: str
    received_on: date
    coordinator_email: str

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        return cls(Personal("Kamilė"), _house(language), date(2024, 3, 7), _COORDINATOR)


@dataclass(frozen=True)
class EventReportReceived(Letter):
    """Your report of an event arrived."""

    kind = "event_report_received"
    title = Words("Renginio ataskaita gauta", "Event report received")

    first_name: Personal[str]
    organisation: str
    received_on: date
    coordinator_email: str
    event_title: str
    event_on: date
    event_kind: str
    event_format: str
    municipality: str
    present: int
    social_contacts: int

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        in_lithuanian = language is Language.LT
        return cls(
            Personal("Nerijus"),
            _house(language),
            date(2024, 3, 7),
            _COORDINATOR,
            "Pokalbis apie savijautą" if in_lithuanian else "A talk about how we feel",
            date(2024, 3, 5),
            "Susitikimas su ambasadoriumi" if in_lithuanian else "Meeting with an ambassador",
            "Gyvai" if in_lithuanian else "In person",
            "Vilniaus miesto savivaldybė",
            24,
            22,
        )


@dataclass(frozen=True)
class RecordReceived(Letter):
    """Your coordinator's record arrived; its title, which may name a person, is not repeated."""

    kind = "record_received"
    title = Words("Įrašas gautas", "Record received")

    organisation: str
    received_on: date
    record_kind: str
    record_on: date

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up coordinator."""
        kind = "Ambasadorių mokymai" if language is Language.LT else "Ambassador training"
        return cls(_house(language), date(2024, 3, 7), kind, date(2024, 3, 2))


@dataclass(frozen=True)
class PleaseCorrect(Letter):
    """Something in what you sent cannot be read: what, and how to mend it."""

    kind = "please_correct"
    title = Words("Prašome pataisyti", "Please correct")

    first_name: Personal[str]
    organisation: str
    received_on: date
    coordinator_email: str
    form: str
    to_mend: tuple[ToMend, ...]

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        in_lithuanian = language is Language.LT
        wrong = (
            ToMend("Renginio data", "Tai nėra kalendoriaus data.", "Įrašykite datą kaip 2023-04-05.")
            if in_lithuanian
            else ToMend("Date of the event", "This is not a date of the calendar.", "Write the date as 2023-04-05.")
        )
        return cls(
            Personal("Ainis"),
            _house(language),
            date(2024, 3, 7),
            _COORDINATOR,
            "Renginio ataskaita" if in_lithuanian else "Event report",
            (wrong,),
        )


@dataclass(frozen=True)
class WeeklyLetter(Letter):
    """What happened last week, against the target, and what waits with whom."""

    kind = "weekly_letter"
    title = Words("Savaitės laiškas", "Weekly letter")

    scope: str
    """The organisation's name, or the programme's."""
    from_on: date
    to_on: date
    lines: tuple[WeekLine, ...]
    waiting: tuple[WaitingLine, ...]
    not_read: tuple[str, ...]
    """Sentences on what could not be read, and why."""
    restated: tuple[str, ...] = ()
    """Sentences on what changed in a period that was already released."""

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter about a made-up week."""
        in_lithuanian = language is Language.LT
        names = ("Renginiai", "Socialiniai kontaktai") if in_lithuanian else ("Events", "Social contacts")
        lines = (
            WeekLine(names[0], Decimal(2), Decimal(1), Decimal(5), 7),
            WeekLine(names[1], Decimal(44), Decimal(52), Decimal(131), 160),
        )
        what = "taisytinos ataskaitos" if in_lithuanian else "reports to be mended"
        waiting = (WaitingLine(_house(language), what, 2, 9),)
        sentence = (
            "„Renginių ataskaitos“: lape nebėra stulpelio „Renginio data“."
            if in_lithuanian
            else "“Event reports”: the tab no longer has the column “Date of the event”."
        )
        note = (
            "2023 m. II ketv.: socialiniai kontaktai 96, buvo 94."
            if in_lithuanian
            else "Second quarter of 2023: 96 social contacts, 94 before."
        )
        return cls(_house(language), date(2024, 3, 4), date(2024, 3, 10), lines, waiting, (sentence,), (note,))


def _house(language: Language) -> str:
    return "Kūrybos namai" if language is Language.LT else "Creative House"


LETTERS: tuple[type[Letter], ...] = (
    ApplicationReceived,
    EventReportReceived,
    RecordReceived,
    PleaseCorrect,
    WeeklyLetter,
)

LETTER_TITLES: Mapping[str, Words] = {letter.kind: letter.title for letter in LETTERS}
"""By kind what it is called in the workbook."""

_BY_KIND = {letter.kind: letter for letter in LETTERS}
_PARTS: Mapping[str, type[Any]] = {"to_mend": ToMend, "lines": WeekLine, "waiting": WaitingLine}
"""Fields that hold several values of a class of ours."""


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
    letter: type[Any] | None = _BY_KIND.get(kind)
    if letter is None:
        raise NotALetterError(f"there is no kind of letter called {kind}")
    try:
        return letter(**{name: _restored(name, value) for name, value in plain.items()})
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        raise NotALetterError(f"the fields kept for a letter of the kind {kind} are not its own") from None


def _restored(name: str, value: Any) -> Any:
    if name == FIRST_NAME:
        return Personal(str(value))
    if name in _PARTS:
        return tuple(_part(_PARTS[name], part) for part in value)
    if name.endswith("_on"):
        return date.fromisoformat(value)
    return tuple(cast("list[Any]", value)) if isinstance(value, list) else value


def _part(of: type[Any], plain: Mapping[str, Any]) -> Any:
    numbers = {"week", "before", "year"}
    return of(**{name: Decimal(value) if name in numbers else value for name, value in plain.items()})
