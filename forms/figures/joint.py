"""What several organisations have in common: people who applied to both, events that both tell of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from forms.events.deciding import Answer, decide_pair
from forms.events.reports import Report
from forms.events.titles import TitleLikeness, like_titles
from forms.picture import Ambassador, Happening, Review

Row = tuple[str, str]
"""An organisation and the key of a row of its."""

_ORDER = (Review.EDITED, Review.RECEIVED, Review.APPROVED)
"""Of the reviews of a joint event the one that asks most of people stands."""


def identities_of(ambassadors: Sequence[Ambassador]) -> Mapping[Row, str]:
    """Return who stands behind each contact of an organisation: one text for one person, in whichever organisations.

    People are told by their marks (`Ambassador.marks`); a mark that two people of one organisation share tells nobody.
    """
    bearers: dict[str, dict[str, set[Row]]] = defaultdict(lambda: defaultdict(set))
    for one in ambassadors:
        for mark in one.marks:
            bearers[mark][one.organisation].add((one.organisation, one.key))
    first: dict[Row, Row] = {}

    def root(row: Row) -> Row:
        while row in first:
            row = first[row]
        return row

    for by_organisation in bearers.values():
        if all(len(rows) == 1 for rows in by_organisation.values()):
            roots = sorted({root(row) for rows in by_organisation.values() for row in rows})
            first.update((row, roots[0]) for row in roots[1:])
    return {row: "/".join(root(row)) for row in ((one.organisation, one.key) for one in ambassadors)}


def joint_with(events: Iterable[Happening], identities: Mapping[Row, str]) -> Mapping[Row, Row]:
    """Return for each event that counts, and that an organisation before it tells of as well, that organisation's.

    Compared are events of a day that have the municipality or a person in common.
    """
    of_day: dict[date, list[Happening]] = defaultdict(list)
    for event in events:
        if event.counts:
            of_day[event.date].append(event)
    found: dict[Row, Row] = {}
    for its in of_day.values():
        if len({event.organisation for event in its}) > 1:
            found.update(_joint_of_day(its, identities))
    return found


def _joint_of_day(events: Sequence[Happening], identities: Mapping[Row, str]) -> Iterator[tuple[Row, Row]]:
    met: dict[str | None, list[_Group]] = defaultdict(list)
    for event in events:
        report = _report(event, identities)
        points: dict[str | None, None] = dict.fromkeys((event.municipality, *sorted(report.ambassadors)))
        near = {id(group): group for point in points for group in met[point]}
        group = next((group for group in near.values() if _is_one(event, report, group)), None)
        if group:
            yield (event.organisation, event.key), group.first
        else:
            group = _Group((event.organisation, event.key))
        group.told.append((event.organisation, report))
        for point in points:
            if group not in met[point]:
                met[point].append(group)


@dataclass(eq=False)
class _Group:
    """One event as far as we know: whose it was first, and what each organisation tells of it."""

    first: Row
    told: list[tuple[str, Report]] = field(default_factory=list[tuple[str, Report]])


def _is_one(event: Happening, report: Report, group: _Group) -> bool:
    # The same talk given twice by one organisation is two events, whoever else tells of it.
    return all(
        organisation != event.organisation
        # Without like titles no two are held to be one; to look at these first spares most of the work.
        and like_titles(report.title, other.title) is not TitleLikeness.NONE
        and decide_pair(report, other).answer is Answer.SAME
        for organisation, other in group.told
    )


def _report(event: Happening, identities: Mapping[Row, str]) -> Report:
    """Return an event as if it were one report of nobody's, by whichever organisation."""
    return Report(
        response_key=event.key,
        organisation="",
        reporter=event.organisation,
        date=event.date,
        kind=event.kind,
        audience=event.audience,
        format=event.format,
        municipality=event.municipality,
        venue=event.venue,
        title=event.title,
        duration_hours=event.duration_hours,
        ambassadors=frozenset(identities.get((event.organisation, key), key) for key in event.ambassadors),
        present=event.present,
        social_contacts=event.social_contacts,
        expenses=event.expenses_eur,
    )


def joined(events: Sequence[Happening], joint: Mapping[Row, Row]) -> tuple[Happening, ...]:
    """Return events with the joint ones once: of differing numbers the lower, but of money all that was spent."""
    standing: dict[Row, Happening] = {}
    for event in events:
        row = event.organisation, event.key
        first = joint.get(row, row)
        standing[first] = _both(standing[first], event) if first in standing else event
    return tuple(standing.values())


def _both(one: Happening, other: Happening) -> Happening:
    return replace(
        one,
        reports=(*one.reports, *other.reports),
        review=min(one.review, other.review, key=_ORDER.index),
        audience=tuple(dict.fromkeys((*one.audience, *other.audience))),
        duration_hours=min(one.duration_hours, other.duration_hours),
        present=min(one.present, other.present),
        social_contacts=min(one.social_contacts, other.social_contacts),
        minors=one.minors or other.minors,
        expenses_eur=sum((one.expenses_eur, other.expenses_eur), Decimal(0)),
        ambassadors=one.ambassadors | other.ambassadors,
        waits=one.waits or other.waits,
        reported_on=min((on for on in (one.reported_on, other.reported_on) if on), default=None),
    )
