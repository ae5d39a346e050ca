"""Which event each report is about, and what the events of an organisation are, as they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from forms.contacts.normalise import fold
from forms.contacts.verdicts import Verdict
from forms.event_report import EventReport
from forms.events.agreed import agreed, events_to_count
from forms.events.grouping import group_reports
from forms.events.reports import Event, EventDoubt, Report
from forms.memory import EventLink
from forms.night.deciding import Stands
from forms.night.people import REPORTER, People, known_and_unknown
from forms.night.reviewing import review_of
from forms.night.scene import Scene
from forms.picture import Disagreement, Happening, Review
from forms.tracking import new_key
from forms.validation import Submission, received_on


@dataclass(frozen=True, slots=True)
class Events:
    """The events of an organisation and the reports behind them."""

    happenings: tuple[Happening, ...]
    reports_of: Mapping[str, tuple[Submission, ...]]
    """By event, the reports that tell of it."""
    named: Mapping[str, tuple[str, ...]] = field(repr=False)
    """By event, the lines that name ambassadors whom nobody knows."""
    versions: Mapping[str, int]
    """By event the number that grows whenever one of its reports changes."""
    doubts: tuple[EventDoubt, ...]
    links: tuple[EventLink, ...]


def group_events(scene: Scene, submissions: Sequence[Submission], people: People, stands: Stands) -> Events:
    """Group the valid reports that were not rejected into events."""
    reports: dict[str, Report] = {}
    named: dict[str, tuple[str, ...]] = {}
    by_key: dict[str, Submission] = {}
    aside = _set_aside(scene, submissions, stands)
    for submission in submissions:
        answers = submission.answers
        if not (submission.is_valid and isinstance(answers, EventReport)) or submission.key in aside:
            continue
        known, unknown = known_and_unknown(answers.ambassadors.reveal(), people.known_people)
        by_key[submission.key], named[submission.key] = submission, unknown
        reports[submission.key] = _report(scene, submission, answers, known | {fold(line) for line in unknown}, people)
    verdicts = {pair: Verdict(word) for pair, word in stands.verdicts.items() if _about_events(pair)}
    taken = {link.event_key for link in scene.past.event_links}

    def fresh_key(report: Report) -> str:
        key = new_key("E", report.response_key, taken, scene.key_salt)
        taken.add(key)
        return key

    before = {**reports, **_before_edits(scene, by_key, people)}
    grouping = group_reports(_known_events(scene, before), tuple(reports.values()), verdicts, new_key=fresh_key)
    merged = {event.key: _earliest_first(event, by_key) for event in events_to_count(grouping.events, verdicts)}
    versions = _versions(scene, submissions, merged)
    links = tuple(EventLink(link.response_key, link.event_key, link.reason.value) for link in grouping.links)
    reports_of = {key: tuple(by_key[one.response_key] for one in found) for key, found in merged.items()}
    unknown_of = {key: _each_once(named[one.response_key] for one in found) for key, found in merged.items()}
    happenings = tuple(
        _happening(Event(key, found), reports_of[key], len(unknown_of[key]), review_of(key, versions[key], stands))
        for key, found in merged.items()
    )
    return Events(happenings, reports_of, unknown_of, versions, grouping.doubts, links)


def _versions(
    scene: Scene, submissions: Sequence[Submission], merged: Mapping[str, tuple[Report, ...]]
) -> Mapping[str, int]:
    """Return by event a number that grows whenever its reports change.

    It counts those that were set aside, too: or else it would shrink, and a later change would look old.
    """
    version_of = {one.key: one.version for one in submissions}
    reports = {key: {one.response_key for one in found} for key, found in merged.items()}
    for link in scene.past.event_links:
        if link.event_key in reports:
            reports[link.event_key].add(link.response_key)
    return {key: sum(version_of.get(report, 0) for report in of_event) for key, of_event in reports.items()}


def _earliest_first(event: Event, submissions: Mapping[str, Submission]) -> tuple[Report, ...]:
    """Return the reports of an event by when they were sent in: the words of the first are the event's."""

    def sent_in(report: Report) -> tuple[datetime, str]:
        submission = submissions[report.response_key]
        return submission.submitted_at or submission.first_seen_at, report.response_key

    return tuple(sorted(event.reports, key=sent_in))


def _set_aside(scene: Scene, submissions: Sequence[Submission], stands: Stands) -> frozenset[str]:
    """Return the reports that were rejected; but a later word on an event that was left with none brings its back."""
    valid = {one.key for one in submissions if one.is_valid and one.form is EventReport}
    rejected = {key for key in valid if review_of(key, 0, stands) is Review.REJECTED}
    reports: dict[str, set[str]] = {}
    for link in scene.past.event_links if rejected else ():
        reports.setdefault(link.event_key, set()).update({link.response_key} & valid)
    back = (
        of_event
        for event, of_event in reports.items()
        if of_event <= rejected and all(stands.is_taken_up(event, after=report) for report in of_event)
    )
    return frozenset(rejected.difference(*back))


def _about_events(pair: frozenset[str]) -> bool:
    return all(key.startswith("E-") for key in pair)


def _each_once(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for group in groups for line in group))


def _before_edits(scene: Scene, submissions: Mapping[str, Submission], people: People) -> Mapping[str, Report]:
    """Return the reports edited tonight as they were: by them an event knows that a report moved away from it."""
    former: dict[str, Report] = {}
    for known in scene.past.responses.get(EventReport.key, ()):
        submission = submissions.get(known.key)
        if submission and submission.version > known.version:
            answers, faults = EventReport.read([known.answers.get(one.key, "") for one in EventReport.questions])
            if not faults:
                there, unknown = known_and_unknown(answers.ambassadors.reveal(), people.known_people)
                ambassadors = there | {fold(line) for line in unknown}
                former[known.key] = _report(scene, submission, answers, ambassadors, people)
    return former


def _known_events(scene: Scene, reports: Mapping[str, Report]) -> list[Event]:
    found: dict[str, list[Report]] = {}
    for link in scene.past.event_links:
        of_event = found.setdefault(link.event_key, [])
        if link.response_key in reports:
            of_event.append(reports[link.response_key])
    return [Event(key, tuple(of_event)) for key, of_event in found.items() if of_event]


def _report(
    scene: Scene, submission: Submission, answers: EventReport, ambassadors: frozenset[str], people: People
) -> Report:
    return Report(
        response_key=submission.key,
        organisation=scene.organisation.slug,
        reporter=people.contact_of.get((submission.key, REPORTER), ""),
        date=answers.date,
        kind=answers.kind,
        audience=answers.audience,
        format=answers.format,
        municipality=answers.municipality,
        venue=answers.venue,
        title=answers.title_,
        duration_hours=answers.duration_hours,
        ambassadors=ambassadors,
        present=answers.present,
        social_contacts=answers.social_contacts,
        expenses=answers.expenses_eur,
    )


def _happening(event: Event, reports: Sequence[Submission], unknown: int, review: Review) -> Happening:
    facts = agreed(event)
    minors = any(isinstance(one.answers, EventReport) and one.answers.minors == "yes" for one in reports)
    disagreements = tuple(
        Disagreement(conflict.question, tuple(Decimal(one) for one in conflict.values if not isinstance(one, date)))
        for conflict in facts.conflicts
        if conflict.question != EventReport.date.key
    )
    settled = review is Review.APPROVED and not disagreements and not any(one.vanished for one in reports)
    return Happening(
        key=event.key,
        organisation=event.reports[0].organisation,
        reports=tuple(report.response_key for report in event.reports),
        review=review,
        title=facts.title,
        date=facts.date,
        kind=facts.kind,
        audience=facts.audience,
        format=facts.format,
        municipality=facts.municipality,
        venue=facts.venue,
        duration_hours=facts.duration_hours,
        present=facts.present,
        social_contacts=facts.social_contacts,
        minors=minors,
        expenses_eur=facts.expenses or Decimal(0),
        ambassadors=frozenset(key for key in facts.ambassadors if key.startswith("K-")),
        unknown_ambassadors=unknown,
        disagreements=disagreements,
        waits=not settled and review is not Review.REJECTED,
        # When a row typed by hand was written down on paper nobody knows.
        reported_on=min(
            (received_on(one.submitted_at, one.first_seen_at) for one in reports if not one.by_hand), default=None
        ),
    )
