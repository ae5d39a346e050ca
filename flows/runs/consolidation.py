"""The nightly consolidation of one organisation: gather, plan, commit, project."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import blake2b

from config import ROOT
from flows.ports import OutsideError, Workbook, WorkbookBusyError, WorkbookChangedError
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.memory import Past
from forms.night.plan import NightPlan, plan, recollect
from forms.night.scene import Scene
from forms.organisations import Organisation
from forms.picture import Picture
from forms.problems import Problem, Severity
from forms.sheets import Sheet
from forms.words import Words

log = logging.getLogger("lookdeeper")

_TRIES = 3
"""How often a workbook that somebody changes under our hands is read anew before it is left for the next run."""

_ALWAYS_CHANGING = Words(
    "Darbo knyga keičiama tuo pačiu metu, todėl palikta kitam paleidimui.",
    "The workbook is being changed at this very time and is left for the next run.",
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
    plan: NightPlan | None = None
    """None when nothing had changed since a run that left nothing to do, or nothing could be read."""

    @property
    def did_something(self) -> bool:
        """Tell whether the run remembered or showed anything new."""
        return self.plan is not None and not self.plan.is_empty


def scene_of(
    services: Services, organisation: Organisation, now: datetime, past: Past, sheets: tuple[Sheet, ...] = ()
) -> Scene:
    """Return the scene of an organisation."""
    return Scene(organisation, sheets, past, now, services.ledger.salt(), services.limits)


def picture_now(services: Services, organisation: Organisation, now: datetime) -> Picture:
    """Return the picture of an organisation as the ledger remembers it."""
    return recollect(scene_of(services, organisation, now, services.ledger.past(organisation.slug)))


def plan_organisation(services: Services, organisation: Organisation, now: datetime) -> NightPlan:
    """Gather and plan, and do nothing: the dry run. Raises OutsideError."""
    sheets = services.workbook_of(organisation).read().sheets
    return plan(scene_of(services, organisation, now, services.ledger.past(organisation.slug), sheets))


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
        if token and services.ledger.settled(organisation.slug) == _mark(services, organisation, token, now):
            return Outcome(organisation.slug, organisation.name)
        snapshot = workbook.read()
        past = services.ledger.past(organisation.slug)
        night = plan(scene_of(services, organisation, now, past, snapshot.sheets))
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
            services.ledger.settle(organisation.slug, _mark(services, organisation, token, now))
        problems = Counter(problem.code for problem in night.problems)
        return Outcome(organisation.slug, organisation.name, night.counts, problems, not_read, night)
    raise WorkbookChangedError(_ALWAYS_CHANGING)


def _stops_a_tab(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and problem.place.question is None


def _mark(services: Services, organisation: Organisation, token: str, now: datetime) -> str:
    """Return a text that is equal only where a run would find nothing to do: same workbook, facts, day and software."""
    day = now.astimezone(VILNIUS).date()
    facts = blake2b(repr((organisation, services.limits)).encode(), digest_size=16).hexdigest()
    return f"{token} {day} {facts} {_software()}"


@cache
def _software() -> str:
    """Return a text that differs whenever the source does: after an update, what was settled is looked at again."""
    sources = sorted((ROOT / "forms").rglob("*.py"))
    return blake2b(repr([(file.name, file.stat().st_mtime_ns) for file in sources]).encode(), digest_size=8).hexdigest()
