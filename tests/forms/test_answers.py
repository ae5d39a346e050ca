"""What people type, and what is understood of it."""

import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import (
    Choice,
    Date,
    Email,
    Number,
    Paragraph,
    Phone,
    ShortText,
    Ticks,
    Whole,
    without_personal_codes,
)
from forms.catalogue import FORMS
from forms.cells import Cell, cell_text
from forms.dates import read_date, read_moment
from forms.emails import read_email, same_mailbox
from forms.faults import Fault, FaultCode
from forms.list_answers import Links, People
from forms.municipalities import BY_CODE, MUNICIPALITIES, PLACES, PLACES_AND_ABROAD
from forms.numbers import read_number
from forms.options import AUDIENCES, EVENT_KINDS
from forms.phones import read_phone
from forms.questions import Question
from forms.showing import show_value, title_of_option
from forms.words import Language

QUESTIONS = [question for form in FORMS for question in form.questions]
DAY = date(2023, 4, 5)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        ("  Rasa\t Butkutė ", "Rasa  Butkutė"),
        ("a\r\nb\rc\vd\x85e\u2028f", "a\nb\nc\nd\ne\nf"),
        ("1\u00a0234\u202f567", "1 234 567"),
        ("\ufeffRa\u200bsa\u200e\u202a\u2066\u00ad\u2060\u200f", "Rasa"),
        ("\x00a\x07b\x7f\x9f\ud800\uffff", "ab"),
        ("Petraite\u0307", "Petraitė"),
        ("👩‍👧 ačiū ❤️", "👩‍👧 ačiū ❤️"),
        ("ra\u200dsa\u200d", "rasa"),
        ("'+370 612 34567", "+370 612 34567"),
        ("'=1+1", "=1+1"),
        ("'Vilnius'", "'Vilnius'"),
        ("šeši\u0301", "šeší"),
        (True, "True"),
        (0, "0"),
        (-0.0, "0"),
        (61234567.0, "61234567"),
        (37061234567.0, "37061234567"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (37 / 3, "12.3333333333333"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (10**400, "inf"),
        pytest.param(-(10**5000), "-inf", id="huge"),
        (DAY, "2023-04-05"),
        (datetime(2023, 4, 5), "2023-04-05"),  # noqa: DTZ001 - a spreadsheet's cell
        (datetime(2023, 4, 5, 14, 30), "2023-04-05 14:30:00"),  # noqa: DTZ001 - likewise
        (datetime(2023, 4, 5, 14, 30, tzinfo=UTC), "2023-04-05 14:30:00+00:00"),
        (time(14, 30), "14:30:00"),
        (timedelta(hours=2), "2:00:00"),
    ],
)
def test_cell_stands_for_one_text(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


ANY_TEXT = st.text(st.characters(), max_size=60)
ANY_CELL: st.SearchStrategy[Any] = st.one_of(
    ANY_TEXT,
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=-(10**4400), max_value=10**4400),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-11, minutes=-30))])),
    st.times(),
    st.timedeltas(),
)


@given(ANY_CELL)
def test_text_of_any_cell_has_no_control_character_and_stays_as_it_is(cell: Cell) -> None:
    text = cell_text(cell)
    assert [letter for letter in text if unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n"] == []
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    assert cell_text(text) == text or text.startswith("'")


DIRTY = st.one_of(
    ANY_TEXT,
    st.text("0123456789+-.,:/() eE²٣", max_size=40),
    st.text("kovabieldž5 2023m.d,;@<>\n", max_size=40),
    st.sampled_from(["2023 ² 5", "1E999", "9" * 5000, "0001-01-01", "1e9999", "٢٠٢٣-٠٤-٠٥", "99999-99-99", "@" * 400]),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
@settings(max_examples=60)
@given(text=DIRTY)
def test_no_text_breaks_a_reader_and_what_is_shown_reads_the_same(question: Question[Any], text: str) -> None:
    assert question.answer.read(text) not in ("", ())
    value = question.answer.read(cell_text(text))
    if value is not None and not isinstance(value, Fault):
        for language in Language:
            assert question.answer.read(cell_text_of(question, value, language)) == value


def cell_text_of(question: Question[Any], value: object, language: Language) -> str:
    shown = show_value(question, value, language)
    return f"{shown:f}" if isinstance(shown, Decimal) else cell_text(shown)


@given(DIRTY)
def test_no_text_breaks_reading_a_moment(text: str) -> None:
    moment = read_moment(text)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_what_is_offered_is_read_in_both_languages_as_it_is_shown(question: Question[Any]) -> None:
    if isinstance(question.answer, (Choice, Ticks)):
        for option in question.answer.options:
            value = option.code if isinstance(question.answer, Choice) else (option.code,)
            for language in Language:
                assert question.answer.read(cell_text_of(question, value, language)) == value


@pytest.mark.parametrize(
    "text",
    [
        "2023-04-05",
        "2023.04.05",
        "2023 04 05",
        "2023/4/5",
        "2023–04–05",
        "2023-04-05.",
        "05/04/2023",
        "5.4.2023",
        "05-04-2023",
        "2023 m. balandžio 5 d.",
        "2023 m. balandzio 5 d.",
        "2023 m. balandžio mėn. 5 d.",
        "2023 m. 04 mėn. 05 d.",
        "2023m. balandžio 5d.",
        "2023 balandis 5",
        "5 April 2023",
        "5th Apr 2023",
        "April 5, 2023",
        "45021",
        "45021.75",
        "2023-04-05 14:30:00",
        "2023-04-05T14:30",
        "05/04/2023 14:30:00",
        cell_text(datetime(2023, 4, 5, 23, 59, 59)),  # noqa: DTZ001 - a spreadsheet's cell
        cell_text(45021.0),
        cell_text("2023\u00a0m.\u00a0balandžio\u00a05\u00a0d."),
    ],
)
def test_date_is_understood(text: str) -> None:
    assert Date().read(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "2023.04.31",
        "31/04/2023",
        "2023-02-29",
        "2023-13-01",
        "13/13/2023",
        "0000-01-01",
        "0203-04-05",
        "2203-04-05",
        "05.04.23",
        "balandžio 5 d.",
        "vakar",
        "2023",
        "00021",
        "450210",
        "2023 m. nežinau 5 d.",
        "2023 ² 5",
        "5 5 5",
        "2023-04-05 ir 2023-04-06",
    ],
)
def test_date_that_is_none_is_told(text: str) -> None:
    assert Date().read(text) == Fault(FaultCode.NOT_A_DATE)


def test_every_month_is_understood_in_the_genitive_with_and_without_accents() -> None:
    names = (
        "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
        "sausio vasario kovo balandzio geguzes birzelio liepos rugpjucio rugsejo spalio lapkricio gruodzio",
        "January February March April May June July August September October November December",
    )
    for written in names:
        days = [read_date(f"2023 m. {name} 7 d.") for name in written.split()]
        assert days == [date(2023, month, 7) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-04-05 14:30:00", "2023-04-05 11:30:00"),
        ("2023-12-05 14:30:00", "2023-12-05 12:30:00"),
        ("05/04/2023 14:30:00", "2023-04-05 11:30:00"),
        ("05.04.2023 9:05", "2023-04-05 06:05:00"),
        ("2023/04/05 2:30:00 PM EET", "2023-04-05 11:30:00"),
        ("2023/04/05 12:30:00 AM EEST", "2023-04-04 21:30:00"),
        ("2023/04/05 2:30:00 popiet", "2023-04-05 11:30:00"),
        ("2023-04-05T11:30:00Z", "2023-04-05 11:30:00"),
        ("2023-04-05T11:30:00.123456+00:00", "2023-04-05 11:30:00"),
        ("2023-04-05 14:30:00+03:00", "2023-04-05 11:30:00"),
        ("2023-04-05 06:30:00-0500", "2023-04-05 11:30:00"),
        ("45021.6041666667", "2023-04-05 11:30:00"),
        ("45021", "2023-04-04 21:00:00"),
        ("2023-04-05", "2023-04-04 21:00:00"),
    ],
)
def test_time_stamp_is_a_moment_in_vilnius_unless_it_names_its_offset(text: str, moment: str) -> None:
    assert read_moment(text) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "x", "14:30", "2023-04-31 14:30:00", "2023-04-05 25:00:00", "2023-04-05 10:00+99:99", "nan", "inf", "9"],
)
def test_time_stamp_that_says_no_moment_is_none(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        ("0,75", "0.75"),
        ("12.5", "12.5"),
        ("1.234,5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("1 234", "1234"),
        ("1\u00a0234,5", "1234.5"),
        ("1 234 567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234.567", "1234.567"),
        ("1'234,5", "1234.5"),
        ("1,234", "1.234"),
        ("2 val.", "2"),
        ("1,5 valandos", "1.5"),
        ("30 Eur", "30"),
        ("30 €", "30"),
        ("25 žm.", "25"),
        ("+3", "3"),
        ("007", "7"),
        ("-0,0", "0.0"),
        (cell_text(37 / 3), "12.3333333333333"),
        (cell_text(0.1 + 0.2), "0.3"),
        (cell_text(1234.5), "1234.5"),
    ],
)
def test_number_is_understood(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)
    assert not str(read_number(text)).startswith("-")


@pytest.mark.parametrize(
    "text",
    ["", "apie 30", "20-30", "~5", "1 23", "1,234.567,8", "1.234,567.8", "12,5,", "nan", "inf", "1e5", "½", "٣", "²"],
)
def test_number_that_is_none_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("answer", "text", "value"),
    [
        (Number(Decimal("0.25"), Decimal(80)), "0,25", Decimal("0.25")),
        (Number(Decimal("0.25"), Decimal(80)), "80", Decimal(80)),
        (Number(Decimal("0.25"), Decimal(80)), "0,24", FaultCode.OUT_OF_RANGE),
        (Number(Decimal("0.25"), Decimal(80)), "80,01", FaultCode.OUT_OF_RANGE),
        (Number(Decimal("0.25"), Decimal(80)), "dvi", FaultCode.NOT_A_NUMBER),
        (Whole(0, 100_000), "0", 0),
        (Whole(0, 100_000), "100 000", 100_000),
        (Whole(0, 100_000), "100001", FaultCode.OUT_OF_RANGE),
        (Whole(0, 100_000), "-1", FaultCode.OUT_OF_RANGE),
        (Whole(0, 100_000), "25,0", 25),
        (Whole(0, 100_000), "25,5", FaultCode.NOT_WHOLE),
        (Whole(0, 100_000), "20-30", FaultCode.NOT_A_NUMBER),
    ],
)
def test_number_is_held_to_its_bounds(answer: Number | Whole, text: str, value: object) -> None:
    found = answer.read(text)
    assert (found.code if isinstance(found, Fault) else found) == value


def test_number_out_of_range_tells_its_bounds_plainly() -> None:
    assert Number(Decimal("0.25"), Decimal(80)).read("1000") == Fault(
        FaultCode.OUT_OF_RANGE, {"least": "0.25", "most": "80"}
    )


@pytest.mark.parametrize(
    "text",
    [
        "861234567",
        "8 612 34567",
        "8-612-34567",
        "(8-612) 34567",
        "8 (612) 34567",
        "061234567",
        "0 612 34567",
        "+37061234567",
        "+370 612 34567",
        "+370-612-34567",
        "+370 (612) 34567",
        "+370 (0) 612 34567",
        "0037061234567",
        "00370 612 34567",
        "37061234567",
        "370 612 34567",
        "61234567",
        "612 34567",
        "61234567.0",
        "6.1234567E7",
        "3.7061234567E10",
        "tel. 8 612 34567",
        "Tel.: +370 612 34567",
        cell_text("'+370 612 34567"),
        cell_text("8\u00a0612\u00a034567"),
        cell_text("\u202a+370 612 34567\u202c"),
        cell_text(61234567.0),
        cell_text(37061234567),
    ],
)
def test_phone_is_understood_in_every_written_form(text: str) -> None:
    assert Phone().read(text) == "+37061234567"


@pytest.mark.parametrize(("text", "number"), [("8 5 212 3456", "+37052123456"), ("+44 20 7946 0958", "+442079460958")])
def test_phone_of_another_kind_is_kept(text: str, number: str) -> None:
    assert read_phone(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "6123456",
        "612345678",
        "112",
        "+370",
        "nėra",
        "612LABAS",
        "1E999",
        "6.1234567E70",
        "0",
        "9" * 400,
        "8-6l2-34567",
        "+",
    ],
)
def test_phone_that_cannot_exist_is_told(text: str) -> None:
    assert Phone().read(text) == Fault(FaultCode.NOT_A_PHONE)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("rasa@pavyzdys.lt", "rasa@pavyzdys.lt"),
        ("Rasa.B+1@Pavyzdys.LT", "Rasa.B+1@pavyzdys.lt"),
        (" <rasa@pavyzdys.lt> ", "rasa@pavyzdys.lt"),
        ("mailto:rasa@pavyzdys.lt", "rasa@pavyzdys.lt"),
        ("MAILTO:rasa@pavyzdys.lt", "rasa@pavyzdys.lt"),
        ("rasa@pavyzdys.lt.", "rasa@pavyzdys.lt"),
        ("rasa@pavyzdys.lt;", "rasa@pavyzdys.lt"),
        ("rasa@žvelk.lt", "rasa@xn--velk-kbb.lt"),
        (cell_text("rasa@pavyzdys.lt\u200b\u00a0"), "rasa@pavyzdys.lt"),
    ],
)
def test_email_is_understood(text: str, address: str) -> None:
    assert Email().read(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "rasa",
        "rasa@",
        "@pavyzdys.lt",
        "rasa@pavyzdys",
        "rasa@test",
        "rasa pavyzdys.lt",
        "rasa@pavyzdys..lt",
        "rasa@@pavyzdys.lt",
        "rasa@pavyzdys.lt, ona@pavyzdys.lt",
        "ąžuolas@pavyzdys.lt",
        "rasa@localhost",
        "rasa@[127.0.0.1]",
        f"{'x' * 64}@{'.'.join(['y' * 60] * 4)}.lt",
        f"{'x' * 308}@pavyzdys.lt",
        "rasa@pavyzdys.lt\nBcc: kitas@pavyzdys.lt",
    ],
)
def test_email_that_cannot_be_written_to_is_told(text: str) -> None:
    assert Email().read(text) == Fault(FaultCode.NOT_AN_EMAIL)


def test_mailbox_is_the_same_in_capitals() -> None:
    assert same_mailbox("Rasa@pavyzdys.lt") == same_mailbox(read_email("RASA@PAVYZDYS.LT") or "")


NOMINATIVES = """
Akmenė Alytus Alytus Anykščiai Birštonas Biržai Druskininkai Elektrėnai Ignalina Jonava Joniškis Jurbarkas Kaišiadorys
Kalvarija Kaunas Kaunas Kazlų_Rūda Kėdainiai Kelmė Klaipėda Klaipėda Kretinga Kupiškis Lazdijai Marijampolė Mažeikiai
Molėtai Neringa Pagėgiai Pakruojis Palanga Panevėžys Panevėžys Pasvalys Plungė Prienai Radviliškis Raseiniai Rietavas
Rokiškis Šakiai Šalčininkai Šiauliai Šiauliai Šilalė Šilutė Širvintos Skuodas Švenčionys Tauragė Telšiai Trakai Ukmergė
Utena Varėna Vilkaviškis Vilnius Vilnius Visaginas Zarasai
""".replace("_", "\u00a0")
AMBIGUOUS = {"Alytus", "Kaunas", "Klaipėda", "Panevėžys", "Šiauliai", "Vilnius"}


def test_municipalities_are_the_sixty_with_their_towns_in_the_nominative() -> None:
    assert [place.code for place in MUNICIPALITIES] == [f"LT-{number:02}" for number in range(1, 61)]
    assert [place.centre for place in MUNICIPALITIES] == [
        " ".join(town.split("\u00a0")) for town in NOMINATIVES.split(" ") for town in town.split("\n") if town
    ]
    assert len(BY_CODE) == 60


def plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


@pytest.mark.parametrize("place", MUNICIPALITIES, ids=lambda place: place.code)
def test_municipality_is_known_by_its_name_short_form_code_and_town(place: Any) -> None:
    written = [place.name, place.short, place.code, place.short.removesuffix(" sav."), place.name.upper()]
    if place.centre not in AMBIGUOUS:
        written.append(place.centre)
    for text in (*written, *map(plain, written)):
        assert (text, PLACES.read(text)) == (text, place.code)


@pytest.mark.parametrize("town", [*sorted(AMBIGUOUS), "Kauno", "Vilniaus sav.", "Siauliai", "KLAIPEDA", "vilnius."])
def test_town_that_shares_its_name_with_a_district_is_asked_about(town: str) -> None:
    assert PLACES.read(town) == Fault(FaultCode.AMBIGUOUS_PLACE)
    assert PLACES_AND_ABROAD.read(town) == Fault(FaultCode.AMBIGUOUS_PLACE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lentvaris", "LT-52"),
        ("Kauno m.", "LT-15"),
        ("Kauno m.sav.", "LT-15"),
        ("Kaunas m.", "LT-15"),
        ("kauno rajonas", "LT-16"),
        ("Vilniaus miestas", "LT-57"),
        ("Vilniaus raj.", "LT-58"),
        ("Gyvenu užsienyje", "abroad"),
        ("I live abroad", "abroad"),
        ("užsienyje", "abroad"),
    ],
)
def test_place_is_known_by_what_else_people_call_it(text: str, code: str) -> None:
    assert PLACES_AND_ABROAD.read(text) == code


def test_place_that_nobody_knows_is_told() -> None:
    assert PLACES.read("Ryga") == Fault(FaultCode.NOT_OFFERED)
    assert PLACES.read("Gyvenu užsienyje") == Fault(FaultCode.NOT_OFFERED)


@pytest.mark.parametrize(
    "text",
    ["šventė, festivalis ARBA stendas", "festival", "Festival, fair or stand.", " Svente, festivalis arba stendas"],
)
def test_choice_is_known_by_title_and_code_whatever_the_case(text: str) -> None:
    assert Choice(EVENT_KINDS).read(text) == "festival"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Mokiniai, Mokytojai", ("teachers", "pupils")),
        ("Teachers;Teachers\nmokytojai", ("teachers",)),
        ("Plačioji visuomenė", ("public",)),
        (" , ;", None),
        ("Mokytojai, Ateiviai", Fault(FaultCode.NOT_OFFERED)),
    ],
)
def test_ticks_are_read_in_the_order_of_the_form(text: str, codes: object) -> None:
    assert Ticks(AUDIENCES).read(text) == codes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, True) for text in ("Sutinku", "sutinku.", "I agree", "Taip", "TRUE", cell_text(True), "1", "x", "✓")),
        *((text, None) for text in ("Ne", "no", cell_text(False), "0", "Nesutinku")),
        *((text, Fault(FaultCode.NOT_OFFERED)) for text in ("gal", "Sutinku su sąlyga", "2")),
    ],
)
def test_tick_is_set_only_by_what_plainly_says_so(text: str, value: object) -> None:
    consent = next(question for question in QUESTIONS if question.key == "consent_health")
    assert consent.answer.read(text) == value


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.lt/x", ("https://a.lt/x",)),
        ("a.lt", ("https://a.lt",)),
        (
            "https://a.lt/x?y=1,2;3#z, www.b.lt; c.com/d",
            ("https://a.lt/x?y=1,2;3#z", "https://www.b.lt", "https://c.com/d"),
        ),
        ("https://a.lt/maps/@54.6,25.2,15z", ("https://a.lt/maps/@54.6,25.2,15z",)),
        ("https://a.lt/x.\nhttps://a.lt/x", ("https://a.lt/x",)),
        ("a.lt,b.lt", ("https://a.lt", "https://b.lt")),
        (" , ", None),
        ("žiūrėkite pas mus", Fault(FaultCode.NOT_A_LINK)),
        ("javascript://a.lt/x", Fault(FaultCode.NOT_A_LINK)),
        ('https://a.lt/"onclick', Fault(FaultCode.NOT_A_LINK)),
    ],
)
def test_links_are_read_one_or_several(text: str, links: object) -> None:
    assert Links().read(text) == links


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Rasa Butkutė\nJonas Petraitis", ("Rasa Butkutė", "Jonas Petraitis")),
        ("1. Rasa  Butkutė\n2) Jonas\n- Ona\n• Ina\n* Valys", ("Rasa Butkutė", "Jonas", "Ona", "Ina", "Valys")),
        ("1. - Rasa", ("Rasa",)),
        ("Rasa, rasa@pavyzdys.lt; Rasa", ("Rasa", "rasa@pavyzdys.lt")),
        ("Rasa-Ona", ("Rasa-Ona",)),
        ("\n , -\n", None),
    ],
)
def test_people_are_read_one_a_line(text: str, people: object) -> None:
    assert People().read(text) == people


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mano kodas 38501011234.", "mano kodas ***********."),
        ("48502291234,60001011234", "***********,***********"),
        ("38500001234", "***********"),
        ("37061234567", "37061234567"),
        ("+37052123456", "+37052123456"),
        ("38513011234", "38513011234"),
        ("38501321234", "38501321234"),
        ("78501011234", "78501011234"),
        ("385010112345", "385010112345"),
        ("138501011234", "138501011234"),
        ("LT121000011101001000", "LT121000011101001000"),
        ("2023-04-05 14:30", "2023-04-05 14:30"),
        ("3850101123", "3850101123"),
    ],
)
def test_personal_code_is_masked_and_other_digits_are_left_alone(text: str, masked: str) -> None:
    assert without_personal_codes(text) == masked
    assert ShortText().read(text) == masked
    assert Paragraph().read(f"pirma\n{text}") == f"pirma\n{masked}"


def test_personal_code_is_masked_among_people() -> None:
    assert People().read("Rasa 48501011234") == ("Rasa ***********",)


def test_text_of_spaces_says_nothing() -> None:
    assert (ShortText().read(" \t "), Paragraph().read(" \n ")) == (None, None)


def test_text_that_is_too_long_tells_how_long_it_may_be() -> None:
    assert ShortText().read("x" * 300) == "x" * 300
    assert ShortText().read("x" * 301) == Fault(FaultCode.TOO_LONG, {"longest": "300"})
    assert Paragraph().read("x" * 50_001) == Fault(FaultCode.TOO_LONG, {"longest": "50000"})


def test_title_of_option_is_empty_for_none() -> None:
    kind = next(question for question in QUESTIONS if question.key == "kind")
    assert title_of_option(kind, "meeting", Language.LT) == "Susitikimas su ambasadoriumi"
    assert title_of_option(kind, None, Language.LT) == ""
    assert title_of_option(kind, "x", Language.EN) == ""
