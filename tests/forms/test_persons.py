"""Whose each mention is: what evidence joins, what people say, and what stays when nights follow one another."""

from collections.abc import Mapping, Sequence
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.contacts.mentions import Mention
from forms.contacts.verdicts import Pair, Verdict
from forms.matching.records import Reason
from forms.persons.apart import Said, names_together
from forms.persons.persons import FIRST_SEEN, KEPT_APART, Doubt, Persons, match_persons

HOME, WORK = "seima@pavyzdys.lt", "jonas@pavyzdys.lt"
PHONE = "+37061234567"
NOTHING_SAID = Said()


def mention(response: str, name: str, email: str | None = None, phone: str | None = None) -> Mention:
    return Mention(response, "applicant", name, email, phone)


def match(
    *mentions: Mention,
    before: Mapping[str, str] | None = None,
    said: Said = NOTHING_SAID,
    former: Sequence[Mention] = (),
    together: Sequence[frozenset[str]] = (),
) -> Persons:
    places = {(response, "applicant"): key for response, key in (before or {}).items()}
    return match_persons(
        mentions, places, said, former=former, together=together, new_key=lambda new: f"new {new.response_key}"
    )


def keys(persons: Persons) -> dict[str, str]:
    return {response: key for (response, _), key in persons.key_of.items()}


def said(verdict: Verdict, *pairs: tuple[str, str]) -> Said:
    found: dict[Pair, Verdict] = {frozenset(pair): verdict for pair in pairs}
    return Said(found)


@pytest.mark.parametrize(
    ("email", "phone", "reason"),
    [
        (WORK, None, Reason.SAME_EMAIL),
        (None, PHONE, Reason.SAME_PHONE),
    ],
)
def test_mention_joins_contact_by_address_and_name(email: str | None, phone: str | None, reason: Reason) -> None:
    persons = match(
        mention("r1", "Jonas Petraitis", WORK, PHONE),
        mention("r2", "Petraitis Jonas", email, phone),
        before={"r1": "c"},
    )
    assert keys(persons) == {"r1": "c", "r2": "c"}
    assert persons.why_linked == {("r2", "applicant"): reason.value}
    assert persons.reasons == {"c": reason}


def test_who_writes_letter_for_letter_what_a_contact_wrote_is_that_contact() -> None:
    persons = match(*(mention(f"r{number}", "Jonas Petraitis", WORK) for number in range(3)), before={"r1": "c"})
    assert set(keys(persons).values()) == {"c"}
    assert persons.reasons == {"c": Reason.IDENTICAL}


@pytest.mark.parametrize("addresses", [(HOME, None), (HOME, PHONE), (None, PHONE)])
def test_couple_that_shares_an_address_is_two(addresses: tuple[str | None, str | None]) -> None:
    persons = match(mention("r1", "Jonas Petraitis", *addresses), mention("r2", "Ona Petraitienė", *addresses))
    assert keys(persons) == {"r1": "new r1", "r2": "new r2"}
    assert persons.why_linked == {("r1", "applicant"): FIRST_SEEN, ("r2", "applicant"): FIRST_SEEN}


def test_new_surname_at_the_same_address_is_the_same_person() -> None:
    persons = match(mention("r1", "Ona Petraitytė", HOME, PHONE), mention("r2", "Ona Petraitienė", HOME, PHONE))
    assert set(keys(persons).values()) == {"new r1"}


def test_names_that_one_report_gives_side_by_side_are_two_people() -> None:
    mother, daughter = mention("r1", "Ona Petraitienė", HOME, PHONE), mention("r2", "Ona Petraitytė", HOME, PHONE)
    lines = names_together(["Petraitytė Ona", "Ona Petraitienė", "Jonas"])
    assert keys(match(mother, daughter, together=[lines])) == {"r1": "new r1", "r2": "new r2"}


def test_initial_that_fits_two_is_neither_and_asked_about() -> None:
    persons = match(
        mention("r1", "Jonas Petraitis", HOME),
        mention("r2", "Juozas Petraitis", HOME),
        mention("r3", "J. Petraitis", HOME),
    )
    assert len(set(keys(persons).values())) == 3
    assert {frozenset(doubt[:2]) for doubt in persons.doubts} == {
        frozenset({"new r1", "new r3"}), frozenset({"new r2", "new r3"})
    }  # fmt: skip


def test_bare_names_never_join() -> None:
    persons = match(
        mention("r1", "Jonas Petraitis"), mention("r2", "Jonas Petraitis"), mention("r3", ""), mention("r4", "")
    )
    assert len(set(keys(persons).values())) == 4
    assert persons.doubts == (Doubt("new r1", "new r2", Reason.IDENTICAL),)


def test_mention_that_fits_two_contacts_brings_them_under_the_oldest_and_leaves_their_links() -> None:
    persons = match(
        mention("r0", "Jonas Petraitis", HOME, PHONE),
        mention("r1", "Jonas Petraitis", WORK),
        mention("r2", "Jonas Petraitis", WORK, PHONE),
        before={"r1": "c1", "r0": "c0"},
    )
    assert keys(persons) == {"r0": "c0", "r1": "c1", "r2": "c1"}
    assert persons.same_as == {"c0": "c1", "c1": "c1"}


COUPLE = (mention("r1", "Ona Kazlauskaitė", HOME), mention("r2", "Ona Petrauskienė", HOME, PHONE))


def test_words_of_two_contacts_bind_either_way_and_melt_nothing() -> None:
    before = {"r1": "c1", "r2": "c2"}
    same = match(*COUPLE, before=before, said=said(Verdict.SAME, ("c1", "c2")))
    different = match(*COUPLE, before=before, said=said(Verdict.DIFFERENT, ("c1", "c2")))
    assert (keys(same), same.same_as, same.doubts) == (before, {"c1": "c1", "c2": "c1"}, ())
    assert (keys(different), different.same_as, different.doubts) == (before, {}, ())


def test_different_holds_for_all_that_were_called_the_same() -> None:
    alike = [mention(f"r{number}", "Ona Petraitytė", WORK) for number in range(3)]
    words = Said({
        frozenset({"c0", "c1"}): Verdict.DIFFERENT,
        frozenset({"c1", "c2"}): Verdict.SAME,
    })  # fmt: skip
    persons = match(*alike, before={"r0": "c0", "r1": "c1", "r2": "c2"}, said=words)
    assert persons.same_as == {"c1": "c1", "c2": "c1"}


def test_contact_kept_apart_is_nobody_else_and_still_takes_up_its_own() -> None:
    persons = match(
        mention("r1", "Jonas Petraitis", WORK),
        mention("r2", "Jonas Petraitis", WORK, PHONE),
        mention("r3", "Jonas Petraitis", WORK, PHONE),
        before={"r1": "c1", "r2": "c2"},
        said=Said(apart=frozenset({"c2"})),
    )
    assert (keys(persons), persons.same_as) == ({"r1": "c1", "r2": "c2", "r3": "c2"}, {})


def test_contact_that_is_several_people_is_parted_by_what_they_wrote() -> None:
    persons = match(
        mention("r1", "Jonas Petraitis", WORK, PHONE),
        mention("r2", "Jonas Petraitis", WORK),
        mention("r3", "Jonas Petraitis", WORK, PHONE),
        before={"r1": "c", "r2": "c", "r3": "c"},
        said=Said(apart=frozenset({"c"}), parted_tonight=frozenset({"c"})),
    )
    assert keys(persons) == {"r1": "c", "r2": "new r2", "r3": "c"}
    assert persons.why_linked == {("r2", "applicant"): KEPT_APART}


def test_edited_address_stays_with_its_person_by_what_was_written_before() -> None:
    before = {"r1": "c", "r2": "c"}
    edited = mention("r2", "Petraitis J.", HOME)
    known = match(
        mention("r1", "Jonas Petraitis", WORK), edited, before=before, former=[mention("r2", "Petraitis J.", WORK)]
    )
    unknown = match(mention("r1", "Jonas Petraitis", WORK), edited, before=before)
    assert keys(known) == before
    assert keys(unknown) == {"r1": "c", "r2": "new r2"}


def test_another_persons_name_written_over_leaves_the_contact() -> None:
    persons = match(
        mention("r1", "Jonas Petraitis", WORK),
        mention("r2", "Ona Petraitienė", HOME),
        before={"r1": "c", "r2": "c"},
        former=[mention("r2", "Jonas Petraitis", WORK)],
    )
    assert keys(persons) == {"r1": "c", "r2": "new r2"}


def test_only_mention_of_a_contact_keeps_its_key_whatever_was_edited() -> None:
    edited = mention("r1", "Ona Kazlauskienė", WORK)
    assert keys(match(edited, before={"r1": "c"}, former=[mention("r1", "Jonas Petraitis", HOME)])) == {"r1": "c"}


MENTIONS = st.lists(
    st.builds(
        Mention,
        st.integers(0, 12).map("r{:02}".format),
        st.sampled_from(["applicant", "host"]),
        st.sampled_from([
            "Jonas Petraitis", "Petraitis Jonas", "J. Petraitis", "Jonas", "Ona Petraitienė", "Ona Petraitytė",
            "Juozas Petraitis", "Jonas Petratis", "", "Rasa Butkutė", "Tomas Gaidys", "Simona Žukė",
        ]),
        st.sampled_from([None, HOME, WORK]),
        st.sampled_from([None, PHONE, "+37061234568"]),
    ),
    max_size=14,
    unique_by=lambda one: one.place,
)  # fmt: skip


def groups(persons: Persons) -> set[frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for place, key in persons.key_of.items():
        found.setdefault(persons.same_as.get(key, key), set()).add(place)
    return set(map(frozenset, found.values()))


def night(mentions: Sequence[Mention], before: Mapping[tuple[str, str], str], prefix: str) -> Persons:
    numbers = count()
    return match_persons(mentions, before, NOTHING_SAID, new_key=lambda _: f"{prefix}{next(numbers):03}")


@settings(deadline=None)
@given(MENTIONS, st.randoms(use_true_random=False))
def test_order_of_mentions_has_no_influence_on_who_is_one(mentions: list[Mention], random: Random) -> None:
    shuffled = random.sample(mentions, len(mentions))
    assert groups(night(shuffled, {}, "a")) == groups(night(mentions, {}, "b"))


@settings(deadline=None)
@given(MENTIONS)
def test_second_night_links_nothing_anew(mentions: list[Mention]) -> None:
    first = night(mentions, {}, "a")
    second = night(mentions, first.key_of, "b")
    assert (second.key_of, second.same_as, second.why_linked) == (first.key_of, first.same_as, {})
    assert {doubt[:2] for doubt in second.doubts} == {doubt[:2] for doubt in first.doubts}


@settings(deadline=None)
@given(MENTIONS, st.integers(0, 14))
def test_arrival_in_two_batches_makes_the_same_people_and_keeps_every_key(mentions: list[Mention], cut: int) -> None:
    first = night(mentions[:cut], {}, "a")
    then = night(mentions, first.key_of, "b")
    assert set(first.key_of.values()) <= set(then.key_of.values())
    assert groups(then) == groups(night(mentions, {}, "c"))
