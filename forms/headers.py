"""Finding response tabs by their headers, in either language, wherever columns and tabs were moved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.catalogue import FORMS
from forms.cells import Cell, cell_text
from forms.dates import read_moment
from forms.problems import Place, Problem
from forms.questions import NEVER, Form
from forms.sheets import Sheet
from forms.words import Language, Words, quoted

KEY = Words("Raktas", "Key")
"""Header of the first column of every tab of ours."""

DECISION_TITLE = Words("Sprendimas", "Decision")
COMMENT_TITLE = Words("Pastaba", "Comment")
STATUS_TITLE = Words("Būsena", "Status")
WRONG_TITLE = Words("Kas negerai", "What is wrong")

STAMPS = frozenset({"laiko žyma", "laiko žymė", "timestamp", "pateikta", "submitted at"})

_HEADER_WITHIN = 20
"""Rows looked through for the header: people put titles and remarks above it."""

_ROWS_SAMPLED = 200
_COLUMNS_SAMPLED = 100
"""What is looked through for time stamps under an unknown header."""

_TITLES_NAMED = 10
_TITLE_SHOWN = 60
"""How many titles a problem names, and how many characters of one that people made up."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a form stand in one tab; columns are counted from 0."""

    form: type[Form]
    title: str
    header_row: int
    columns: tuple[int | None, ...]
    """By question, in the form's order; None for a column that is not there."""
    stamp: int | None
    problems: tuple[Problem, ...]
    response_id: int | None = None
    edit_link: int | None = None
    """Where the form's script, or we, write the id of a response, and the script the address at which it is edited."""

    @property
    def stopped(self) -> bool:
        """Tell whether the tab cannot be read until somebody mends it."""
        return any(problem.severity == "error" for problem in self.problems)


def header_name(cell: Cell) -> str:
    """Return a header as headers are compared: single spaces, lower case, no star, colon or question's end."""
    return " ".join(cell_text(cell).split()).casefold().rstrip("*:?. ").lstrip("* ")


_KEYS = frozenset(map(header_name, KEY.both()))
_OURS = tuple(
    frozenset(map(header_name, title.both()))
    for title in (KEY, DECISION_TITLE, COMMENT_TITLE, STATUS_TITLE, WRONG_TITLE)
)
RESPONSE_ID = Words("Atsakymo ID", "Response ID")
EDIT_LINK = Words("Nuoroda atsakymui taisyti", "Link to edit the answer")
"""Headers of the columns that the form's script writes beside the answers."""
CONSENT = Words("Sutikimo teksto versija", "Version of the consent text")
"""Header of the column that says which texts were agreed to on a page of ours."""
_BESIDE = frozenset(header_name(title) for words in (RESPONSE_ID, EDIT_LINK, CONSENT) for title in words.both())
_SURELY_OURS = 3
"""So many of those headers make a tab ours, even when the first is gone or a column was inserted before it."""
_POSITIONS: Mapping[type[Form], Mapping[str, int]] = {
    form: {header_name(title): question.position for question in form.questions for title in question.title.both()}
    for form in FORMS
}


def _recognise(names: Sequence[str]) -> type[Form] | None:
    """Return the form that a row of headers belongs to: the one with most titles there, at least half of its own."""
    there = set(names)
    if names[0] in _KEYS or sum(not there.isdisjoint(titles) for titles in _OURS) >= _SURELY_OURS:
        return None
    counts = [
        (len({position[name] for name in there & position.keys()}), form) for form, position in _POSITIONS.items()
    ]
    count, form = max(counts, key=lambda pair: pair[0])
    return form if count * 2 >= len(form.questions) else None


def _stamp_column(sheet: Sheet, header_row: int, names: Sequence[str], taken: set[int]) -> int | None:
    """Return the column of time stamps: known by its header, else the undeclared one with the most moments.

    Google writes the header in the account's language, so any word may stand there; of several columns that hold
    days or moments, such as one where the coordinator notes calls, the stamps are those of nearly every row.
    """
    free = [column for column, _ in enumerate(names) if column not in taken]
    known = next((column for column in free if names[column] in STAMPS), None)
    if known is not None:
        return known
    rows = sheet.rows[header_row + 1 : header_row + 1 + _ROWS_SAMPLED]
    stamps = {column: _moments(rows, column) for column in free[:_COLUMNS_SAMPLED]}
    best = max(stamps, key=lambda column: (stamps[column], -column), default=None)
    if best is not None and stamps[best] > 0:
        return best
    return 0 if free[:1] == [0] and not any(any(row) for row in rows) else None


def _moments(rows: Sequence[Sequence[Cell]], column: int) -> int:
    """Return how many cells of a column hold moments; 0 when most of those filled in hold something else."""
    texts = [text for row in rows if column < len(row) and (text := cell_text(row[column]))]
    moments = sum(read_moment(text) is not None for text in texts)
    return moments if moments * 2 >= len(texts) else 0


def find_layout(sheet: Sheet, organisation: str, language: Language) -> Layout | None:
    """Return where a form's columns stand in a tab, or None when the tab holds no form's responses."""
    for header_row, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        names = [header_name(cell) if isinstance(cell, str) else "" for cell in row]
        form = _recognise(names) if len(names) > 2 else None  # noqa: PLR2004 - no form is that short
        if form is not None:
            return _layout(form, sheet, header_row, names, organisation, language)
    return None


def _layout(
    form: type[Form], sheet: Sheet, header_row: int, names: Sequence[str], organisation: str, language: Language
) -> Layout:
    positions = _POSITIONS[form]
    places = [positions.get(name) for name in names]
    columns = tuple(
        places.index(question.position) if question.position in places else None for question in form.questions
    )
    taken = {column for column, position in enumerate(places) if position is not None}
    stamp = _stamp_column(sheet, header_row, names, taken)
    counts = Counter(position for position in places if position is not None)
    gone = [q for q in form.questions if columns[q.position] is None and q.need != NEVER]
    twice = [form.questions[position] for position, count in counts.items() if count > 1]
    other = [
        cell_text(sheet.rows[header_row][column])[:_TITLE_SHOWN]
        for column, name in enumerate(names)
        if name and column != stamp and column not in taken and name not in _BESIDE
    ]
    where = Place(organisation, sheet.title, header_row + 1)
    said = (
        ("column_gone", [question.title.say(language) for question in gone]),
        ("column_twice", [question.title.say(language) for question in twice]),
        ("unknown_column", other),
    )
    problems = tuple(Problem(code, where, {"titles": _listed(titles, language)}) for code, titles in said if titles)
    return Layout(
        form,
        sheet.title,
        header_row,
        columns,
        stamp,
        problems,
        column_titled(RESPONSE_ID, names),
        column_titled(EDIT_LINK, names),
    )


def column_titled(title: Words, names: Sequence[str]) -> int | None:
    """Return the column that bears a title in either language, among headers as they are compared."""
    return next((names.index(name) for name in map(header_name, title.both()) if name in names), None)


def _listed(titles: Sequence[str], language: Language) -> str:
    named = [quoted(title, language) for title in titles[:_TITLES_NAMED]]
    return ", ".join(named) + (" …" if len(titles) > _TITLES_NAMED else "")
