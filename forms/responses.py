"""Responses: rows as they stand in response tabs, and as the ledger remembers them."""

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import blake2b

from forms.answers import Date, Email, Number, Paragraph, ShortText, Whole
from forms.cells import Cell, cell_text
from forms.dates import read_moment
from forms.faults import Fault
from forms.headers import Layout, header_name
from forms.list_answers import People
from forms.personal_codes import without_personal_codes
from forms.questions import Form
from forms.sheets import Sheet

_FREE = (ShortText, Paragraph, People)
"""Answers in which people write what they like."""

_EDITED_AT = "https://docs.google.com/forms/"
"""How the address begins at which a response to a form of Google's is edited: no other may go into a letter."""


@dataclass(frozen=True)
class Response:
    """One row of a responses tab as raw text; `row` is the number a person sees, for messages only."""

    form: type[Form]
    tab: str
    row: int
    stamp: str
    answers: Mapping[str, str] = field(repr=False)
    """What is answered, by question; a question without an answer is not there."""
    unasked: frozenset[str] = frozenset()
    """Questions whose column the tab does not have."""
    response_id: str = ""
    """As the form itself calls it; "" where nobody can tell."""
    edit_link: str = field(default="", repr=False)
    """Where its writer edits it in Google's form; whoever has it can."""

    @cached_property
    def content(self) -> str:
        """Return the answers as one text, equal exactly for equal answers."""
        return content_of(self.answers)

    @property
    def source(self) -> str:
        """Return 128 bits, as hex, that tell who sent it when, whatever was mended since; "" where that is unknown."""
        mailbox = next(
            (self.answers.get(one.key, "") for one in self.form.questions if isinstance(one.answer, Email)), ""
        )
        return fingerprint(self.stamp, f"\x1e{mailbox.casefold()}") if self.stamp and mailbox else ""

    @cached_property
    def gist(self) -> str:
        """Return 128 bits, as hex, that are equal also where numbers and moments are only written in another way."""
        moment = read_moment(self.stamp) if self.stamp else None
        stamp = moment.isoformat() if moment else self.stamp
        plain = (one for one in self.form.questions if isinstance(one.answer, (Number, Whole, Date)))
        read = {one.key: one.answer.read for one in plain}
        gists = {key: _gist(text, read[key](text)) if key in read else text for key, text in self.answers.items()}
        return fingerprint(stamp, f"\x1e\x1e{content_of(gists)}")

    @cached_property
    def fingerprint(self) -> str:
        """Return 128 bits, as hex, that tell apart responses of any other content or time stamp."""
        return fingerprint(self.stamp, self.content)


@dataclass(frozen=True)
class Known:
    """A response that the ledger remembers, by its latest version; the moments are aware UTC."""

    key: str
    form: str
    version: int
    fingerprint: str
    stamp: str
    answers_json: str = field(repr=False)
    first_seen_at: datetime
    changed_at: datetime
    """When the latest version was first seen."""
    tab: str = ""
    vanished: bool = False
    quiet: bool = False
    """Whether it came with a baseline: no letter is written about it."""
    response_id: str = ""

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """Return the answers by question."""
        return json.loads(self.answers_json)

    @cached_property
    def content(self) -> str:
        """Return the answers as one text, as `Response.content` does."""
        return content_of(self.answers)


def _gist(text: str, value: object) -> str:
    return text if isinstance(value, Fault) else str(value)


def content_of(answers: Mapping[str, str]) -> str:
    """Return answers as one text, the same in whichever order the questions are asked."""
    return "\x1f".join([f"{key}\x1e{text}" for key, text in sorted(answers.items())])


def fingerprint(stamp: str, content: str) -> str:
    """Return 128 bits, as hex, of a time stamp and a content."""
    return blake2b(f"{stamp}\x1d{content}".encode("utf-8", "replace"), digest_size=16).hexdigest()


def read_responses(sheet: Sheet, layout: Layout) -> list[Response]:
    """Return the responses of a tab, personal codes masked; rows in which nothing is answered are nothing."""
    places = [
        (question.key, column, _masked if isinstance(question.answer, _FREE) else _text)
        for question, column in zip(layout.form.questions, layout.columns, strict=True)
        if column is not None
    ]
    unasked = frozenset(
        question.key for question, column in zip(layout.form.questions, layout.columns, strict=True) if column is None
    )
    titles = {one.key: {header_name(title) for title in one.title.both()} for one in layout.form.questions}
    responses: list[Response] = []
    for row, cells in enumerate(sheet.rows[layout.header_row + 1 :], layout.header_row + 2):
        width = len(cells)
        answers = {key: text for key, column, read in places if column < width and (text := read(cells[column]))}
        if answers and not _is_header(answers, titles):
            stamp, response_id, link = (
                _text(cells[place]) if place is not None and place < width else ""
                for place in (layout.stamp, layout.response_id, layout.edit_link)
            )
            link = link if link.startswith(_EDITED_AT) else ""
            responses.append(Response(layout.form, layout.title, row, stamp, answers, unasked, response_id, link))
    return responses


def _is_header(answers: Mapping[str, str], titles: Mapping[str, Container[str]]) -> bool:
    """Tell whether a row is the header once more, as when one download is pasted below another."""
    return all(header_name(text) in titles[key] for key, text in answers.items())


def _masked(cell: Cell) -> str:
    return without_personal_codes(_text(cell))


def _text(cell: Cell) -> str:
    return "" if cell is None or cell == "" else cell_text(cell)
