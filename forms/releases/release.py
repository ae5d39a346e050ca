"""What is kept of a release: whose, of what, when, by whom, and all that it needs to be made again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from forms.disclosure import Published
from forms.organisations import Organisation
from forms.periods import Period
from forms.releases.rows import KeptRow
from forms.releases.steps import Sign
from forms.words import Language

FOLDER = "paskelbta"
"""Where releases lie, in the folder of summaries."""


@dataclass(frozen=True, slots=True)
class Change:
    """A printed number that a restatement changes, and why: how many rows by cause."""

    figure: str
    before: str
    """As it was printed; the same form whatever the language."""
    after: str
    causes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a release tells and rests on."""

    language: Language
    least: int
    limits: Mapping[str, int]
    """The limits that answers were held against."""
    organisations: tuple[Organisation, ...]
    """As the programme's staff had written them down."""
    figures: Mapping[str, str]
    """By key the printed value."""
    behind: Mapping[str, tuple[str, ...]]
    """By figure the rows behind it."""
    rows: Mapping[str, KeptRow]
    people: Published
    files: Mapping[str, str]
    """By name the SHA-256 of what was written."""
    changes: tuple[Change, ...] = ()
    """Against the version before."""


@dataclass(frozen=True, slots=True)
class Release:
    """A summary that was handed over."""

    number: int
    organisation: str
    """The slug; empty for the programme."""
    period: Period
    version: int
    released_at: datetime
    released_by: str
    checksum: str
    """SHA-256 of the figures file and of the rows' versions."""
    contents: Contents
    signs: tuple[Sign, ...] = ()

    @property
    def released_on(self) -> date:
        """Return the day of the release, in UTC."""
        return self.released_at.date()

    @property
    def folder(self) -> str:
        """Return the name of the folder that its files lie in."""
        whose = self.organisation or "programa"
        return f"{self.number:04}_{whose}_{self.period.from_on}_{self.period.to_on}_v{self.version}"
