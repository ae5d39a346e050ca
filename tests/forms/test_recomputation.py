"""Every figure and table counted once more, by loops written from the counting rules alone, over made-up programmes."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.figures import FIGURES
from forms.municipalities import BY_CODE
from forms.options import AUDIENCES, EVENT_KINDS
from forms.periods import Period
from forms.picture import Ambassador, Contract, Entry, Happening, Picture, Review, Standing
from forms.summary import summarise
from forms.words import Language
from tests.forms.picture_samples import ambassador, entry, happening, picture

FIRST = date(2023, 1, 1)
DAYS = 3 * 365
HOUSES = [f"org-{number:02}" for number in range(14)]


def programme(seed: int, houses: int, rows: int) -> tuple[Picture, dict[str, Contract]]:
    """Make up a programme: a seed gives the same one every time, and shrinks to a smaller one."""
    rng = random.Random(seed)  # noqa: S311 - made-up rows, no secret
    slugs = HOUSES[:houses]
    kinds, codes = [one.code for one in EVENT_KINDS], [*sorted(BY_CODE), None]
    audiences = [one.code for one in AUDIENCES]
    events, records, people = list[Happening](), list[Entry](), list[Ambassador]()
    for slug in slugs:
        for number in range(rng.randrange(1, 8)):
            trained = FIRST + timedelta(days=rng.randrange(DAYS))
            left = trained + timedelta(days=rng.randrange(500)) if rng.random() < 0.3 else None
            people.append(
                ambassador(
                    f"K-{slug}-{number}", None, organisation=slug, identity=f"p{rng.randrange(30)}",
                    standing=rng.choice(list(Standing)), accepted=rng.random() < 0.8, left_on=left,
                )
            )  # fmt: skip
            if rng.random() < 0.7:
                people[-1] = replace(people[-1], trained_on=trained)
    for number in range(rows):
        slug, on = rng.choice(slugs), FIRST + timedelta(days=rng.randrange(DAYS))
        facts: dict[str, Any] = {"organisation": slug, "review": rng.choice(list(Review)), "waits": rng.random() < 0.2}
        money = Decimal(rng.randrange(50_000)) / 100
        if rng.random() < 0.7:
            where = rng.choice(["in_person", "remote", "hybrid"])
            events.append(
                happening(
                    f"E-{number}", on.isoformat(), rng.choice(kinds), **facts, format=where, expenses_eur=money,
                    municipality=None if where == "remote" else rng.choice(codes),
                    audience=tuple(rng.sample(audiences, rng.randrange(1, 4))), minors=rng.random() < 0.3,
                    duration_hours=Decimal(rng.randrange(1, 40)) / 4, present=rng.randrange(80),
                    social_contacts=rng.randrange(40),
                    reported_on=on + timedelta(days=rng.randrange(40)) if rng.random() < 0.8 else None,
                )
            )  # fmt: skip
        else:
            kind = rng.choice(["ambassador_training", "individual_support", "group_support", "publicity"])
            there = [one.key for one in people if one.organisation == slug]
            records.append(
                entry(
                    f"C-{number}", on.isoformat(), kind, **facts, expenses_eur=money,
                    people=frozenset(rng.sample(there, rng.randrange(len(there) + 1))),
                )
            )  # fmt: skip
    contracts = {
        slug: Contract(date(2023, 3, 1), date(2024, 11, 30), Decimal(rng.randrange(1, 30_000)), {"events": 7})
        for slug in slugs
        if rng.random() < 0.8
    }
    whole = picture(slug="", name="Programa", events=tuple(events), records=tuple(records), ambassadors=tuple(people))
    return whole, contracts


def recount(known: Picture, first: date, last: date) -> dict[str, Any]:
    """Count everything by plain loops."""
    events = [one for one in known.events if first <= one.date <= last and one.review != "rejected"]
    records = [one for one in known.records if first <= one.date <= last and one.review != "rejected"]
    who = {(one.organisation, one.key): one.identity for one in known.ambassadors}
    trained, team, trained_once = set[str](), set[str](), set[str]()
    for record in records:
        for key in record.people if record.kind == "ambassador_training" else ():
            if (record.organisation, key) in who:
                trained.add(who[record.organisation, key])
    for one in known.ambassadors:
        if one.trained_on is not None and one.trained_on <= last:
            trained_once.add(one.identity)
    for one in known.ambassadors:
        has_left = one.left_on <= last if one.left_on else one.standing == "left"
        if one.identity in trained_once and one.accepted and not has_left:
            team.add(one.identity)
    by_kind: dict[str, int] = {}
    for event in events:
        by_kind[event.kind] = by_kind.get(event.kind, 0) + 1
    of = {kind: sum(record.kind == kind for record in records) for kind in {one.kind for one in known.records}}
    return {
        "ambassador_trainings": of.get("ambassador_training", 0),
        "ambassadors_trained": len(trained),
        "team": len(team),
        "events": len(events),
        "events_by_kind": by_kind,
        "social_contacts": sum(event.social_contacts for event in events),
        "people_present": sum(event.present for event in events),
        "specialists_trained": sum(event.present for event in events if event.kind == "contact_training"),
        "hours": sum(event.duration_hours for event in events),
        "support_individual": of.get("individual_support", 0),
        "support_group": of.get("group_support", 0),
        "publicity": of.get("publicity", 0),
        "municipalities": len({one.municipality for one in events if one.municipality and one.format != "remote"}),
        "expenses_eur": sum(one.expenses_eur for one in (*events, *records)),
    }


def total(table: Any) -> tuple[Any, ...]:
    return tuple(table.total.numbers)


def labelled(table: Any) -> dict[str, tuple[Any, ...]]:
    return {row.label.en: tuple(row.numbers) for row in table.rows}


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 14), st.integers(0, 120), st.integers(0, DAYS - 1), st.integers(0, DAYS))
def test_figures_of_the_programme_and_of_each_organisation_are_those_of_plain_loops(
    seed: int, houses: int, rows: int, start: int, length: int
) -> None:
    whole, _ = programme(seed, houses, rows)
    first, last = FIRST + timedelta(days=start), FIRST + timedelta(days=start + length)
    for slug in ("", *HOUSES[:houses]):
        known = only(whole, slug)
        period = Period.of(first, last)
        assert {one.key: one.count(known, period).value for one in FIGURES} == recount(known, first, last)


def only(whole: Picture, slug: str) -> Picture:
    if not slug:
        return whole
    parts: Mapping[str, Sequence[Any]] = {
        "events": whole.events, "records": whole.records, "ambassadors": whole.ambassadors
    }  # fmt: skip
    return replace(
        whole, slug=slug, **{name: tuple(one for one in of if one.organisation == slug) for name, of in parts.items()}
    )


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(2, 14), st.integers(1, 120), st.integers(0, DAYS - 1), st.integers(0, 500))
def test_tables_of_the_programme_are_those_of_plain_loops(
    seed: int, houses: int, rows: int, start: int, length: int
) -> None:
    whole, contracts = programme(seed, houses, rows)
    first, last = FIRST + timedelta(days=start), FIRST + timedelta(days=start + length)
    today = date(2025, 1, 15)
    names = {slug: slug for slug in HOUSES[:houses]}
    made = summarise(whole, Period.of(first, last), today, names, contracts=contracts)
    tables = {table.key: table for table in made.breakdowns}
    events = [one for one in whole.events if first <= one.date <= last and one.review != "rejected"]
    n = len(events)
    assert all(total(tables[key])[-1] == n for key in tables if key in {"kind_month", "kind_year", "place", "minors"})
    if n:
        rows_of = labelled(tables["audience"])
        for audience in AUDIENCES:
            told = sum(audience.code in one.audience for one in events)
            assert rows_of.get(audience.title.en, (0,)) == (told,)
        assert labelled(tables["minors"])["People under 18 were present"] == (sum(one.minors for one in events),)
        for slug in names:
            assert labelled(tables["organisation"])[slug] == (sum(one.organisation == slug for one in events),)
            told = [one for one in events if one.organisation == slug and one.reported_on]
            soon = sum((one.reported_on - one.date).days <= 14 for one in told if one.reported_on)
            if told:
                assert labelled(tables["reporting"])[slug][3:] == (len(told), soon, Fraction(soon, len(told)))
    spent = {slug: Decimal(0) for slug in contracts}
    for row in (*whole.events, *whole.records):
        if (
            row.organisation in spent
            and row.review != "rejected"
            and date(2023, 3, 1) <= row.date <= date(2024, 11, 30)
        ):
            spent[row.organisation] += row.expenses_eur
    if contracts:
        money = labelled(tables["money"])
        assert {slug: numbers[:2] for slug, numbers in money.items()} == {
            slug: (spent[slug], contract.budget_eur) for slug, contract in contracts.items()
        }
        assert total(tables["money"])[:2] == (
            sum(spent.values()),
            sum(one.budget_eur or 0 for one in contracts.values()),
        )


@pytest.mark.parametrize("language", list(Language))
def test_share_is_never_above_the_whole(language: Language) -> None:
    from forms.summary.page import page_of

    whole, contracts = programme(7, 14, 200)
    made = summarise(
        whole, Period.of(FIRST, FIRST + timedelta(days=DAYS)), date(2026, 1, 1),
        {slug: slug for slug in HOUSES}, contracts=contracts,
    )  # fmt: skip
    reporting = next(table for table in made.breakdowns if table.key == "reporting")
    shares = [number for row in reporting.rows for number in row.numbers if isinstance(number, Fraction)]
    assert shares
    assert all(0 <= share <= 1 for share in shares)
    assert len(page_of(made, language).breakdowns) == len(made.breakdowns) == 8
