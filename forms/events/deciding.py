"""Whether two reports are about one event: the one place that decides it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from forms.events.reports import EventDoubtReason, EventReason, Report
from forms.events.titles import TitleLikeness, like_titles, like_venues

LOOSE_KINDS = frozenset({"meeting", "contact_event", "lesson", "seminar"})
"""Kinds that people take for one another: the same talk is a meeting to one reporter and a lesson to the next."""


class Answer(Enum):
    """What we think of two reports."""

    SAME = "same"
    ASK = "ask"
    UNLIKE = "unlike"
    """Nothing speaks for one event."""
    DIFFERENT = "different"
    """Something speaks against it."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The answer and why: a reason with SAME, a doubt with ASK, nothing otherwise."""

    answer: Answer
    reason: EventReason | None = None
    doubt: EventDoubtReason | None = None


_UNLIKE, _DIFFERENT = Opinion(Answer.UNLIKE), Opinion(Answer.DIFFERENT)
_BARS = frozenset({EventDoubtReason.SAME_REPORTER, EventDoubtReason.OTHER_PLACE, EventDoubtReason.OTHER_KIND})
"""Doubts that keep a report out of an event even when it fits another of its reports."""


class _Place(Enum):
    SAME = "same"
    LIKELY = "likely"
    UNSAID = "unsaid"
    OTHER_VENUE = "other venue"
    OTHER_TOWN = "other town"


def _compare_places(one: Report, other: Report) -> _Place:
    """Compare where two events were; of two remote ones «where» is the inviting organisation."""
    if one.municipality is None and other.municipality is None:
        both_remote = one.format == other.format == "remote"
        if like_venues(one.venue, other.venue) is False:
            return _Place.OTHER_VENUE
        return _Place.LIKELY if both_remote else _Place.UNSAID
    if one.municipality is None or other.municipality is None:
        return _Place.UNSAID
    if one.municipality != other.municipality:
        return _Place.OTHER_TOWN
    alike = like_venues(one.venue, other.venue)
    if alike is None:
        return _Place.LIKELY
    return _Place.SAME if alike else _Place.OTHER_VENUE


def _like_kinds(one: str, other: str) -> bool:
    return one == other or {one, other} <= LOOSE_KINDS


def _ask(doubt: EventDoubtReason) -> Opinion:
    return Opinion(Answer.ASK, doubt=doubt)


def _without_like_title(place: _Place, one: Report, other: Report) -> Opinion:
    """Judge reports whose titles differ: only a place and an ambassador in common make them worth a look."""
    met = place is _Place.SAME and not one.ambassadors.isdisjoint(other.ambassadors)
    worth_asking = met and one.reporter != other.reporter and _like_kinds(one.kind, other.kind)
    return _ask(EventDoubtReason.OTHER_TITLE) if worth_asking else _UNLIKE


def _with_like_title(place: _Place, one: Report, other: Report, title: TitleLikeness) -> Opinion:
    """Judge reports with like titles and kinds, from different reporters and not from two towns."""
    if place is _Place.SAME or (place is _Place.LIKELY and title is TitleLikeness.TELLING):
        return Opinion(Answer.SAME, EventReason.SAME_PLACE_AND_TITLE)
    if one.ambassadors.isdisjoint(other.ambassadors):
        return _UNLIKE
    if place is _Place.LIKELY or title is TitleLikeness.TELLING:
        return Opinion(Answer.SAME, EventReason.SAME_AMBASSADOR_AND_TITLE)
    return _ask(EventDoubtReason.GENERAL_TITLE)


def _against(place: _Place, one: Report, other: Report, title: TitleLikeness) -> Opinion | None:
    """Say what speaks against two reports with like titles being about one event; None when nothing does."""
    worth_asking = title is TitleLikeness.TELLING and not one.ambassadors.isdisjoint(other.ambassadors)
    if place is _Place.OTHER_TOWN:
        return _ask(EventDoubtReason.OTHER_PLACE) if worth_asking else _DIFFERENT
    if not _like_kinds(one.kind, other.kind):
        near = place in {_Place.SAME, _Place.LIKELY}
        return _ask(EventDoubtReason.OTHER_KIND) if worth_asking and near else _DIFFERENT
    return _ask(EventDoubtReason.SAME_REPORTER) if one.reporter == other.reporter else None


def decide_pair(one: Report, other: Report) -> Opinion:
    """Say whether two reports are about one event.

    They are when the day is one, the kinds may be confused, the titles are alike, and the place or an ambassador is
    the same. A title that could stand over any event needs more: the very place, or the town and an ambassador. Two
    reports of one reporter are two events (who would tell of one twice?), and so are those from two towns, until a
    person says otherwise.
    """
    if one.date != other.date or one.organisation != other.organisation:
        return _DIFFERENT
    place = _compare_places(one, other)
    title = like_titles(one.title, other.title)
    apart = place in {_Place.OTHER_VENUE, _Place.OTHER_TOWN}
    if one.reporter == other.reporter and (title is TitleLikeness.NONE or apart):
        return _DIFFERENT
    if title is TitleLikeness.NONE:
        return _without_like_title(place, one, other)
    return _against(place, one, other, title) or _with_like_title(place, one, other, title)


def decide_report(report: Report, others: Iterable[Report]) -> Opinion:
    """Say whether a report is about the event of others: it fits one of them, and none speaks against it."""
    opinions = [decide_pair(report, other) for other in others]
    if any(opinion.answer is Answer.DIFFERENT for opinion in opinions):
        return _DIFFERENT
    asked = [opinion for opinion in opinions if opinion.answer is Answer.ASK]
    barred = [opinion for opinion in asked if opinion.doubt in _BARS]
    if barred:
        return barred[0]
    fitting = [opinion for opinion in opinions if opinion.answer is Answer.SAME]
    return next(iter((*fitting, *asked)), _UNLIKE)
