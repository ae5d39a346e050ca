"""The responses tabs that a new workbook begins with: laid out as Google Forms lays out its own."""

from collections.abc import Sequence
from typing import Any

from forms.answers import Choice, Date, Number, Paragraph, Whole
from forms.catalogue import FORMS
from forms.cells import Cell
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


def new_responses_tabs(language: Language) -> tuple[TabChange, ...]:
    """Return the making of every form's responses tab."""
    return tuple(responses_tab(form, language) for form in FORMS)
