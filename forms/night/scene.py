"""What a plan is made from: everything that was gathered, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b

from forms.dates import VILNIUS
from forms.google_form.answers import FormAnswer
from forms.memory import Decision, Past
from forms.organisations import Organisation
from forms.outbox import QueuedLetter
from forms.sheets import Sheet
from forms.validation import Limits, Submission
from forms.words import Language


@dataclass(frozen=True)
class Scene:
    """One organisation on one night; `now` is aware UTC, the salt is the ledger's."""

    organisation: Organisation
    sheets: tuple[Sheet, ...]
    past: Past
    now: datetime
    salt: str
    limits: Limits
    edited_by: str = field(default="", repr=False)
    """Who saved the workbook last, as far as it says."""
    time_zone: str = ""
    """By which the workbook writes time stamps; "" where it has none of its own."""
    given: Mapping[str, tuple[FormAnswer, ...]] = field(default_factory=dict[str, tuple[FormAnswer, ...]], repr=False)
    """By the form's key, the answers that the form itself has, by question; where it may be asked."""
    links: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """By the id of what came through our own pages, the address at which its writer sees it; secret to others."""

    @cached_property
    def key_salt(self) -> str:
        """Return the salt of this organisation's keys: the same row in two workbooks has two keys."""
        return blake2b(f"{self.salt}/{self.organisation.slug}".encode(), digest_size=16).hexdigest()

    def edit_link(self, one: Submission, language: Language, question: str = "") -> str:
        """Return where the writer of a submission sees or corrects it, on our page or in Google's form, or ""."""
        link = self.links.get(self.past.posted.get(one.key, ""), "")
        if not link:
            return one.edit_link
        return f"{link}/{language.value}/correct#{question}" if question else f"{link}/{language.value}"

    @property
    def today(self) -> date:
        """Return the day in Vilnius."""
        return self.now.astimezone(VILNIUS).date()

    @cached_property
    def decisions(self) -> Mapping[tuple[str, str], Decision]:
        """Return what was decided before, by subject and tab."""
        return {(decision.subject, decision.tab): decision for decision in self.past.decisions}

    @cached_property
    def letters_of(self) -> Mapping[str, tuple[QueuedLetter, ...]]:
        """Return the letters queued before, oldest first, by the key of what they are about."""
        found: dict[str, list[QueuedLetter]] = {}
        for letter in self.past.letters:
            found.setdefault(letter.key.partition("/")[0], []).append(letter)
        return {subject: tuple(letters) for subject, letters in found.items()}
