"""Numbers, plurals, dates and greetings as a Lithuanian reader expects them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.language import (
    AMBASSADOR,
    APPLICATION,
    EVENT,
    FOR_DAYS,
    HOUR,
    LETTER,
    ORGANISATION,
    PERSON,
    PROBLEM,
    REPORT,
    ROW,
    SOCIAL_CONTACT,
    TRAINING,
    CountedNoun,
    day,
    greeting,
    listing,
    lt_sort_key,
    moment,
    money,
    number,
    period,
)
from forms.vocative import first_name, vocative
from forms.words import Language

LT, EN = Language.LT, Language.EN
CONTACT = CountedNoun("kontaktas", "kontaktai", "kontaktų", "contact", "contacts")


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Rokas", "Rokai"),
        ("Mindaugas", "Mindaugai"),
        ("Kamilė", "Kamile"),
        ("Nerijus", "Nerijau"),
        ("Kąstytis", "Kąstyti"),
        ("Ina", "Ina"),
        ("Ainis", "Aini"),
        ("Valys", "Valy"),
        ("Domantas", "Domantai"),
        ("Jonas", "Jonai"),
        ("Paulius", "Pauliau"),
        ("Marijus", "Marijau"),
        ("Justus", "Justau"),
        ("Elijas", "Elijau"),
        ("Šarūnas", "Šarūnai"),
        ("Ąžuolas", "Ąžuolai"),
        ("Birutė", "Birute"),
        ("Marytė", "Maryte"),
        ("Dovile", "Dovile"),
    ],
)
def test_vocative_of_a_lithuanian_name(name: str, called: str) -> None:
    assert vocative(name) == called


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("JONAS", "Jonai"),
        ("jonas", "Jonai"),
        ("PETRas", "Petrai"),
        ("  Jonas ", "Jonai"),
        ("Ona Marija", "Ona Marija"),
        ("ONA MARIJA", "Ona Marija"),
        ("Jonas Petras", "Jonai Petrai"),
        ("Jonas-Petras", "Jonai-Petrai"),
        ("rasa-ieva", "Rasa-Ieva"),
        ("S\u030car\u016bnas", "Šarūnai"),
    ],
)
def test_vocative_of_a_name_as_people_type_it(written: str, called: str) -> None:
    assert vocative(written) == called


@pytest.mark.parametrize(
    "name",
    [
        "Daniel", "Chris", "Thomas", "Dennis", "Boris", "Iris", "Lucas", "Elias", "Matthias", "Tobias", "Andreas",
        "Alexis", "Sławomir", "McKenna", "Zoë", "Иван", "李明", "Kevin",
    ],
)  # fmt: skip
def test_vocative_leaves_a_foreign_name_as_it_is(name: str) -> None:
    assert vocative(name) == name


UNSURE = [
    "", " ", "J", "J.", "-", "Jonas2", "37", "jonas@example.org", "<b>Jonas</b>", "Jonas,", "Jonas\r\nBcc: a@b.lt", "x y",
    "sdfg", "Aaaa", "🙂", "O'Neil", "-Jonas", "Jonas-", "Ona  Marija Rasa Ieva", "A" + "nas" * 30, "Anonimas", "nenoriu",
    "Vardenis", "Petraitienė", "Jonaitis", "A¼", "Kazlauskas", "Jankevičius", "Jonas Petraitis", "\u202eJonas",
]  # fmt: skip


@pytest.mark.parametrize("text", UNSURE)
def test_greeting_names_nobody_where_it_is_unsure_that_this_is_a_name(text: str) -> None:
    assert (greeting(text, LT), greeting(text, EN)) == ("Laba diena,", "Hello,")


def test_greeting_calls_by_name_in_each_language() -> None:
    assert greeting("KAMILĖ", LT) == "Laba diena, Kamile,"
    assert greeting("KAMILĖ", EN) == "Dear Kamilė,"
    assert greeting("Jonas", EN) == "Dear Jonas,"


@given(st.text(max_size=80))
def test_greeting_holds_letters_spaces_and_hyphens_alone(text: str) -> None:
    for language, empty in ((LT, "Laba diena"), (EN, "Hello")):
        said = greeting(text, language)
        name = said.removeprefix("Laba diena").removeprefix("Dear").removesuffix(",").lstrip(",")
        assert said == f"{empty}," or all(sign.isalpha() or sign in " -" for sign in name)


@given(st.text(st.sampled_from("aąbdeėijklmnoprsštuūvyžAJ-' "), max_size=12))
def test_first_name_of_a_first_name_is_itself(text: str) -> None:
    assert first_name(first_name(text)) == first_name(text)


@pytest.mark.parametrize("n", [1, 21, 101, 221, 1001])
def test_one_contact(n: int) -> None:
    assert CONTACT.form(n, LT) == "kontaktas"


@pytest.mark.parametrize("n", [2, 3, 9, 22, 199, 1002])
def test_few_contacts(n: int) -> None:
    assert CONTACT.form(n, LT) == "kontaktai"


@pytest.mark.parametrize("n", [0, 10, 11, 12, 19, 20, 30, 111, 112, 2_730])
def test_many_contacts(n: int) -> None:
    assert CONTACT.form(n, LT) == "kontaktų"


@given(st.integers(0, 100_000))
def test_english_has_one_and_others(n: int) -> None:
    assert CONTACT.form(n, EN) == ("contact" if n == 1 else "contacts")


@pytest.mark.parametrize(
    ("noun", "one", "few", "many", "part"),
    [
        (SOCIAL_CONTACT, "socialinis kontaktas", "socialiniai kontaktai", "socialinių kontaktų", "socialinio kontakto"),
        (EVENT, "renginys", "renginiai", "renginių", "renginio"),
        (TRAINING, "mokymai", "mokymai", "mokymų", "mokymų"),
        (AMBASSADOR, "ambasadorius", "ambasadoriai", "ambasadorių", "ambasadoriaus"),
        (PERSON, "žmogus", "žmonės", "žmonių", "žmogaus"),
        (HOUR, "valanda", "valandos", "valandų", "valandos"),
        (REPORT, "ataskaita", "ataskaitos", "ataskaitų", "ataskaitos"),
        (APPLICATION, "paraiška", "paraiškos", "paraiškų", "paraiškos"),
        (LETTER, "laiškas", "laiškai", "laiškų", "laiško"),
        (ROW, "eilutė", "eilutės", "eilučių", "eilutės"),
        (PROBLEM, "klaida", "klaidos", "klaidų", "klaidos"),
        (ORGANISATION, "organizacija", "organizacijos", "organizacijų", "organizacijos"),
    ],
)
def test_nouns_in_lithuanian(noun: CountedNoun, one: str, few: str, many: str, part: str) -> None:
    assert [noun.form(n, LT) for n in (1, 2, 10, Decimal("1.5"))] == [one, few, many, part]


def test_count_joins_the_number_to_its_noun_for_good() -> None:
    assert SOCIAL_CONTACT.count(2_730, LT) == "2\u00a0730\u00a0socialinių kontaktų"
    assert SOCIAL_CONTACT.count(2_730, EN) == "2,730\u00a0social contacts"
    assert HOUR.count(Decimal("1.5"), LT) == "1,5\u00a0valandos"
    assert FOR_DAYS.count(9, LT) == "9\u00a0dienas"


def test_numbers_are_parted_and_rounded_to_hundredths() -> None:
    assert [number(n, LT) for n in (999, 2_730, Decimal("1.5"), Decimal("0.333"), Decimal("2.0"))] == [
        "999",
        "2\u00a0730",
        "1,5",
        "0,33",
        "2",
    ]
    assert number(Decimal("12345.5"), EN) == "12,345.5"


def test_money_has_cents_only_where_there_are_any() -> None:
    assert money(26_740, LT) == "26\u00a0740\u00a0Eur"
    assert money(Decimal("26740.00"), EN) == "26,740\u00a0EUR"
    assert money(Decimal("12.5"), LT) == "12,50\u00a0Eur"


def test_day_is_written_out_and_holds_together() -> None:
    assert day(date(2025, 3, 7), LT) == "2025\u00a0m.\u00a0kovo\u00a07\u00a0d."
    assert day(date(2025, 3, 7), EN) == "7\u00a0March\u00a02025"


@given(st.dates())
def test_day_of_any_date_names_its_year_and_day(on: date) -> None:
    assert day(on, LT).split("\u00a0")[0::3] == [str(on.year), str(on.day)]
    assert day(on, EN).split("\u00a0")[0::2] == [str(on.day), str(on.year)]


def test_moment_is_told_in_vilnius_time_in_winter_and_summer() -> None:
    assert moment(datetime(2025, 1, 7, 22, 30, tzinfo=UTC), LT).replace("\u00a0", " ") == "2025 m. sausio 8 d. 00:30"
    assert moment(datetime(2025, 7, 7, 11, 5, tzinfo=UTC), EN).replace("\u00a0", " ") == "7 July 2025, 14:05"


@pytest.mark.parametrize(
    ("first", "last", "lt", "en"),
    [
        ("2024-03-04", "2024-03-10", "2024 m. kovo 4–10 d.", "4–10 March 2024"),
        ("2024-04-29", "2024-05-05", "2024 m. balandžio 29 d. – gegužės 5 d.", "29 April – 5 May 2024"),
        (
            "2024-12-30",
            "2025-01-05",
            "2024 m. gruodžio 30 d. – 2025 m. sausio 5 d.",
            "30 December 2024 – 5 January 2025",
        ),
        ("2024-03-04", "2024-03-04", "2024 m. kovo 4 d.", "4 March 2024"),
        ("2024-03-04", "2025-03-04", "2024 m. kovo 4 d. – 2025 m. kovo 4 d.", "4 March 2024 – 4 March 2025"),
    ],
)
def test_period_says_nothing_twice(first: str, last: str, lt: str, en: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert [period(*days, language).replace("\u00a0", " ") for language in (LT, EN)] == [lt, en]


@pytest.mark.parametrize(
    ("parts", "lt", "en"),
    [((), "", ""), (("a",), "a", "a"), (("a", "b"), "a ir b", "a and b"), (("a", "b", "c"), "a, b ir c", "a, b and c")],
)
def test_listing_joins_as_a_sentence_does(parts: tuple[str, ...], lt: str, en: str) -> None:
    assert (listing(parts, LT), listing(parts, EN)) == (lt, en)


def test_names_sort_by_the_lithuanian_alphabet() -> None:
    ordered = [
        "12", "Adomas", "Ąžuolas", "Birutė", "Cecilija", "Česlovas", "Dalia", "Edita", "Ęva", "Ėgla", "Ieva", "Įla",
        "Ylona", "Jonas", "Petras", "Quentin", "Rasa", "Saulė", "Šarūnas", "Ugnė", "Ųla", "Ūla", "Vaiva", "Wanda",
        "Xenia", "Zita", "Žemyna", "Ω",
    ]  # fmt: skip
    assert sorted(sorted(ordered), key=lt_sort_key) == ordered


def test_case_and_foreign_marks_do_not_part_names() -> None:
    assert sorted(["fa", "éb", "EA", "ec"], key=lt_sort_key) == ["EA", "éb", "ec", "fa"]
    assert lt_sort_key("ŽEMYNA") == lt_sort_key("žemyna") == lt_sort_key("z\u030cemyna")
