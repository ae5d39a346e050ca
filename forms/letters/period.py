"""The letter that comes with the summary of a period."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from forms.letters.example_names import house
from forms.letters.lines import FigureLine
from forms.letters.parts import Letter
from forms.words import Language, Words


@dataclass(frozen=True)
class PeriodSummaryLetter(Letter):
    """The figures of a period, and where the summary with their definitions lies."""

    kind = "period_summary"
    title = Words("Laikotarpio suvestinė", "Period summary")

    scope: str
    """The organisation's name, or the programme's."""
    from_on: date
    to_on: date
    lines: tuple[FigureLine, ...]
    not_read: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Names of the summary's files, in the home's folder of summaries or behind the link."""
    link: str = ""
    """Where the files can be opened; empty where that is nowhere on the web."""

    @classmethod
    def example(cls, language: Language) -> Self:
        """Return a letter about a made-up month."""
        names = (
            ("Renginiai", "Socialiniai kontaktai") if language is Language.LT else ("Events", "Social contacts")
        )  # fmt: skip
        lines = (FigureLine(names[0], Decimal(7), 1), FigureLine(names[1], Decimal(131), 2))
        files = ("summary.html", "summary.xlsx", "figures.json")
        return cls(house(language), date(2024, 2, 1), date(2024, 2, 29), lines, (), files)
