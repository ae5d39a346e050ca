"""Letters that say that something arrived."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from forms.letters.example_names import COORDINATOR, house
from forms.letters.parts import Letter
from forms.privacy import Personal
from forms.words import Language, Words


@dataclass(frozen=True)
class ApplicationReceived(Letter):
    """Your application arrived."""

    kind = "application_received"
    title = Words("Paraiška gauta", "Application received")

    first_name: Personal[str]
    organisation: str
    received_on: date
    coordinator_email: str
    edit_link: str = ""
    """Where to look at and mend one's answers; empty where there is no such page."""

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        return cls(Personal("Kamilė"), house(language), date(2024, 3, 7), COORDINATOR)


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
    edit_link: str = ""

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        in_lithuanian = language is Language.LT
        return cls(
            Personal("Nerijus"),
            house(language),
            date(2024, 3, 7),
            COORDINATOR,
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
    edit_link: str = ""

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up coordinator."""
        kind = "Ambasadorių mokymai" if language is Language.LT else "Ambassador training"
        return cls(house(language), date(2024, 3, 7), kind, date(2024, 3, 2))
