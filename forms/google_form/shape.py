"""What a form of Google's is made of, whether it is made through the REST API or by a script inside Google."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from forms.words import Language

SUBMIT = "submit"
"""Where an answer leads that ends the form; other routes are keys of pages, or "" for the next page."""


class Kind(StrEnum):
    """The kinds of parts that our forms use."""

    HEADING = "heading"
    PAGE = "page"
    TEXT = "text"
    PARAGRAPH = "paragraph"
    RADIO = "radio"
    DROP_DOWN = "drop_down"
    CHECKBOX = "checkbox"
    DATE = "date"


CHOICES = frozenset({Kind.RADIO, Kind.DROP_DOWN, Kind.CHECKBOX})
LAYOUT = frozenset({Kind.HEADING, Kind.PAGE})


class Reach(StrEnum):
    """How a form is made, which decides how conditional its pages can be."""

    API = "api"
    """An option can lead to a page; where a page leads that was reached by itself cannot be said."""
    SCRIPT = "script"
    """Pages can lead on, too."""


class Rule(StrEnum):
    """What Google checks while somebody answers."""

    EMAIL = "email"
    NUMBER = "number"
    """Between `least` and `most`."""
    LENGTH = "length"
    """At most `most` characters."""
    PATTERN = "pattern"
    """The whole text fits a regular expression (RE2)."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check that only a script can add to a question, and what it says when the answer does not pass."""

    rule: Rule
    message: str
    least: str = ""
    most: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A question, a page's beginning or a heading, in one language."""

    key: str
    """The question's key, or the name of a section or page."""
    kind: Kind
    title: str
    names: frozenset[str]
    """Its titles in both languages as headers are compared, to know it by."""
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    """Where each option leads; empty where answers lead nowhere else than on."""
    onward: str = ""
    """Of a page: where the page before it leads when nothing else was said, as a route; only a script can set it."""
    check: Check | None = None

    @property
    def is_question(self) -> bool:
        """Tell whether people answer it."""
        return self.kind not in LAYOUT


@dataclass(frozen=True, slots=True)
class DeclaredForm:
    """A form as it is declared, for one organisation, in one language."""

    key: str
    language: Language
    title: str
    document_title: str
    """The file's name in Drive."""
    description: str
    confirmation: str
    """What somebody reads who has just answered; only a script can set it."""
    parts: tuple[Part, ...]
    option_names: Mapping[str, tuple[tuple[str, ...], ...]]
    """By question, every name of each option in both languages, folded: a renamed one is told from a new one."""

    EMAIL_COLLECTION: ClassVar[str] = "DO_NOT_COLLECT"
    """Forms ask for the address themselves: collecting it would ask twice, or shut out people without an account."""

    def part(self, key: str) -> Part:
        """Return a part by its key; KeyError when there is none."""
        for part in self.parts:
            if part.key == key:
                return part
        raise KeyError(key)
