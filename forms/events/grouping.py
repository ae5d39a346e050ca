"""Which reports are about one event: reports join events of their day, and what is uncertain is asked."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from forms.contacts.verdicts import Pair, Settled, Verdict
from forms.events.deciding import Answer, decide_report
from forms.events.reports import (
    Event,
    EventDoubt,
    EventDoubtReason,
    EventLink,
    EventReason,
    Grouping,
    Report,
)

_STRENGTH = (EventReason.SAME_PLACE_AND_TITLE, EventReason.SAME_AMBASSADOR_AND_TITLE)
"""The better first."""


def _meeting_points(report: Report) -> Iterator[Hashable]:
    """Yield what a report of the same event has in common with this one: a place, an ambassador or the reporter."""
    day = report.organisation, report.date
    yield *day, "place", report.municipality
    yield *day, "reporter", report.reporter
    for ambassador in report.ambassadors:
        yield *day, "ambassador", ambassador


class _Diary:
    """All events, found by day and what they have in common."""

    def __init__(self, known: Sequence[Event], verdicts: Mapping[Pair, Verdict]) -> None:
        self.keys: list[str] = []
        self.reports: list[dict[str, Report]] = []
        self.position_of: dict[str, int] = {}
        self._position_of_key: dict[str, int] = {}
        self._met: dict[Hashable, dict[int, None]] = {}
        for event in known:
            position = self.open(event.key)
            for report in event.reports:
                self.put(report, position)
        self.settled = Settled(verdicts, tuple(self.keys))

    def open(self, key: str) -> int:
        if key in self._position_of_key:
            raise ValueError("the key of a new event is taken already")
        self._position_of_key[key] = len(self.keys)
        self.keys.append(key)
        self.reports.append({})
        return self._position_of_key[key]

    def put(self, report: Report, position: int) -> None:
        # An edited report keeps its place in the order of arrival.
        self.reports[position][report.response_key] = report
        self.position_of[report.response_key] = position
        for point in _meeting_points(report):
            self._met.setdefault(point, {})[position] = None

    def take_out(self, report: Report) -> None:
        del self.reports[self.position_of.pop(report.response_key)][report.response_key]

    def near(self, report: Report) -> set[int]:
        return {position for point in _meeting_points(report) for position in self._met.get(point, ())}

    def best(self, report: Report, leaving: int | None = None) -> tuple[int, EventReason] | None:
        """Return the event that a report fits best, and why; of equal ones the oldest, never the one it leaves."""
        fits: list[tuple[int, int]] = []
        for position in self.near(report):
            apart = leaving is not None and self.settled.apart(self.keys[leaving], self.keys[position])
            if position != leaving and not apart:
                opinion = decide_report(report, self.reports[position].values())
                if opinion.answer is Answer.SAME and opinion.reason:
                    fits.append((_STRENGTH.index(opinion.reason), position))
        if not fits:
            return None
        strength, position = min(fits)
        return position, _STRENGTH[strength]

    def age(self, key: str) -> int:
        """Return where a key stands among the events; one that stands no longer is older than all."""
        return self._position_of_key.get(key, -1)


def _order(report: Report) -> tuple[str, list[str]]:
    return repr(report), sorted(report.ambassadors)


def _place(diary: _Diary, report: Report, new_key: Callable[[Report], str]) -> EventLink | None:
    """Put a report where it belongs; return the link unless it stands already."""
    standing = diary.position_of.get(report.response_key)
    fit: tuple[int, EventReason] | None
    if standing is None:
        fit = diary.best(report)
    else:
        rest = dict(diary.reports[standing])
        if rest.pop(report.response_key) == report:
            return None
        stays = bool(rest) and decide_report(report, rest.values()).answer is Answer.SAME
        fit = None if stays else diary.best(report, leaving=standing)
        # With nothing better to go to, the only report of an event takes the event along, even to another day.
        if stays or (not rest and fit is None):
            diary.put(report, standing)
            return None
        diary.take_out(report)
    position, reason = fit or (diary.open(new_key(report)), EventReason.FIRST_SEEN)
    diary.put(report, position)
    return EventLink(report.response_key, diary.keys[position], reason)


def _doubt(diary: _Diary, one: int, other: int) -> EventDoubtReason | None:
    found: list[EventDoubtReason] = []
    for report in diary.reports[one].values():
        opinion = decide_report(report, diary.reports[other].values())
        if opinion.answer is Answer.DIFFERENT:
            return None
        if opinion.answer is not Answer.UNLIKE:
            found.append(opinion.doubt or EventDoubtReason.ALIKE)
    return min(found, key=tuple(EventDoubtReason).index, default=None)


def _doubts(diary: _Diary) -> tuple[EventDoubt, ...]:
    pairs = {
        (position, near)
        for position, reports in enumerate(diary.reports)
        for report in reports.values()
        for near in diary.near(report)
        if position < near
    }
    doubts: dict[Pair, EventDoubt] = {}
    for one, other in sorted(pairs):
        keys = diary.keys[one], diary.keys[other]
        standing = diary.settled.standing_for(keys)
        if diary.settled.covers(*keys) or standing in doubts:
            continue
        if reason := _doubt(diary, one, other):
            older, younger = sorted(standing, key=diary.age)
            doubts[standing] = EventDoubt(older, younger, reason)
    return tuple(doubts.values())


def group_reports(
    known: Sequence[Event],
    reports: Sequence[Report],
    verdicts: Mapping[Pair, Verdict],
    *,
    new_key: Callable[[Report], str],
) -> Grouping:
    """Link reports to the events they are about.

    A report joins the event of its organisation and day that it fits (`deciding`), the best and then the oldest
    (`known` is in order of age); otherwise it is an event of its own, whose key `new_key` gives and which must never
    have been given before (ValueError when it stands). Events that exist are never merged: two that may be one are a
    doubt, and a verdict links them (`agreed.events_to_count`).

    A report seen before, told by its response, stays where it is until an edit makes it fit its event no longer (it
    moved to another day); an event whose last report left is no longer among the events. The order of `reports` has
    no influence, and what was grouped once comes out the same again, with no new links.
    """
    diary = _Diary(known, verdicts)
    latest = {report.response_key: report for report in sorted(reports, key=_order)}
    links = [_place(diary, latest[key], new_key) for key in sorted(latest)]
    events = tuple(
        Event(key, tuple(reports.values())) for key, reports in zip(diary.keys, diary.reports, strict=True) if reports
    )
    return Grouping(events, tuple(link for link in links if link is not None), _doubts(diary))
