"""The weekly letter of a scope, from its picture and from what waits there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from forms.figures.counting import TRAINING_KIND
from forms.figures.plan import plan_against_actual
from forms.figures.registry import FIGURES
from forms.language import EVENT, SOCIAL_CONTACT, day
from forms.letters import AheadLine, ChangedWeek, PastWeek, WaitingLine, WeekLine, WeeklyLetter
from forms.night.matters import is_private, kind_of
from forms.options import RECORD_KINDS
from forms.periods import Period, year_so_far
from forms.picture import PLANNED_EVENT, Picture, Review
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

WEEKS_DRAWN = 8
"""How many weeks the chart shows, this one included."""
WEEKS_COMPARED = 12
"""How far back a changed number of a week is still told."""
AHEAD = timedelta(days=14)
"""How far ahead planned trainings and events are told."""
_CHANGES_TOLD = ("events", "social_contacts", "people_present", "publicity")

_HAPPENED = Words("Renginiai: {events}; juose užmegzta: {contacts}.", "There were {events} with {contacts}.")
_QUIET = Words("Šią savaitę renginių neįvyko.", "There were no events this week.")
_LAST = Words("Paskutinis įvyko {on}.", "The last one was on {on}.")
_LEFT = Words(
    "Iki metų tikslo liko: {left}; liko savaičių: {weeks}.",
    "Still to do for the year's target: {left}; weeks left: {weeks}.",
)


def weekly_letter(
    picture: Picture,
    monday: date,
    today: date,
    now: datetime,
    waiting: Mapping[str, Mapping[str, datetime]],
    language: Language,
    told: Sequence[WeeklyLetter] = (),
    names: Mapping[str, str] | None = None,
) -> WeeklyLetter:
    """Return the letter about the week that begins on a Monday.

    Args:
        picture: Of the organisation or the programme.
        monday: The week's first day.
        today: The day in Vilnius.
        now: The moment that ages are counted to.
        waiting: By the organisation's name the matters that wait there, and since when.
        language: The reader's.
        told: The letters about earlier weeks of the same scope, oldest first.
        names: By their keys the names of the organisations that a picture of several is of.
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
    return WeeklyLetter(
        scope=picture.name,
        from_on=monday,
        to_on=sunday,
        lines=tuple(lines),
        waiting=waits,
        not_read=picture.not_read,
        opening=" ".join(_opening(picture, week, today, lines, language)),
        weeks=tuple(_past_weeks(picture, monday)),
        changed=tuple(_changed_weeks(picture, monday, told, language)),
        ahead=tuple(_ahead(picture, today, names or {}, language)),
    )


def _count(picture: Picture, key: str, period: Period) -> Decimal:
    value = next(figure for figure in FIGURES if figure.key == key).count(picture, period).value
    return Decimal(0) if isinstance(value, Mapping) else Decimal(value)


def _opening(
    picture: Picture, week: Period, today: date, lines: Sequence[WeekLine], language: Language
) -> Iterator[str]:
    events, contacts = (_count(picture, key, week) for key in ("events", "social_contacts"))
    if events:
        yield _HAPPENED.say(
            language, events=EVENT.count(events, language), contacts=SOCIAL_CONTACT.count(contacts, language)
        )
    else:
        yield _QUIET.say(language)
        before = [event.date for event in picture.events if event.counts and event.date <= week.to_on]
        if before:
            yield _LAST.say(language, on=day(max(before), language)).replace("..", ".")
    last_on = picture.contract.to_on or date(today.year, 12, 31)
    left = [
        f"{line.name.lower()} – {line.target - line.year:f}"
        for line in lines
        if line.target and line.year < line.target
    ]
    if left and last_on > today:
        yield _LEFT.say(language, left=", ".join(left), weeks=-(-(last_on - today).days // 7))


def _past_weeks(picture: Picture, monday: date) -> Iterator[PastWeek]:
    for back in range(WEEKS_DRAWN - 1, -1, -1):
        begins_on = monday - timedelta(days=7 * back)
        week = Period.of(begins_on, begins_on + timedelta(days=6))
        yield PastWeek(begins_on, *(int(_count(picture, key, week)) for key in ("events", "social_contacts")))


def _changed_weeks(
    picture: Picture, monday: date, told: Sequence[WeeklyLetter], language: Language
) -> Iterator[ChangedWeek]:
    """Yield the numbers of earlier weeks that are others now than when they were told last."""
    names = {figure.name.say(one): figure for figure in FIGURES for one in Language if figure.key in _CHANGES_TOLD}
    last: dict[tuple[date, str], Decimal] = {}
    for letter in told:
        if letter.from_on < monday:
            last |= {(letter.from_on, names[line.name].key): line.week for line in letter.lines if line.name in names}
            last |= {(one.from_on, one.figure): one.now for one in letter.changed}
    oldest_on = monday - timedelta(days=7 * WEEKS_COMPARED)
    name_of = {figure.key: figure.name.say(language) for figure in names.values()}
    for (begins_on, key), number in sorted(last.items()):
        week = Period.of(begins_on, begins_on + timedelta(days=6))
        if begins_on >= oldest_on and (now := _count(picture, key, week)) != number:
            yield ChangedWeek(week.from_on, week.to_on, key, name_of[key], number, now)


def _ahead(picture: Picture, today: date, names: Mapping[str, str], language: Language) -> Iterator[AheadLine]:
    titles = {option.code: option.title.say(language) for option in RECORD_KINDS}
    for record in sorted(picture.records, key=lambda one: (one.date, one.key)):
        is_plan = record.kind in {TRAINING_KIND, PLANNED_EVENT} and record.review is not Review.REJECTED
        if is_plan and today <= record.date <= today + AHEAD:
            yield AheadLine(
                names.get(record.organisation, picture.name), titles[record.kind], record.title, record.date
            )


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
