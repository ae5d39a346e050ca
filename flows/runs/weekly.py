"""The weekly letter: queued for everybody who gets it, each about their own scope."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from flows.runs.programme import gather_staff
from flows.runs.summaries import picture_of_scope
from flows.wiring import Services
from forms.application import Application
from forms.dates import VILNIUS
from forms.holidays import first_working_day
from forms.letters import NotALetterError, WeeklyLetter, from_fields, to_fields
from forms.memory import Past
from forms.night.national import PROGRAMME
from forms.night.weekly import UNDECIDED, weekly_letter
from forms.organisations import Organisation, Recipient
from forms.outbox import Priority, QueuedLetter
from forms.picture import Picture
from forms.releases.restating import say_restated
from forms.words import Language

_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Weekly:
    """How many letters were queued that were not yet, and for how many recipients."""

    queued: int
    recipients: int


def is_its_day(day: date) -> bool:
    """Tell whether the weekly letter is due on a day: the first working day of its week, or a later one.

    It is queued once a week; a machine that was off on the first of these days catches up on the next.
    """
    return first_working_day(day) <= day and day.isoweekday() <= _FRIDAY


def queue_weekly_letters(services: Services, now: datetime) -> Weekly:
    """Queue a letter about the week before for each recipient; once a week each, however often it is run."""
    staff = gather_staff(services)[1]
    today = now.astimezone(VILNIUS).date()
    monday = today - timedelta(days=today.weekday() + 7)
    recipients = [one for one in staff.recipients if one.weekly]
    pasts = {one.slug: services.ledger.past(one.slug) for one in staff.organisations}
    letters: list[QueuedLetter] = []
    by_scope: dict[tuple[str, Language], WeeklyLetter] = {}
    organisations = {one.slug: one for one in staff.organisations}
    names = {one.slug: one.name for one in staff.organisations}
    before = _told_before(services)
    for recipient in recipients:
        scope = recipient.organisation, recipient.language
        if scope not in by_scope:
            picture = picture_of_scope(services, now, recipient.organisation or None)
            if not recipient.organisation:
                picture = replace(picture, name=PROGRAMME.say(recipient.language))
            waiting = {
                one.name: {**pasts[one.slug].matters, **_undecided(pasts[one.slug], picture)}
                for one in staff.organisations
                if recipient.organisation in {"", one.slug}
            }
            told = before.get((recipient.organisation, recipient.language.value), [])
            letter = weekly_letter(picture, monday, today, now, waiting, recipient.language, told, names)
            by_scope[scope] = replace(letter, restated=_restated(services, recipient, monday, organisations))
        letters.append(_queued(recipient, by_scope[scope], monday, now, organisations.get(recipient.organisation)))
    return Weekly(services.ledger.queue(letters), len(recipients))


def _restated(
    services: Services, recipient: Recipient, monday: date, organisations: Mapping[str, Organisation]
) -> tuple[str, ...]:
    """Return what was restated in the week, in the recipient's scope."""
    begins_at = datetime.combine(monday, time(), VILNIUS)
    within = [one for one in services.ledger.releases() if recipient.organisation in {"", one.organisation}]
    names = {"": PROGRAMME.say(recipient.language), **{slug: one.name for slug, one in organisations.items()}}
    return say_restated(within, begins_at, begins_at + timedelta(days=7), names, recipient.language)


def _told_before(services: Services) -> Mapping[tuple[str, str], list[WeeklyLetter]]:
    """Return the weekly letters that were queued before, oldest first and each week once, by scope and language."""
    found: dict[tuple[str, str], dict[date, WeeklyLetter]] = {}
    for one in services.ledger.letters():
        if one.kind == WeeklyLetter.kind:
            with suppress(NotALetterError):
                letter = from_fields(one.kind, one.fields)
                if isinstance(letter, WeeklyLetter):
                    found.setdefault((one.organisation, one.language.value), {}).setdefault(letter.from_on, letter)
    return {scope: [weeks[on] for on in sorted(weeks)] for scope, weeks in found.items()}


def _undecided(past: Past, picture: Picture) -> dict[str, datetime]:
    """Return since when applications wait that nobody has decided on, by a key like a matter's."""
    waiting = set(picture.applications_waiting)
    known = past.responses.get(Application.key, ())
    return {f"{one.key}/{UNDECIDED}": one.first_seen_at for one in known if one.key in waiting}


def _queued(
    recipient: Recipient, letter: WeeklyLetter, monday: date, now: datetime, organisation: Organisation | None
) -> QueuedLetter:
    year, week, _ = monday.isocalendar()
    return QueuedLetter(
        key=f"{recipient.key}/{year}-W{week:02}/{letter.kind}",
        kind=letter.kind,
        language=recipient.language,
        recipient=recipient.email,
        fields=to_fields(letter),
        organisation=recipient.organisation,
        reply_to=organisation.coordinator if organisation else "",
        queued_at=now,
        priority=Priority.WEEKLY,
    )
