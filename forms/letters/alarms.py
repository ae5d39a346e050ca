"""Letters to those who have to act today: a coordinator who is asked to call, the operator of a silent machine."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from forms.letters.example_names import house
from forms.letters.parts import Letter
from forms.words import Language, Words


@dataclass(frozen=True)
class CallRequest(Letter):
    """Somebody who reported an event asked to be called: that alone, and in which row; neither who nor how they are."""

    kind = "call_request"
    title = Words("Prašoma paskambinti", "A call is asked for")

    organisation: str
    row_key: str
    place: str
    """The tab and the row as people see them."""
    reported_on: date

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter to a made-up coordinator."""
        place = "„Renginių ataskaitos“, 12 eilutė" if language is Language.LT else "“Event reports”, row 12"
        return cls(house(language), "V-7K2M4QX9TB", place, date(2024, 3, 7))


@dataclass(frozen=True)
class DidNotRun(Letter):
    """Last night's consolidation did not take place."""

    kind = "did_not_run"
    title = Words("Naktinis darbas neįvyko", "The night's work did not run")

    last_on: date
    last_time: str
    """The time of day in Vilnius at which it last ran, such as 02:00."""
    hours: int
    """Since then."""

    @classmethod
    def example(cls, language: Language) -> Self:  # noqa: ARG003 - nothing of it depends on the language
        """Return a letter about a made-up night."""
        return cls(date(2024, 3, 6), "02:00", 30)
