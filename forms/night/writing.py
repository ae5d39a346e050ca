"""All letters that follow from a night: what came, what was decided, what the calendar brings, what is urgent."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from forms.decisions import About
from forms.event_report import EventReport
from forms.figures.reported import is_reported
from forms.letters import CallRequest, CorrectionReminder, PleaseCorrect, ReportMissing
from forms.memory import Decision
from forms.night.ambassador_letters import (
    calendar_days,
    missing_reports,
    training_reminders,
    yearly_statements,
)
from forms.night.corrections import correction_reminders, is_to_mend, patience_ends_on
from forms.night.deciding import matter_key
from forms.night.letters import letters_to_queue
from forms.night.queueing import OVERTAKEN, queue, written_of
from forms.night.verdict_letters import KINDS, VERDICTS, verdict_letters
from forms.night.views import Outlook
from forms.outbox import LetterState, Priority, QueuedLetter, held
from forms.tabs.letters import LETTERS
from forms.validation import received_on


def letters_of_night(outlook: Outlook) -> tuple[QueuedLetter, ...]:
    """Return the letters that tonight calls for and that were not queued before."""
    scene, submissions, stands = outlook.scene, outlook.submissions, outlook.stands
    if not scene.organisation.coordinator:
        # Whom to answer to stands wrong in the national workbook: they are written when it is mended.
        return ()
    return (
        *letters_to_queue(scene, submissions),
        *correction_reminders(scene, submissions, stands),
        *verdict_letters(scene, submissions, stands),
        *training_reminders(outlook),
        *missing_reports(outlook),
        *yearly_statements(outlook),
        *_call_requests(outlook),
    )


def _call_requests(outlook: Outlook) -> Iterator[QueuedLetter]:
    """Yield to the coordinator that somebody asks to be called; once a report, and only until it was done."""
    scene = outlook.scene
    for one in outlook.submissions:
        answers = one.answers
        if not isinstance(answers, EventReport) or not one.is_valid or one.quiet or one.vanished:
            continue
        wants_call = answers.call_me.for_coordinator() == "yes"
        is_done = outlook.stands.settled_on(matter_key(one.key, "call", one.version)) is not None
        is_aside = outlook.stands.of(one.key, About.REVIEW).code == "rejected"
        if not wants_call or is_done or is_aside or list(written_of(scene, one.key, CallRequest.kind)):
            continue
        language = scene.organisation.language
        letter = CallRequest(
            organisation=scene.organisation.name,
            row_key=one.key,
            place=one.place.say(language),
            reported_on=received_on(one.submitted_at, one.first_seen_at),
        )
        key = f"{one.key}/v{one.version}/{letter.kind}"
        yield queue(scene, key, letter, language, scene.organisation.coordinator, Priority.ALARM)


def letters_overtaken(
    outlook: Outlook, decided: Collection[QueuedLetter], said: Sequence[Decision]
) -> tuple[QueuedLetter, ...]:
    """Return the letters that have not left and say what is so no more, kept back.

    A correction that has come is not asked for, nor a decision told that was taken back, nor a report asked for that
    is there; unless the coordinator's word is that the letter shall go.

    Args:
        outlook: All that is known tonight.
        decided: The letters whose state tonight's words change, changed.
        said: Tonight's words.
    """
    waiting = {LetterState.QUEUED, LetterState.RETRY}
    words = {subject: one.value for (subject, tab), one in outlook.scene.decisions.items() if tab == LETTERS.key}
    words |= {one.subject: one.value for one in said if one.tab == LETTERS.key}
    now = {one.key: one for one in (*outlook.scene.past.letters, *decided)}
    reason = OVERTAKEN.say(outlook.language)
    return tuple(
        held(letter, reason)
        for letter in now.values()
        if letter.state in waiting
        and words.get(letter.key) not in {"release", "resend"}
        and _is_overtaken(outlook, letter)
    )


def _is_overtaken(outlook: Outlook, letter: QueuedLetter) -> bool:
    subject, about = letter.key.split("/")[:2]
    if letter.kind in {PleaseCorrect.kind, CorrectionReminder.kind}:
        one = outlook.submission(subject)
        return one is not None and not is_to_mend(one, outlook.stands)
    if letter.kind in KINDS:
        told = VERDICTS.get(outlook.stands.of(subject, About.APPLICATION).code)
        return told is None or told.kind != letter.kind
    if letter.kind == ReportMissing.kind:
        planned = about.partition(":")[0]
        record = next((one for one in outlook.picture.records if one.key == planned), None)
        return record is None or is_reported(record, outlook.picture)
    return False


def next_day(outlook: Outlook) -> date | None:
    """Return the first day after today on which a letter may become due though nothing new came in."""
    today = outlook.scene.today
    days = (*calendar_days(outlook), *patience_ends_on(outlook.scene, outlook.submissions, outlook.stands))
    return min((day for day in days if day > today), default=None)
