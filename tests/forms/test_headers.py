"""Which tab holds a form's responses, and where its columns stand, whatever people did to it."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from forms.application import Application
from forms.catalogue import FORMS
from forms.cells import Cell
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.headers import Layout, find_layout, header_name
from forms.questions import Form
from forms.responses import read_responses
from forms.sheets import Sheet
from forms.tabs.columns import Tab
from forms.tabs.national import NATIONAL_TABS
from forms.tabs.organisation import ORGANISATION_TABS
from forms.tabs.responses import new_responses_tabs
from forms.words import Language

RECORD = ["Rasa@pavyzdys.lt", "Ambasadorių mokymai", "Mokymai", "2023-05-06", "6", "Rasa\nJonas", "", "", ""]
STAMP = "2023-05-07 10:00:00"
FIRST = [STAMP, *RECORD]


def titles(form: type[Form], language: Language = Language.LT) -> list[Cell]:
    return [question.title.say(language) for question in form.questions]


def header(form: type[Form] = CoordinatorRecord, language: Language = Language.LT) -> list[Cell]:
    return ["Laiko žyma" if language is Language.LT else "Timestamp", *titles(form, language)]


def layout(rows: Sequence[Sequence[Cell]], title: str = "Lapas") -> Layout | None:
    return find_layout(Sheet(title, rows), "namai", Language.LT)


def found(rows: Sequence[Sequence[Cell]], title: str = "Lapas") -> Layout:
    found = layout(rows, title)
    assert found is not None
    return found


def answers(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, str]]:
    """Return the stamp and the title of each response."""
    where = found(rows)
    return [(one.stamp, one.answers.get("title", "")) for one in read_responses(Sheet("Lapas", rows), where)]


def codes(rows: Sequence[Sequence[Cell]]) -> list[str]:
    return [problem.code for problem in found(rows).problems]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_tab_is_found_in_both_languages(form: type[Form], language: Language) -> None:
    where = found([header(form, language), []])
    assert where == Layout(form, "Lapas", 0, tuple(range(1, len(form.questions) + 1)), 0, ())
    assert not where.stopped


@pytest.mark.parametrize("language", Language)
def test_tabs_that_the_pipeline_makes_are_found(language: Language) -> None:
    made = new_responses_tabs(language)
    layouts = [layout([[change.columns[place].title for place in sorted(change.columns)]]) for change in made]
    assert [one and (one.form, one.stamp, one.problems) for one in layouts] == [(form, 0, ()) for form in FORMS]


@pytest.mark.parametrize(
    "title", ["*  El.\u00a0PAŠTAS : ", "el. paštas", "El. paštas *", "\u200bEl. paštas", "El. pas\u030ctas", "E-MAIL"]
)
def test_header_is_known_whatever_its_spaces_case_and_star(title: str) -> None:
    assert header_name(title) in {header_name("El. paštas"), header_name("E-mail")}
    row = [title if cell == "El. paštas" else cell for cell in header(Application)]
    assert found([row]).columns == tuple(range(1, 18))


def test_question_mark_left_out_is_no_other_question() -> None:
    row = [str(cell).rstrip("?") for cell in header(Application)]
    assert found([row]).problems == ()


def test_moved_columns_are_read_by_their_headers() -> None:
    rows = [header()[::-1], FIRST[::-1]]
    assert found(rows).columns == tuple(range(8, -1, -1))
    assert answers(rows) == [(STAMP, "Mokymai")]
    assert read_responses(Sheet("Lapas", rows), found(rows))[0].answers == {
        key: text for key, text in zip([q.key for q in CoordinatorRecord.questions], RECORD, strict=True) if text
    }


def test_own_columns_are_left_alone_and_named_once() -> None:
    rows = [["Mano pastaba", *header()[:4], "Skambinta", *header()[4:], "", "Suma"], ["x", *FIRST[:4], "y", *FIRST[4:]]]
    assert answers(rows) == [(STAMP, "Mokymai")]
    (problem,) = found(rows).problems
    assert (problem.code, problem.severity, problem.parts) == (
        "unknown_column",
        "note",
        {"titles": "„Mano pastaba“, „Skambinta“, „Suma“"},
    )
    assert (problem.place.tab, problem.place.row) == ("Lapas", 1)


def test_header_need_not_be_the_first_row() -> None:
    rows = [["Mūsų atsakymai", None, None], [], [None] * 10, header(), FIRST]
    where = found(rows)
    assert where.header_row == 3
    assert read_responses(Sheet("Lapas", rows), where)[0].row == 5
    assert layout([[]] * 20 + [header(), FIRST]) is None


def test_both_languages_stand_side_by_side_in_two_tabs() -> None:
    english = [header(language=Language.EN), FIRST]
    assert answers(english) == answers([header(), FIRST]) == [(STAMP, "Mokymai")]
    mixed = [[*header()[:4], *header(language=Language.EN)[4:]], FIRST]
    assert (answers(mixed), codes(mixed)) == ([(STAMP, "Mokymai")], [])


@pytest.mark.parametrize("again", ["Pavadinimas", "Title", "pavadinimas *"])
def test_header_that_stands_twice_stops_the_tab(again: str) -> None:
    where = found([[*header(), again], FIRST])
    assert where.stopped
    assert [(one.code, one.parts) for one in where.problems] == [("column_twice", {"titles": "„Pavadinimas“"})]


def test_required_column_that_is_gone_stops_the_tab() -> None:
    where = found([[cell for cell in header() if cell not in {"Pavadinimas", "Trukmė (valandomis)"}]])
    assert where.stopped
    assert [(one.code, one.parts) for one in where.problems] == [
        ("column_gone", {"titles": "„Pavadinimas“, „Trukmė (valandomis)“"})
    ]
    assert where.problems[0].say(Language.LT) == (
        "„Lapas“, 1 eilutė: Lape nebėra stulpelio: „Pavadinimas“, „Trukmė (valandomis)“. Grąžinkite antraštę tiksliai "
        "tokią; iki tol ši forma neskaitoma, o kas jau perskaityta, lieka."
    )


def test_titles_in_a_problem_are_quoted_as_the_language_does() -> None:
    where = find_layout(Sheet("Tab", [header(language=Language.EN)[:-4]]), "house", Language.EN)
    assert where is not None
    assert where.problems[0].parts == {"titles": "“Ambassadors who took part (one per line)”, “Channel”"}


def test_optional_column_that_is_gone_leaves_its_question_unasked() -> None:
    rows = [header()[:-1], FIRST[:-1]]
    assert codes(rows) == []
    assert found(rows).columns[-1] is None
    assert [one.unasked for one in read_responses(Sheet("Lapas", rows), found(rows))] == [frozenset({"expenses_eur"})]


@pytest.mark.parametrize("word", ["Laiko žyma", "Zeitstempel", "Отметка времени", "", None, "Kada"])
@pytest.mark.parametrize("stamp", [STAMP, 45053.4166666667, datetime(2023, 5, 7, 10)])  # noqa: DTZ001 - a cell
def test_time_stamps_are_found_under_any_word(word: Cell, stamp: Cell) -> None:
    rows = [[word, *titles(CoordinatorRecord)], [stamp, *RECORD]]
    assert (found(rows).stamp, codes(rows)) == (0, [])


def test_time_stamps_of_an_unknown_word_are_not_mistaken_for_own_dates_before_them() -> None:
    rows = [
        ["Skambinta", "Zeitstempel", *titles(CoordinatorRecord)],
        [date(2023, 5, 9), STAMP, *RECORD],
        [None, "2023-05-08 10:00:00", *RECORD],
    ]
    assert found(rows).stamp == 1


def test_first_row_typed_by_hand_does_not_hide_the_time_stamps() -> None:
    rows = [["Zeitstempel", *titles(CoordinatorRecord)], ["ranka", *RECORD], [STAMP, *RECORD], [STAMP, *RECORD]]
    assert found(rows).stamp == 0


def test_tab_without_time_stamps_is_read_all_the_same() -> None:
    rows = [titles(CoordinatorRecord), RECORD]
    assert (found(rows).stamp, answers(rows)) == (None, [("", "Mokymai")])
    empty = [["Zeitstempel", *titles(CoordinatorRecord)], [None, None]]
    assert (found(empty).stamp, codes(empty)) == (0, [])


OWN = [(tab, language) for tab in (*ORGANISATION_TABS, *NATIONAL_TABS) for language in Language]


@pytest.mark.parametrize(("tab", "language"), OWN, ids=lambda value: getattr(value, "key", str(value)))
def test_tab_of_ours_is_never_taken_for_responses(tab: Tab, language: Language) -> None:
    names: list[Cell] = [column.title.say(language) for column in tab.columns]
    assert layout([names]) is None
    assert layout([["Mano", None, *names]]) is None
    assert layout([names[1:]]) is None
    assert layout([[], ["Antraštė"], [None, *names[::-1]]]) is None


def test_own_column_with_a_name_of_ours_does_not_hide_a_responses_tab() -> None:
    for own in ("Raktas", "Sprendimas", "Pastaba", "Key", "Comment"):
        assert answers([[*header(), own], FIRST]) == [(STAMP, "Mokymai")]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [[None] * 30] * 30,
        [["Metai", "Renginiai"], [2023, 5], [2024, 7]],
        [[date(2023, 5, 1), 1.5, True, None, datetime(2023, 5, 1)]] * 3,  # noqa: DTZ001 - a cell
        [[*titles(CoordinatorRecord)[:4], "Kita"]],
        [["Vardas", "Pavardė", "El. paštas", "Telefonas"]],
    ],
    ids=["nothing", "an empty row", "empty cells", "a chart's numbers", "no text", "too few", "a list of people"],
)
def test_tab_without_responses_is_none(rows: Sequence[Sequence[Cell]]) -> None:
    assert layout(rows) is None


def test_tab_of_all_columns_that_a_sheet_can_have_is_read() -> None:
    wide: list[Cell] = [*header(), *(f"Stulpelis {number}" for number in range(16_384 - 10))]
    where = found([wide, FIRST, [None] * 16_384])
    assert where.columns == tuple(range(1, 10))
    (problem,) = where.problems
    assert problem.parts["titles"].count("„") == 10
    assert problem.parts["titles"].endswith(" …")


def test_made_up_title_is_named_only_at_its_beginning() -> None:
    (problem,) = found([[*header(), "x" * 5_000]]).problems
    assert problem.parts == {"titles": f"„{'x' * 60}“"}


def test_tab_is_found_under_any_name() -> None:
    assert found([header(EventReport)], "Kopija 3").title == "Kopija 3"


def test_rows_without_answers_are_no_responses() -> None:
    rows = [header(), [STAMP], [STAMP, *[None] * 9], [STAMP, *[" \u00a0"] * 9], [], FIRST, [None, "a@b.lt"]]
    assert [one.row for one in read_responses(Sheet("Lapas", rows), found(rows))] == [6, 7]


def test_header_that_stands_once_more_among_the_rows_is_no_response() -> None:
    rows = [header(), FIRST, header(), [*header(language=Language.EN)], FIRST, [STAMP, "Pavadinimas", "", "Mokymai"]]
    assert [one.row for one in read_responses(Sheet("Lapas", rows), found(rows))] == [2, 5, 6]


def test_personal_code_does_not_come_past_the_reading_of_rows() -> None:
    rows = [header(), [STAMP, "a@b.lt", "", "Mokymai 48501011234", "", "", "Rasa 48501011234", "", "a.lt/48501011234"]]
    (one,) = read_responses(Sheet("Lapas", rows), found(rows))
    assert (one.answers["title"], one.answers["people"], one.answers["link"]) == (
        "Mokymai ***********",
        "Rasa ***********",
        "a.lt/48501011234",
    )
