"""What staff write into the national workbook, and what they are told of a slip."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from forms.cells import Cell
from forms.organisations import Organisation, Recipient
from forms.picture import Contract
from forms.sheets import Sheet
from forms.staff import Staff, read_staff
from forms.tabs.national import ORGANISATIONS, RECIPIENTS
from forms.words import Language

LINE: dict[str, Cell] = {"key": "kurybos-namai", "name": "Kūrybos namai", "coordinator": "Ona@Pavyzdys.LT"}
FULL: dict[str, Cell] = {
    **LINE,
    "language": "EN",
    "workbook": "namai.xlsx",
    "from": date(2023, 4, 1),
    "to": "2023-11-30",
    "budget": "26 740 Eur",
    "target_events": 7.0,
    "target_social_contacts": "160",
}
LETTER: dict[str, Cell] = {"key": "1", "email": "vadove@pavyzdys.lt"}


def sheet(tab: object, *lines: dict[str, Cell], language: Language = Language.LT) -> Sheet:
    assert tab in (ORGANISATIONS, RECIPIENTS)
    which = ORGANISATIONS if tab is ORGANISATIONS else RECIPIENTS
    rows = [[line.get(column.key) for column in which.columns] for line in lines]
    return Sheet(which.title.say(language), [[column.title.say(language) for column in which.columns], *rows])


def staff(organisations: Sequence[dict[str, Cell]], recipients: Sequence[dict[str, Cell]] = ()) -> Staff:
    return read_staff([sheet(RECIPIENTS, *recipients), sheet(ORGANISATIONS, *organisations)])


def test_workbook_without_the_tabs_has_nobody() -> None:
    assert read_staff([]) == Staff((), (), ())
    assert staff([]) == Staff((), (), ())


@pytest.mark.parametrize("language", Language)
def test_organisation_is_read_in_both_languages(language: Language) -> None:
    assert read_staff([sheet(ORGANISATIONS, LINE, {**FULL, "key": "kiti"}, language=language)]) == Staff(
        (
            Organisation(
                "kurybos-namai", "Kūrybos namai", "Ona@pavyzdys.lt", Language.LT, "", Contract(None, None, None, {})
            ),
            Organisation(
                "kiti",
                "Kūrybos namai",
                "Ona@pavyzdys.lt",
                Language.EN,
                "namai.xlsx",
                Contract(date(2023, 4, 1), date(2023, 11, 30), Decimal(26_740), {"events": 7, "social_contacts": 160}),
            ),
        ),
        (),
        (),
    )


def test_recipient_is_of_an_organisation_or_of_the_whole_programme() -> None:
    both = staff(
        [LINE],
        [
            {**LETTER, "name": "Vadovė", "weekly": "Taip", "summary": "Ne"},
            {**LETTER, "key": "2", "organisation": "kurybos-namai", "language": "en", "weekly": "", "summary": True},
        ],
    )
    assert both.mistakes == ()
    assert both.recipients == (
        Recipient("1", "vadove@pavyzdys.lt", "Vadovė", "", Language.LT, weekly=True, summary=False),
        Recipient("2", "vadove@pavyzdys.lt", "", "kurybos-namai", Language.EN, weekly=False, summary=True),
    )


KEY = "The key is small Latin letters, digits and hyphens alone, such as creative-house."
EMAIL = "Write an e-mail address such as name@example.lt."
NUMBER = "The budget and the targets are numbers."
DATE = "A contract's date is written like 2024-04-01."


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ({"key": "Kūrybos namai"}, KEY),
        ({"key": "-namai"}, KEY),
        ({"key": "namai-"}, KEY),
        ({"key": "../namai"}, KEY),
        ({"key": "n" * 41}, KEY),
        ({"name": " \u00a0"}, "Write the organisation's name."),
        ({"coordinator": ""}, EMAIL),
        ({"coordinator": "ona"}, EMAIL),
        ({"language": "Lietuvių"}, "The language is lt or en."),
        ({"from": "balandis"}, DATE),
        ({"to": "2023-11-31"}, DATE),
        ({"to": "2023-03-31"}, "The contract ends before it begins."),
        ({"budget": "daug"}, NUMBER),
        ({"budget": -1}, NUMBER),
        ({"target_events": "septyni"}, NUMBER),
    ],
)
def test_organisation_with_a_slip_goes_on_without_what_it_is_about_and_is_told(
    slip: dict[str, Cell], told: str
) -> None:
    wrong = {**FULL, **slip}
    found = staff([wrong, {**LINE, "key": "geri"}])
    slugs = ["geri"] if told == KEY else [wrong["key"], "geri"]
    assert [one.slug for one in found.organisations] == slugs
    assert [(tab, key, words.en) for tab, key, words in found.mistakes] == [("organisations", wrong["key"], told)]


def test_slips_of_one_line_are_told_together_and_the_rest_of_it_stands() -> None:
    found = staff([{**FULL, "coordinator": "ona", "budget": "daug"}])
    ((_, _, words),) = found.mistakes
    (house,) = found.organisations
    assert words.en == f"{EMAIL} {NUMBER}"
    assert (house.name, house.coordinator, house.contract) == (FULL["name"], "", Contract())


@pytest.mark.parametrize("line", [{"key": "programa"}, {"key": "kiti", "workbook": "Programa.XLSX"}])
def test_national_workbooks_own_name_is_refused(line: dict[str, Cell]) -> None:
    found = staff([{**LINE, **line}])
    assert (found.organisations, [key for _, key, _ in found.mistakes]) == ((), [line["key"]])


@pytest.mark.parametrize("written", ["kurybos-namai", "../../Kurybos-Namai.xlsx"])
def test_workbook_of_another_organisation_is_refused(written: str) -> None:
    found = staff([LINE, {**LINE, "key": "kita", "workbook": written}])
    assert ([one.slug for one in found.organisations], [key for _, key, _ in found.mistakes]) == (
        ["kurybos-namai"], ["kita"]
    )  # fmt: skip


def test_tab_without_a_column_it_needs_stops_everything_with_its_name() -> None:
    whole = sheet(ORGANISATIONS, LINE)
    place = [column.key for column in ORGANISATIONS.columns].index("coordinator")
    broken = read_staff([Sheet(whole.title, [[*row[:place], *row[place + 1 :]] for row in whole.rows])])
    assert broken.organisations == ()
    assert broken.broken is not None
    assert "“Coordinator's e-mail”" in broken.broken.en


def test_recipient_who_stands_twice_is_written_to_once() -> None:
    found = staff([LINE], [LETTER, {**LETTER, "key": "2", "email": str(LETTER["email"]).upper()}])
    assert ([one.key for one in found.recipients], [key for _, key, _ in found.mistakes]) == (["1"], ["2"])


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ({"email": "vadove"}, EMAIL),
        ({"language": "ru"}, "The language is lt or en."),
        ({"weekly": "gal"}, "Write “Yes” or “No” here."),
        ({"organisation": "kiti"}, "No organisation in the tab “Organisations” has this key."),
    ],
)
def test_recipient_with_a_slip_is_left_out_and_told(slip: dict[str, Cell], told: str) -> None:
    found = staff([LINE], [{**LETTER, **slip}, {**LETTER, "key": "2"}])
    assert [one.key for one in found.recipients] == ["2"]
    assert [(tab, key, words.en) for tab, key, words in found.mistakes] == [("recipients", "1", told)]


def test_contract_of_one_day_is_a_contract() -> None:
    assert staff([{**FULL, "to": "2023-04-01"}]).mistakes == ()


def test_key_that_stands_twice_is_told_and_the_first_line_counts() -> None:
    found = staff([LINE, {**FULL, "name": "Kiti"}, FULL], [LETTER, LETTER, {**LETTER, "email": "x"}])
    assert [one.name for one in found.organisations] == ["Kūrybos namai"]
    told = "This key stands in the tab more than once; only the first line is read."
    assert [(tab, key, words.en) for tab, key, words in found.mistakes] == [
        ("organisations", "kurybos-namai", told),
        ("recipients", "1", told),
    ]


def test_mistakes_are_said_in_both_languages() -> None:
    slips = [{**LINE, "key": "A"}, {**LINE, "name": ""}, {**FULL, "key": "b", "budget": "x"}, {**LINE, "name": ""}]
    found = staff(slips, [{**LETTER, "organisation": "x"}])
    assert len(found.mistakes) == 4
    assert [words for _, _, words in found.mistakes if words.lt == words.en or not words.lt.endswith(".")] == []


def test_line_without_a_key_gets_one_from_what_it_says() -> None:
    both = staff(
        [LINE, {**LINE, "key": None}, {**LINE, "key": None, "name": "Šeimų „Žingsnis“, VšĮ"}],
        [
            LETTER,
            {"key": None, "email": "kita@pavyzdys.lt"},
            {**LETTER, "key": " ", "organisation": "kurybos-namai-2"},
        ],
    )
    assert [one.slug for one in both.organisations] == ["kurybos-namai", "kurybos-namai-2", "seimu-zingsnis-vsi"]
    assert [(one.key, one.organisation) for one in both.recipients] == [
        ("1", ""),
        ("programa-1", ""),
        ("kurybos-namai-2-1", "kurybos-namai-2"),
    ]
    assert both.mistakes == ()
    assert [(one.tab, one.row, one.key, one.mistake) for one in both.unkeyed] == [
        ("organisations", 2, "kurybos-namai-2", None),
        ("organisations", 3, "seimu-zingsnis-vsi", None),
        ("recipients", 2, "programa-1", None),
        ("recipients", 3, "kurybos-namai-2-1", None),
    ]


def test_line_without_a_key_and_with_a_mistake_is_told_where_it_stands() -> None:
    both = staff([{"coordinator": "ona@pavyzdys.lt"}, {"name": "Namai"}, {}], [{"name": "Ona"}, {"mistake": "sena"}])
    assert (both.organisations, both.recipients, both.mistakes) == ((), (), ())
    assert [(one.row, one.key, one.mistake is not None) for one in both.unkeyed] == [
        (1, "", True),
        (2, "namai", True),
        (1, "", True),
    ]
