"""Is it right? From a tracked response to a submission, or to the problems that keep it from being one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from forms.answers import Email
from forms.coordinator_record import CoordinatorRecord
from forms.dates import VILNIUS, read_moment
from forms.event_report import EventReport
from forms.faults import FaultCode
from forms.picture import PLANNED_EVENT
from forms.problems import Place, Problem
from forms.questions import Form


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond what an answer is improbable; the programme's numbers, from its facts."""

    contacts_per_ambassador: int = 60
    days_until_reported: int = 365


@dataclass(frozen=True, slots=True)
class Submission:
    """A response that was read: its typed answers, and what is wrong with it.

    With a blocking problem it counts nowhere, and its typed answers must not be asked: some are not there.
    """

    key: str
    version: int
    form: type[Form]
    answers: Form
    place: Place
    submitted_at: datetime | None
    """None for a row that somebody typed by hand."""
    first_seen_at: datetime
    errors: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    raw: Mapping[str, str] = field(repr=False)
    vanished: bool = False
    quiet: bool = False
    response_id: str = ""
    """As the form itself calls it; "" where nobody can tell."""
    edit_link: str = field(default="", repr=False)
    """Where its writer edits it in Google's form; "" where that is not known."""

    @property
    def by_hand(self) -> bool:
        """Tell whether somebody typed the row: it has no time stamp."""
        return self.submitted_at is None

    @property
    def is_valid(self) -> bool:
        """Tell whether nothing keeps it from counting."""
        return not self.errors


def excused(form: type[Form]) -> frozenset[str]:
    """Return the keys of what may be missing from a row typed by hand: who answered on paper may have no mailbox."""
    return frozenset(question.key for question in form.questions if isinstance(question.answer, Email))


def check(
    form: type[Form],
    raw: Mapping[str, str],
    place: Place,
    *,
    received_on: date,
    limits: Limits,
    excused: Collection[str] = (),
) -> tuple[Form, tuple[Problem, ...], tuple[Problem, ...]]:
    """Read the answers to a form; return them, what blocks, and what is improbable.

    The answers to `excused` questions, by key, may be missing, and are None then.
    """
    answers, faults = form.read([raw.get(question.key, "") for question in form.questions])
    errors = tuple(
        Problem(
            fault.code.value, Place(place.organisation, place.tab, place.row, form.question(key).title), fault.bounds
        )
        for key, fault in faults.items()
        if fault.code is not FaultCode.MISSING or key not in excused
    )
    return answers, errors, () if errors else _doubts(answers, place, received_on, limits)


def received_on(submitted_at: datetime | None, first_seen_at: datetime) -> date:
    """Return the day in Vilnius on which something was sent in, or first seen where that is unknown."""
    return (submitted_at or first_seen_at).astimezone(VILNIUS).date()


def moment_of(stamp: str) -> datetime | None:
    """Return the moment of a time stamp; None when there is none, as in a row typed by hand."""
    return read_moment(stamp) if stamp else None


def _doubts(answers: Form, place: Place, received: date, limits: Limits) -> tuple[Problem, ...]:
    if isinstance(answers, EventReport):
        return (
            *_doubts_of_date(answers, answers.date, place, received, limits),
            *_doubts_of_report(answers, place, limits),
        )
    if isinstance(answers, CoordinatorRecord) and answers.kind != PLANNED_EVENT:
        return _doubts_of_date(answers, answers.date, place, received, limits)
    return ()


def _at(place: Place, form: Form, key: str) -> Place:
    return Place(place.organisation, place.tab, place.row, form.question(key).title)


def _doubts_of_date(answers: Form, day: date, place: Place, received: date, limits: Limits) -> tuple[Problem, ...]:
    if day > received:
        return (Problem("date_in_future", _at(place, answers, "date")),)
    if received - day > timedelta(days=limits.days_until_reported):
        days = str(limits.days_until_reported)
        return (Problem("date_long_past", _at(place, answers, "date"), {"days": days}),)
    return ()


def _doubts_of_report(report: EventReport, place: Place, limits: Limits) -> tuple[Problem, ...]:
    doubts: list[Problem] = []
    where = _at(place, report, "social_contacts")
    if report.social_contacts > report.present:
        doubts.append(Problem("contacts_above_present", where))
    named = len(report.ambassadors.reveal())
    if report.social_contacts > named * limits.contacts_per_ambassador:
        doubts.append(Problem("many_contacts", where, {"limit": str(limits.contacts_per_ambassador)}))
    return tuple(doubts)
