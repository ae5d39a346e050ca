"""Letters to applicants: what was decided of their application."""

from abc import ABC
from dataclasses import dataclass
from datetime import date
from typing import Self

from forms.letters.example_names import COORDINATOR, house
from forms.letters.parts import Letter
from forms.privacy import Personal
from forms.words import Language, Words


@dataclass(frozen=True)
class Verdict(Letter, ABC):
    """Base of the three; the reason of a decision is told by a person, never by a letter."""

    first_name: Personal[str]
    organisation: str
    received_on: date
    coordinator_email: str

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up person."""
        return cls(Personal("Rokas"), house(language), date(2024, 3, 7), COORDINATOR)


@dataclass(frozen=True)
class ApplicationAccepted(Verdict):
    """You are accepted, and what comes next."""

    kind = "application_accepted"
    title = Words("Paraiška priimta", "Application accepted")


@dataclass(frozen=True)
class ApplicationWaiting(Verdict):
    """You are on the waiting list."""

    kind = "application_waiting"
    title = Words("Paraiška laukia eilėje", "Application on the waiting list")


@dataclass(frozen=True)
class ApplicationDeclined(Verdict):
    """You cannot be invited this time."""

    kind = "application_declined"
    title = Words("Paraiška atmesta", "Application declined")
