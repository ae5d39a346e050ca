"""Coordinators' records: who took part in them, what they are as they stand, and which may be one told twice."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from forms.contacts.normalise import fold
from forms.coordinator_record import CoordinatorRecord
from forms.decisions import About
from forms.events.titles import TitleLikeness, like_titles
from forms.night.deciding import Stands
from forms.night.people import People, known_and_unknown
from forms.night.reviewing import review_of
from forms.picture import Entry, Review
from forms.validation import Submission


def record_people(submissions: Sequence[Submission], people: People) -> Mapping[str, tuple[frozenset[str], int]]:
    """Return, by record, the contacts who took part and how many others are named."""
    found: dict[str, tuple[frozenset[str], int]] = {}
    for submission in submissions:
        if submission.is_valid and isinstance(submission.answers, CoordinatorRecord):
            known, unknown = known_and_unknown(submission.answers.people.reveal() or (), people.known_people)
            found[submission.key] = known, len(unknown)
    return found


def entries_of(
    organisation: str,
    submissions: Sequence[Submission],
    took_part: Mapping[str, tuple[frozenset[str], int]],
    stands: Stands,
) -> tuple[Entry, ...]:
    """Return the valid records as they stand."""
    entries: list[Entry] = []
    for submission in submissions:
        record = submission.answers
        if not (submission.is_valid and isinstance(record, CoordinatorRecord)):
            continue
        review = review_of(submission.key, submission.version, stands)
        known, unknown = took_part[submission.key]
        entries.append(
            Entry(
                key=submission.key,
                organisation=organisation,
                review=review,
                kind=record.kind,
                title=record.title_,
                date=record.date,
                duration_hours=record.duration_hours or Decimal(0),
                people=known,
                unknown_people=unknown,
                channel=record.channel,
                expenses_eur=record.expenses_eur or Decimal(0),
                waits=review in {Review.RECEIVED, Review.EDITED} or submission.vanished,
            )
        )
    return tuple(entries)


def recorded_before(submissions: Sequence[Submission], stands: Stands) -> Mapping[str, str]:
    """Return, by the key of a record that looks like an earlier one, the earlier one's; those set aside aside.

    Alike are records of one kind and day that were sent in the same second, or have like titles and the same people: a
    file brought in again after a correction, a row typed by hand and sent through the form as well. Our rule.
    """
    valid = [
        (submission, record)
        for submission in submissions
        if submission.is_valid
        and not submission.vanished
        and isinstance(record := submission.answers, CoordinatorRecord)
        and stands.of(submission.key, About.REVIEW).code != "rejected"
    ]
    found: dict[str, str] = {}
    for _, group in groupby(sorted(valid, key=_kind_and_day), key=_kind_and_day):
        earlier: list[tuple[Submission, CoordinatorRecord]] = []
        for one in group:
            first = next((before for before in earlier if _alike(before, one)), None)
            if first:
                found[one[0].key] = first[0].key
            else:
                earlier.append(one)
    return found


def _kind_and_day(one: tuple[Submission, CoordinatorRecord]) -> tuple[str, str]:
    return one[1].kind, one[1].date.isoformat()


def _alike(one: tuple[Submission, CoordinatorRecord], other: tuple[Submission, CoordinatorRecord]) -> bool:
    (mine, record), (yours, another) = one, other
    if mine.submitted_at and mine.submitted_at == yours.submitted_at:
        return True
    same_people = _people(record) == _people(another)
    return same_people and like_titles(record.title_, another.title_) is not TitleLikeness.NONE


def _people(record: CoordinatorRecord) -> frozenset[str]:
    return frozenset(fold(line) for line in record.people.reveal() or ())
