"""Which letters follow from a night: a confirmation of what came, a request to mend what is wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.decisions import About, decide
from forms.event_report import EventReport
from forms.faults import FaultCode
from forms.letter_problems import wants_another_address
from forms.letters import (
    ApplicationReceived,
    EventReportReceived,
    Letter,
    PleaseCorrect,
    RecordReceived,
    ToMend,
    to_fields,
)
from forms.memory import Decision
from forms.night.reading import reply_address
from forms.night.scene import Scene
from forms.outbox import OPEN, LetterState, Priority, QueuedLetter, held, released
from forms.privacy import Personal
from forms.problems import CATALOGUE
from forms.questions import Question
from forms.sheets import Sheet
from forms.showing import title_of_option
from forms.tabs.finding import find_tab, said
from forms.tabs.letters import LETTERS
from forms.validation import Submission, received_on
from forms.words import Language, Words

_FOR_WRITERS: Mapping[str, Words] = {
    "missing": Words("Parašykite atsakymą.", "Write the answer."),
    "too_long": Words("Sutrumpinkite jį.", "Shorten it."),
    "not_whole": Words("Parašykite sveikąjį skaičių.", "Write a whole number."),
    "out_of_range": Words("Parašykite tinkamą skaičių.", "Write a number that can be."),
}
"""Remedies for those who filled in a form: they have no responses tab to mend anything in."""
_HOLD, _RELEASE, _RESEND = "hold", "release", "resend"
_AGAIN = re.compile(r"/again(\d+)$")


def letters_to_queue(scene: Scene, submissions: Sequence[Submission]) -> tuple[QueuedLetter, ...]:
    """Return the letters that tonight's submissions call for and that were not queued before."""
    return tuple(_letters(scene, submissions))


def _letters(scene: Scene, submissions: Sequence[Submission]) -> Iterator[QueuedLetter]:
    there = {letter.key for letter in scene.past.letters}
    if not scene.organisation.coordinator:
        # Whom to answer to stands wrong in the national workbook: they are written when it is mended.
        return
    confirmed = {(one.subject, one.kind) for one in scene.past.letters if not wants_another_address(one)}
    in_vain = {(one.subject, one.kind, one.recipient) for one in scene.past.letters}
    for one in submissions:
        if one.quiet or one.vanished:
            continue
        if any(problem.code == FaultCode.NOT_AGREED.value for problem in one.errors):
            # To ask them to answer otherwise would be to press them; the coordinator is told.
            continue
        letter = please_correct(scene, one) if one.errors else _confirmation(scene, one)
        address = reply_address(one)
        if letter is None or address is None:
            continue
        queued = _queued(scene, one, letter, address)
        anew = (one.key, queued.kind) not in confirmed and (one.key, queued.kind, address) not in in_vain
        if queued.key not in there and (one.errors or anew):
            yield queued


def letters_kept_back(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Return the keys of letters beside which something stands that is not to let them go: to hold, or no decision.

    Looked at before letters leave, for a coordinator who holds a letter in the morning cannot wait for the night.
    """
    found = find_tab(LETTERS, sheets)
    words = said(found) if found else dict[str, tuple[str, str]]()
    return frozenset(
        key for key, (word, _) in words.items() if word and decide(About.LETTER, word) not in {"", _RELEASE, _RESEND}
    )


def letters_decided(scene: Scene, fresh: Iterable[Decision]) -> tuple[QueuedLetter, ...]:
    """Return the letters whose state tonight's words in the tab of letters change: held, or free to leave again.

    A word counts on the night it is read, and once: one that still stands later undoes nothing. A letter that left or
    was given up stays as it is.
    """
    words = {one.subject: one for one in fresh if one.tab == LETTERS.key}
    changed: list[QueuedLetter] = []
    for letter in scene.past.letters:
        word, before = words.get(letter.key), scene.decisions.get((letter.key, LETTERS.key))
        was = before.value if before else ""
        if word is None or word.value == was:
            continue
        taken_back = (was, word.value) == (_HOLD, "")
        free = {LetterState.HELD} if word.value == _RELEASE or taken_back else set[LetterState]()
        if word.value == _RESEND:
            free = {LetterState.HELD, LetterState.FAILED}
        if word.value == _HOLD and letter.state in OPEN:
            changed.append(held(letter))
        elif letter.state in free:
            changed.append(released(letter))
    return tuple(changed)


def letters_again(scene: Scene, fresh: Iterable[Decision]) -> tuple[QueuedLetter, ...]:
    """Return copies of the letters that tonight's words ask to send once more, though they had left."""
    wanted = {one.subject for one in fresh if one.tab == LETTERS.key and one.value == _RESEND}
    sent = [one for one in scene.past.letters if one.key in wanted and one.state is LetterState.SENT]
    return tuple(
        again(letter, scene.past.letters, scene.now)
        for letter in sent
        if (before := scene.decisions.get((letter.key, LETTERS.key))) is None or before.value != _RESEND
    )


def again(letter: QueuedLetter, letters: Sequence[QueuedLetter], now: datetime) -> QueuedLetter:
    """Return a copy of a letter under a key of its own: a mailbox that has the first would not show it twice."""
    first = _AGAIN.sub("", letter.key)
    copies = [int(found[1]) for one in letters if one.key.startswith(f"{first}/") and (found := _AGAIN.search(one.key))]
    return replace(released(letter), key=f"{first}/again{max(copies, default=1) + 1}", queued_at=now, sent_at=None)


def _queued(scene: Scene, submission: Submission, letter: Letter, address: str) -> QueuedLetter:
    return QueuedLetter(
        key=f"{submission.key}/v{submission.version}/{letter.kind}",
        kind=letter.kind,
        language=language_of(scene, submission),
        recipient=address,
        fields=to_fields(letter),
        organisation=scene.organisation.slug,
        reply_to=scene.organisation.coordinator,
        priority=Priority.CONFIRMATION,
        state=LetterState.QUEUED,
        queued_at=scene.now,
    )


def language_of(scene: Scene, submission: Submission) -> Language:
    """Return the language that whoever sent a submission in is written to in."""
    if isinstance(submission.answers, Application) and submission.is_valid:
        return Language(submission.answers.language.reveal())
    return scene.organisation.language


def first_name_of(submission: Submission) -> Personal[str]:
    """Return by which name whoever sent a submission in is greeted."""
    key = "first_name" if submission.form is Application else "reporter_name"
    answer = submission.raw.get(key, "")
    return Personal(answer if submission.form is Application else answer.split()[0] if answer.split() else "")


def _confirmation(scene: Scene, submission: Submission) -> Letter | None:
    answers = submission.answers
    language = language_of(scene, submission)
    organisation = scene.organisation
    received = received_on(submission.submitted_at, submission.first_seen_at)
    edit_link = scene.edit_link(submission, language)
    if isinstance(answers, Application):
        return ApplicationReceived(
            first_name=first_name_of(submission),
            organisation=organisation.name,
            received_on=received,
            coordinator_email=organisation.coordinator,
            edit_link=edit_link,
        )
    if isinstance(answers, EventReport):
        return EventReportReceived(
            first_name=first_name_of(submission),
            organisation=organisation.name,
            received_on=received,
            coordinator_email=organisation.coordinator,
            event_title=answers.title_,
            event_on=answers.date,
            event_kind=_title(EventReport.kind, answers.kind, language),
            event_format=_title(EventReport.format, answers.format, language),
            municipality=_title(EventReport.municipality, answers.municipality, language),
            present=answers.present,
            social_contacts=answers.social_contacts,
            edit_link=edit_link,
        )
    if isinstance(answers, CoordinatorRecord):
        kind = _title(CoordinatorRecord.kind, answers.kind, language)
        return RecordReceived(organisation.name, received, kind, answers.date, edit_link)
    return None


def _title(question: Question[Any], code: str | None, language: Language) -> str:
    return title_of_option(question, code, language)


def please_correct(scene: Scene, submission: Submission) -> PleaseCorrect:
    """Return the letter that asks to mend what is wrong with a submission."""
    language = language_of(scene, submission)
    return PleaseCorrect(
        first_name=first_name_of(submission),
        organisation=scene.organisation.name,
        received_on=received_on(submission.submitted_at, submission.first_seen_at),
        coordinator_email=scene.organisation.coordinator,
        form=submission.form.title.say(language),
        to_mend=tuple(
            ToMend(
                question=problem.place.question.say(language) if problem.place.question else "",
                what=problem.what(language),
                remedy=_FOR_WRITERS.get(problem.code, CATALOGUE[problem.code].remedy).say(language, **problem.parts),
            )
            for problem in submission.errors
        ),
        edit_link=scene.edit_link(submission, language, _first_to_mend(submission)),
    )


def _first_to_mend(submission: Submission) -> str:
    titles = {question.title: question.key for question in submission.form.questions}
    return next((titles[one.place.question] for one in submission.errors if one.place.question), "")
