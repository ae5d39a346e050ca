"""The weekly letter: what happened, how far the year has come, what waits, and what comes."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

from forms.letters.example_names import house
from forms.letters.lines import AheadLine, ChangedWeek, PastWeek, WaitingLine, WeekLine
from forms.letters.parts import Letter
from forms.words import Language, Words


@dataclass(frozen=True)
class WeeklyLetter(Letter):
    """What happened last week, against the target, what waits with whom, and what comes next."""

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
    opening: str = ""
    """The week in a sentence or two; of a quiet one, when something happened last and what is still to do."""
    weeks: tuple[PastWeek, ...] = ()
    """The weeks up to this one, oldest first, drawn as a chart."""
    changed: tuple[ChangedWeek, ...] = ()
    """What changed in weeks that earlier letters told of."""
    ahead: tuple[AheadLine, ...] = ()
    """What is planned for the next two weeks."""

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter about a made-up week."""
        told = _LITHUANIAN if language is Language.LT else _ENGLISH
        monday = date(2024, 3, 4)
        return cls(
            scope=house(language),
            from_on=monday,
            to_on=date(2024, 3, 10),
            lines=(
                WeekLine(told.events, Decimal(2), Decimal(1), Decimal(5), 7),
                WeekLine(told.contacts, Decimal(44), Decimal(52), Decimal(131), 160),
                WeekLine(told.publicity, Decimal(0), Decimal(1), Decimal(3)),
            ),
            waiting=(WaitingLine(house(language), told.waits, 2, 9),),
            not_read=(told.not_read,),
            restated=(told.restated,),
            opening=told.opening,
            weeks=tuple(
                PastWeek(monday - timedelta(days=7 * back), events, contacts)
                for back, events, contacts in ((5, 1, 20), (4, 0, 0), (3, 0, 0), (2, 1, 15), (1, 1, 52), (0, 2, 44))
            ),
            changed=(
                ChangedWeek(
                    date(2024, 2, 19), date(2024, 2, 25), "social_contacts", told.contacts, Decimal(21), Decimal(15)
                ),
            ),
            ahead=(AheadLine(house(language), told.training, told.training_title, date(2024, 3, 15)),),
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of the example."""

    events: str
    contacts: str
    publicity: str
    waits: str
    not_read: str
    restated: str
    opening: str
    training: str
    training_title: str


_LITHUANIAN = _Told(
    "Renginiai",
    "Socialiniai kontaktai",
    "Viešinimo žinutės",
    "taisytini pateikimai",
    "„Renginių ataskaitos“: lape nebėra stulpelio „Renginio data“.",
    "2023 m. II ketv.: socialiniai kontaktai 96, buvo 94.",
    "Įvyko 2 renginiai, juose užmegzti 44 socialiniai kontaktai.",
    "Ambasadorių mokymai",
    "Pavasario mokymai",
)
_ENGLISH = _Told(
    "Events",
    "Social contacts",
    "Publicity messages",
    "submissions to be mended",
    "“Event reports”: the tab no longer has the column “Date of the event”.",
    "Second quarter of 2023: 96 social contacts, 94 before.",
    "There were 2 events with 44 social contacts.",
    "Ambassador training",
    "Spring training",
)
