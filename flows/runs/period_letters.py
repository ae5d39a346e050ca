"""The letter that comes with a period's summary: queued for everybody who gets it, each about their own scope."""

from datetime import date, datetime
from decimal import Decimal

from flows.runs.programme import gather_staff
from flows.runs.summaries import not_read_lately, summary_now
from flows.wiring import Services
from forms.disclosure import Hidden
from forms.letters import FigureLine, PeriodSummaryLetter, to_fields
from forms.night.national import PROGRAMME
from forms.outbox import Priority, QueuedLetter
from forms.summary import Summary
from forms.words import Language


def queue_period_letters(
    services: Services, from_on: date, to_on: date, now: datetime, files: dict[str, tuple[str, ...]]
) -> int:
    """Queue a letter about a period for each recipient of summaries; once a period each, however often it is run.

    Args:
        services: What to work with.
        from_on: First day.
        to_on: Last day, included.
        now: What time it is.
        files: Names of the summary's files by the organisation's key, "" for the programme.

    Returns:
        How many were queued that were not yet.

    Raises:
        OutsideError: when the national workbook cannot be read.
    """
    staff = gather_staff(services)[1]
    coordinators = {one.slug: one.coordinator for one in staff.organisations}
    made: dict[str, Summary] = {}
    letters: list[QueuedLetter] = []
    for recipient in staff.recipients:
        if not recipient.summary:
            continue
        slug = recipient.organisation
        if slug not in made:
            made[slug] = summary_now(services, from_on, to_on, now, slug or None)
        letter = _letter(
            made[slug], slug, not_read_lately(services, slug or None), files.get(slug, ()), recipient.language
        )
        letters.append(
            QueuedLetter(
                key=f"{recipient.key}/{from_on}_{to_on}/{letter.kind}",
                kind=letter.kind,
                language=recipient.language,
                recipient=recipient.email,
                fields=to_fields(letter),
                organisation=slug,
                reply_to=coordinators.get(slug, ""),
                queued_at=now,
                priority=Priority.WEEKLY,
            )
        )
    return services.ledger.queue(letters)


def _letter(
    summary: Summary, slug: str, not_read: tuple[str, ...], files: tuple[str, ...], language: Language
) -> PeriodSummaryLetter:
    lines = tuple(
        FigureLine(
            figure.name.say(language),
            None if isinstance(summary.shown(figure.key), Hidden) else Decimal(counted.value),
            counted.waiting,
        )
        for figure, counted in summary.figures
        if isinstance(counted.value, (int, Decimal))
    )
    name = summary.title if slug else PROGRAMME.say(language)
    return PeriodSummaryLetter(name, summary.period.from_on, summary.period.to_on, lines, not_read, files)
