"""The events of a period as tables: by kind and month, by place, audience, minors among them, and organisation.

The only door to pandas in forms/, which is imported where it is needed, for it takes a second.
"""

from collections.abc import Mapping, Sequence

from forms.breakdowns.shape import TOTAL, Breakdown, BreakdownRow, same
from forms.language import lt_sort_key
from forms.municipalities import BY_CODE
from forms.options import AUDIENCES, EVENT_KINDS
from forms.periods import MONTH_NAMES, Period
from forms.picture import Happening
from forms.words import Words

_REMOTE = "remote"
_NOWHERE = "nowhere"
_MONTHS_ACROSS = 12
"""As many months fit side by side on a page; a longer period is shown by years."""

_TITLES = {
    "kind_month": Words("Renginiai pagal rūšį ir mėnesį", "Events by kind and month"),
    "kind_year": Words("Renginiai pagal rūšį ir metus", "Events by kind and year"),
    "place": Words("Renginiai pagal apskritį ir savivaldybę", "Events by county and municipality"),
    "audience": Words("Renginiai pagal auditoriją", "Events by audience"),
    "minors": Words("Renginiai pagal dalyvių amžių", "Events by age of those present"),
    "organisation": Words("Renginiai pagal organizaciją", "Events by organisation"),
}
_EVENTS = Words("Renginiai", "Events")
_ALL_REMOTE = Words("Nuotoliniu būdu", "Remote")
_PLACE_UNKNOWN = Words("Savivaldybė nenurodyta", "Municipality not given")
_MINORS = Words("Dalyvavo nepilnamečių", "People under 18 were present")
_ADULTS = Words("Tik suaugusieji", "Adults alone")
_SEVERAL_AUDIENCES = Words(
    "Renginys, skirtas kelioms auditorijoms, skaičiuojamas prie kiekvienos, todėl suma gali viršyti renginių skaičių.",
    "An event for several audiences counts for each, so the sum may exceed the number of events.",
)
_PLACES_NOTE = Words(
    "Nuotoliniai renginiai savivaldybei nepriskiriami ir rodomi atskirai.",
    "Remote events belong to no municipality and stand apart.",
)


def break_down_events(
    events: Sequence[Happening], period: Period, organisations: Mapping[str, str]
) -> tuple[Breakdown, ...]:
    """Return the tables of events that count, without those that would be empty.

    The organisations are names by slug; there is a table by organisation when there are several.
    """
    if not events:
        return ()
    tables = [by_kind_and_month(events, period), by_place(events), by_audience(events), by_minors(events)]
    if len(organisations) > 1:
        tables.append(by_organisation(events, organisations))
    return tuple(tables)


def by_kind_and_month(events: Sequence[Happening], period: Period) -> Breakdown:
    """Return events by kind, those kinds that occur, and by every month of the period; by year in a long period."""
    import pandas as pd  # noqa: PLC0415 - see above

    months = period.months
    if len(months) <= _MONTHS_ACROSS:
        key, columns = "kind_month", [f"{month.from_on:%Y-%m}" for month in months]
        headings = [_month_heading(month, months) for month in months]
        when = [f"{event.date:%Y-%m}" for event in events]
    else:
        key, columns = "kind_year", [str(year) for year in range(period.from_on.year, period.to_on.year + 1)]
        headings = [Words(year, year) for year in columns]
        when = [str(event.date.year) for event in events]
    table = pd.crosstab(
        pd.Series([event.kind for event in events], dtype="object"), pd.Series(when, dtype="object")
    ).reindex(index=_that_occur(events), columns=columns, fill_value=0)
    titles = {option.code: option.title for option in EVENT_KINDS}
    rows = tuple(
        BreakdownRow(titles.get(kind, Words(kind, kind)), (*map(int, numbers), int(sum(numbers))))
        for kind, numbers in zip(_that_occur(events), table.to_numpy().tolist(), strict=True)
    )
    total = [int(number) for number in table.sum(axis=0)]
    return Breakdown(key, _TITLES[key], (*headings, TOTAL), rows, BreakdownRow(TOTAL, (*total, sum(total))))


def _that_occur(events: Sequence[Happening]) -> list[str]:
    declared = [option.code for option in EVENT_KINDS]
    found = {event.kind for event in events}
    return [*(kind for kind in declared if kind in found), *sorted(found.difference(declared))]


def _month_heading(month: Period, months: Sequence[Period]) -> Words:
    first = month.from_on
    of_one_year = months[0].from_on.year == months[-1].from_on.year
    heading = MONTH_NAMES[first.month - 1]
    return heading if of_one_year else Words(f"{first.year} m. {heading.lt}", f"{heading.en} {first.year}")


def by_place(events: Sequence[Happening]) -> Breakdown:
    """Return events by county and, within it, by municipality, in the order of the alphabet; remote ones last."""
    import pandas as pd  # noqa: PLC0415 - see above

    places = pd.Series([_place_of(event) for event in events], dtype="object").value_counts()
    counted = {str(code): int(number) for code, number in places.items()}
    counties: dict[str, list[str]] = {}
    for code in counted:
        if code in BY_CODE:
            counties.setdefault(BY_CODE[code].county, []).append(code)
    rows: list[BreakdownRow] = []
    for county in sorted(counties, key=lt_sort_key):
        codes = sorted(counties[county], key=lambda code: lt_sort_key(BY_CODE[code].short))
        rows.append(BreakdownRow(Words(county, county), (sum(counted[code] for code in codes),)))
        rows += [BreakdownRow(same(BY_CODE[code].short), (counted[code],), within=True) for code in codes]
    for code, label in ((_REMOTE, _ALL_REMOTE), (_NOWHERE, _PLACE_UNKNOWN)):
        if code in counted:
            rows.append(BreakdownRow(label, (counted[code],)))
    total = BreakdownRow(TOTAL, (len(events),))
    return Breakdown("place", _TITLES["place"], (_EVENTS,), tuple(rows), total, _PLACES_NOTE)


def _place_of(event: Happening) -> str:
    if event.format == _REMOTE:
        return _REMOTE
    return event.municipality if event.municipality in BY_CODE else _NOWHERE


def by_audience(events: Sequence[Happening]) -> Breakdown:
    """Return events by audience, those that occur, in the order of the form; an event of several counts for each."""
    import pandas as pd  # noqa: PLC0415 - see above

    codes = pd.Series([list(event.audience) for event in events], dtype="object").explode().dropna().value_counts()
    counted = {str(code): int(number) for code, number in codes.items()}
    rows = tuple(BreakdownRow(option.title, (counted[option.code],)) for option in AUDIENCES if option.code in counted)
    return Breakdown("audience", _TITLES["audience"], (_EVENTS,), rows, None, _SEVERAL_AUDIENCES)


def by_minors(events: Sequence[Happening]) -> Breakdown:
    """Return events with people under 18 among those present, and events without."""
    with_minors = sum(event.minors for event in events)
    rows = (BreakdownRow(_ADULTS, (len(events) - with_minors,)), BreakdownRow(_MINORS, (with_minors,)))
    return Breakdown("minors", _TITLES["minors"], (_EVENTS,), rows, BreakdownRow(TOTAL, (len(events),)))


def by_organisation(events: Sequence[Happening], organisations: Mapping[str, str]) -> Breakdown:
    """Return events by organisation, those without any included, in the order of the alphabet."""
    import pandas as pd  # noqa: PLC0415 - see above

    slugs = pd.Series([event.organisation for event in events], dtype="object").value_counts()
    counted = {str(slug): int(number) for slug, number in slugs.items()}
    names = {**{slug: slug for slug in counted}, **organisations}
    rows = tuple(
        BreakdownRow(same(names[slug]), (counted.get(slug, 0),))
        for slug in sorted(names, key=lambda slug: (lt_sort_key(names[slug]), slug))
    )
    total = BreakdownRow(TOTAL, (len(events),))
    return Breakdown("organisation", _TITLES["organisation"], (_EVENTS,), rows, total)
