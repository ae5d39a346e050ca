"""What several organisations have in common: people and events, counted once in the programme."""

from decimal import Decimal

import pytest

from forms.figures.joint import identities_of
from forms.figures.together import merge_pictures
from forms.picture import Happening, Picture, Review
from forms.words import Language
from tests.forms.picture_samples import ambassador, happening, picture

MAILBOX, PHONE = "mailbox and first name", "phone and first name"


def groups(*people: tuple[str, str, set[str]]) -> list[list[str]]:
    """Return who is one person: rows as «organisation/contact», given with their marks."""
    found: dict[str, list[str]] = {}
    ambassadors = [ambassador(key, organisation=house, marks=frozenset(marks)) for house, key, marks in people]
    for (house, key), identity in identities_of(ambassadors).items():
        found.setdefault(identity, []).append(f"{house}/{key}")
    return sorted(found.values())


def test_person_is_known_again_by_any_mark_and_through_a_third_organisation() -> None:
    assert groups(
        ("a", "K-1", {MAILBOX}), ("b", "K-2", {MAILBOX, PHONE}), ("c", "K-3", {PHONE}), ("c", "K-4", set())
    ) == [
        ["a/K-1", "b/K-2", "c/K-3"],
        ["c/K-4"],
    ]


def test_mark_that_two_people_of_one_organisation_share_tells_nobody() -> None:
    assert groups(("a", "K-1", {MAILBOX}), ("a", "K-2", {MAILBOX}), ("b", "K-3", {MAILBOX})) == [
        ["a/K-1"], ["a/K-2"], ["b/K-3"]
    ]  # fmt: skip


def test_order_of_organisations_has_no_influence_on_who_is_one() -> None:
    people = [("a", "K-1", {MAILBOX}), ("b", "K-2", {MAILBOX, PHONE}), ("c", "K-3", {PHONE})]
    assert [len(groups(*people)), len(groups(*reversed(people)))] == [1, 1]


def programme(*houses: tuple[Happening, ...]) -> Picture:
    pictures = [picture(slug=f"h{number}", name=f"H{number}", events=events) for number, events in enumerate(houses)]
    return merge_pictures("Visa programa", Language.LT, pictures)


def told(key: str, house: int, **known: object) -> Happening:
    facts: dict[str, object] = {
        "title": "Pokalbis apie viltį Žalgirio gimnazijoje", "venue": "Žalgirio gimnazija", "municipality": "LT-57"
    }  # fmt: skip
    return happening(key, "2023-05-02", "meeting", organisation=f"h{house}", **{**facts, **known})


def test_event_of_two_organisations_counts_once_with_the_lower_numbers_and_all_money() -> None:
    one = told("E-1", 0, present=30, social_contacts=25, expenses_eur=Decimal(40), reports=("R-1",))
    other = told("E-2", 1, present=28, social_contacts=26, expenses_eur=Decimal("12.5"), reports=("R-2",))
    (event,) = programme((one,), (other,)).events
    assert (event.key, event.reports, event.present, event.social_contacts, event.expenses_eur) == (
        "E-1", ("R-1", "R-2"), 28, 25, Decimal("52.5")
    )  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"venue": "Bendruomenės namai", "municipality": "LT-58"}, id="another town"),
        pytest.param({"title": "Mokytojų diskusija", "kind": "seminar"}, id="another talk"),
        pytest.param({"review": Review.REJECTED}, id="rejected"),
    ],
)
def test_events_that_differ_or_do_not_count_stay_two(other: dict[str, object]) -> None:
    kind = str(other.pop("kind", "meeting"))
    two = happening("E-2", "2023-05-02", kind, organisation="h1", **{
        "title": "Pokalbis apie viltį Žalgirio gimnazijoje", "venue": "Žalgirio gimnazija", "municipality": "LT-57", **other
    })  # fmt: skip
    assert [event.key for event in programme((told("E-1", 0),), (two,)).events] == ["E-1", "E-2"]


def test_same_talk_given_twice_by_one_organisation_is_two_events_whoever_else_tells_of_it() -> None:
    events = programme((told("E-1", 0), told("E-2", 0)), (told("E-3", 1),)).events
    assert [event.key for event in events] == ["E-1", "E-2"]
