"""The nightly consolidation of one organisation: gather, plan, commit, project."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from flows.errors import OutsideError, WorkbookBusyError, WorkbookChangedError
from flows.ports import Workbook
from flows.runs.collecting import collecting_nothing
from flows.runs.marks import CHANGED, Mark, cells_of, facts_of, standing_mark
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.memory import Past
from forms.night.plan import NightPlan, plan, recollect
from forms.night.reconciling import ON_ITS_WAY
from forms.night.scene import Scene
from forms.night.steady import steady_until
from forms.organisations import Organisation
from forms.picture import Picture
from forms.problems import Problem, Severity
from forms.sheets import EMPTY, Snapshot
from forms.words import Words

log = logging.getLogger("lookdeeper")

_TRIES = 3
"""How often a workbook that somebody changes under our hands is read anew before it is left for the next run."""

_ALWAYS_CHANGING = Words(
    "Darbo knyga keičiama tuo pačiu metu, todėl palikta kitam paleidimui.",
    "The workbook is being changed at this very time and is left for the next run.",
)

_UNEXPECTED = Words(
    "{name}: nenumatyta klaida ({kind}); kas jau perskaityta, lieka. Pažiūrėkite į paleidimo žurnalą.",
    "{name}: an unexpected error ({kind}); what was read stays. Look at the run's log.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did for one organisation; no person in it."""

    slug: str
    name: str
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    problems: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many, by code."""
    not_read: tuple[str, ...] = ()
    """Sentences: what could not be read or written, and the remedy."""
    picture: Picture | None = None
    """None when nothing had changed since a run that left nothing to do, or nothing could be read."""
    did_something: bool = False
    """Whether the run remembered or showed anything new."""


def scene_of(
    services: Services, organisation: Organisation, now: datetime, past: Past, snapshot: Snapshot = EMPTY
) -> Scene:
    """Return the scene of an organisation; its forms themselves are asked when its tabs were read."""
    return Scene(
        organisation=organisation,
        sheets=snapshot.sheets,
        past=past,
        now=now,
        salt=services.ledger.salt(),
        limits=services.limits,
        edited_by=snapshot.edited_by,
        time_zone=snapshot.time_zone,
        given=services.given(organisation, None) if snapshot.sheets else {},
        links=services.links(now),
    )


def picture_now(
    services: Services, organisation: Organisation, now: datetime, as_of: datetime | None = None
) -> Picture:
    """Return the picture of an organisation as the ledger remembers it, or remembered it at a past moment."""
    return recollect(scene_of(services, organisation, now, services.ledger.past(organisation.slug, as_of=as_of)))


def picture_of_last_night(services: Services, organisation: Organisation, now: datetime) -> Picture:
    """Return the picture of the night that settled an organisation, or, where none stands, what is remembered.

    It also knows what waits in the tabs alone, such as a word that is no decision; summaries, which must come out the
    same from the ledger years later, take `picture_now`.
    """
    kept = services.ledger.settled_picture(organisation.slug)
    return kept if kept and _standing_mark(services, organisation, now) else picture_now(services, organisation, now)


def plan_organisation(services: Services, organisation: Organisation, now: datetime) -> NightPlan:
    """Gather and plan, and do nothing: the dry run. Raises OutsideError."""
    snapshot = services.workbook_of(organisation).read()
    return plan(scene_of(services, organisation, now, services.ledger.past(organisation.slug), snapshot))


def is_settled(services: Services, organisation: Organisation, now: datetime) -> bool:
    """Tell whether the very file that lies there was left with nothing to do; False where it cannot be read."""
    kept = _standing_mark(services, organisation, now)
    try:
        return kept is not None and kept.token == services.workbook_of(organisation).token()
    except OutsideError:
        return False


def _standing_mark(services: Services, organisation: Organisation, now: datetime) -> Mark | None:
    facts, day = facts_of(organisation, services.limits), now.astimezone(VILNIUS).date()
    return standing_mark(services.ledger.settled(organisation.slug), facts, day)


def _has_new_answers(services: Services, organisation: Organisation, settled: Mark) -> bool:
    """Tell whether the forms themselves have answers since the day on which the organisation was settled."""
    since = datetime.combine(settled.from_on, time.min, VILNIUS) - ON_ITS_WAY
    return any(services.given(organisation, since).values())


def consolidate_guarded(services: Services, organisation: Organisation, now: datetime) -> Outcome:
    """Consolidate one organisation so that nothing that goes wrong there, foreseen or not, stops the others."""
    try:
        return consolidate_organisation(services, organisation, now)
    except Exception as error:  # noqa: BLE001 - one organisation's failure, whatever it is, never stops the others
        log.error("%s: unexpected %s", organisation.slug, type(error).__name__)  # noqa: TRY400 - its text may hold an answer
        words = _UNEXPECTED.say(organisation.language, name=organisation.name, kind=type(error).__name__)
        return Outcome(organisation.slug, organisation.name, not_read=(words,))


def consolidate_organisation(services: Services, organisation: Organisation, now: datetime) -> Outcome:
    """Consolidate one organisation; what cannot be read or written is said in the outcome, never raised."""
    workbook = services.workbook_of(organisation)
    try:
        return _consolidate(services, organisation, workbook, now)
    except OutsideError as error:
        log.warning("%s: %s", organisation.slug, error.words.en)
        return Outcome(organisation.slug, organisation.name, not_read=(error.say(organisation.language),))


def _consolidate(services: Services, organisation: Organisation, workbook: Workbook, now: datetime) -> Outcome:
    for attempt in range(1, _TRIES + 1):
        token = workbook.token()
        kept = _standing_mark(services, organisation, now)
        # An answer whose row was deleted before any run saw it changes no workbook: the forms are asked what is new.
        if kept and _has_new_answers(services, organisation, kept):
            kept = None
        if kept and kept.token == token:
            return Outcome(organisation.slug, organisation.name)
        snapshot = workbook.read()
        cells = cells_of(snapshot.sheets)
        if kept and kept.cells == cells:
            services.ledger.settle(organisation.slug, replace(kept, token=snapshot.token).text)
            return Outcome(organisation.slug, organisation.name)
        past = services.ledger.past(organisation.slug)
        with collecting_nothing():
            night = plan(scene_of(services, organisation, now, past, snapshot))
        services.ledger.commit(organisation.slug, night.memory, now=now)
        not_read = tuple(problem.say(organisation.language) for problem in night.problems if _stops_a_tab(problem))
        try:
            token = workbook.apply(night.changes, expected=snapshot.token)
        except WorkbookChangedError:
            log.info("%s: the workbook changed while it was read, attempt %d", organisation.slug, attempt)
            continue
        except WorkbookBusyError as error:
            not_read = (*not_read, error.say(organisation.language))
        else:
            services.ledger.posts_shown(organisation.slug, night.posts_shown)
            # What could not be read is said again every day; otherwise only the calendar changes anything.
            day = now.astimezone(VILNIUS).date()
            until_on = min(steady_until(night.picture, day), night.writes_on or date.max)
            if not_read:
                until_on = day + timedelta(days=1)
            facts = facts_of(organisation, services.limits)
            mark = Mark(token, CHANGED if night.changes else cells, facts, day, until_on)
            # A picture that says what was not read says so of that night alone.
            picture = None if night.picture.not_read else night.picture
            services.ledger.settle(organisation.slug, mark.text, night.shown, picture)
        problems = Counter(problem.code for problem in night.problems)
        return Outcome(
            organisation.slug, organisation.name, night.counts, problems, not_read, night.picture, not night.is_empty
        )
    raise WorkbookChangedError(_ALWAYS_CHANGING)


def _stops_a_tab(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and problem.place.question is None
