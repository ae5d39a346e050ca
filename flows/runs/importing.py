"""Bringing answers in from a file: paper forms, old data, a download of Google's responses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flows.errors import OutsideError, WorkbookBusyError
from flows.runs.answer_files import file_named, read_file, refuse_stopped
from flows.wiring import Services
from forms.cells import Cell
from forms.dates import VILNIUS, read_moment
from forms.headers import Layout, find_layout
from forms.organisations import Organisation
from forms.problems import Problem
from forms.questions import Form
from forms.responses import Response, read_responses
from forms.sheets import ColumnLook, Format, Sheet, TabChange
from forms.tabs.responses import STAMP, new_responses_tabs, responses_tab
from forms.words import Language, Words, quoted

_BUSY = Words(
    "Darbo knyga {file} atidaryta, todėl nieko neįkelta. Uždarykite ją ir įkelkite failą dar kartą.",
    "The workbook {file} is open, so nothing was brought in. Close it and bring the file in again.",
)
_NO_PLACE = Words(
    "Lape „{tab}“ nėra stulpelio, kuriame tilptų atsakymai: {titles}. Grąžinkite antraštę ir bandykite dar kartą.",
    "The tab “{tab}” has no column for answers that the file holds: {titles}. Put the header back and try again.",
)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were added, and how many had been brought in before."""

    added: int
    known: int
    notes: tuple[Problem, ...] = field(default=(), compare=False)
    """What is to be known of the file: columns that were not read."""


def _refuse_without_place(sheet: Sheet, layout: Layout, responses: Sequence[Response]) -> None:
    """Refuse answers that have no column in the tab: they would be lost, and their rows be new every time."""
    gone = [
        question.title
        for question, place in zip(layout.form.questions, layout.columns, strict=True)
        if place is None and any(question.key in response.answers for response in responses)
    ]
    if layout.stamp is None and any(response.stamp for response in responses):
        gone.insert(0, STAMP)
    if gone:
        titles = [", ".join(quoted(one.say(language), language) for one in gone) for language in Language]
        raise OutsideError(
            Words(
                _NO_PLACE.lt.format(tab=sheet.title, titles=titles[0]),
                _NO_PLACE.en.format(tab=sheet.title, titles=titles[1]),
            )
        )


def import_answers(
    services: Services, organisation: Organisation, form: type[Form], file: Path, *, letters: bool, now: datetime
) -> Imported:
    """Append a file's responses to the organisation's responses tab; those brought in before are left out.

    The rows come without letters unless asked for. Raises OutsideError; then nothing was added.
    """
    read = read_file(form, file)
    responses = read.responses
    workbook = services.workbook_of(organisation)
    snapshot = workbook.read()
    language = organisation.language
    tabs = [
        (sheet, layout)
        for sheet in snapshot.sheets
        if (layout := find_layout(sheet, organisation.slug, language)) and layout.form is form
    ]
    target = tabs[0] if tabs else None
    there = services.ledger.seen(organisation.slug)
    for sheet, layout in tabs:
        refuse_stopped(layout)
        there |= {mark for response in read_responses(sheet, layout) for mark in (response.fingerprint, response.gist)}
    fresh = [one for one in responses if one.fingerprint not in there and one.gist not in there]
    if fresh:
        if target:
            _refuse_without_place(*target, fresh)
        marks = {mark for response in fresh for mark in (response.fingerprint, response.source) if mark}
        services.ledger.announce(organisation.slug, marks, letters=letters, now=now)
        changes = [_appending(*target, fresh)] if target else [responses_tab(form, language, _rows(form, fresh))]
        made = () if snapshot.sheets else new_responses_tabs(language)
        others = [change for change in made if change.title != form.tab.say(language)]
        try:
            workbook.apply([*others, *changes], expected=snapshot.token)
        except WorkbookBusyError:
            raise OutsideError(file_named(_BUSY, workbook.name)) from None
    # Only now: rows that were announced and never written must come in the next time.
    services.ledger.brought_in(organisation.slug, {response.fingerprint for response in responses}, now=now)
    return Imported(len(fresh), len(responses) - len(fresh), read.notes)


def _stamp_cell(response: Response) -> Cell:
    moment = read_moment(response.stamp) if response.stamp else None
    return moment.astimezone(VILNIUS).replace(tzinfo=None) if moment else response.stamp or None


def _rows(form: type[Form], responses: Sequence[Response]) -> list[list[Cell]]:
    return [
        [_stamp_cell(response), *(response.answers.get(question.key) for question in form.questions)]
        for response in responses
    ]


def _appending(sheet: Sheet, layout: Layout, responses: Sequence[Response]) -> TabChange:
    places = [place for place in (layout.stamp, *layout.columns) if place is not None]
    width = max(places) + 1
    rows: list[tuple[Cell, ...]] = []
    for response in responses:
        row: list[Cell] = [None] * width
        if layout.stamp is not None:
            row[layout.stamp] = _stamp_cell(response)
        for question, place in zip(layout.form.questions, layout.columns, strict=True):
            if place is not None:
                row[place] = response.answers.get(question.key)
        rows.append(tuple(row))
    looks = {} if layout.stamp is None else {layout.stamp: ColumnLook("", format=Format.MOMENT)}
    return TabChange(sheet.title, looks, header_row=layout.header_row, append=tuple(rows))
