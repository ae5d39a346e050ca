"""A coordinator at the workbook: what a person's hands can do in it, and what a person's eyes see there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flows.adapters.memory import Grid, MemoryWorkbook
from forms.application import Application
from forms.cells import Cell
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.questions import Form

ATTENTION, APPLICATIONS, EVENTS, RECORDS = "Reikia dėmesio", "Paraiškos", "Renginiai", "Įrašai"
AMBASSADORS, CONTACTS, LETTERS, SUMMARY = "Ambasadoriai", "Kontaktai", "Laiškai", "Suvestinė"

DECIDED = (ATTENTION, APPLICATIONS, EVENTS, RECORDS, AMBASSADORS, CONTACTS, LETTERS)
"""Tabs in which a coordinator decides, in the order in which a night reads them."""
SHOWN = (*DECIDED, SUMMARY)
"""All tabs of the pipeline."""
FORMS: tuple[type[Form], ...] = (Application, EventReport, CoordinatorRecord)
RESPONSES: dict[type[Form], str] = {form: form.tab.lt for form in FORMS}

KEY, DECISION, COMMENT = "raktas", "sprendimas", "pastaba"
MARK_COLUMN = {
    APPLICATIONS: "el. paštas",
    EVENTS: "vieta arba kviečianti organizacija",
    RECORDS: "pavadinimas",
    AMBASSADORS: "el. paštas",
}
"""The column by which a coordinator knows whose row it is: every submission in these tests has another word there."""

APPLICATION_WORDS = {
    "Nauja": "new", "Kviesti į pokalbį": "interview", "Priimta": "accepted", "Laukia eilėje": "waiting",
    "Atsisakyta": "declined", "Atsiėmė": "withdrawn",
}  # fmt: skip
REVIEW_WORDS = {"Gauta": "received", "Patvirtinta": "approved", "Atmesta": "rejected"}
AMBASSADOR_WORDS = {"Aktyvus": "active", "Pristabdęs": "paused", "Išėjęs": "left"}
PAIR_WORDS = {"Tas pats": "same", "Skirtingi": "different"}
LETTER_WORDS = {"Sulaikyti": "hold", "Leisti": "release"}
DONE = {"Atlikta": "done"}
RESTORE = "Grąžinti eilutę"
"""A word that is carried out and not remembered."""
ASIDE = ("declined", "withdrawn", "rejected")
"""What may be said of an answer that nobody can mend."""
WORD_OF = {
    code: word
    for words in (APPLICATION_WORDS, REVIEW_WORDS, AMBASSADOR_WORDS, PAIR_WORDS, LETTER_WORDS, DONE)
    for word, code in words.items()
} | {"": ""}
UNKNOWN = ("Gal", "Taip", "???", "gerai, bet paskambinti")

FIRST = {APPLICATIONS: "new", EVENTS: "received", RECORDS: "received", AMBASSADORS: "active"}
"""What a new row of a tab begins with; nothing in the others."""


def words_of(title: str, key: str) -> dict[str, str]:
    """Return the words that a row offers, with their codes."""
    if title == ATTENTION:
        by_letter = {"A": APPLICATION_WORDS, "C": REVIEW_WORDS, "E": REVIEW_WORDS, "R": REVIEW_WORDS}
        words = by_letter.get(key[:1], {}) if key[1:2] == "-" and "+" not in key else {}
        if key.partition("/")[2] == "mend":
            return {word: code for word, code in words.items() if code in ASIDE}
        return {word: code for word, code in words.items() if code not in FIRST.values()} | DONE
    by_tab = {
        APPLICATIONS: APPLICATION_WORDS,
        EVENTS: REVIEW_WORDS,
        RECORDS: REVIEW_WORDS,
        AMBASSADORS: AMBASSADOR_WORDS,
        CONTACTS: PAIR_WORDS,
        LETTERS: LETTER_WORDS,
    }
    return by_tab[title]


def decode(title: str, key: str, typed: str) -> str | None:
    """Return the code of a typed word, "" for none, None for one that is not offered there."""
    offered = {word.casefold(): code for word, code in words_of(title, key).items()}
    return "" if not typed else offered.get(" ".join(typed.split()).casefold())


def plain(cell: Cell) -> str:
    """Return what a person reads in a cell."""
    return "" if cell is None else str(cell)


def header(cell: Cell) -> str:
    """Return a title as a person compares titles: neither case nor spaces nor a star at its end matter."""
    return " ".join(plain(cell).split()).casefold().rstrip("*:?. ")


@dataclass
class Row:
    """A row of a tab of the pipeline, by what stands in it."""

    key: str
    word: str
    comment: str
    mark: str
    notes: dict[str, str] = field(default_factory=dict[str, str])
    """In the coordinator's own columns, by title."""


class Desk:
    """The hands and the eyes; nothing is remembered here."""

    def __init__(self, book: MemoryWorkbook) -> None:
        self.book = book

    def grid(self, title: str) -> Grid:
        return self.book.sheets[title]

    def header_row(self, title: str) -> int:
        """Return the row of the titles: people write remarks above it."""
        wanted = KEY if title in SHOWN else "laiko žyma"
        return next(number for number, row in enumerate(self.grid(title)) if wanted in map(header, row))

    def titles(self, title: str) -> list[str]:
        return [header(cell) for cell in self.grid(title)[self.header_row(title)]]

    def below(self, title: str) -> list[list[Cell]]:
        """Return the rows under the header, as wide as it."""
        start, width = self.header_row(title) + 1, len(self.titles(title))
        for row in self.grid(title)[start:]:
            row.extend([None] * (width - len(row)))
        return self.grid(title)[start:]

    def cell(self, title: str, key: str, column: str) -> str:
        names = self.titles(title)
        return plain(self.row(title, key)[names.index(column)])

    def row(self, title: str, key: str) -> list[Cell]:
        place = self.titles(title).index(KEY)
        return next(row for row in self.below(title) if plain(row[place]) == key)

    def keys(self, title: str) -> list[str]:
        place = self.titles(title).index(KEY)
        return [plain(row[place]) for row in self.below(title) if plain(row[place])]

    def rows(self, title: str, own: dict[str, Any]) -> Iterator[Row]:
        """Yield the rows that have a key, with the notes in the own columns that are named."""
        names = self.titles(title)
        places = {name: names.index(header(name)) for name in own}

        def text(row: list[Cell], name: str) -> str:
            return plain(row[names.index(name)]) if name in names else ""

        for row in self.below(title):
            if text(row, KEY):
                notes = {name: plain(row[place]) for name, place in places.items() if plain(row[place])}
                mark = text(row, MARK_COLUMN.get(title, KEY))
                yield Row(text(row, KEY), text(row, DECISION), text(row, COMMENT), mark, notes)

    def table(self, title: str) -> dict[str, dict[str, str]]:
        """Return a tab by key, each row by titles: as a person would compare two tabs."""
        names = self.titles(title)
        place = names.index(KEY)
        return {
            plain(row[place]): {name: plain(cell) for name, cell in zip(names, row, strict=False)}
            for row in self.below(title)
            if plain(row[place])
        }

    def write(self, title: str, key: str, column: str, text: Cell) -> None:
        self.row(title, key)[self.titles(title).index(header(column))] = text

    def sort(self, title: str, column: int, *, falling: bool) -> None:
        """Sort as a spreadsheet does: by one column, empty rows last."""
        start, rows = self.header_row(title) + 1, self.below(title)
        filled = [row for row in rows if any(plain(cell) for cell in row)]
        filled.sort(key=lambda row: plain(row[column]), reverse=falling)
        self.grid(title)[start:] = filled + [row for row in rows if not any(plain(cell) for cell in row)]

    def insert_column(self, title: str, place: int, name: str) -> None:
        at = self.header_row(title)
        self.below(title)
        for number, row in enumerate(self.grid(title)):
            if len(row) > place or number == at:
                row.insert(place, name if number == at else None)

    def delete_column(self, title: str, name: str) -> None:
        place = self.titles(title).index(header(name))
        self.below(title)
        for row in self.grid(title):
            del row[place : place + 1]

    def move_column(self, title: str, place: int, to: int) -> None:
        width = len(self.titles(title))
        for row in self.grid(title):
            row.extend([None] * (width - len(row)))
            row.insert(to, row.pop(place))

    def rename(self, title: str, place: int, name: str) -> None:
        self.grid(title)[self.header_row(title)][place] = name

    def insert_row(self, title: str, place: int) -> None:
        """Leave a blank row somewhere under the header."""
        self.grid(title).insert(self.header_row(title) + 1 + place, [])

    def delete_row(self, title: str, key: str) -> None:
        row = self.row(title, key)
        self.grid(title)[:] = [one for one in self.grid(title) if one is not row]

    def remark(self, title: str, text: str) -> None:
        """Write a line above the header."""
        self.grid(title).insert(0, [None, text])

    def move_tab(self, title: str, to: int) -> None:
        sheets = list(self.book.sheets.items())
        one = next(pair for pair in sheets if pair[0] == title)
        sheets.remove(one)
        sheets.insert(to, one)
        self.book.sheets = dict(sheets)

    # Responses are known by the address of whoever wrote them.

    def answers(self, form: type[Form], email: str) -> list[list[Cell]]:
        return [row for row in self.below(RESPONSES[form]) if email in row]

    def answer(self, form: type[Form], cells: dict[str, Cell]) -> None:
        """Append a row of answers, each under its title, as a form does."""
        names = self.titles(RESPONSES[form])
        row: list[Cell] = [None] * len(names)
        self.fill(form, row, cells)
        self.grid(RESPONSES[form]).append(row)

    def fill(self, form: type[Form], row: list[Cell], cells: dict[str, Cell]) -> None:
        names = self.titles(RESPONSES[form])
        for key, value in cells.items():
            title = "laiko žyma" if key == "stamp" else form.question(key).title.lt
            row[names.index(header(title))] = value
