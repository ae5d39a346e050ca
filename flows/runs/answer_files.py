"""Files of answers: what a file of a form's answers says, or in plain words why it cannot be taken."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.adapters.csv_files import read_table
from flows.errors import OutsideError
from forms.cells import Cell, cell_text
from forms.dates import VILNIUS, read_moment
from forms.headers import Layout, find_layout
from forms.problems import Problem, Severity
from forms.questions import Form
from forms.responses import Response, read_responses
from forms.sheets import Sheet
from forms.tabs.difference import LONGEST_CELL
from forms.words import Language, Words

_NOT_THIS_FORM = Words(
    "Failo {file} pirmoje eilutėje nėra formos „{form}“ klausimų. Pirmas stulpelis – laiko žyma, kiti – klausimai.",
    "The first line of {file} does not hold the questions of “{form}”: a time stamp first, then the questions' titles.",
)
_BEYOND = Words(
    "Failo {file} {row} eilutėje langelių daugiau nei antraščių: gal kablelis atsakyme be kabučių? Nieko neįkelta.",
    "Line {row} of {file} has more cells than there are headers: a comma in an answer without quotation marks?"
    " Nothing was brought in.",
)
_TOO_LONG = Words(
    "Failo {file} {row} eilutėje atsakymas „{title}“ ilgesnis nei {most} ženklų, tiek langelyje netelpa. Sutrumpinkite"
    " jį; nieko neįkelta.",
    "In line {row} of {file} the answer to “{title}” is longer than {most} characters, more than a cell holds. Shorten"
    " it; nothing was brought in.",
)


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What a file holds: its responses, and what is to be known of its columns."""

    responses: tuple[Response, ...] = field(repr=False)
    notes: tuple[Problem, ...]


def read_file(form: type[Form], file: Path) -> AnswerFile:
    """Read a file whose first line is the form's titles. Raises OutsideError."""
    rows: list[list[Cell]] = [list(row) for row in read_table(file)]
    sheet = Sheet(file.name, rows)
    layout = find_layout(sheet, "", Language.LT)
    if layout is None or layout.form is not form:
        title = form.title
        raise OutsideError(
            Words(
                _NOT_THIS_FORM.lt.format(file=file.name, form=title.lt),
                _NOT_THIS_FORM.en.format(file=file.name, form=title.en),
            )
        )
    refuse_stopped(layout)
    _refuse_beyond_header(file, rows, layout.header_row)
    if layout.stamp is not None:
        for row in rows[layout.header_row + 1 :]:
            _date_stamp(row, layout.stamp)
    responses = read_responses(sheet, layout)
    _refuse_too_long(file, responses)
    return AnswerFile(
        tuple(responses), tuple(problem for problem in layout.problems if problem.severity is Severity.NOTE)
    )


def _date_stamp(row: list[Cell], column: int) -> None:
    """Make a written time stamp a moment, so that the sheet shows and sorts it as one."""
    if column < len(row) and isinstance(text := row[column], str) and (moment := read_moment(text)):
        row[column] = moment.astimezone(VILNIUS).replace(tzinfo=None)


def refuse_stopped(layout: Layout) -> None:
    """Refuse a tab or file that lacks a column which must be answered. Raises OutsideError."""
    for problem in layout.problems:
        if layout.stopped and problem.severity == "error":
            raise OutsideError(Words(problem.say(Language.LT), problem.say(Language.EN)))


def _refuse_beyond_header(file: Path, rows: Sequence[Sequence[Cell]], header_row: int) -> None:
    width = len(rows[header_row])
    for number, row in enumerate(rows[header_row + 1 :], header_row + 2):
        if any(cell_text(cell) for cell in row[width:]):
            raise OutsideError(file_named(_BEYOND, file.name, row=str(number)))


def _refuse_too_long(file: Path, responses: Sequence[Response]) -> None:
    """Refuse what a cell would cut: the row would not be known again, and the rest of the answer lost."""
    for response in responses:
        for question in response.form.questions:
            if len(response.answers.get(question.key, "")) > LONGEST_CELL:
                lt, en = (
                    words.format(file=file.name, row=response.row, title=title, most=LONGEST_CELL)
                    for words, title in zip(_TOO_LONG.both(), question.title.both(), strict=True)
                )
                raise OutsideError(Words(lt, en))


def file_named(words: Words, file: str, **parts: str) -> Words:
    """Return a sentence in both languages with the name of a file in it."""
    return Words(*(text.format(file=file, **parts) for text in words.both()))
