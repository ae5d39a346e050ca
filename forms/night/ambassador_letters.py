"""Letters to ambassadors that follow from the calendar: a training is near, a report is missing, a year is over."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.figures.counting import TRAINING_KIND
from forms.figures.reported import is_reported
from forms.letters import ReportMissing, TookPart, TrainingReminder, YearlyStatement
from forms.letters.parts import Letter
from forms.night.letters import first_name_of, language_of
from forms.night.queueing import is_queued, queue
from forms.night.reading import reply_address
from forms.night.scene import Scene
from forms.night.views import Outlook
from forms.outbox import Priority, QueuedLetter
from forms.picture import PLANNED_EVENT, Ambassador, Entry, Happening, Review, Standing
from forms.showing import title_of_option
from forms.validation import Submission
from forms.words import Language

REMIND_BEFORE = timedelta(days=3)
"""How long before a training those expected are reminded. Our rule."""
REPORT_WITHIN = timedelta(days=3)
"""How long after an event its report is waited for before anybody is asked. Our rule."""
ASK_UNTIL = timedelta(days=30)
"""After that nobody is asked any more: the coordinator knows better what became of the event. Our rule."""
_STATEMENT_FROM = 1, 10
_STATEMENT_UNTIL = 2, 28
"""Month and day between which the year before is told: late reports have come by then, and it is still news."""


def training_reminders(outlook: Outlook) -> Iterator[QueuedLetter]:
    """Yield reminders of trainings near at hand whose record the coordinator approved: only then is the date meant."""
    today = outlook.scene.today
    for record in _records(outlook, TRAINING_KIND):
        if record.review is not Review.APPROVED or not today < record.date <= today + REMIND_BEFORE:
            continue
        for one, application in _people(outlook, record):
            letter = TrainingReminder(
                first_name=first_name_of(application),
                organisation=outlook.scene.organisation.name,
                coordinator_email=outlook.scene.organisation.coordinator,
                training_title=record.title,
                training_on=record.date,
                duration_hours=record.duration_hours,
            )
            yield from _queued(outlook.scene, application, f"{record.key}:{record.date}", letter, one)


def missing_reports(outlook: Outlook) -> Iterator[QueuedLetter]:
    """Yield questions about planned events that are over and that no report tells of, readable or not."""
    today = outlook.scene.today
    for record in _records(outlook, PLANNED_EVENT):
        is_due = record.date + REPORT_WITHIN <= today <= record.date + ASK_UNTIL
        if record.review is Review.REJECTED or not is_due or is_reported(record, outlook.picture):
            continue
        for one, application in _people(outlook, record):
            letter = ReportMissing(
                first_name=first_name_of(application),
                organisation=outlook.scene.organisation.name,
                coordinator_email=outlook.scene.organisation.coordinator,
                event_title=record.title,
                event_on=record.date,
            )
            yield from _queued(outlook.scene, application, f"{record.key}:{record.date}", letter, one)


def yearly_statements(outlook: Outlook) -> Iterator[QueuedLetter]:
    """Yield to each ambassador what they took part in last year; one who took part in nothing is not written to."""
    today = outlook.scene.today
    if not _STATEMENT_FROM <= (today.month, today.day) <= _STATEMENT_UNTIL:
        return
    year = today.year - 1
    events = [one for one in outlook.picture.events if one.counts and one.date.year == year]
    loud = {one.key for one in events if any(not report.quiet for report in outlook.events.reports_of[one.key])}
    for one in outlook.picture.ambassadors:
        own = [event for event in events if one.key in event.ambassadors]
        # A year known from old rows alone was over before we came.
        if one.accepted and one.standing is not Standing.LEFT and any(event.key in loud for event in own):
            application = outlook.people.applications[one.key]
            language = language_of(outlook.scene, application)
            letter = _statement(outlook, one, application, year, own, language)
            yield from _queued(outlook.scene, application, str(year), letter, one)


def _statement(
    outlook: Outlook,
    one: Ambassador,
    application: Submission,
    year: int,
    events: list[Happening],
    language: Language,
) -> YearlyStatement:
    trainings = [
        entry
        for entry in outlook.picture.records
        if entry.kind == TRAINING_KIND and entry.counts and one.key in entry.people and entry.date.year == year
    ]
    return YearlyStatement(
        first_name=first_name_of(application),
        organisation=outlook.scene.organisation.name,
        coordinator_email=outlook.scene.organisation.coordinator,
        year=year,
        events=len(events),
        hours=sum((event.duration_hours for event in events), Decimal(0)),
        social_contacts=sum(event.social_contacts for event in events),
        took_part=tuple(
            TookPart(
                event.date, event.title, title_of_option(EventReport.kind, event.kind, language), event.duration_hours
            )
            for event in sorted(events, key=lambda event: (event.date, event.key))
        ),
        trainings=tuple(
            TookPart(
                entry.date,
                entry.title,
                title_of_option(CoordinatorRecord.kind, entry.kind, language),
                entry.duration_hours,
            )
            for entry in sorted(trainings, key=lambda entry: (entry.date, entry.key))
        ),
    )


def calendar_days(outlook: Outlook) -> Iterator[date]:
    """Yield the days on which one of these letters may become due though nothing new came in."""
    year = outlook.scene.today.year
    yield date(year, *_STATEMENT_FROM)
    for record in outlook.picture.records:
        if record.kind == TRAINING_KIND:
            yield record.date - REMIND_BEFORE
        elif record.kind == PLANNED_EVENT:
            yield record.date + REPORT_WITHIN


def _records(outlook: Outlook, kind: str) -> Iterator[Entry]:
    """Yield the records of a kind that were not there before us and whose row stands."""
    submissions = {one.key: one for one in outlook.submissions}
    for record in outlook.picture.records:
        one = submissions[record.key]
        if record.kind == kind and not one.quiet and not one.vanished:
            yield record


def _people(outlook: Outlook, record: Entry) -> Iterator[tuple[Ambassador, Submission]]:
    """Yield those of a record whom we know, save who has left, each with their application."""
    for one in outlook.picture.ambassadors:
        if one.key in record.people and one.standing is not Standing.LEFT:
            yield one, outlook.people.applications[one.key]


def _queued(
    scene: Scene, application: Submission, about: str, letter: Letter, one: Ambassador
) -> Iterator[QueuedLetter]:
    address = reply_address(application)
    key = f"{one.application}/{about}/{letter.kind}"
    if address and not is_queued(scene, key):
        yield queue(scene, key, letter, language_of(scene, application), address, Priority.NEWS)
