"""Problems: what is wrong, where, and the remedy.

A problem names the question and the place, never the answer. Its parts come from declarations and counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.problem_catalogue import CATALOGUE, Severity
from forms.words import Language, Words, quoted

__all__ = ["CATALOGUE", "Place", "Problem", "Severity"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands; the row is the number a person sees, 0 when it is about the whole tab."""

    organisation: str
    tab: str = ""
    row: int = 0
    question: Words | None = None

    def say(self, language: Language) -> str:
        """Return the place in words: tab, row, question."""
        parts: list[str] = []
        if self.tab:
            parts.append(quoted(self.tab, language))
        if self.row:
            parts.append(f"{self.row} eilutė" if language is Language.LT else f"row {self.row}")
        if self.question:
            title = self.question.say(language)
            parts.append(quoted(title, language))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, by its code in the catalogue."""

    code: str
    place: Place
    parts: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def severity(self) -> Severity:
        """Return how bad it is."""
        return CATALOGUE[self.code].severity

    def what(self, language: Language) -> str:
        """Return the sentence that says what is wrong."""
        return CATALOGUE[self.code].what.say(language, **self.parts)

    def remedy(self, language: Language) -> str:
        """Return the sentence that says what to do."""
        return CATALOGUE[self.code].remedy.say(language, **self.parts)

    def say(self, language: Language) -> str:
        """Return where, what and the remedy as one text."""
        place = self.place.say(language)
        sentence = f"{self.what(language)} {self.remedy(language)}"
        return f"{place}: {sentence}" if place else sentence
