"""Answers as a page shows them to whoever gave them; those about health are not shown to whoever has the link."""

from collections.abc import Mapping, Sequence

from forms.pages.fields import FormPage
from forms.pages.posted import typed_of
from forms.pages.wording import wording
from forms.words import Language

Lines = Sequence[tuple[str, str]]


def shown_answers(page: FormPage, answers: Mapping[str, str], language: Language) -> Sequence[tuple[str, Lines]]:
    """Return, by heading, each question with its answer in words."""
    typed = typed_of(page.form, answers)
    return [
        (group.title, [(one.title, _shown(page, one.key, typed, answers, language)) for one in group.fields])
        for group in page.groups
    ]


def _shown(
    page: FormPage, key: str, typed: Mapping[str, tuple[str, ...]], answers: Mapping[str, str], language: Language
) -> str:
    if not answers.get(key):
        return wording("not_answered", language)
    field = page.by_key[key]
    if field.is_health:
        return wording("health_hidden", language)
    titles = {option.code: option.title for option in field.options}
    return "\n".join(titles.get(one, one) for one in typed[key])


def changes_between(page: FormPage, before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a correction changes: the new raw text by question, "" where an answer was taken back.

    An answer that is only written in another way is no change.
    """
    changes: dict[str, str] = {}
    for question in page.form.questions:
        old, new = before.get(question.key, ""), after.get(question.key, "")
        if old != new and (not old or not new or question.answer.read(old) != question.answer.read(new)):
            changes[question.key] = new
    return changes
