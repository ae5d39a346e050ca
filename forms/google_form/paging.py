"""Which page of a form a question stands on, and which pages an answer leads to or past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.answers import Choice
from forms.google_form.shape import SUBMIT, Reach
from forms.questions import ALWAYS, NEVER, Form, Need, Question, Section

FIRST = "first"
"""The key of the page that a form begins with; it has no page break of its own."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it begins with, its questions, and for which answers it is meant."""

    key: str
    section: Section | None
    """The section it belongs to; a page that continues one has the same."""
    begins: bool
    """Tell whether the section begins here."""
    questions: tuple[Question[Any], ...] = ()
    need: Need = NEVER
    """The condition of a page that is asked only for some answers to an earlier question."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Which way leads where."""

    routes: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """By question, where each of its options leads."""
    onward: Mapping[str, str] = field(default_factory=dict[str, str])
    """By page, where the page before it leads by itself when that is not simply this one."""
    leaky: frozenset[str] = frozenset()
    """Pages that also people reach whom they do not concern: nothing there can be made to be answered."""


def conditional(need: Need) -> bool:
    """Tell whether a need depends on an earlier answer."""
    return bool(need.question)


def pages_of(form: type[Form]) -> tuple[Page, ...]:
    """Return the pages of a form in their order; questions asked for the same answers share one.

    A question whose condition Google cannot carry (see `_can_branch`) stands among the others.
    """
    names = {id(part): name for name, part in vars(form).items()}
    pages: list[Page] = [Page(FIRST, None, begins=True)]
    for part in form.layout:
        last = pages[-1]
        if isinstance(part, Section):
            if last.key == FIRST and not last.questions:
                pages[-1] = Page(FIRST, part, begins=True)
            else:
                pages.append(Page(names[id(part)], part, begins=True))
            continue
        need = part.need if conditional(part.need) and _can_branch(form, pages, part.need) else NEVER
        if need != last.need:
            pages.append(Page(f"page_of_{part.key}", last.section, begins=False, questions=(part,), need=need))
        else:
            pages[-1] = Page(last.key, last.section, last.begins, (*last.questions, part), last.need)
    return tuple(pages)


def _can_branch(form: type[Form], pages: Sequence[Page], need: Need) -> bool:
    """Tell whether an answer can lead to a page that would follow now.

    Google follows an answer at the end of its page, one a page: the question must be a choice that everybody answers,
    and only pages that depend on it too may stand between.
    """
    question = form.question(need.question)
    asked = next((place for place, page in enumerate(pages) if question in page.questions), None)
    return (
        asked is not None
        and isinstance(question.answer, Choice)
        and question.need == ALWAYS
        and all(page.need.question == question.key for page in pages[asked + 1 :])
    )


def _codes(form: type[Form], key: str) -> tuple[str, ...]:
    answer = form.question(key).answer
    return tuple(option.code for option in answer.options) if isinstance(answer, Choice) else ()


def paths_of(form: type[Form], pages: Sequence[Page], reach: Reach) -> Paths:
    """Return which way leads where, as far as the way of making the form allows."""
    routes: dict[str, tuple[str, ...]] = {}
    onward: dict[str, str] = {}
    leaky: set[str] = set()
    for first, page in enumerate(pages):
        if not conditional(page.need) or conditional(pages[first - 1].need):
            continue
        run = [page]
        for following in pages[first + 1 :]:
            if following.need.question != page.need.question:
                break
            run.append(following)
        behind = first + len(run)
        keys = [*(one.key for one in run), pages[behind].key if behind < len(pages) else SUBMIT]
        codes = _codes(form, page.need.question)
        meant = [frozenset(code for code in codes if one.need.holds({one.need.question: code})) for one in run]
        entered = [next((at for at, some in enumerate(meant) if code in some), len(run)) for code in codes]
        routes[page.need.question] = tuple("" if at == 0 else keys[at] for at in entered)
        arriving = [{code for code, at in zip(codes, entered, strict=True) if at == place} for place in range(len(run))]
        for place, here in enumerate(arriving):
            if here - meant[place]:
                leaky.add(keys[place])
            then = place + 1
            if reach is Reach.SCRIPT:
                then = next((at for at in range(place + 1, len(run)) if meant[at] & here), len(run))
            if then < len(run):
                arriving[then] |= here
            if then != place + 1:
                onward[keys[place + 1]] = keys[then]
    return Paths(routes, onward, frozenset(leaky))
