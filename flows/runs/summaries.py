"""The period summary: of one organisation or the programme, from what is remembered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from flows.adapters.summary_files import write_summary
from flows.errors import OutsideError
from flows.runs.consolidation import picture_now
from flows.runs.programme import LANGUAGE, gather_staff
from flows.runs.setting_up import find_organisation
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.figures.together import merge_pictures
from forms.night.national import PROGRAMME
from forms.periods import Period, PeriodError
from forms.picture import Picture
from forms.summary import Summary, summarise
from forms.words import Language

PROGRAMME_FOLDER = "programa"
_RUNS_LOOKED_THROUGH = 2_000
"""Mail runs in an outage log every quarter of an hour: this reaches back over a month of them."""


def pictures_now(services: Services, now: datetime) -> tuple[Picture, ...]:
    """Return the picture of every organisation as the ledger remembers it. Raises OutsideError."""
    return tuple(picture_now(services, one, now) for one in gather_staff(services)[1].organisations)


def picture_of_scope(services: Services, now: datetime, slug: str | None) -> Picture:
    """Return the picture of an organisation, or of the programme when none is named. Raises OutsideError."""
    if slug:
        picture = picture_now(services, find_organisation(services, slug), now)
    else:
        picture = merge_pictures(PROGRAMME.say(LANGUAGE), LANGUAGE, pictures_now(services, now))
    troubles = gather_staff(services)[1].troubles(slug, LANGUAGE)
    return replace(picture, not_read=(*not_read_lately(services, slug), *troubles))


def not_read_lately(services: Services, slug: str | None) -> tuple[str, ...]:
    """Return what the latest consolidation of each organisation in the scope could not read."""
    latest = {
        run.organisation: run
        for run in reversed(services.ledger.runs(_RUNS_LOOKED_THROUGH))
        if run.flow == "consolidate"
    }
    return tuple(sentence for name, run in latest.items() if slug in {None, "", name} for sentence in run.not_read)


def summary_now(services: Services, from_on: date, to_on: date, now: datetime, slug: str | None) -> Summary:
    """Return the summary of a period as things stand. Raises OutsideError."""
    try:
        period = Period.of(from_on, to_on)
    except PeriodError as error:
        raise OutsideError(error.words) from None
    picture = picture_of_scope(services, now, slug)
    names = {one.slug: one.name for one in gather_staff(services)[1].organisations}
    return summarise(picture, period, now.astimezone(VILNIUS).date(), None if slug else names)


def write_period_summary(
    services: Services,
    from_on: date,
    to_on: date,
    now: datetime,
    slug: str | None = None,
    language: Language | None = None,
    out: Path | None = None,
) -> tuple[Summary, Sequence[Path]]:
    """Write the files of a summary, by default into the home's folder of summaries. Raises OutsideError."""
    made = summary_now(services, from_on, to_on, now, slug)
    folder = out or services.settings.summaries / f"{from_on}_{to_on}" / (slug or PROGRAMME_FOLDER)
    return made, write_summary(made, language or made.language, folder)
