"""What is to change in a tab of ours, and what is left as people made it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.cells import Cell, cell_text
from forms.headers import header_name
from forms.sheets import Format, Owner, Sheet, TabChange
from forms.tabs.attention import ATTENTION
from forms.tabs.columns import COMMENT, DECISION, Column, Tab, decision_columns, key_column, shown
from forms.tabs.difference import LONGEST_CELL, Line, View, as_cell, as_day, difference, free_title
from forms.tabs.finding import find_tab, said
from forms.tabs.national import NATIONAL_TABS
from forms.tabs.organisation import APPLICATIONS, ORGANISATION_TABS
from forms.words import Language, Words

LT, EN = Language.LT, Language.EN
TAB = Tab(
    "small",
    Words("Maža", "Small"),
    (
        key_column(),
        *decision_columns(None),
        shown("name", "Vardas", "Name"),
        shown("on", "Diena", "Day", format_=Format.DATE),
        shown("count", "Kiek", "Count", format_=Format.WHOLE),
    ),
)
PASSING = replace(TAB, passing=True)
HEADER = ["Raktas", "Sprendimas", "Pastaba", "Vardas", "Diena", "Kiek"]
DAY = date(2023, 5, 6)
ONE: Line = {DECISION: "Gauta", COMMENT: "", "name": "Rasa", "on": DAY, "count": 3}
TWO: Line = {DECISION: "Gauta", COMMENT: "", "name": "Jonas", "on": None, "count": 0}
LINES = {"A-1": ONE, "A-2": TWO}
ROW_1: list[Cell] = ["A-1", "Gauta", None, "Rasa", DAY, 3]
ROW_2: list[Cell] = ["A-2", "Gauta", None, "Jonas", None, 0]


def sheet(*rows: Sequence[Cell], title: str = "Maža") -> Sheet:
    return Sheet(title, rows)


def change(*sheets: Sheet, lines: Mapping[str, Line] = LINES, tab: Tab = TAB, language: Language = LT) -> TabChange:
    found = difference(View(tab, lines), sheets, language)
    assert found is not None
    return found


def same(*sheets: Sheet, lines: Mapping[str, Line] = LINES, tab: Tab = TAB) -> bool:
    return difference(View(tab, lines), sheets, LT) is None


def applied(sheets: Sequence[Sheet], made: TabChange | None) -> tuple[Sheet, ...]:
    """Apply a change to workbooks as plain lists, as an adapter does."""
    if made is None:
        return tuple(sheets)
    rows = [list(row) for one in sheets if one.title == made.title and not made.create for row in one.rows]

    def put(row: int, column: int, value: Cell) -> None:
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = value

    for column in made.new_columns:
        put(made.header_row, column, made.columns[column].title)
    for (row, column), value in made.cells.items():
        put(row, column, value)
    rows = [
        one
        for number, row in enumerate(rows)
        for one in (*(list(new) for at, new in made.insert if at == number), *([] if number in made.remove else [row]))
    ]
    while rows and all(cell is None for cell in rows[-1]):
        del rows[-1]
    rows += [list(row) for row in made.append]
    kept = [one for one in sheets if one.title != made.title]
    place = next((number for number, one in enumerate(sheets) if one.title == made.title), len(kept))
    return (*kept[:place], Sheet(made.title, rows), *kept[place:])


@pytest.mark.parametrize(("language", "title", "header"), [
    (LT, "Maža", HEADER),
    (EN, "Small", ["Key", "Decision", "Comment", "Name", "Day", "Count"]),
])  # fmt: skip
def test_tab_that_is_not_there_is_made_whole(language: Language, title: str, header: list[str]) -> None:
    made = change(sheet(["Kita"], title="Kita"), language=language)
    assert (made.title, made.create, made.header_row, made.new_columns) == (title, True, 0, frozenset(range(6)))
    assert [made.columns[place].title for place in range(6)] == header
    assert [made.columns[place].owner for place in range(3)] == [Owner.PIPELINE, Owner.COORDINATOR, Owner.COORDINATOR]
    assert made.append == (tuple(ROW_1), tuple(ROW_2))
    assert (made.cells, made.remove) == ({}, ())


def test_new_rows_of_a_passing_tab_come_in_their_order_among_those_that_stand() -> None:
    order = [f"K-{number}" for number in range(6)]
    lines: dict[str, Line] = {key: {"name": key} for key in order}
    sheets = applied((), difference(View(PASSING, {key: lines[key] for key in ("K-2", "K-4")}), (), LT))
    sheets = applied(sheets, difference(View(PASSING, lines), sheets, LT))
    assert [row[0] for row in sheets[0].rows] == ["Raktas", *order]


def test_tab_that_shows_what_it_should_is_left_alone() -> None:
    assert same(sheet(HEADER, ROW_1, ROW_2))


@pytest.mark.parametrize(
    "rows",
    [
        [HEADER, ROW_2, ROW_1],
        [["Mūsų lapas"], [], HEADER, ROW_1, [], ROW_2],
        [HEADER[::-1], ROW_1[::-1], ROW_2[::-1]],
        [["Mano", *HEADER], ["x", *ROW_1], [None, *ROW_2]],
        [[*HEADER[:3], "Mano", *HEADER[3:], "Suma"], [*ROW_1[:3], "x", *ROW_1[3:], 5], [*ROW_2[:3], None, *ROW_2[3:]]],
        [[" raktas ", "DECISION", "Comment *", "Name", "Day", "Count"], ROW_1, ROW_2],
        [HEADER, ["A-1", "Atmesta", "Skambinau", "Rasa", DAY, 3], ["A-2", None, None, "Jonas", None, 0]],
        [HEADER, ["A-1", "", "", " Rasa\u00a0", datetime(2023, 5, 6), 3.0], ["A-2", "", "", "Jonas", "", "0"]],  # noqa: DTZ001 - a cell
        [HEADER, ["A-1", "", "", "Rasa", 45052, 3], ["A-2", "", "", "Jonas", None, 0.0]],
        [HEADER, ROW_1, ROW_2, ["SENAS", "Atmesta", "x", "Ona", None, 9], ["", "", "ranka"]],
    ],
    ids=[
        "sorted", "header below", "columns moved", "own column first", "own columns between", "both languages",
        "decided", "as read back", "serials", "old and own rows",
    ],
)  # fmt: skip
def test_what_people_do_to_a_tab_is_no_difference(rows: Sequence[Sequence[Cell]]) -> None:
    assert same(sheet(*rows))


def test_only_cells_that_differ_are_written_and_none_of_the_coordinators() -> None:
    rows = [HEADER, ["A-2", "Atmesta", "mano", "Petras", None, 0], ["A-1", None, None, "Rasa", DAY, "trys"]]
    made = change(sheet(*rows))
    assert (made.cells, made.append, made.remove) == ({(1, 3): "Jonas", (2, 5): 3}, (), ())
    assert (made.create, made.new_columns) == (False, frozenset())


def test_cell_that_should_be_empty_is_emptied_and_a_short_row_filled_up() -> None:
    made = change(sheet(HEADER, ["A-1", "", "", "Rasa"], ["A-2", "", "", "Jonas", DAY, 0]))
    assert made.cells == {(1, 4): DAY, (1, 5): 3, (2, 4): None}


def test_new_line_is_appended_where_the_columns_stand() -> None:
    moved = ["Vardas", "Mano", "Raktas", "Kiek", "Diena", "Pastaba", "Sprendimas"]
    made = change(sheet(moved, ["Rasa", "x", "A-1", 3, DAY, "", "Gauta"]))
    assert made.append == (("Jonas", None, "A-2", 0, None, None, "Gauta"),)
    assert made.cells == {}


def test_row_of_what_is_settled_goes_only_from_a_passing_tab() -> None:
    rows = [HEADER, ROW_1, ["A-9", "Atmesta", "x", "Ona", None, 1], ROW_2, ["", "", "mano eilutė"]]
    assert same(sheet(*rows))
    assert change(sheet(*rows), tab=PASSING).remove == (2,)


def test_copied_row_is_left_alone_and_in_a_passing_tab_goes_with_the_first() -> None:
    rows = [HEADER, ROW_1, ROW_2, ["A-1", "", "", "Kopija", None, 1]]
    assert same(sheet(*rows))
    assert change(sheet(*rows), tab=PASSING, lines={"A-2": TWO}).remove == (1, 3)


def test_column_that_is_gone_is_made_again_beyond_all_that_stands_there() -> None:
    rows = [["Raktas", "Sprendimas", "Pastaba", "Vardas", "Diena"], [*ROW_1[:5], None, "šalia"], ROW_2[:5]]
    made = change(sheet(*rows))
    assert (made.new_columns, made.columns[7].title) == (frozenset({7}), "Kiek")
    assert made.cells == {(1, 7): 3, (2, 7): 0}


def test_decision_column_that_was_deleted_comes_back_with_what_was_decided() -> None:
    lines = {"A-1": {**ONE, DECISION: "Patvirtinta", COMMENT: "gerai"}, "A-2": {**TWO, DECISION: ""}}
    rows = [["Raktas", "Pastaba", "Vardas", "Diena", "Kiek"], ["A-1", "kita", *ROW_1[3:]], ["A-2", None, *ROW_2[3:]]]
    assert change(sheet(*rows), lines=lines).cells == {(1, 5): "Patvirtinta"}


def test_renamed_tab_is_found_by_its_headers_and_one_with_too_few_is_not() -> None:
    assert same(sheet(HEADER, ROW_1, ROW_2, title="Mano lapas"))
    assert change(sheet(HEADER[:3], ROW_1[:3], title="Mano lapas")).create
    assert change(sheet(HEADER[1:], ROW_1[1:], title="Mano lapas")).create


def test_of_two_tabs_alike_the_one_with_the_title_is_ours() -> None:
    copy = sheet(HEADER, ["A-1", "", "", "Sena", DAY, 3], title="Kopija")
    assert same(copy, sheet(HEADER, ROW_1, ROW_2))
    assert change(copy, sheet(HEADER, title="Small")).title == "Small"


def test_tab_whose_header_row_was_deleted_is_made_anew_beside_it() -> None:
    made = change(sheet(ROW_1, ROW_2))
    assert (made.title, made.create) == ("Maža 2", True)
    assert same(*applied([sheet(ROW_1, ROW_2)], made))


def test_free_title_counts_on() -> None:
    taken = [sheet(title=title) for title in ("Maža", "MAŽA 2", "Kita")]
    assert (free_title("Maža", taken), free_title("Trečia", taken)) == ("Maža 3", "Trečia")


def test_decisions_are_read_by_key_from_the_first_of_copies() -> None:
    rows = [HEADER, ["A-1", "Atmesta", " x "], ["A-1", "Gauta", "y"], [None, "Gauta", "z"], ["A-2"]]
    found = find_tab(TAB, [sheet(*rows)])
    assert found is not None
    assert said(found) == {"A-1": ("Atmesta", "x"), "A-2": ("", "")}
    assert found.copies == (("A-1", 2),)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("", None),
        (None, None),
        ("Rasa", "Rasa"),
        ("x" * (LONGEST_CELL + 1), "x" * LONGEST_CELL + " …"),
        ("x" * LONGEST_CELL, "x" * LONGEST_CELL),
        (Decimal("2.0"), 2),
        (Decimal("2.5"), 2.5),
        (datetime(2023, 5, 6, 7, 8, 9, 10, tzinfo=UTC), datetime(2023, 5, 6, 10, 8, 9)),  # noqa: DTZ001 - a cell
        (DAY, DAY),
        (0, 0),
    ],
)
def test_value_is_held_by_a_cell(value: Cell | Decimal, cell: Cell) -> None:
    assert as_cell(value) == cell
    assert type(as_cell(value)) is type(cell)


def test_moment_in_a_cell_is_known_as_serial_and_as_text() -> None:
    moment = Tab("m", Words("M", "M"), (key_column(), shown("at", "Kada", "When", format_=Format.MOMENT)))
    lines: Mapping[str, Line] = {"A": {"at": datetime(2023, 5, 6, 7, 8, 9, tzinfo=UTC)}}
    for stands in (datetime(2023, 5, 6, 10, 8, 9), "2023-05-06 10:08:09", 45052.4223263889):  # noqa: DTZ001 - a cell
        assert same(sheet(["Raktas", "Kada"], ["A", stands], title="M"), lines=lines, tab=moment)
    assert change(sheet(["Raktas", "Kada"], ["A", 45052.5], title="M"), lines=lines, tab=moment).cells.keys() == {
        (1, 1)
    }


def test_day_of_a_cell() -> None:
    assert [as_day(cell) for cell in (DAY, datetime(2023, 5, 6, 10), "2023-05-06", None)] == [DAY, DAY, None, None]  # noqa: DTZ001 - a cell


ALL_TABS = [*ORGANISATION_TABS, *NATIONAL_TABS]


@pytest.mark.parametrize("tab", ALL_TABS, ids=lambda tab: tab.key)
def test_columns_of_a_tab_have_titles_of_their_own(tab: Tab) -> None:
    for language in Language:
        titles = [header_name(column.title.say(language)) for column in tab.columns]
        assert len(set(titles)) == len(titles)
    meant: dict[str, set[str]] = {}
    for column in tab.columns:
        for title in column.title.both():
            meant.setdefault(header_name(title), set()).add(column.key)
    assert {title: keys for title, keys in meant.items() if len(keys) > 1} == {}
    assert tab.columns[0].key == "key"
    assert len({column.key for column in tab.columns}) == len(tab.columns)


@pytest.mark.parametrize("tabs", [ORGANISATION_TABS, NATIONAL_TABS], ids=["organisation", "national"])
def test_tabs_of_a_workbook_are_never_taken_for_one_another(tabs: Sequence[Tab]) -> None:
    for language in Language:
        titles = [tab.title.say(language) for tab in tabs]
        assert len(set(map(header_name, titles))) == len(titles)
        for tab in tabs:
            renamed = Sheet("Pervadintas", [[column.title.say(language) for column in tab.columns]])
            assert [other.key for other in tabs if find_tab(other, [renamed])] == [tab.key]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("tab", ALL_TABS, ids=lambda tab: tab.key)
def test_every_tab_is_found_and_settled_once_it_is_made(tab: Tab, language: Language) -> None:
    view = View(tab, {"X-1": {column.key: "x" for column in tab.columns[1:]}, "X-2": {}})
    sheets = applied([], difference(view, [], language))
    for later in Language:
        assert difference(view, sheets, later) is None


def test_every_column_says_whose_it_is() -> None:
    for tab in ALL_TABS:
        for column in tab.columns:
            notes = [column.look(language).note for language in Language]
            assert [note.endswith((end, other)) for note, end, other in zip(
                notes, ("bus grąžintas.", "is put back."), ("Pildote jūs.", "Filled in by you."), strict=True
            )] == [True, True]  # fmt: skip
    assert isinstance(APPLICATIONS.column(DECISION), Column)
    assert ATTENTION.passing


KEYS = st.sampled_from(["A-1", "A-2", "A-3", "A-4"])
VALUES = st.one_of(
    st.none(), st.sampled_from(["Rasa", "=1+1", "+370 612 34567", " \u00a0Ona\n", "x" * 33_000, "2023-05-06", ""]),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-5, 10**6),
    st.decimals(-1000, 10**6, places=3), st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds
)  # fmt: skip
VIEWS = st.dictionaries(
    KEYS,
    st.fixed_dictionaries({DECISION: st.sampled_from(["", "Gauta"]), "name": VALUES, "on": VALUES, "count": VALUES}),
)
Rows = list[list[Cell]]


def header_of(rows: Rows) -> int:
    return next(number for number, row in enumerate(rows) if "Raktas" in row)


def sort(rows: Rows, chance: Random) -> None:
    head = header_of(rows)
    tail = rows[head + 1 :]
    chance.shuffle(tail)
    rows[head + 1 :] = tail


def insert(rows: Rows, chance: Random) -> None:
    rows.insert(chance.randint(header_of(rows) + 1, len(rows)), [None] * len(rows[0]))


def add_own_column(rows: Rows, chance: Random) -> None:
    head, place = header_of(rows), chance.randint(0, len(rows[0]))
    for number, row in enumerate(rows):
        row.insert(place, "mano" if number == head else chance.choice([None, "x"]))


def copy_last(rows: Rows, chance: Random) -> None:
    del chance
    if len(rows) > header_of(rows) + 1:
        rows.append(list(rows[-1]))


def type_anywhere(rows: Rows, chance: Random) -> None:
    head = header_of(rows)
    if len(rows) > head + 1:
        place = chance.choice([column for column, title in enumerate(rows[head]) if title != "Raktas"])
        rows[chance.randint(head + 1, len(rows) - 1)][place] = chance.choice(["ranka", 7, None])


def drop_column(rows: Rows, chance: Random) -> None:
    place = chance.choice([column for column, title in enumerate(rows[header_of(rows)]) if title != "Raktas"])
    for row in rows:
        del row[place]


def remark_above(rows: Rows, chance: Random) -> None:
    del chance
    if header_of(rows) < 5:
        rows.insert(0, ["Mūsų lapas", *[None] * (len(rows[0]) - 1)])


def swap_columns(rows: Rows, chance: Random) -> None:
    one, other = chance.sample(range(len(rows[0])), 2)
    for row in rows:
        row[one], row[other] = row[other], row[one]


HANDS = (sort, insert, add_own_column, copy_last, type_anywhere, drop_column, remark_above, swap_columns)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(VIEWS, st.lists(st.sampled_from(HANDS), max_size=4)), min_size=1, max_size=4),
    st.sampled_from([TAB, PASSING]),
    st.randoms(use_true_random=False),
)
def test_a_difference_once_applied_leaves_none_and_touches_nothing_of_the_peoples(
    nights: Sequence[tuple[Mapping[str, Line], Sequence[Callable[[Rows, Random], None]]]], tab: Tab, chance: Random
) -> None:
    sheets: tuple[Sheet, ...] = ()
    for lines, hands in nights:
        made = difference(View(tab, lines), sheets, LT)
        if made and not made.create:
            coordinators = {place for place, look in made.columns.items() if look.owner is Owner.COORDINATOR}
            assert {column for _, column in made.cells} & (coordinators - made.new_columns) == set()
            (before,) = (one for one in sheets if one.title == made.title)
            for row, column in made.cells:
                stands = before.rows[row][column] if column < len(before.rows[row]) else None
                assert column in made.columns
                assert column not in made.new_columns or stands is None
        sheets = applied(sheets, made)
        assert difference(View(tab, lines), sheets, LT) is None
        found = find_tab(tab, sheets)
        assert found is not None
        assert set(lines) <= set(found.rows)
        if tab.passing:
            assert set(found.rows) == set(lines)
        for key, line in lines.items():
            assert cell_text(found.sheet.rows[found.rows[key]][found.columns["key"]]) == key
            assert found.text(found.rows[key], "name") == cell_text(as_cell(line["name"]))
        width = max(map(len, found.sheet.rows))
        rows = [[*row, *[None] * (width - len(row))] for row in found.sheet.rows]
        for hand in hands:
            if len(rows[0]) > 2:
                hand(rows, chance)
        sheets = tuple(Sheet(one.title, rows) if one is found.sheet else one for one in sheets)
