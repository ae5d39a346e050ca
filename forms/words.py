"""What the project says, in its two languages."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language that a person or an organisation is written to in."""

    LT = "lt"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One wording in both languages; `{name}` parts are filled in by `say`."""

    lt: str
    en: str

    def say(self, language: Language, **parts: object) -> str:
        """Return the wording in a language, with its named parts filled in."""
        wording = self.lt if language is Language.LT else self.en
        return wording.format(**parts) if parts else wording

    def both(self) -> tuple[str, str]:
        """Return the Lithuanian and the English wording."""
        return self.lt, self.en


def quoted(text: str, language: Language) -> str:
    """Return text in the quotation marks of a language: „taip“, “so”."""
    return f"„{text}“" if language is Language.LT else f"“{text}”"
