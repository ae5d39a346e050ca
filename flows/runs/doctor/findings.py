"""What the doctor finds: one line each, well or not, and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from config.settings import Settings
from forms.words import Language, Words


class Level(StrEnum):
    """How well something is."""

    OK = "ok"
    WARNING = "warning"
    """Works, and will not for long, or not as people think."""
    ERROR = "error"
    """A run would fail here."""


LEVEL_WORDS = {
    Level.OK: Words("gerai", "ok"),
    Level.WARNING: Words("dėmesio", "warning"),
    Level.ERROR: Words("klaida", "error"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do where it is not well."""

    level: Level
    what: Words
    remedy: Words | None = None

    def say(self, language: Language) -> str:
        """Return the finding as one line."""
        level = LEVEL_WORDS[self.level].say(language)
        return " ".join(
            filter(None, (f"{level:<8}", self.what.say(language), self.remedy and self.remedy.say(language)))
        )


Check = Callable[[Settings, datetime], Iterator[Finding]]
"""Looks at one thing, at a moment; raises nothing that a user could mend."""


def well(lt: str, en: str) -> Finding:
    """Return that something is well."""
    return Finding(Level.OK, Words(lt, en))


def with_parts(words: Words, **parts: object) -> Words:
    """Return words with parts filled in, in both languages."""
    return Words(*(text.format(**parts) for text in words.both()))
