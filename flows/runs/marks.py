"""When a run would find nothing to do: the mark that the last one left, and what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b

from config import ROOT
from forms.organisations import Organisation
from forms.sheets import Sheet
from forms.validation import Limits

CHANGED = "changed"
"""Stands for cells that were not read again after they had been written."""

_PARTS = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """What a run left with nothing to do: another one with all this the same would find nothing to do either."""

    token: str
    """Of the workbook."""
    cells: str
    """Of all that stands in it: a file that was only saved anew, or coloured, is another file with the same cells."""
    facts: str
    from_on: date
    until_on: date
    """The first day on which figures may change by themselves."""

    @property
    def text(self) -> str:
        """Return the mark as the ledger keeps it."""
        return f"{self.token} {self.cells} {self.facts} {self.from_on} {self.until_on}"


def standing_mark(text: str, facts: str, day: date) -> Mark | None:
    """Return the mark that the ledger kept, if it stands on a day with the same facts; another version's does not."""
    parts = text.split()
    if len(parts) != _PARTS:
        return None
    token, cells, kept_facts, from_on, until_on = parts
    mark = Mark(token, cells, kept_facts, date.fromisoformat(from_on), date.fromisoformat(until_on))
    return mark if facts == mark.facts and mark.from_on <= day < mark.until_on else None


def cells_of(sheets: Sequence[Sheet]) -> str:
    """Return a text that differs whenever a cell or a title does."""
    digest = blake2b(digest_size=16)
    for sheet in sheets:
        digest.update(repr((sheet.title, sheet.rows)).encode("utf-8", "replace"))
    return digest.hexdigest()


def facts_of(organisation: Organisation, limits: Limits) -> str:
    """Return a text that differs whenever the organisation's line, the programme's limits or the software do."""
    return blake2b(repr((organisation, limits, _software())).encode(), digest_size=16).hexdigest()


@cache
def _software() -> str:
    """Return a text that differs whenever the source does: after an update, what was settled is looked at again."""
    sources = sorted((ROOT / "forms").rglob("*.py"))
    return blake2b(repr([(file.name, file.stat().st_mtime_ns) for file in sources]).encode(), digest_size=8).hexdigest()
