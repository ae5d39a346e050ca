"""Letters that ask to mend what cannot be read: the first, and one reminder."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from forms.letters.example_names import COORDINATOR, house
from forms.letters.lines import ToMend
from forms.letters.parts import Letter
from forms.privacy import Personal
from forms.words import Language, Words


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
    edit_link: str = ""

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
            house(language),
            date(2024, 3, 7),
            COORDINATOR,
            "Renginio ataskaita" if in_lithuanian else "Event report",
            (wrong,),
        )


@dataclass(frozen=True)
class CorrectionReminder(PleaseCorrect):
    """What you sent still cannot be read; the only reminder, after which the coordinator calls."""

    kind = "correction_reminder"
    title = Words("Priminimas pataisyti", "Reminder to correct")
