"""The period summary: of one organisation or the programme, from what is remembered, or was at any past moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from flows.adapters.summary_files import write_summary
from flows.errors import OutsideError
from flows.runs.consolidation import picture_now
from flows.runs.evidence import write_evidence
from flows.runs.programme import LANGUAGE, gather_staff
from flows.runs.setting_up import find_organisation
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.disclosure import Published
from forms.figures.together import merge_pictures
from forms.night.national import PROGRAMME
from forms.organisations import Organisation
from forms.periods import Period, PeriodError
from forms.picture import Picture
from forms.summary import Summary, summarise
from forms.words import Language

PROGRAMME_FOLDER = "programa"
_RUNS_LOOKED_THROUGH = 2_000
"""Mail runs in an outage log every quarter of an hour: this reaches back over a month of them."""


def pictures_of(
    services: Services, organisations: Sequence[Organisation], now: datetime, as_of: datetime | None = None
) -> tuple[Picture, ...]:
    """Return the picture of every organisation as the ledger remembers it, or remembered it at a past moment."""
    return tuple(picture_now(services, one, now, as_of) for one in organisations)


def picture_of(
    services: Services,
    organisations: Sequence[Organisation],
    slug: str | None,
    now: datetime,
    as_of: datetime | None = None,
) -> Picture:
    """Return the picture of the one organisation of that slug, or of all together when none is named."""
    if slug:
        (organisation,) = (one for one in organisations if one.slug == slug)
        return picture_now(services, organisation, now, as_of)
    return merge_pictures(PROGRAMME.say(LANGUAGE), LANGUAGE, pictures_of(services, organisations, now, as_of))


def picture_of_scope(services: Services, now: datetime, slug: str | None, as_of: datetime | None = None) -> Picture:
    """Return the picture of an organisation, or of the programme when none is named. Raises OutsideError."""
    staff = gather_staff(services)[1]
    if slug:
        find_organisation(services, slug)
    picture = picture_of(services, staff.organisations, slug, now, as_of)
    troubles = staff.troubles(slug, LANGUAGE)
    return replace(picture, not_read=(*not_read_lately(services, slug, as_of), *troubles))


def not_read_lately(services: Services, slug: str | None, as_of: datetime | None = None) -> tuple[str, ...]:
    """Return what the latest consolidation of each organisation in the scope could not read."""
    latest = {
        run.organisation: run
        for run in reversed(services.ledger.runs(_RUNS_LOOKED_THROUGH))
        if run.flow == "consolidate" and (as_of is None or run.started_at <= as_of)
    }
    return tuple(sentence for name, run in latest.items() if slug in {None, "", name} for sentence in run.not_read)


def period_between(from_on: date, to_on: date) -> Period:
    """Return a period; raises OutsideError when it ends before it begins."""
    try:
        return Period.of(from_on, to_on)
    except PeriodError as error:
        raise OutsideError(error.words) from None


def told_before(services: Services, before: int | None = None) -> tuple[Published, ...]:
    """Return the counts of people of all releases, or of those before a number."""
    releases = services.ledger.releases()
    return tuple(one.contents.people for one in releases if before is None or one.number < before)


def least_shown(services: Services) -> int:
    """Return the least count of people that is shown in a breakdown, by the programme's facts."""
    return int(services.settings.facts["disclosure"]["least_people_shown"])


def summary_now(services: Services, from_on: date, to_on: date, now: datetime, slug: str | None) -> Summary:
    """Return the summary of a period as things stood at a moment: now, or any past one. Raises OutsideError."""
    return _sum_up(services, period_between(from_on, to_on), now, slug)[0]


def _sum_up(services: Services, period: Period, now: datetime, slug: str | None) -> tuple[Summary, Picture]:
    picture = picture_of_scope(services, now, slug, as_of=now)
    organisations = gather_staff(services)[1].organisations
    names = {one.slug: one.name for one in organisations}
    contracts = {one.slug: one.contract for one in organisations}
    today = now.astimezone(VILNIUS).date()
    earlier = tuple(one.contents.people for one in services.ledger.releases() if one.released_at <= now)
    made = summarise(picture, period, today, None if slug else names, least_shown(services), earlier, contracts)
    return made, picture


@dataclass(frozen=True, slots=True)
class Written:
    """A summary that was written: its files, and, for the coordinator of an organisation's, the evidence."""

    summary: Summary
    files: Sequence[Path]
    evidence: Path | None


def write_period_summary(
    services: Services,
    from_on: date,
    to_on: date,
    now: datetime,
    slug: str | None = None,
    language: Language | None = None,
    out: Path | None = None,
) -> Written:
    """Write the files of a summary, by default into the home's folder of summaries. Raises OutsideError."""
    period = period_between(from_on, to_on)
    made, picture = _sum_up(services, period, now, slug)
    folder = out or services.settings.summaries / f"{from_on}_{to_on}" / (slug or PROGRAMME_FOLDER)
    files = write_summary(made, language or made.language, folder)
    evidence = None
    if slug:
        organisation = find_organisation(services, slug)
        evidence = write_evidence(services, organisation, picture, period, language or made.language, now)
    return Written(made, files, evidence)
