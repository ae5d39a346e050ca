"""What a page sent: typed fields become raw answers, as a row of the responses tab would hold them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.answers import Choice, Paragraph, ShortText, Tick, Ticks
from forms.cells import clean
from forms.list_answers import Links, People
from forms.pages.fields import FormPage, Widget
from forms.personal_codes import without_personal_codes
from forms.privacy import Privacy
from forms.problems import Place, Problem
from forms.questions import NOTHING_SAID, Form, Question
from forms.validation import Limits, check
from forms.words import Language

CLEAR = "--clear"
"""Ends the name of the tick that erases an answer about health given before."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What was typed into a form's page, and what it says."""

    typed: Mapping[str, tuple[str, ...]] = field(repr=False)
    """By field, as it will stand in the page when it is shown again."""
    answers: Mapping[str, str] = field(repr=False)
    """Raw text by question; what is not answered, or not asked of who answers so, is not there."""
    problems: Mapping[str, Problem]
    """What keeps it from being taken, by question."""
    is_of_this_form: bool
    """Whether every field was one of this form's and none came twice that has one answer."""


def read_posted(
    page: FormPage,
    pairs: Iterable[tuple[str, str]],
    language: Language,
    *,
    received_on: date,
    limits: Limits,
    before: Mapping[str, str] | None = None,
) -> Posted:
    """Read the fields of a form's page.

    Args:
        page: The form as it was asked.
        pairs: Names and values in the order in which they were sent; our own (with a leading `_`) left out.
        language: The organisation's, in which options are written down.
        received_on: The day in Vilnius.
        limits: Beyond what an answer is improbable.
        before: On a correction, the answers that stand. Answers about health are never shown to whoever opens a link,
            so that one left empty stays, unless its tick to erase it is set.
    """
    form = page.form
    typed: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        typed[name].append(value)
    cleared = {name.removesuffix(CLEAR) for name in typed if name.endswith(CLEAR)}
    known = {question.key for question in form.questions}
    alone = all(
        len(values) == 1 or page.by_key[key].widget is Widget.MANY for key, values in typed.items() if key in known
    )
    raw: dict[str, str] = {}
    for question in form.questions:
        text = _written(question, typed.get(question.key, []), language)
        if not text and before and question.privacy is Privacy.HEALTH and question.key not in cleared:
            text = before.get(question.key, "")
        if text not in NOTHING_SAID:
            raw[question.key] = text
    raw = {key: text for key, text in raw.items() if key in asked(form, raw)}
    _, errors, _ = check(form, raw, Place(""), received_on=received_on, limits=limits)
    by_title = {question.title: question.key for question in form.questions}
    problems = {by_title[one.place.question]: one for one in errors if one.place.question}
    return Posted(
        typed={key: tuple(values) for key, values in typed.items()},
        answers=raw,
        problems={**problems, **_too_long(page, raw)},
        is_of_this_form=alone and typed.keys() - {f"{key}{CLEAR}" for key in known} <= known,
    )


def asked(form: type[Form], raw: Mapping[str, str]) -> frozenset[str]:
    """Return the questions that are asked of somebody who answers so: all but those whose condition does not hold."""
    answers, _ = form.read([raw.get(question.key, "") for question in form.questions])
    values = {question.key: answers.values[question.position] for question in form.questions}
    return frozenset(
        question.key for question in form.questions if not question.need.question or question.need.holds(values)
    )


def typed_of(form: type[Form], answers: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return answers as they are typed into the form's page; those about health are left out: they are never shown."""
    typed: dict[str, tuple[str, ...]] = {}
    for question in form.questions:
        text = answers.get(question.key, "")
        if text and question.privacy is not Privacy.HEALTH:
            typed[question.key] = _typed(question, text)
    return typed


def _typed(question: Question[Any], text: str) -> tuple[str, ...]:
    answer = question.answer
    value = answer.read(text) if isinstance(answer, (Choice, Ticks, Tick)) else text
    if isinstance(answer, Ticks) and isinstance(value, tuple):
        return tuple(str(code) for code in value)
    if isinstance(answer, Tick):
        return ("yes",) if value is True else ()
    return (value,) if isinstance(value, str) else (text,)


def title_of_code(question: Question[Any], code: str, language: Language) -> str:
    """Return the words of an option; "" when the question offers no such code."""
    options = question.answer.options if isinstance(question.answer, (Choice, Ticks)) else ()
    return next((one.title.say(language) for one in options if one.code == code), "")


def _written(question: Question[Any], values: list[str], language: Language) -> str:
    """Return what was typed as a cell of the responses tab holds it."""
    answer = question.answer
    texts = [clean(value.replace("\r\n", "\n")).strip() for value in values]
    texts = [text for text in texts if text]
    if isinstance(answer, Tick):
        ticked = answer.read(" ".join(texts)) if texts else None
        return answer.label.say(language) if ticked is True else " ".join(texts) if ticked else ""
    if isinstance(answer, Ticks):
        titles = [title_of_code(question, text, language) or text for text in texts]
        return ", ".join(dict.fromkeys(titles))
    text = " ".join(texts)
    if isinstance(answer, Choice):
        code = answer.read(text) if text else None
        return (title_of_code(question, code, language) if isinstance(code, str) else "") or text
    return without_personal_codes(text) if isinstance(answer, (ShortText, Paragraph, People, Links)) else text


def _too_long(page: FormPage, raw: Mapping[str, str]) -> Mapping[str, Problem]:
    return {
        key: Problem("too_long", Place("", question=page.form.question(key).title), {"longest": str(longest)})
        for key, text in raw.items()
        if len(text) > (longest := page.by_key[key].longest)
    }
