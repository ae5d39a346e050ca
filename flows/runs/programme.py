"""The consolidation of the whole programme: every organisation in turn, then the national workbook."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows.errors import OutsideError, WorkbookChangedError, WorkbookError
from flows.runs.consolidation import Outcome, picture_of_last_night
from flows.runs.side_by_side import consolidating
from flows.wiring import Services
from forms.memory import Run
from forms.night.national import PROGRAMME, national_changes, national_views
from forms.night.releases import release_lines, signs_of_tonight
from forms.picture import Picture
from forms.releases.release import Release
from forms.sheets import Snapshot
from forms.staff import Staff, read_staff
from forms.words import Language, Words

log = logging.getLogger("lookdeeper")

LANGUAGE = Language.LT
"""The national workbook's language: its staff are the Institute's."""

NIGHT = "night"
"""The run that is logged when all organisations were gone through, whether or not anything was new."""

_NO_PROGRAMME = Words(
    "Programos darbo knygos dar nėra. Sukurkite ją: lookdeeper init.",
    "There is no national workbook yet. Make it: lookdeeper init.",
)
_PROGRAMME_GONE = Words(
    "Programos darbo knygos nebėra, o jos organizacijos jau žinomos ({known}). Grąžinkite naujausią jos kopiją iš"
    " aplanko „backups“; nauja, sukurta su lookdeeper init, būtų tuščia.",
    "The national workbook is gone, and its organisations are known ({known}). Put back the newest copy from the"
    " folder backups; one made anew by lookdeeper init would be empty.",
)


@dataclass(frozen=True, slots=True)
class ProgrammeOutcome:
    """What a consolidation of the programme did."""

    staff: Staff
    outcomes: tuple[Outcome, ...]
    not_written: str = ""
    """Why the national workbook could not be written, if it could not."""

    @property
    def did_something(self) -> bool:
        """Tell whether anything was new anywhere."""
        return any(outcome.did_something for outcome in self.outcomes)


def gather_staff(services: Services) -> tuple[Snapshot, Staff]:
    """Read the national workbook. Raises WorkbookError when there is none, or it cannot be read."""
    snapshot = services.national.read()
    if not snapshot.token:
        known = ", ".join(sorted(services.ledger.organisations()))
        gone = Words(*(text.format(known=known) for text in _PROGRAMME_GONE.both()))
        raise WorkbookError(gone if known else _NO_PROGRAMME)
    staff = read_staff(snapshot.sheets)
    if staff.broken:
        raise WorkbookError(staff.broken)
    known = {one.slug for one in staff.organisations} | {key for _, key, _ in staff.mistakes}
    gone = sorted(services.ledger.organisations() - known)
    return snapshot, replace(staff, gone=tuple(gone)) if gone else staff


def consolidate_programme(
    services: Services,
    now: datetime,
    organisations: Iterable[str] = (),
    tell: Callable[[Outcome], None] = lambda _: None,
) -> ProgrammeOutcome:
    """Consolidate the organisations, all or those named, and bring the national workbook up to date.

    Args:
        services: What to work with.
        now: What time it is.
        organisations: Slugs; none for all.
        tell: Called after each organisation, for progress.
    """
    snapshot, staff = gather_staff(services)
    wanted = set(organisations)
    chosen = [one for one in staff.organisations if not wanted or one.slug in wanted]
    outcomes: list[Outcome] = []
    with consolidating(services, chosen, now) as outcome_of:
        for organisation in chosen:
            outcomes.append(outcome_of(organisation))
            tell(outcomes[-1])
    return finish_programme(services, (snapshot, staff), outcomes, now)


def finish_programme(
    services: Services, gathered: tuple[Snapshot, Staff], outcomes: Sequence[Outcome], now: datetime
) -> ProgrammeOutcome:
    """Log the runs and make the national workbook, as it was gathered, show what the ledger says."""
    staff = gathered[1]
    for outcome in outcomes:
        if outcome.did_something or outcome.not_read:
            services.ledger.log(Run("consolidate", now, outcome.slug, outcome.counts, outcome.not_read))
    if any(outcome.did_something for outcome in outcomes):
        services.ledger.back_up(services.settings.backups, now)
    if {one.slug for one in staff.organisations} <= {outcome.slug for outcome in outcomes}:
        services.ledger.log(Run(NIGHT, now, counts={"organisations": len(outcomes)}))
    not_written = ""
    try:
        project_national(services, gathered, outcomes, now)
    except OutsideError as error:
        log.warning("national workbook: %s", error.words.en)
        not_written = error.say(LANGUAGE)
    return ProgrammeOutcome(staff, tuple(outcomes), not_written)


def project_national(
    services: Services, gathered: tuple[Snapshot, Staff], outcomes: Sequence[Outcome], now: datetime
) -> None:
    """Make the pipeline's tabs of the national workbook equal to what the ledger says.

    It is read once more only when somebody changed it since it was gathered. Raises OutsideError.
    """
    snapshot, staff = gathered
    fresh = {outcome.slug: outcome.picture for outcome in outcomes if outcome.picture}
    is_said = not any(outcome.not_read for outcome in outcomes)
    if not fresh and is_said and services.ledger.settled("") == snapshot.token:
        return
    pictures = [fresh.get(one.slug) or picture_of_last_night(services, one, now) for one in staff.organisations]
    try:
        _write_national(services, snapshot, pictures, now)
    except WorkbookChangedError:
        _write_national(services, services.national.read(), pictures, now)


def _write_national(services: Services, snapshot: Snapshot, pictures: Sequence[Picture], now: datetime) -> None:
    typed = read_staff(snapshot.sheets)
    releases = _signed_tonight(services, snapshot, now)
    names = {one.slug: one.name for one in typed.organisations}
    lines = release_lines(releases, snapshot.sheets, names, PROGRAMME.say(LANGUAGE), LANGUAGE)
    views = national_views(pictures, typed, services.ledger.runs(), now, LANGUAGE, lines)
    changes = national_changes(views, typed, snapshot.sheets, LANGUAGE)
    token = services.national.apply(changes, expected=snapshot.token)
    services.ledger.settle("", token)


def _signed_tonight(services: Services, snapshot: Snapshot, now: datetime) -> Sequence[Release]:
    """Keep what was signed in the national workbook since the last night; return all releases with it."""
    releases = services.ledger.releases()
    signs = signs_of_tonight(releases, snapshot.sheets, now)
    for number, sign in signs.items():
        services.ledger.sign(number, sign)
    return services.ledger.releases() if signs else releases
