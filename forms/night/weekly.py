"""The weekly letter of a scope, from its picture and from what waits there."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from forms.figures.plan import plan_against_actual
from forms.figures.registry import FIGURES
from forms.letters import WaitingLine, WeekLine, WeeklyLetter
from forms.night.matters import is_private, kind_of
from forms.periods import Period, year_so_far
from forms.picture import Picture
from forms.words import Language, Words

TOLD = (
    "events",
    "social_contacts",
    "people_present",
    "ambassador_trainings",
    "team",
    "support_individual",
    "support_group",
    "publicity",
)
"""Figures that the weekly letter tells of."""

UNDECIDED = "undecided"
"""The kind of what waits though it is no matter: an application that nobody has decided on."""
_KINDS: Mapping[str, Words] = {
    UNDECIDED: Words("paraiškos, dėl kurių nenuspręsta", "applications not decided on"),
    "mend": Words("taisytini pateikimai", "submissions to be mended"),
    "check": Words("patikrintini skaičiai ir vardai", "numbers and names to be checked"),
    "unanswered": Words("prašymai pataisyti be atsakymo", "requests to correct without an answer"),
    "edited": Words("pakeista po sprendimo", "changed after a decision"),
    "vanished": Words("dingusios eilutės", "vanished rows"),
    "disagree": Words("ataskaitos nesutaria", "reports that disagree"),
    "same_person": Words("galbūt tas pats žmogus", "people who may be one"),
    "same_event": Words("galbūt tas pats renginys", "events that may be one"),
    "put_back": Words("grąžinti pakeitimai", "changes put back"),
    "letter": Words("neįteikti laiškai", "letters not delivered"),
}
_OTHER = Words("kita", "other")


def weekly_letter(
    picture: Picture,
    monday: date,
    today: date,
    now: datetime,
    waiting: Mapping[str, Mapping[str, datetime]],
    language: Language,
) -> WeeklyLetter:
    """Return the letter about the week that begins on a Monday.

    Args:
        picture: Of the organisation or the programme.
        monday: The week's first day.
        today: The day in Vilnius.
        now: The moment that ages are counted to.
        waiting: By the organisation's name the matters that wait there, and since when.
        language: The reader's.
    """
    sunday = monday + timedelta(days=6)
    week, before = Period.of(monday, sunday), Period.of(monday - timedelta(days=7), sunday - timedelta(days=7))
    year = year_so_far(today)
    targets = {plan.figure.key: plan.target for plan in plan_against_actual(picture, today)}
    lines: list[WeekLine] = []
    for figure in FIGURES:
        values = [figure.count(picture, period).value for period in (week, before, year)]
        numbers = [Decimal(value) for value in values if not isinstance(value, Mapping)]
        if figure.key in TOLD and len(numbers) == len(values):
            target = targets.get(figure.key)
            lines.append(WeekLine(figure.name.say(language), *numbers, target=None if target is None else int(target)))
    waits = tuple(line for name, matters in waiting.items() for line in _waiting_lines(name, matters, now, language))
    return WeeklyLetter(picture.name, monday, sunday, tuple(lines), waits, picture.not_read)


def _waiting_lines(
    organisation: str, matters: Mapping[str, datetime], now: datetime, language: Language
) -> list[WaitingLine]:
    since: dict[str, list[datetime]] = defaultdict(list)
    for key, opened_at in matters.items():
        if not is_private(key):
            since[kind_of(key)].append(opened_at)
    ordered = sorted(since, key=lambda kind: list(_KINDS).index(kind) if kind in _KINDS else len(_KINDS))
    return [
        WaitingLine(
            organisation,
            _KINDS.get(kind, _OTHER).say(language),
            len(since[kind]),
            max((now - min(since[kind])).days, 0),
        )
        for kind in ordered
    ]
