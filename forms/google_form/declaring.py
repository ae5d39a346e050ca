"""From a form's declaration to what Google Forms is to show."""

from typing import Any

from forms.answers import Choice, Date, Paragraph, Tick, Ticks, folded
from forms.google_form import wording
from forms.google_form.paging import FIRST, Page, conditional, pages_of, paths_of
from forms.google_form.shape import DeclaredForm, Kind, Part, Reach
from forms.google_form.wording import Notice
from forms.headers import header_name
from forms.list_answers import Links, People
from forms.questions import ALWAYS, Form, Question
from forms.words import Language, Words

_SHOWN_AT_ONCE = 9
"""So many options stand below each other; more of them are a drop-down."""


def declared_form(form: type[Form], language: Language, notice: Notice, reach: Reach) -> DeclaredForm:
    """Return a form as Google is to show it; the notice says who processes the answers."""
    pages = pages_of(form)
    paths = paths_of(form, pages, reach)
    parts: list[Part] = []
    for page in pages:
        parts += _beginning(form, page, language, paths.onward.get(page.key, ""))
        for question in page.questions:
            asked = question.need == ALWAYS or (conditional(page.need) and page.key not in paths.leaky)
            parts.append(_question(form, question, language, paths.routes.get(question.key, ()), certain=asked))
    title = form.title.say(language)
    return DeclaredForm(
        form.key,
        language,
        title,
        f"{title} – {notice.organisation}" if notice.organisation else title,
        wording.description(form, notice, language),
        wording.confirmation(language),
        tuple(parts),
        {question.key: _other_names(question) for question in form.questions if _options(question)},
    )


def _beginning(form: type[Form], page: Page, language: Language, onward: str) -> tuple[Part, ...]:
    """Return what a page begins with: the first one at most a heading, the others a page break."""
    section = page.section
    if page.key == FIRST and section is None:
        return ()
    title = section.title if section else form.title
    shown = title if page.begins else wording.continued(title)
    intro = section.intro.say(language) if section and section.intro and page.begins else ""
    key = f"heading_of_{page.key}" if page.key == FIRST else page.key
    kind = Kind.HEADING if page.key == FIRST else Kind.PAGE
    return (Part(key, kind, shown.say(language), _names(shown), intro, onward=onward),)


def _question(
    form: type[Form], question: Question[Any], language: Language, routes: tuple[str, ...], *, certain: bool
) -> Part:
    """Return a question; `certain` says that whoever comes to it must answer it."""
    said = [question.help.say(language) if question.help else "", wording.hint(question, language)]
    if conditional(question.need) and not certain:
        said.append(wording.when_to_answer(form, question.need, language))
    return Part(
        question.key,
        _kind(question),
        question.title.say(language),
        _names(question.title),
        " ".join(filter(None, said)),
        certain,
        tuple(title.say(language) for title in _options(question)),
        routes if any(routes) else (),
        check=wording.check(question, language),
    )


def _names(title: Words) -> frozenset[str]:
    return frozenset(map(header_name, title.both()))


def _kind(question: Question[Any]) -> Kind:
    answer = question.answer
    if isinstance(answer, Choice):
        return Kind.RADIO if len(answer.options) <= _SHOWN_AT_ONCE else Kind.DROP_DOWN
    if isinstance(answer, (Ticks, Tick)):
        return Kind.CHECKBOX
    if isinstance(answer, Date):
        return Kind.DATE
    return Kind.PARAGRAPH if isinstance(answer, (Paragraph, People, Links)) else Kind.TEXT


def _options(question: Question[Any]) -> tuple[Words, ...]:
    answer = question.answer
    if isinstance(answer, (Choice, Ticks)):
        return tuple(option.title for option in answer.options)
    return (answer.label,) if isinstance(answer, Tick) else ()


def _other_names(question: Question[Any]) -> tuple[tuple[str, ...], ...]:
    answer = question.answer
    if isinstance(answer, (Choice, Ticks)):
        return tuple(
            tuple(map(folded, (*option.title.both(), option.code, *option.aliases))) for option in answer.options
        )
    return tuple(tuple(map(folded, title.both())) for title in _options(question))
