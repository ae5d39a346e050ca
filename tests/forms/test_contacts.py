import pytest

from forms.contacts.mentions import Contact, Mention, written_mention
from forms.contacts.people import Found, PeopleIndex, Several, Unknown, find_person, index_people
from forms.contacts.verdicts import Verdict, representative, same_as

HOME, WORK = "seima@pavyzdys.lt", "jonas@pavyzdys.lt"
PHONE, OTHER_PHONE = "+37061234567", "+37061234568"


def mention(response: str, name: str, email: str | None = None, phone: str | None = None) -> Mention:
    return Mention(response, "applicant", name, email, phone)


def contact(key: str, *mentions: Mention) -> Contact:
    return Contact(key, mentions)


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


def test_verdicts_link_on_and_the_oldest_key_stands_for_all() -> None:
    verdicts = {
        frozenset({"c2", "c3"}): Verdict.SAME,
        frozenset({"c3", "c1"}): Verdict.SAME,
        frozenset({"c1", "c9"}): Verdict.DIFFERENT,
    }
    assert same_as(verdicts) == {"c1": "c1", "c2": "c1", "c3": "c1"}
    assert same_as(verdicts, ("c3", "c2", "c1")) == {"c1": "c3", "c2": "c3", "c3": "c3"}
    assert [representative(key, verdicts) for key in ("c3", "c9")] == ["c1", "c9"]


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
