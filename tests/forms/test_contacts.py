from collections.abc import Mapping
from itertools import combinations, count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.contacts import names
from forms.contacts.first_names import MEN, OTHER_FORMS
from forms.contacts.matching import match_contacts
from forms.contacts.mentions import Contact, Doubt, DoubtReason, Link, Matching, Mention, Reason, written_mention
from forms.contacts.names import compatible
from forms.contacts.people import Found, PeopleIndex, Several, Unknown, find_person, index_people
from forms.contacts.verdicts import Pair, Verdict, representative, same_as

HOME, WORK = "seima@pavyzdys.lt", "jonas@pavyzdys.lt"
PHONE, OTHER_PHONE = "+37061234567", "+37061234568"


def mention(response: str, name: str, email: str | None = None, phone: str | None = None) -> Mention:
    return Mention(response, "applicant", name, email, phone)


def contact(key: str, *mentions: Mention) -> Contact:
    return Contact(key, mentions)


def match(
    *mentions: Mention, known: tuple[Contact, ...] = (), verdicts: Mapping[Pair, Verdict] | None = None
) -> Matching:
    return match_contacts(known, mentions, verdicts or {}, new_key=lambda new: f"new {new.response_key}")


def reasons(matching: Matching) -> dict[str, tuple[str, Reason]]:
    return {link.response_key: (link.contact_key, link.reason) for link in matching.links}


def test_written_mention_normalises_addresses_and_drops_impossible_ones() -> None:
    assert written_mention("r1", "host", " Jonas  Petraitis ", "Jonas@Pavyzdys.LT", "8 612 34567") == Mention(
        "r1", "host", "Jonas Petraitis", WORK, PHONE
    )
    assert written_mention("r1", "host", "Jonas", "jonas@", "12") == Mention("r1", "host", "Jonas", None, None)


def test_mention_and_contact_print_no_answer() -> None:
    shown = repr(contact("c1", mention("r1", "Jonas Petraitis", WORK, PHONE)))
    assert [text for text in ("Jonas", "Petraitis", WORK, PHONE) if text in shown] == []


def test_contact_shows_latest_whole_name_and_every_address_once() -> None:
    person = contact(
        "c1",
        mention("r1", "Jonas Petraitis", WORK, PHONE),
        Mention("r2", "reporter", "JONAS PETRAITIS", HOME, PHONE),
        Mention("r3", "reporter", "J. Petraitis", WORK),
    )
    assert person.best_name == "JONAS PETRAITIS"
    assert person.emails == (WORK, HOME)
    assert person.phones == (PHONE,)
    assert person.roles == frozenset({"applicant", "reporter"})


@pytest.mark.parametrize(
    ("email", "phone", "reason"),
    [
        (WORK, None, Reason.SAME_EMAIL),
        (None, PHONE, Reason.SAME_PHONE),
        (WORK, PHONE, Reason.SAME_EMAIL_AND_PHONE),
    ],
)
def test_mention_joins_contact_by_address_and_name(email: str | None, phone: str | None, reason: Reason) -> None:
    known = contact("c1", mention("r1", "Jonas Petraitis", WORK, PHONE))
    new = mention("r2", "Petraitis Jonas", email, phone)
    assert match(new, known=(known,)) == Matching(
        (contact("c1", *known.mentions, new),), (Link("r2", "applicant", "c1", reason),), ()
    )


def test_couple_on_one_mailbox_stays_two_and_is_asked_about() -> None:
    matching = match(mention("r1", "Jonas Petraitis", HOME), mention("r2", "Ona Petraitienė", HOME))
    assert [person.best_name for person in matching.contacts] == ["Jonas Petraitis", "Ona Petraitienė"]
    assert matching.doubts == (Doubt("new r1", "new r2", DoubtReason.SHARED_MAILBOX_OTHER_NAME),)


def test_couple_on_one_phone_is_asked_about_as_such() -> None:
    matching = match(mention("r1", "Jonas Petraitis", WORK, PHONE), mention("r2", "Ona Petraitienė", HOME, PHONE))
    assert matching.doubts == (Doubt("new r1", "new r2", DoubtReason.SHARED_PHONE_OTHER_NAME),)


def test_initial_does_not_chain_two_brothers() -> None:
    matching = match(
        mention("r0", "J. Petraitis", HOME),
        mention("r1", "Jonas Petraitis", HOME),
        mention("r2", "Juozas Petraitis", HOME),
    )
    assert matching.contact_of == {
        ("r1", "applicant"): "new r1",
        ("r2", "applicant"): "new r2",
        ("r0", "applicant"): "new r1",
    }


def test_equal_names_without_a_shared_address_are_two_contacts() -> None:
    matching = match(mention("r1", "Jonas Petraitis", HOME), mention("r2", "Jonas Petraitis", WORK))
    assert len(matching.contacts) == 2
    assert matching.doubts == ()


def test_mentions_without_address_never_join() -> None:
    matching = match(
        mention("r1", "Jonas Petraitis"), mention("r2", "Jonas Petraitis"), mention("r3", ""), mention("r4", "")
    )
    assert len(matching.contacts) == 4
    assert matching.doubts == ()


def test_mention_that_fits_two_joins_the_better_and_leaves_a_doubt() -> None:
    by_email = contact("c1", mention("r1", "Jonas Petraitis", WORK))
    by_phone = contact("c0", mention("r0", "Jonas Petraitis", HOME, PHONE))
    matching = match(mention("r2", "Jonas Petraitis", WORK, PHONE), known=(by_phone, by_email))
    assert reasons(matching) == {"r2": ("c1", Reason.SAME_EMAIL)}
    assert matching.doubts == (Doubt("c0", "c1", DoubtReason.SAME_ADDRESS_LIKE_NAME),)


def test_of_equally_good_contacts_the_oldest_is_joined() -> None:
    twins = (contact("z", mention("r0", "Jonas Petraitis", WORK)), contact("a", mention("r1", "Jonas Petraitis", WORK)))
    assert reasons(match(mention("r2", "Jonas Petraitis", WORK), known=twins)) == {"r2": ("z", Reason.SAME_EMAIL)}


COUPLE = (
    contact("c1", mention("r1", "Ona Kazlauskaitė", HOME)),
    contact("c2", mention("r2", "Ona Petrauskienė", HOME, PHONE)),
)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_verdict_silences_the_doubt_and_merges_nothing(verdict: Verdict) -> None:
    assert match(known=COUPLE).doubts == (Doubt("c1", "c2", DoubtReason.SHARED_MAILBOX_OTHER_NAME),)
    assert match(known=COUPLE, verdicts={frozenset({"c1", "c2"}): verdict}) == Matching(COUPLE, (), ())


def test_verdict_brings_a_mention_to_the_contact_of_its_name() -> None:
    by_phone = mention("r3", "Ona Kazlauskaitė", None, PHONE)
    verdicts = {frozenset({"c1", "c2"}): Verdict.SAME}
    assert reasons(match(by_phone, known=COUPLE, verdicts=verdicts)) == {"r3": ("c1", Reason.DECIDED)}
    assert reasons(match(by_phone, known=COUPLE)) == {"r3": ("new r3", Reason.FIRST_SEEN)}


def test_verdicts_link_on_and_the_oldest_key_stands_for_all() -> None:
    verdicts = {
        frozenset({"c2", "c3"}): Verdict.SAME,
        frozenset({"c3", "c1"}): Verdict.SAME,
        frozenset({"c1", "c9"}): Verdict.DIFFERENT,
    }
    assert same_as(verdicts) == {"c1": "c1", "c2": "c1", "c3": "c1"}
    assert same_as(verdicts, ("c3", "c2", "c1")) == {"c1": "c3", "c2": "c3", "c3": "c3"}
    assert [representative(key, verdicts) for key in ("c3", "c9")] == ["c1", "c9"]


def test_doubt_is_silent_when_a_linked_contact_was_told_apart() -> None:
    third = contact("c3", mention("r3", "Jonas Petrauskas", HOME))
    verdicts = {frozenset({"c1", "c2"}): Verdict.SAME, frozenset({"c2", "c3"}): Verdict.DIFFERENT}
    assert match(known=(*COUPLE, third), verdicts=verdicts).doubts == ()


def test_edited_mention_stays_with_its_contact_under_a_new_address() -> None:
    known = contact("c1", mention("r1", "Jonas Petraitis", WORK), mention("r2", "Jonas Petraitis", WORK))
    edited = mention("r2", "Jonas Petraitis", HOME)
    assert match(edited, known=(known,)) == Matching((contact("c1", known.mentions[0], edited),), (), ())


def test_edited_mention_of_another_name_leaves_its_contact() -> None:
    known = contact("c1", mention("r1", "J. Petraitis", HOME), mention("r2", "Jonas Petraitis", HOME))
    edited = mention("r2", "Ona Petraitienė", HOME)
    matching = match(edited, known=(known,))
    assert matching.contacts == (contact("c1", known.mentions[0]), contact("new r2", edited))
    assert reasons(matching) == {"r2": ("new r2", Reason.FIRST_SEEN)}


def test_edited_address_moves_a_mention_to_the_contact_that_has_it() -> None:
    known = contact("c1", mention("r1", "Jonas Petraitis", HOME), mention("r2", "Jonas Petraitis", HOME))
    right = contact("c2", mention("r3", "Jonas Petraitis", WORK))
    matching = match(mention("r2", "Jonas Petraitis", WORK), known=(known, right))
    assert reasons(matching) == {"r2": ("c2", Reason.SAME_EMAIL)}


def test_only_mention_of_a_contact_keeps_its_key_whatever_was_edited() -> None:
    known = contact("c1", mention("r1", "Jonas Petraitis", HOME))
    edited = mention("r1", "Ona Kazlauskienė", WORK)
    assert match(edited, known=(known,)) == Matching((contact("c1", edited),), (), ())


def test_new_key_that_is_taken_is_refused() -> None:
    with pytest.raises(ValueError, match="taken already"):
        match_contacts(COUPLE, [mention("r9", "Jonas Petraitis", WORK)], {}, new_key=lambda _: "c1")


def test_office_mailbox_raises_no_doubts_among_other_first_names() -> None:
    people = ["Jonas Petraitis", "Ona Butkienė", "Rasa Žukaitė", "Tomas Gaidys", "Eglė Šarkaitė", "Jonas Vaitkus"]
    matching = match(*(mention(f"r{number}", name, HOME) for number, name in enumerate(people)))
    assert len(matching.contacts) == 6
    assert matching.doubts == (Doubt("new r0", "new r5", DoubtReason.SHARED_MAILBOX_OTHER_NAME),)


def test_office_mailbox_finds_the_person_despite_a_typo_and_not_by_an_initial() -> None:
    people = ["Mindaugas Petraitis", "Ona Butkienė", "Rasa Žukaitė", "Tomas Gaidys", "Eglė Šarkaitė"]
    office = tuple(contact(f"c{n}", mention(f"k{n}", name, HOME)) for n, name in enumerate(people))
    matching = match(mention("r1", "Mindugas Petraitis", HOME), mention("r2", "M. Petraitis", HOME), known=office)
    assert reasons(matching) == {"r1": ("c0", Reason.SAME_EMAIL), "r2": ("new r2", Reason.FIRST_SEEN)}


def test_mailbox_of_thousands_keeps_them_apart_and_compares_few() -> None:
    syllables = [f"{consonant}{vowel}" for consonant in "bdgklmnprst" for vowel in "aeiou"]
    given_names = sorted(MEN - OTHER_FORMS.keys())[:30]
    people = [f"{given_name} {syllable * 2}nauskas" for given_name in given_names for syllable in syllables]
    compared = names._compatible.cache_info().misses
    matching = match(*(mention(f"r{number:05}", name, HOME) for number, name in enumerate(people)))
    assert len(matching.contacts) == len(people) == 1650
    assert len(matching.doubts) < len(people)
    assert names._compatible.cache_info().misses - compared < 20 * len(people)


NAMES = [
    "Jonas Petraitis",
    "Petraitis Jonas",
    "J. Petraitis",
    "Jonas",
    "Ona Petraitienė",
    "Ona Petraitytė",
    "Juozas Petraitis",
]
MENTIONS = st.lists(
    st.builds(
        Mention,
        st.integers(0, 12).map("r{:02}".format),
        st.sampled_from(["applicant", "host"]),
        st.sampled_from([*NAMES, "Jonas Petratis", "", "Rasa Butkutė", "Tomas Gaidys", "Simona Žukė", "Simonas Žukas"]),
        st.sampled_from([None, HOME, WORK]),
        st.sampled_from([None, PHONE, OTHER_PHONE]),
    ),
    max_size=14,
    unique_by=lambda one: one.place,
)


def numbered(known: tuple[Contact, ...], mentions: list[Mention], prefix: str = "c") -> Matching:
    numbers = count()
    return match_contacts(known, mentions, {}, new_key=lambda _: f"{prefix}{next(numbers):03}")


@settings(deadline=None)
@given(MENTIONS, st.randoms())
def test_order_of_mentions_has_no_influence(mentions: list[Mention], random: object) -> None:
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert numbered((), shuffled) == numbered((), mentions)


@settings(deadline=None)
@given(MENTIONS, MENTIONS)
def test_matching_again_changes_nothing_and_splits_no_mention(first: list[Mention], second: list[Mention]) -> None:
    night = numbered(numbered((), first).contacts, second, "d")
    again = numbered(night.contacts, second, "e")
    assert again == Matching(night.contacts, (), night.doubts)
    places = [one.place for person in night.contacts for one in person.mentions]
    assert sorted(places) == sorted({one.place for one in (*first, *second)})


@settings(deadline=None)
@given(MENTIONS, MENTIONS)
def test_no_contact_holds_names_of_two_people(first: list[Mention], second: list[Mention]) -> None:
    night = numbered(numbered((), first).contacts, second, "d")
    pairs = [pair for person in night.contacts for pair in combinations(person.names, 2)]
    assert [pair for pair in pairs if not compatible(*pair)] == []


AMBASSADORS = (
    contact("jonas", mention("a1", "Jonas Petraitis", WORK)),
    contact("ona", mention("a2", "Ona Petraitienė", HOME)),
    contact("egle", mention("a3", "Eglė Stankevičiūtė", "egle@pavyzdys.lt")),
    contact("antanas", mention("a4", "Antanas Petraitis", HOME)),
    contact("dziugas", mention("a5", "Džiugas Gaidys", None)),
    contact("twin1", mention("a6", "Rasa Butkutė", "rasa1@pavyzdys.lt")),
    contact("twin2", mention("a7", "Rasa Butkutė", "rasa2@pavyzdys.lt")),
)


@pytest.fixture(scope="module")
def people() -> PeopleIndex:
    return index_people(AMBASSADORS)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Jonas Petraitis", "jonas"),
        ("petraitis jonas", "jonas"),
        ("su Jonu Petraičiu", "jonas"),
        ("Jono Petraičio", "jonas"),
        ("Jonui Petraiciui", "jonas"),
        ("Joną Petraitį", "jonas"),
        ("J. Petraitis", "jonas"),
        ("Jonas Pertaitis", "jonas"),
        ("Jonas Petraitis (Vilnius)", "jonas"),
        ("JONAS@pavyzdys.lt", "jonas"),
        ("Jonas Petraitis <nezinomas@pavyzdys.lt>", "jonas"),
        ("Ona Petraitienė", "ona"),
        ("Onos Petraitienės", "ona"),
        ("Ona Petraitytė", "ona"),
        (f"Antanas {HOME}", "antanas"),
        ("Eglės Stankevičiūtės", "egle"),
        ("su Džiugu Gaidžiu", "dziugas"),
    ],
)
def test_line_means_one_ambassador(line: str, key: str, people: PeopleIndex) -> None:
    assert find_person(line, people) == Found(key)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Rasa Butkutė", Several(("twin1", "twin2"))),
        (HOME, Several(("antanas", "ona"))),
        ("Jonas", Several(("jonas",))),
        ("Petraičio", Several(("antanas", "jonas", "ona"))),
        ("Jonas Kazlauskas", Unknown()),
        ("Juozas Petraitis", Unknown()),
        ("nezinomas@pavyzdys.lt", Unknown()),
        ("", Unknown()),
        ("buvo daug labai gerų ambasadorių iš visos Lietuvos", Unknown()),
    ],
)
def test_line_that_means_nobody_for_certain(line: str, answer: object, people: PeopleIndex) -> None:
    assert find_person(line, people) == answer


def test_linked_contacts_are_found_as_the_one_that_stands_for_them() -> None:
    assert find_person("Rasa Butkutė", index_people(AMBASSADORS, {"twin1": "twin1", "twin2": "twin1"})) == Found(
        "twin1"
    )
