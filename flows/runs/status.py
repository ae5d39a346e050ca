"""How things stand, in a few lines: what waits, which letters, what ran last."""

from collections.abc import Iterator
from datetime import datetime

from flows.runs.programme import gather_staff
from flows.runs.summaries import not_read_lately
from flows.runs.watching import LATE_AFTER, last_night
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.language import moment as say_moment
from forms.letters import PRIVATE_LETTERS
from forms.night.matters import is_private
from forms.night.national import say_counts
from forms.outbox import STATE_TITLES
from forms.words import Language, Words

_ORGANISATION = Words(
    "{name}: pateikimų {responses}, laukia dėmesio {matters}, laiškų {letters}",
    "{name}: {responses} submissions, {matters} waiting for attention, {letters} letters",
)
_NONE = Words(
    "Organizacijų dar nėra. Pridėkite: lookdeeper organisation add",
    "No organisations yet. Add one: lookdeeper organisation add",
)
_RUN = Words("Paskutinis paleidimas: {at}, {flow}. {counts}", "Last run: {at}, {flow}. {counts}")
_NO_RUN = Words("Dar niekas neleista: lookdeeper consolidate", "Nothing has run yet: lookdeeper consolidate")
_BEHIND = Words(
    "DĖMESIO: jau {hours} val. nieko neskaityta. Patikrinkite tvarkaraštį (lookdeeper serve).",
    "ATTENTION: nothing has been read for {hours} hours. Check the schedule (lookdeeper serve).",
)


def say_status(services: Services, now: datetime, language: Language) -> Iterator[str]:
    """Yield the lines of the status. Raises OutsideError when there is no programme yet."""
    staff = gather_staff(services)[1]
    for organisation in staff.organisations:
        past = services.ledger.past(organisation.slug)
        states = [letter.state for letter in past.letters if letter.kind not in PRIVATE_LETTERS]
        letters = ", ".join(
            f"{words.say(language).lower()}: {states.count(state)}"
            for state, words in STATE_TITLES.items()
            if state in states
        )
        yield _ORGANISATION.say(
            language,
            name=organisation.name,
            responses=sum(len(known) for known in past.responses.values()),
            matters=sum(not is_private(key) for key in past.matters),
            letters=f"{len(states)}" + (f" ({letters})" if letters else ""),
        )
    if not staff.organisations:
        yield _NONE.say(language)
    yield from staff.troubles(None, language)
    yield from not_read_lately(services, None)
    runs = services.ledger.runs(1)
    if not runs:
        yield _NO_RUN.say(language)
        return
    last = runs[0]
    at = say_moment(last.started_at.astimezone(VILNIUS), language)
    yield _RUN.say(language, at=at, flow=last.flow, counts=say_counts(last.counts, language))
    hours = int((now - (last_night(services) or last.started_at)).total_seconds() // 3600)
    if hours > LATE_AFTER.total_seconds() // 3600:
        yield _BEHIND.say(language, hours=hours)
