"""Letters to ambassadors: a training ahead, a report that is missing, the year that was."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from forms.letters.example_names import COORDINATOR, house
from forms.letters.lines import TookPart
from forms.letters.parts import Letter
from forms.privacy import Personal
from forms.words import Language, Words


@dataclass(frozen=True)
class TrainingReminder(Letter):
    """An ambassador training that you are expected at is near."""

    kind = "training_reminder"
    title = Words("Priminimas apie mokymus", "Reminder of a training")

    first_name: Personal[str]
    organisation: str
    coordinator_email: str
    training_title: str
    training_on: date
    duration_hours: Decimal

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        told = "Pavasario mokymai" if language is Language.LT else "Spring training"
        return cls(Personal("Domantas"), house(language), COORDINATOR, told, date(2024, 4, 12), Decimal(8))


@dataclass(frozen=True)
class ReportMissing(Letter):
    """An event that you were to take part in is over, and no report of it has come."""

    kind = "report_missing"
    title = Words("Trūksta ataskaitos", "A report is missing")

    first_name: Personal[str]
    organisation: str
    coordinator_email: str
    event_title: str
    event_on: date

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        told = "Pokalbis su mokytojais" if language is Language.LT else "A talk with teachers"
        return cls(Personal("Mindaugas"), house(language), COORDINATOR, told, date(2024, 3, 5))


@dataclass(frozen=True)
class YearlyStatement(Letter):
    """What you took part in during a year: events and hours."""

    kind = "yearly_statement"
    title = Words("Metų pažyma", "Yearly statement")

    first_name: Personal[str]
    organisation: str
    coordinator_email: str
    year: int
    events: int
    hours: Decimal
    social_contacts: int
    took_part: tuple[TookPart, ...]
    trainings: tuple[TookPart, ...]

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        in_lithuanian = language is Language.LT
        events = (
            TookPart(
                date(2023, 5, 4),
                "Pokalbis su mokytojais" if in_lithuanian else "A talk with teachers",
                "Susitikimas su ambasadoriumi" if in_lithuanian else "Meeting with an ambassador",
                Decimal("1.5"),
            ),
            TookPart(
                date(2023, 10, 11),
                "Sveikata ir stigma" if in_lithuanian else "Health and stigma",
                "Kontaktiniai mokymai specialistams" if in_lithuanian else "Contact training for professionals",
                Decimal(8),
            ),
        )
        training = TookPart(
            date(2023, 4, 20),
            "Pavasario mokymai" if in_lithuanian else "Spring training",
            "Ambasadorių mokymai" if in_lithuanian else "Ambassador training",
            Decimal(8),
        )
        return cls(
            Personal("Ina"), house(language), COORDINATOR, 2023, 2, Decimal("9.5"), 43, events, (training,)
        )  # fmt: skip
