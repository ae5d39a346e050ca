"""The plan of a night: what to remember, what to show in which tab, which letters to queue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from forms.catalogue import FORMS
from forms.decisions import RESTORE, About
from forms.event_report import EventReport
from forms.memory import Memory
from forms.night.attention import attention_view
from forms.night.corrections import matters_unanswered
from forms.night.counts import counts_of
from forms.night.deciding import Deciding, Stands, read_decisions
from forms.night.happenings import Events, group_events
from forms.night.left_behind import with_left_behind
from forms.night.letters import letters_again, letters_decided
from forms.night.matters import (
    Matter,
    disagreement_of,
    is_private,
    matter_of_doubts,
    matter_of_edit,
    matter_of_word,
    matters_of_events,
    matters_of_letters,
    matters_of_people,
    matters_of_submissions,
    matters_of_tabs,
)
from forms.night.notices import notices
from forms.night.people import People, earlier_applications, match_people
from forms.night.picturing import picture_of
from forms.night.post_words import matter_of_suspects, matters_taken_back, states_said, words_of_authors
from forms.night.posting import place_posts, posted_keys
from forms.night.putting_back import matters_put_back
from forms.night.reading import Reading, read_tabs, recall
from forms.night.reconciling import matters_of_lost_answers
from forms.night.records import record_people, recorded_before
from forms.night.restoring import asked_back
from forms.night.reviewing import is_edited
from forms.night.scene import Scene
from forms.night.shuffled import shuffled_tabs
from forms.night.tables import organisation_views
from forms.night.versions import VERSIONS, versions_as_seen, versions_shown
from forms.night.views import Outlook
from forms.night.writing import letters_of_night, letters_overtaken, next_day
from forms.picture import Happening, Picture, Review
from forms.posts import PostState
from forms.problems import Place, Problem
from forms.sheets import TabChange
from forms.tabs.difference import difference
from forms.tabs.responses import new_responses_tabs
from forms.tabs.shown import Shown, marks_of
from forms.validation import Submission


@dataclass(frozen=True, slots=True)
class NightPlan:
    """What follows from a night for one organisation; nothing of it has been done yet."""

    memory: Memory
    changes: tuple[TabChange, ...]
    shown: Mapping[str, Shown]
    """What the tabs show when the changes are made, where that is anything new; by the tab's key."""
    picture: Picture
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    writes_on: date | None = None
    """The next day on which a letter may become due though nothing new comes in."""
    posts_shown: tuple[int, ...] = ()
    """Numbers of the posts that stand in their tab when the changes are made."""

    @property
    def is_empty(self) -> bool:
        """Tell whether everything is as it should be already."""
        return self.memory.is_empty and not self.changes


def plan(scene: Scene) -> NightPlan:
    """Plan a night for one organisation. Pure: the same scene always gives the same plan."""
    is_new = not scene.sheets
    said_of_posts = states_said(scene)
    let_in = frozenset(number for number, state in said_of_posts.items() if state is PostState.WAITING)
    posting = place_posts(scene, let_in, asked_back(scene))
    scene = posting.scene
    shuffled = shuffled_tabs(scene)
    reading = read_tabs(scene)
    posted = posted_keys(scene, reading.submissions)
    scene = replace(scene, past=replace(scene.past, posted={**scene.past.posted, **posted}))
    taken_back, done = words_of_authors(scene, reading.submissions, scene.past.posted)
    reading = replace(reading, problems=(*reading.problems, *shuffled.values()))
    deciding = read_decisions(scene, versions_as_seen(scene), unread=shuffled.keys())
    # A row that was asked back is there: were the word remembered, its next deletion would be undone unasked.
    decisions = (*(one for one in deciding.decisions if one.value != RESTORE), *taken_back)
    deciding = replace(deciding, decisions=decisions)
    stands = Stands(scene.past.decisions, deciding.decisions)
    outlook = _outlook(scene, reading, stands, deciding)
    letters = (*letters_of_night(outlook), *letters_again(scene, deciding.decisions))
    decided = letters_decided(scene, deciding.decisions)
    overtaken = letters_overtaken(outlook, decided, deciding.decisions)
    decided = tuple({letter.key: letter for letter in (*decided, *overtaken)}.values())
    views = [with_left_behind(outlook, view) for view in organisation_views(outlook, (*letters, *decided))]
    changed = [
        (view, change)
        for view in views
        if view.tab.key not in shuffled and (change := difference(view, scene.sheets, scene.organisation.language))
    ]
    outlook = replace(outlook, matters=(*outlook.matters, *matters_put_back(outlook, changed)))
    outlook = replace(outlook, matters=(*outlook.matters, *notices(outlook, changed, deciding.decisions)))
    outlook = replace(outlook, matters=(*outlook.matters, *_words_of_lines(deciding, outlook.matters)))
    outlook = replace(outlook, matters=(*outlook.matters, *matter_of_suspects(scene, said_of_posts, stands)))
    lost = matters_of_lost_answers(scene, reading.submissions, stands)
    outlook = replace(outlook, matters=(*outlook.matters, *lost))
    waiting = difference(attention_view(outlook), scene.sheets, outlook.language)
    matters = {matter.key for matter in outlook.matters}
    memory = replace(
        reading.memory,
        decisions=deciding.decisions,
        contact_links=outlook.people.links,
        event_links=outlook.events.links,
        letters=letters,
        letter_states=decided,
        opened=tuple(sorted(matters - scene.past.matters.keys())),
        closed=tuple(sorted(scene.past.matters.keys() - matters)),
        posted=posted,
        post_states={**said_of_posts, **done},
    )
    made = () if scene.sheets else new_responses_tabs(scene.organisation.language)
    if is_new:
        memory = replace(memory, watched=frozenset(form.key for form in FORMS) - scene.past.watched)
    shown = {view.tab.key: marks_of(view) for view in views if view.tab.key not in shuffled} | {
        VERSIONS: versions_shown(outlook)
    }
    return NightPlan(
        memory=memory,
        changes=(*made, *posting.changes, *([waiting] if waiting else []), *(change for _, change in changed)),
        shown={key: marks for key, marks in shown.items() if marks != scene.past.shown.get(key)},
        picture=outlook.picture,
        problems=(*reading.problems, *(problem for one in reading.submissions for problem in one.errors)),
        counts=counts_of(reading, memory, outlook),
        writes_on=next_day(outlook),
        posts_shown=posting.shown,
    )


def recollect(scene: Scene) -> Picture:
    """Return the picture of an organisation from what is remembered alone, without looking at its tabs."""
    return _outlook(scene, recall(scene), Stands(scene.past.decisions, ()), Deciding((), ())).picture


def _outlook(scene: Scene, reading: Reading, stands: Stands, deciding: Deciding) -> Outlook:
    submissions = reading.submissions
    people = match_people(scene, submissions, stands)
    events = group_events(scene, submissions, people, stands)
    took_part = record_people(submissions, people)
    picture = picture_of(scene, submissions, people, events, took_part, stands)
    matters = tuple(_matters(scene, reading, deciding, people, events, picture, stands))
    picture = replace(picture, events=_with_waiting(picture.events, matters))
    return Outlook(scene, submissions, people, events, picture, stands, matters)


def _with_waiting(events: Sequence[Happening], matters: Sequence[Matter]) -> tuple[Happening, ...]:
    """Mark the events that something is the matter with: they wait for a person, approved or not."""
    subjects = {matter.subject for matter in matters if not is_private(matter.key)}
    return tuple(
        replace(event, waits=True) if event.counts and subjects & {event.key, *event.reports} else event
        for event in events
    )


def _matters(
    scene: Scene,
    reading: Reading,
    deciding: Deciding,
    people: People,
    events: Events,
    picture: Picture,
    stands: Stands,
) -> Iterator[Matter]:
    organisation, language = scene.organisation.slug, scene.organisation.language
    yield from matters_of_tabs(reading.problems, stands)
    yield from matters_of_submissions(reading.submissions, stands)
    earlier = {
        **{
            key: ("applied_twice", first)
            for key, first in earlier_applications(reading.submissions, people, stands).items()
        },
        **{key: ("recorded_twice", first) for key, first in recorded_before(reading.submissions, stands).items()},
    }
    for one in reading.submissions:
        about = About.APPLICATION if one.form.letter == "A" else About.REVIEW
        if one.form is not EventReport and one.is_valid:
            if is_edited(one, about, stands) and stands.of(one.key, about).code not in {"declined", "withdrawn"}:
                yield matter_of_edit(one.key, one.version, one.place)
            code, first = earlier.get(one.key, ("", ""))
            twice = [Problem(code, one.place, {"other": first})] if first else []
            found = matter_of_doubts(one.key, one.version, (*twice, *one.doubts), stands, about)
            if found:
                yield found
    trained = {one.key: one.trained_on for one in picture.ambassadors}
    for event in picture.events:
        yield from _matters_of_event(scene, event, events, trained, stands)
    yield from matters_of_events(events.doubts, organisation)
    yield from matters_of_people(people.doubts, organisation, language)
    yield from matters_taken_back(reading.submissions, (*scene.past.decisions, *deciding.decisions), stands)
    yield from matters_unanswered(scene, reading.submissions, stands)
    yield from matters_of_letters(scene.past.letters, organisation, stands)
    for key, problem in deciding.problems:
        yield matter_of_word(key, problem)


def _words_of_lines(deciding: Deciding, matters: Sequence[Matter]) -> Iterator[Matter]:
    """Yield what is no decision in the lines that stay under Needs attention; each is said once."""
    standing = {matter.key for matter in matters}
    found = (matter_of_word(key, problem) for key, problem in deciding.passing if key in standing)
    yield from {matter.key: matter for matter in found if matter.key not in standing}.values()


def _matters_of_event(
    scene: Scene, event: Happening, events: Events, trained: Mapping[str, date | None], stands: Stands
) -> Iterator[Matter]:
    if not event.counts:
        return
    reports: Sequence[Submission] = events.reports_of[event.key]
    place = reports[0].place
    if event.review is Review.EDITED:
        yield matter_of_edit(event.key, events.versions[event.key], place)
    doubts = [problem for report in reports for problem in report.doubts]
    untrained = event.unknown_ambassadors + sum(not _trained_by(trained.get(key), event) for key in event.ambassadors)
    if untrained:
        where = Place(place.organisation, place.tab, place.row, EventReport.ambassadors.title)
        doubts.append(Problem("untrained_ambassador", where, {"count": str(untrained)}))
    found = matter_of_doubts(event.key, events.versions[event.key], doubts, stands)
    if found:
        yield found
    if event.disagreements:
        figures = {question.key: question.title for question in EventReport.questions}
        problem = disagreement_of(event, figures, place, scene.organisation.language)
        yield Matter(f"{event.key}/disagree", event.key, (problem,))


def _trained_by(trained_on: date | None, event: Happening) -> bool:
    return trained_on is not None and trained_on <= event.date
