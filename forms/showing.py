"""How answers are shown to the coordinator: options by title, several on one line, numbers and dates as such.

The only place that unwraps every answer of a submission, health included: what it gives belongs in the organisation's
own workbook and nowhere else.
"""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from forms.answers import Choice, Tick, Ticks
from forms.cells import Cell
from forms.list_answers import People
from forms.personal_codes import without_personal_codes
from forms.questions import Question
from forms.validation import Submission
from forms.words import Language


def show_answer(submission: Submission, question: Question[Any], language: Language) -> Cell | Decimal:
    """Return an answer as the workbook shows it; one that cannot be read, as it was written."""
    value: object = submission.answers.values[question.position]
    if value is None:
        raw = submission.raw.get(question.key)
        return without_personal_codes(raw) if raw else None
    return show_value(question, value, language)


def show_value(question: Question[Any], value: object, language: Language) -> Cell | Decimal:
    """Return the value of an answer as people read it."""
    answer = question.answer
    if isinstance(answer, (Choice, Ticks)):
        codes = (value,) if isinstance(value, str) else cast("tuple[str, ...]", value)
        titles = (answer.single if isinstance(answer, Ticks) else answer).titles
        return ", ".join(titles[code].say(language) for code in codes)
    if isinstance(answer, Tick):
        return answer.label.say(language)
    if isinstance(value, tuple):
        parts = cast("tuple[str, ...]", value)
        return ("\n" if isinstance(answer, People) else " ").join(parts)
    if isinstance(value, (str, int, Decimal, date)):
        return value
    raise TypeError(f"an answer of a type that no tab shows: {type(value).__name__}")


def title_of_option(question: Question[Any], code: str | None, language: Language) -> str:
    """Return the title of an option by its code, "" for none."""
    if not isinstance(question.answer, Choice) or code is None:
        return ""
    return next((option.title.say(language) for option in question.answer.options if option.code == code), "")
