"""From tabs to submissions: which forms can be read tonight, and what each response of theirs says."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from forms.answers import Email
from forms.catalogue import FORMS
from forms.dates import keeps_our_time
from forms.emails import read_email
from forms.headers import Layout, find_layout, header_name
from forms.memory import Memory, Restamped, Version
from forms.night.identifying import with_ids
from forms.night.scene import Scene
from forms.problems import Place, Problem
from forms.questions import Form
from forms.responses import Response, read_responses
from forms.sheets import Sheet
from forms.tracking import Status, Tracked, Tracking, ids_learned, track
from forms.validation import Submission, check, excused, moment_of, received_on
from forms.words import quoted

FEW_ROWS = 10
"""Fewer rows than this may vanish at once without stopping the form. Our rule."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The submissions of an organisation, what is wrong with its tabs, and what to remember of its responses."""

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]
    memory: Memory
    repeated: int
    """Rows that only repeat another one."""


def read_tabs(scene: Scene) -> Reading:
    """Read every form's responses; a form whose tab is broken keeps what the ledger knows of it."""
    slug, language = scene.organisation.slug, scene.organisation.language
    layouts = [(sheet, found) for sheet in scene.sheets if (found := find_layout(sheet, slug, language))]
    copied = _copied_tabs(scene, layouts)
    submissions: list[Submission] = []
    problems = [*(problem for _, layout in layouts for problem in layout.problems), *copied]
    if scene.time_zone and not keeps_our_time(scene.time_zone):
        problems.append(Problem("other_time_zone", Place(slug), {"zone": scene.time_zone}))
    memories: list[Memory] = []
    repeated = 0
    for form in FORMS:
        own = [(sheet, layout) for sheet, layout in layouts if layout.form is form]
        tracking, more = _track_form(scene, form, own)
        problems += more
        repeated += len(tracking.repeated)
        submissions += [_submission(scene, form, found) for found in tracking.tracked]
        memories.append(_remember(scene, form, tracking, met=bool(own) and not more))
    return Reading(tuple(submissions), tuple(problems), _joined(memories), repeated)


def _copied_tabs(scene: Scene, layouts: Sequence[tuple[Sheet, Layout]]) -> Iterator[Problem]:
    """Yield which tabs have the very header of an earlier one: copies, most likely."""
    first: dict[tuple[str, ...], str] = {}
    for sheet, layout in layouts:
        header = tuple(header_name(cell) for cell in sheet.rows[layout.header_row])
        other = first.setdefault(header, layout.title)
        if other != layout.title:
            place = Place(scene.organisation.slug, layout.title, layout.header_row + 1)
            yield Problem("tab_copied", place, {"other": quoted(other, scene.organisation.language)})


def recall(scene: Scene) -> Reading:
    """Return the submissions as the ledger remembers them, without looking at any tab."""
    submissions = [_submission(scene, form, found) for form in FORMS for found in _as_before(scene, form).tracked]
    return Reading(tuple(submissions), (), Memory(), 0)


def _track_form(
    scene: Scene, form: type[Form], tabs: Sequence[tuple[Sheet, Layout]]
) -> tuple[Tracking, tuple[Problem, ...]]:
    known = scene.past.responses.get(form.key, ())
    if any(layout.stopped for _, layout in tabs):
        return _as_before(scene, form), ()
    if not tabs:
        if not known:
            return Tracking((), ()), ()
        title = form.title.say(scene.organisation.language)
        return _as_before(scene, form), (Problem("tab_gone", Place(scene.organisation.slug), {"form": title}),)
    responses = [response for sheet, layout in tabs for response in read_responses(sheet, layout)]
    responses = with_ids(form, scene.given.get(form.key, ()), responses)
    tracking = track(responses, known, salt=scene.key_salt)
    gone = sum(_newly_vanished(found) for found in tracking.tracked)
    standing = sum(not past.vanished for past in known)
    if gone >= FEW_ROWS and gone * 2 > standing:
        place = Place(scene.organisation.slug, tabs[0][1].title)
        return _as_before(scene, form), (Problem("rows_gone", place, {"gone": str(gone), "known": str(standing)}),)
    return tracking, ()


def _as_before(scene: Scene, form: type[Form]) -> Tracking:
    known = scene.past.responses.get(form.key, ())
    status = {True: Status.VANISHED, False: Status.SAME}
    return Tracking(tuple(Tracked(past.key, past.version, status[past.vanished], None, past) for past in known), ())


def _newly_vanished(found: Tracked) -> bool:
    return found.status is Status.VANISHED and found.known is not None and not found.known.vanished


def _quiet(scene: Scene, form: type[Form], found: Tracked) -> bool:
    """Tell whether no letter is written: brought in quietly, or there when the form was first met."""
    if found.known:
        return found.known.quiet
    marks = (found.response.fingerprint, found.response.source) if found.response else ()
    # What was brought in and mended before it was read is known by who sent it, and when.
    for mark in marks:
        if mark in scene.past.quiet or mark in scene.past.loud:
            return mark in scene.past.quiet
    return form.key not in scene.past.watched


def _submission(scene: Scene, form: type[Form], found: Tracked) -> Submission:
    response, known = found.response, found.known
    raw = response.answers if response else known.answers if known else dict[str, str]()
    stamp = response.stamp if response else known.stamp if known else ""
    tab = response.tab if response else known.tab if known else ""
    place = Place(scene.organisation.slug, tab, response.row if response else 0)
    submitted_at = moment_of(stamp)
    first_seen_at = known.first_seen_at if known else scene.now
    answers, errors, doubts = check(
        form,
        raw,
        place,
        received_on=received_on(submitted_at, first_seen_at),
        limits=scene.limits,
        excused=() if submitted_at else excused(form),
    )
    return Submission(
        key=found.key,
        version=found.version,
        form=form,
        answers=answers,
        place=place,
        submitted_at=submitted_at,
        first_seen_at=first_seen_at,
        errors=errors,
        doubts=doubts,
        raw=raw,
        vanished=found.status is Status.VANISHED,
        quiet=_quiet(scene, form, found),
        response_id=(known.response_id if known else "") or (response.response_id if response else ""),
        edit_link=response.edit_link if response else "",
    )


def reply_address(submission: Submission) -> str | None:
    """Return the mailbox of whoever sent a submission in, as far as it can be read."""
    question = next((question for question in submission.form.questions if isinstance(question.answer, Email)), None)
    return read_email(submission.raw.get(question.key, "")) if question else None


def _remember(scene: Scene, form: type[Form], tracking: Tracking, *, met: bool) -> Memory:
    versions = [
        _version(scene, form, found, found.response)
        for found in tracking.tracked
        if found.response and found.status in {Status.NEW, Status.EDITED}
    ]
    restamped = tuple(
        Restamped(found.key, found.response.fingerprint, found.response.stamp)
        for found in tracking.tracked
        if found.status is Status.RESTAMPED and found.response
    )
    watched = frozenset({form.key}) if met and form.key not in scene.past.watched else frozenset[str]()
    return Memory(
        versions=tuple(versions),
        restamped=restamped,
        vanished=tuple(found.key for found in tracking.tracked if _newly_vanished(found)),
        returned=tuple(found.key for found in tracking.tracked if _is_back(found)),
        watched=watched,
        ids=ids_learned(tracking),
    )


def _is_back(found: Tracked) -> bool:
    return found.response is not None and found.known is not None and found.known.vanished


def _version(scene: Scene, form: type[Form], found: Tracked, response: Response) -> Version:
    answers = json.dumps(dict(response.answers), ensure_ascii=False)
    return Version(
        found.key,
        form.key,
        found.version,
        response.fingerprint,
        response.stamp,
        answers,
        response.tab,
        _quiet(scene, form, found),
    )


def _joined(memories: Iterable[Memory]) -> Memory:
    parts = tuple(memories)
    return Memory(
        versions=tuple(version for part in parts for version in part.versions),
        restamped=tuple(moved for part in parts for moved in part.restamped),
        vanished=tuple(key for part in parts for key in part.vanished),
        returned=tuple(key for part in parts for key in part.returned),
        watched=frozenset(key for part in parts for key in part.watched),
        ids={key: its for part in parts for key, its in part.ids.items()},
    )
