"""What follows when nobody answers a letter that asks to correct something: one reminder, then a telephone call."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta

from forms.dates import VILNIUS
from forms.decisions import SETTING_ASIDE, About
from forms.faults import FaultCode
from forms.letters import CorrectionReminder, PleaseCorrect
from forms.night.deciding import Stands
from forms.night.letters import language_of, please_correct
from forms.night.matters import Matter
from forms.night.queueing import queue, written_of
from forms.night.reading import reply_address
from forms.night.scene import Scene
from forms.outbox import Priority, QueuedLetter
from forms.problems import Problem
from forms.validation import Submission

PATIENCE = timedelta(days=7)
"""From a letter to the reminder, and from the reminder to the call."""


def is_to_mend(submission: Submission, stands: Stands) -> bool:
    """Tell whether somebody is, or would be, asked by letter to correct a submission."""
    if not submission.errors:
        return False
    about = About.APPLICATION if submission.form.letter == "A" else About.REVIEW
    not_agreed = any(problem.code == FaultCode.NOT_AGREED.value for problem in submission.errors)
    aside = submission.vanished or stands.of(submission.key, about).code in SETTING_ASIDE
    return not (submission.quiet or aside or not_agreed)


def correction_reminders(scene: Scene, submissions: Sequence[Submission], stands: Stands) -> Iterator[QueuedLetter]:
    """Yield the one reminder of each correction that was asked for a week ago and has not come."""
    for one in submissions:
        if not is_to_mend(one, stands) or list(written_of(scene, one.key, CorrectionReminder.kind)):
            continue
        address = reply_address(one)
        asked_at = _last_sent(scene, one, PleaseCorrect.kind)
        if address and asked_at and scene.now >= asked_at + PATIENCE:
            asked = please_correct(scene, one)
            reminder = CorrectionReminder(**{field.name: getattr(asked, field.name) for field in fields(asked)})
            key = f"{one.key}/v{one.version}/{reminder.kind}"
            yield queue(scene, key, reminder, language_of(scene, one), address, Priority.CONFIRMATION)


def matters_unanswered(scene: Scene, submissions: Sequence[Submission], stands: Stands) -> Iterator[Matter]:
    """Yield whom to call: the reminder was sent a week ago, too, and nothing was corrected."""
    for one in submissions:
        key = f"{one.key}/unanswered"
        reminded_at = _last_sent(scene, one, CorrectionReminder.kind)
        due = reminded_at is not None and scene.now >= reminded_at + PATIENCE
        if due and is_to_mend(one, stands) and stands.settled_on(key) is None:
            yield Matter(key, one.key, (Problem("correction_unanswered", one.place),))


def patience_ends_on(scene: Scene, submissions: Sequence[Submission], stands: Stands) -> Iterator[date]:
    """Yield the days on which a reminder or a call becomes due."""
    for one in submissions:
        if is_to_mend(one, stands):
            for kind in (PleaseCorrect.kind, CorrectionReminder.kind):
                sent_at = _last_sent(scene, one, kind)
                if sent_at:
                    # The first run after that moment may be a day later.
                    yield from ((sent_at + PATIENCE).astimezone(VILNIUS).date() + timedelta(days=n) for n in (0, 1))


def _last_sent(scene: Scene, submission: Submission, kind: str) -> datetime | None:
    letters = written_of(scene, submission.key, kind)
    return max((letter.sent_at for letter in letters if letter.sent_at), default=None)
