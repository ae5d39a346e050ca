"""A stage for nights: one organisation with a ledger in a folder and its workbook in memory, played by a test."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.settings import load_settings
from flows.adapters.ledger import SqlLedger, open_ledger
from flows.adapters.memory import MemoryWorkbook
from flows.runs.consolidation import Outcome, consolidate_organisation
from flows.wiring import Services
from forms.application import Application
from forms.cells import Cell
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.headers import header_name
from forms.organisations import Organisation
from forms.picture import Contract
from forms.questions import Form
from forms.tabs.columns import DECISION
from forms.validation import Limits
from forms.words import Language

HOUSE = Organisation("namai", "Namai", "k@namai.example.org", Language.LT, "", Contract())

APPLICATION: dict[str, Cell] = {
    "stamp": "2023-04-03 10:00:00", "first_name": "Jonas", "last_name": "Petraitis", "email": "jonas@example.com",
    "phone": "8 612 34567", "municipality": "Vilniaus m. sav.", "adult": "Taip", "language": "Lietuvių",
    "experience": "Savo", "consent_processing": "Sutinku", "consent_health": "Sutinku",
}  # fmt: skip
REPORT: dict[str, Cell] = {
    "stamp": "2023-05-03 10:00:00", "reporter_email": "jonas@example.com", "reporter_name": "Jonas Petraitis",
    "title": "Pokalbis su mokytojais", "kind": "Susitikimas su ambasadoriumi", "audience": "Mokytojai",
    "format": "Gyvai", "date": "2023-05-02", "duration_hours": "1,5", "municipality": "Vilniaus m. sav.",
    "ambassadors": "Jonas Petraitis", "present": "30", "social_contacts": "25", "minors": "Ne",
}  # fmt: skip
TRAINING: dict[str, Cell] = {
    "stamp": "2023-04-21 10:00:00", "reporter_email": "k@namai.example.org", "kind": "Ambasadorių mokymai",
    "title": "Pavasario mokymai", "date": "2023-04-20", "duration_hours": "8", "people": "Jonas Petraitis",
}  # fmt: skip


@dataclass
class Stage:
    """Services for one organisation whose workbook a test types into; each night is a day later."""

    folder: Path
    book: MemoryWorkbook = field(default_factory=MemoryWorkbook)
    now: datetime = datetime(2023, 6, 1, 0, 0, tzinfo=UTC)

    def __post_init__(self) -> None:
        """Open a ledger of its own."""
        self.ledger: SqlLedger = open_ledger(f"sqlite:///{self.folder / 'ledger.sqlite'}")
        self.services = Services(
            load_settings(self.folder), self.ledger, MemoryWorkbook(), lambda _: self.book, Limits()
        )

    def night(self) -> Outcome:
        """Consolidate, a day after the last time."""
        self.now += timedelta(days=1)
        return consolidate_organisation(self.services, HOUSE, self.now)

    def answer(self, form: type[Form], *rows: dict[str, Cell]) -> None:
        """Append rows to a form's responses tab."""
        for row in rows:
            cells = [row.get("stamp"), *(row.get(question.key) for question in form.questions)]
            self.book.sheets[form.tab.lt].append(cells)

    def table(self, title: str) -> dict[str, dict[str, Cell]]:
        """Return a tab's rows by key, each by the column's title."""
        grid = self.book.sheets[title]
        names = [str(name) for name in grid[0]]
        return {str(row[names.index("Raktas")]): dict(zip(names, row, strict=False)) for row in grid[1:] if any(row)}

    def type(self, title: str, key: str, column: str, text: Cell) -> None:
        """Type into a cell as a person does."""
        grid = self.book.sheets[title]
        names = [header_name(name) for name in grid[0]]
        place = names.index(header_name(column))
        for row in grid:
            if row[names.index("raktas")] == key:
                row.extend([None] * (place + 1 - len(row)))
                row[place] = text

    def decide(self, title: str, key: str, word: str) -> None:
        """Choose a decision."""
        self.type(title, key, "Sprendimas", word)

    def only(self, title: str) -> str:
        """Return the key of a tab's only row."""
        (key,) = self.table(title)
        return key


__all__ = [
    "APPLICATION",
    "DECISION",
    "HOUSE",
    "REPORT",
    "TRAINING",
    "Application",
    "CoordinatorRecord",
    "EventReport",
    "Stage",
]
