"""A declared form as a page asks it: each question's way of answering, hint, options and condition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from forms.answers import Choice, Date, Email, Number, Paragraph, Phone, ShortText, Tick, Ticks, Whole
from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.list_answers import Links, People
from forms.privacy import Privacy
from forms.questions import ALWAYS, NEVER, Form, Question, Section
from forms.words import Language, Words, quoted

LISTED_AT_MOST = 15
"""Options that a page lists; more are searched by typing. Our rule: a telephone's screen holds about so many."""

LONGEST_TEXT = 5_000
"""Characters of one answer on a page: some 800 words, and always less than a cell holds. Our rule."""


class Widget(StrEnum):
    """The way in which a question is answered."""

    LINE = "line"
    LINES = "lines"
    ONE = "one"
    """One of a list of options."""
    MANY = "many"
    TICK = "tick"
    SEARCH = "search"
    """One of more options than a page can list: typed, with suggestions."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One option as a page offers it."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked at all: another one was answered with one of the codes, or (`is_not`) with none."""

    question: str
    codes: tuple[str, ...]
    is_not: bool
    hint: str
    """The same in words, for pages without script."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question as a page asks it; its key names it in what is sent."""

    key: str
    widget: Widget
    title: str
    hints: tuple[str, ...]
    is_optional: bool
    is_health: bool
    longest: int
    options: tuple[Offered, ...] = ()
    condition: Condition | None = None
    input_type: str = "text"
    input_mode: str = ""
    autofill: str = "off"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading, with a sentence that explains what follows."""

    title: str
    intro: str
    fields: tuple[Field, ...]

    @property
    def asks_health(self) -> bool:
        """Tell whether any answer here is about health."""
        return any(one.is_health for one in self.fields)


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form in one language, as a page asks it."""

    form: type[Form]
    title: str
    groups: tuple[Group, ...]
    by_key: Mapping[str, Field] = field(repr=False)


_LIST_HINT = Words("Po vieną eilutėje.", "One per line.")
_HINTS: Mapping[type[object], Words] = {
    Date: Words("Pavyzdžiui, 2026-03-27 arba 2026 m. kovo 27 d.", "For example, 2026-03-27 or 27 March 2026."),
    Links: Words("Jei kelios, po vieną eilutėje.", "If several, one per line."),
    Number: Words("Pavyzdžiui, 1,5.", "For example, 1.5."),
    Phone: Words("Pavyzdžiui, +370 612 34567.", "For example, +370 612 34567."),
    Email: Words("Pavyzdžiui, vardas@pavyzdys.lt.", "For example, name@example.lt."),
    Ticks: Words("Pažymėkite visus tinkamus.", "Select all that apply."),
}
_KEYBOARDS: Mapping[type[object], tuple[str, str]] = {
    Email: ("email", "email"),
    Phone: ("tel", "tel"),
    Number: ("text", "decimal"),
    Whole: ("text", "numeric"),
}
"""By type of answer, the type and the mode of its line: they choose a telephone's keyboard."""
_SEARCH_HINT = Words("Pradėkite rašyti ir pasirinkite iš sąrašo.", "Begin to type, then choose from the list.")
_ONLY_IF = Words("Atsakykite, jei „{title}“ – {options}.", "Answer if “{title}” is {options}.")
_ONLY_IF_NOT = Words("Atsakykite, jei „{title}“ nėra {options}.", "Answer if “{title}” is not {options}.")

_AUTOFILL: Mapping[str, str] = {
    Application.first_name.key: "given-name",
    Application.last_name.key: "family-name",
    Application.email.key: "email",
    Application.phone.key: "tel",
    EventReport.reporter_email.key: "email",
    EventReport.reporter_name.key: "name",
    CoordinatorRecord.reporter_email.key: "email",
}
"""What a browser may fill in by itself: only what is asked about the writer (HTML standard, autofill field names)."""


def page_of(form: type[Form], language: Language) -> FormPage:
    """Return a form as a page asks it in a language."""
    groups: list[Group] = []
    title, intro, fields = "", "", list[Field]()
    for part in form.layout:
        if isinstance(part, Section):
            if fields:
                groups.append(Group(title, intro, tuple(fields)))
            title, intro, fields = part.title.say(language), part.intro.say(language) if part.intro else "", []
        else:
            fields.append(_field(form, part, language))
    groups.append(Group(title, intro, tuple(fields)))
    by_key = {one.key: one for group in groups for one in group.fields}
    return FormPage(form, form.title.say(language), tuple(groups), by_key)


def _field(form: type[Form], question: Question[Any], language: Language) -> Field:
    answer = question.answer
    widget = _widget(answer)
    condition = _condition(form, question, language)
    explained = (question.help, _SEARCH_HINT if widget is Widget.SEARCH else _HINTS.get(type(answer)))
    hints = [words.say(language) for words in explained if words]
    if isinstance(answer, People) and _LIST_HINT.lt.rstrip(".").casefold() not in question.title.lt.casefold():
        hints.append(_LIST_HINT.say(language))
    input_type, input_mode = _KEYBOARDS.get(type(answer), ("text", ""))
    return Field(
        key=question.key,
        widget=widget,
        title=question.title.say(language),
        hints=tuple(hints),
        is_optional=question.need == NEVER,
        is_health=question.privacy is Privacy.HEALTH,
        longest=answer.longest if isinstance(answer, ShortText) else LONGEST_TEXT,
        options=_options(answer, language),
        condition=condition,
        input_type=input_type,
        input_mode=input_mode,
        autofill=_AUTOFILL.get(question.key, "off"),
    )


def _widget(answer: object) -> Widget:
    if isinstance(answer, Choice):
        return Widget.ONE if len(answer.options) <= LISTED_AT_MOST else Widget.SEARCH
    if isinstance(answer, Ticks):
        return Widget.MANY
    if isinstance(answer, Tick):
        return Widget.TICK
    return Widget.LINES if isinstance(answer, (Paragraph, People, Links)) else Widget.LINE


def _options(answer: object, language: Language) -> tuple[Offered, ...]:
    if isinstance(answer, (Choice, Ticks)):
        return tuple(Offered(one.code, one.title.say(language)) for one in answer.options)
    return (Offered("yes", answer.label.say(language)),) if isinstance(answer, Tick) else ()


def _condition(form: type[Form], question: Question[Any], language: Language) -> Condition | None:
    need = question.need
    if need in (NEVER, ALWAYS):
        return None
    other = form.question(need.question)
    titles = [quoted(one.title, language) for one in _options(other.answer, language) if one.code in need.codes]
    words = _ONLY_IF_NOT if need.holds_for_others else _ONLY_IF
    hint = words.say(language, title=other.title.say(language).rstrip("?"), options=", ".join(titles))
    return Condition(need.question, tuple(sorted(need.codes)), need.holds_for_others, hint)
