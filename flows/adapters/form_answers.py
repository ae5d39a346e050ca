"""The answers that an organisation's Google Forms themselves have: what the rows of its tabs are held against."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from flows.adapters.google_forms import FormsApi
from flows.adapters.known_forms import KnownForms
from flows.errors import OutsideError
from forms.catalogue import FORMS
from forms.google_form.answers import FormAnswer
from forms.headers import header_name

log = logging.getLogger("lookdeeper")

_KEYS = {
    form.key: {header_name(title): question.key for question in form.questions for title in question.title.both()}
    for form in FORMS
}
"""By form, the keys of its questions by their titles in either language."""


def answers_of(
    known: KnownForms, connect: Callable[[], FormsApi], organisation: str, since: datetime | None = None
) -> Mapping[str, tuple[FormAnswer, ...]]:
    """Return the answers of each of an organisation's forms that are known, all or since a moment, by the form's key.

    A form that cannot be read gives none: the rows of its tab are read all the same, and the doctor says what to do.
    """
    given: dict[str, tuple[FormAnswer, ...]] = {}
    try:
        owners = [(owner, form) for owner, form in known.all() if owner.organisation == organisation]
        api = connect() if owners else None
        for owner, form in owners:
            if api is not None and owner.form in _KEYS:
                given[owner.form] = (*given.get(owner.form, ()), *_by_key(owner.form, api.responses(form.id, since)))
    except OutsideError as error:
        log.warning("%s: forms' own answers: %s", organisation, error.words.en)
        return {}
    return given


def _by_key(form: str, answers: tuple[FormAnswer, ...]) -> tuple[FormAnswer, ...]:
    keys = _KEYS[form]
    return tuple(
        replace(
            one, answers={key: text for title, text in one.answers.items() if (key := keys.get(header_name(title)))}
        )
        for one in answers
    )
