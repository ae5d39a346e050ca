"""Telling a summary in sentences, as the programme publishes its results."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from forms.disclosure import LEAST_PEOPLE_SHOWN, Hidden, Shown, mark_of
from forms.event_report import EventReport
from forms.figures.counting import CONTACT_TRAINING, REMOTE
from forms.language import APPLICATION, EVENT, HOUR, SOCIAL_CONTACT, SPECIALIST, CountedNoun, day, listing, number
from forms.summary import wordings
from forms.summary.shape import Conflict, Group, Summary, ToldEvent, Waiting
from forms.words import Language, Words

_MOST_TITLES = 12
"""Titles that one sentence names; the list of events names all."""

_FEW = Words("mažiau nei {least}", "fewer than {least}")
_KEPT = Words("neskelbiama", "not shown")


def results_text(summary: Summary, language: Language) -> str:
    """Return the results as the programme publishes them: the main figures, then the events by kind, in plain text."""
    events = summary.number("events")
    lines = [headline(summary, language)]
    heading = counted(wordings.EVENT_WITH_AMBASSADORS, events, language)
    lines.append(f"{heading}:" if summary.groups else heading)
    lines += [f"– {tell_group(group, language)}" for group in summary.groups]
    lines += [tell_conflict(conflict, language, summary.least) for conflict in summary.conflicts]
    if waiting := tell_waiting(summary.waiting, language):
        lines.append(waiting)
    lines += summary.quality.not_read
    return "\n".join(lines)


def counted(noun: CountedNoun, n: int | Decimal, language: Language) -> str:
    """Return a number and its noun with an ordinary space between them, as plain text has it."""
    return f"{number(n, language)} {noun.form(n, language)}"


def headline(summary: Summary, language: Language) -> str:
    """Return the main figures as one sentence without a full stop."""
    team = counted(wordings.OF_AMBASSADORS, summary.number("team"), language)
    return "; ".join(
        (
            counted(wordings.TRAININGS, summary.number("ambassador_trainings"), language),
            wordings.TEAM_OF.say(language, whom=team),
            counted(SOCIAL_CONTACT, summary.number("social_contacts"), language),
        )
    )


def tell_group(group: Group, language: Language) -> str:
    """Return how many events of a kind there were for an audience, how long, which, where, and whom they trained."""
    told = f"{_how_many(group, language)}: {_which(group.events, language)}"
    if group.attended is not None and not isinstance(group.attended, Hidden):
        told += wordings.ATTENDED.say(language, whom=counted(SPECIALIST, group.attended, language))
    return told


def _how_many(group: Group, language: Language) -> str:
    n = len(group.events)
    to_everybody = group.audience in {(), ("public",)}
    noun = wordings.EVENTS_OF_KIND.get(group.kind, wordings.EVENTS_OF_KIND["other"])
    if group.kind == "meeting" and to_everybody:
        noun, whom = wordings.WITH_AMBASSADORS, ""
    else:
        whom = _whom(group, language)
    how_long = _how_long(group, language)
    remote = all(event.format == REMOTE for event in group.events)
    if language is Language.LT:
        return f"{counted(noun, n, language)}{whom}{wordings.REMOTELY.lt if remote else ''}{how_long}"
    return f"{number(n, language)} {wordings.REMOTELY.en if remote else ''}{noun.form(n, language)}{how_long}{whom}"


def _whom(group: Group, language: Language) -> str:
    known = [wordings.AUDIENCE_WORDS[code] for code in group.audience if code in wordings.AUDIENCE_WORDS]
    if not known:
        return wordings.FOR_SPECIALISTS.say(language) if group.kind == CONTACT_TRAINING else ""
    if group.kind == "meeting":
        return wordings.WITH.say(language, whom=listing([one.meeting.say(language) for one in known], language))
    return wordings.FOR.say(language, whom=listing([one.to.say(language) for one in known], language))


def _how_long(group: Group, language: Language) -> str:
    if group.kind != CONTACT_TRAINING:
        return ""
    lengths = {event.duration_hours for event in group.events}
    total = sum((event.duration_hours for event in group.events), Decimal(0))
    if len(lengths) > 1:
        words = wordings.HOURS_TOTAL
    else:
        total = lengths.pop()
        words = wordings.HOURS_EACH if len(group.events) > 1 else wordings.HOURS
    if language is Language.LT:
        return f" ({words.say(language, n=number(total, language))})"
    return f" {words.say(language, n=counted(HOUR, total, language))}"


def _which(events: Sequence[ToldEvent], language: Language) -> str:
    places: dict[str, list[str]] = {}
    for event in events:
        known = places.setdefault(event.title, [])
        if event.place and event.place not in known:
            known.append(event.place)
    titles = [
        wordings.QUOTED.say(language, title=title) + (f" ({'; '.join(known)})" if known else "")
        for title, known in places.items()
    ]
    if len(titles) > _MOST_TITLES:
        more = wordings.AND_MORE.say(language, n=len(titles) - _MOST_TITLES)
        return f"{', '.join(titles[:_MOST_TITLES])} {more}"
    return ", ".join(titles)


def tell_waiting(waiting: Waiting, language: Language) -> str:
    """Return how much waits for a person's word, as a sentence; empty when nothing does."""
    what = ", ".join(_waiting_parts(waiting, language))
    return wordings.WAITS.say(language, what=what) if what else ""


def _waiting_parts(waiting: Waiting, language: Language) -> Iterator[str]:
    for noun, keys in (
        (EVENT, waiting.events),
        (wordings.RECORD, waiting.records),
        (APPLICATION, waiting.applications),
        (wordings.UNREADABLE, waiting.unreadable),
    ):
        if keys:
            yield counted(noun, len(keys), language)


def tell_conflict(conflict: Conflict, language: Language, least: int = LEAST_PEOPLE_SHOWN) -> str:
    """Return which number of an event the reports give differently, all they say, and which of it counts."""
    told = [number(value, language) for value in conflict.values]
    if conflict.question == "present":
        others = [tell_shown(mark_of(int(value), least), language, least) for value in conflict.values[1:]]
        told = [tell_shown(conflict.event.present_shown, language, least), *others]
    return wordings.CONFLICT.say(
        language,
        title=conflict.event.title,
        day=day(conflict.event.date, language),
        question=EventReport.question(conflict.question).title.say(language),
        values=listing(told, language),
        counts=told[0],
    )


def tell_shown(shown: Shown, language: Language, least: int = LEAST_PEOPLE_SHOWN) -> str:
    """Return a count of people as it may be printed."""
    if shown is Hidden.FEW:
        return _FEW.say(language, least=least)
    return _KEPT.say(language) if shown is Hidden.KEPT else number(shown, language)
