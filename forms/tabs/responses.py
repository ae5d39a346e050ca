"""The responses tabs that a new workbook begins with: laid out as Google Forms lays out its own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from forms.answers import Choice, Date, Number, Paragraph, Whole
from forms.catalogue import FORMS
from forms.cells import Cell, cell_text
from forms.dates import VILNIUS
from forms.headers import CONSENT, RESPONSE_ID, Layout
from forms.list_answers import People
from forms.questions import NEVER, Form, Question
from forms.sheets import ColumnLook, Format, Owner, TabChange
from forms.words import Language, Words

STAMP = Words("Laiko žyma", "Timestamp")
_STAMP_NOTE = Words(
    "Kada atsakyta. Ranka įrašytoje eilutėje palikite tuščią.",
    "When it was answered. Leave it empty in a row typed by hand.",
)
_NOTE = Words("Atsakymai taisomi čia.", "Answers are mended here.")
_REQUIRED = Words("Privalomas klausimas.", "A required question.")


def _look(question: Question[Any], language: Language) -> ColumnLook:
    answer = question.answer
    options = tuple(option.title.say(language) for option in answer.options) if isinstance(answer, Choice) else ()
    wide = isinstance(answer, (Paragraph, People))
    form = Format.LONG_TEXT if wide else Format.DATE if isinstance(answer, Date) else Format.TEXT
    if isinstance(answer, (Number, Whole)):
        form = Format.DECIMAL if isinstance(answer, Number) else Format.WHOLE
    note = _NOTE.say(language) if question.need == NEVER else f"{_REQUIRED.say(language)} {_NOTE.say(language)}"
    return ColumnLook(question.title.say(language), note, Owner.COORDINATOR, 30 if wide else 20, form, options)


def responses_tab(form: type[Form], language: Language, rows: Sequence[Sequence[Cell]] = ()) -> TabChange:
    """Return the making of a form's responses tab, with rows of a time stamp and the answers in the form's order."""
    stamp = ColumnLook(STAMP.say(language), _STAMP_NOTE.say(language), Owner.COORDINATOR, 18, Format.MOMENT)
    looks = dict(enumerate((stamp, *(_look(question, language) for question in form.questions))))
    return TabChange(
        form.tab.say(language), looks, create=True, new_columns=frozenset(looks), append=tuple(map(tuple, rows))
    )


_BESIDE_NOTES = {
    RESPONSE_ID: Words("Pagal jį atsakymas atpažįstamas; nekeiskite.", "The answer is known by it; do not change it."),
    CONSENT: Words("Su kokiu tekstu žmogus sutiko.", "Which text the person agreed to."),
}


def look_beside(title: Words, language: Language) -> ColumnLook:
    """Return a column that stands beside the answers of what came through our own pages."""
    return ColumnLook(title.say(language), _BESIDE_NOTES[title].say(language), Owner.PIPELINE, 14)


def look_of(question: Question[Any], language: Language) -> ColumnLook:
    """Return how a question's column looks where we make one."""
    return _look(question, language)


def stamp_cell(moment: datetime) -> Cell:
    """Return a moment as a time stamp shows it: of Vilnius, to the second."""
    return moment.astimezone(VILNIUS).replace(tzinfo=None, microsecond=0)


def answer_cell(question: Question[Any], text: str) -> Cell:
    """Return an answer as its cell holds it: dates as dates and numbers as numbers, where that says the very same."""
    value = question.answer.read(text) if isinstance(question.answer, (Date, Number, Whole)) else None
    if isinstance(value, Decimal):
        value = float(value)
    return value if isinstance(value, (date, int, float)) and cell_text(value) == text else text


def row_of(
    layout: Layout, stamp: Cell, answers: Mapping[str, str], beside: Iterable[tuple[int, Cell]] = ()
) -> list[Cell]:
    """Return a whole row of a responses tab, each answer in its column; `beside` are further cells by column."""
    cells = {
        place: answer_cell(question, text)
        for question, place in zip(layout.form.questions, layout.columns, strict=True)
        if place is not None and (text := answers.get(question.key))
    }
    cells.update(beside)
    if layout.stamp is not None:
        cells[layout.stamp] = stamp
    row: list[Cell] = [None] * (max(cells, default=-1) + 1)
    for place, cell in cells.items():
        row[place] = cell
    return row


def new_responses_tabs(language: Language) -> tuple[TabChange, ...]:
    """Return the making of every form's responses tab."""
    return tuple(responses_tab(form, language) for form in FORMS)
