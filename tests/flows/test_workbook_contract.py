"""What every workbook promises, whatever it is kept in: one set of tests for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.adapters.excel.workbook import ExcelWorkbook
from flows.adapters.memory import MemoryWorkbook
from flows.errors import WorkbookChangedError
from flows.ports import Workbook
from forms.cells import Cell, DaysSince, Link
from forms.sheets import ColumnLook, Format, Owner, TabChange
from tests.flows.google_hands import REAL, contract_workbook, real_workbook

MAKERS: dict[str, Callable[[Path], Workbook]] = {
    "excel": lambda folder: ExcelWorkbook(folder / "book.xlsx", backups=folder / "backups"),
    "memory": lambda _: MemoryWorkbook(),
    "google": contract_workbook,
    **({"real google": real_workbook} if REAL else {}),
}

KEY = ColumnLook("Raktas", "Pagal raktą programa atpažįsta eilutę.", width=15)
DECISION = ColumnLook("Sprendimas", "Pildote jūs.", Owner.COORDINATOR, 18, options=("Priimta", "Atmesta"))
NAME = ColumnLook("Pavadinimas", "", width=40, format=Format.LONG_TEXT)
DAY = ColumnLook("Data", "", width=12, format=Format.DATE)
LOOKS = {0: KEY, 1: DECISION, 2: NAME, 3: DAY}
HEADER = ["Raktas", "Sprendimas", "Pavadinimas", "Data"]
NEW = TabChange("Renginiai", LOOKS, create=True, new_columns=frozenset(LOOKS))
CHANGE = replace(NEW, create=False, new_columns=frozenset())


@pytest.fixture(params=MAKERS)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Workbook:
    return MAKERS[request.param](tmp_path)


def bare(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return rows without the empty cells at their ends."""
    made = [list(row) for row in rows]
    for row in made:
        while row and row[-1] == "":
            row.pop()
    return made


def rows(book: Workbook, title: str = "Renginiai") -> list[list[Cell]]:
    return next(bare(sheet.rows) for sheet in book.read().sheets if sheet.title == title)


def do(book: Workbook, *changes: TabChange) -> str:
    return book.apply(changes, expected=book.token())


def born(book: Workbook, *lines: tuple[Cell, ...]) -> None:
    do(book, replace(NEW, append=lines))


def test_workbook_that_is_not_there_has_no_tabs_and_an_empty_token(book: Workbook) -> None:
    assert (book.read().sheets, book.read().token, book.token()) == ((), "", "")


def test_created_tab_reads_back_with_its_header_and_rows(book: Workbook) -> None:
    born(book, ("E-1", None, "Pamoka", date(2026, 5, 4)), ("E-2", "Priimta", "Paskaita", date(2026, 5, 5)))
    assert rows(book) == [
        HEADER,
        ["E-1", "", "Pamoka", date(2026, 5, 4)],
        ["E-2", "Priimta", "Paskaita", date(2026, 5, 5)],
    ]
    assert [sheet.title for sheet in book.read().sheets] == ["Renginiai"]


@pytest.mark.parametrize("column", [0, 3])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tekstas", "tekstas"),
        (" su tarpais ", " su tarpais "),
        ("dvi\neilutės", "dvi\neilutės"),
        ("dvi\r\neilutės\rir trys", "dvi\neilutės\nir trys"),
        ("ĄČĘĖĮŠŲŪŽ „ąčęėįšųūž“ – …", "ĄČĘĖĮŠŲŪŽ „ąčęėįšųūž“ – …"),
        ("😀 👩‍👩‍👧 𝔘", "😀 👩‍👩‍👧 𝔘"),
        ("<b>&amp;</b> ]]> \"'", "<b>&amp;</b> ]]> \"'"),
        ("_x000D_ _x005F_x0041_", "_x000D_ _x005F_x0041_"),
        ("a\x00b\x01\x1fc\ufffe\ud800", "abc"),
        ("\x01", ""),
        ("", ""),
        (None, ""),
        ("007", "007"),
        ("+370 600 00000", "+370 600 00000"),
        (0, 0.0),
        (1234567, 1234567.0),
        (-5.25, -5.25),
        (0.1 + 0.2, 0.1 + 0.2),
        (10**20, 1e20),
        (float("nan"), "nan"),
        (True, True),
        (False, False),
        (date(2026, 2, 28), date(2026, 2, 28)),
        (date(1900, 1, 1), "1900-01-01"),
        (date(1815, 12, 10), "1815-12-10"),
        (datetime(2026, 2, 28, 17, 4, 59), datetime(2026, 2, 28, 17, 4, 59)),  # noqa: DTZ001 - a spreadsheet knows no zones
        (datetime(2026, 2, 28, 22, 30, tzinfo=UTC), datetime(2026, 3, 1, 0, 30)),  # noqa: DTZ001 - likewise
        (time(8, 30), time(8, 30)),
        (timedelta(hours=30), timedelta(hours=30)),
    ],
)
def test_every_kind_of_cell_reads_back_in_any_column(book: Workbook, column: int, written: Cell, read: Cell) -> None:
    born(book, ("x", "x", "x", "x"), ("y", "y", "y", "y"))
    do(book, replace(CHANGE, cells={(1, column): written}, append=((written,) * 4,)))
    assert [type(read), read] == [type(rows_padded(book)[1][column]), rows_padded(book)[1][column]]
    assert rows_padded(book)[3:] == [[read] * 4] * (read != "")


def rows_padded(book: Workbook) -> list[list[Cell]]:
    return [[*row, *[""] * (4 - len(row))] for row in rows(book)]


def test_rows_come_before_those_that_they_are_to_precede(book: Workbook) -> None:
    born(book, ("E-1",), ("E-2",), ("E-3",), ("E-4",))
    coming = ((3, ("E-2a",)), (1, ("E-0",)), (3, ("E-2b",)))
    do(book, replace(CHANGE, insert=coming, cells={(3, 2): "trečias"}, append=(("E-5",),), remove=(2, 4)))
    assert rows(book)[1:] == [["E-0"], ["E-1"], ["E-2a"], ["E-2b"], ["E-3", "", "trečias"], ["E-5"]]


def test_days_and_links_that_the_spreadsheet_works_out_read_back_as_what_they_show(book: Workbook) -> None:
    day, today = date(2026, 5, 1), date(2026, 5, 9)
    born(
        book,
        (Link("K-1", "Mūsų „lapas“ O'Hara", 2), None, Link("Lapas, 3 eilutė", "Lapas", row=3), DaysSince(day, today)),
    )
    assert rows(book)[1:] == [["K-1", "", "Lapas, 3 eilutė", 8.0]]


@pytest.mark.parametrize("length", [32_000, 32_767])
def test_long_text_within_a_cells_length_is_kept_whole(book: Workbook, length: int) -> None:
    born(book, ("E-1", None, "ž" * length))
    assert rows(book)[1][2] == "ž" * length


@pytest.mark.parametrize("letter", ["a", "ž", "😀"])
def test_text_over_a_cells_length_is_cut_and_says_so(book: Workbook, letter: str) -> None:
    born(book, ("E-1", None, letter * 40_000))
    kept = str(rows(book)[1][2])
    assert len(kept.encode("utf-16-le")) // 2 in {32_766, 32_767}
    assert (kept[0], kept[-2:]) == (letter, " …")


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://example.org")', "+1", "-1", "@SUM(A1)", "'=x", "{=1}", "#REF!"]
)
def test_text_like_a_formula_stays_that_text(book: Workbook, text: str) -> None:
    born(book, (text, text, text))
    do(book, replace(CHANGE, cells={(1, 1): text}))
    assert rows(book)[1] == [text, text, text]


def test_stale_token_is_refused_and_nothing_changes(book: Workbook) -> None:
    born(book, ("E-1",))
    stale = book.token()
    do(book, replace(CHANGE, append=(("E-2",),)))
    before = book.read()
    with pytest.raises(WorkbookChangedError):
        book.apply([replace(CHANGE, append=(("E-3",),))], expected=stale)
    with pytest.raises(WorkbookChangedError):
        book.apply([NEW], expected="")
    assert book.read() == before


def test_apply_returns_the_token_that_reading_gives(book: Workbook) -> None:
    token = do(book, replace(NEW, append=(("E-1",),)))
    assert [token, token] == [book.token(), book.read().token]
    assert do(book, replace(CHANGE, cells={(1, 0): "E-9"})) not in {token, ""}


def test_no_changes_write_nothing(book: Workbook) -> None:
    assert book.apply([], expected="") == ""
    assert book.token() == ""
    born(book, ("E-1",))
    token = book.token()
    assert [book.apply([], expected=token), book.token()] == [token, token]


def test_append_follows_the_last_filled_row_past_a_blank_one(book: Workbook) -> None:
    born(book, ("E-1",), ("E-2",))
    do(book, replace(CHANGE, cells={(5, 2): "mano"}))
    do(book, replace(CHANGE, append=(("E-3",), ("E-4",))))
    assert rows(book) == [HEADER, ["E-1"], ["E-2"], [], [], ["", "", "mano"], ["E-3"], ["E-4"]]


def test_append_fills_a_row_that_was_emptied(book: Workbook) -> None:
    born(book, ("E-1",), ("E-2",))
    do(book, replace(CHANGE, cells={(2, 0): None}))
    do(book, replace(CHANGE, append=(("E-3", "Priimta"),)))
    assert rows(book) == [HEADER, ["E-1"], ["E-3", "Priimta"]]


def test_own_column_between_ours_stays(book: Workbook) -> None:
    do(book, TabChange("Renginiai", {0: KEY, 2: NAME}, create=True, new_columns=frozenset({0, 2}), append=(("E-1",),)))
    ours = TabChange("Renginiai", {0: KEY, 2: NAME})
    do(book, replace(ours, cells={(0, 1): "Mano", (1, 1): "savo"}))
    do(book, replace(ours, cells={(1, 2): "Pamoka"}, append=(("E-2", None, "Paskaita"),)))
    assert rows(book) == [["Raktas", "Mano", "Pavadinimas"], ["E-1", "savo", "Pamoka"], ["E-2", "", "Paskaita"]]


def test_removed_rows_take_only_their_own_cells_along(book: Workbook) -> None:
    born(book, *((f"E-{n}", None, f"t{n}") for n in range(1, 7)))
    do(book, replace(CHANGE, cells={(n, 5): f"mano {n}" for n in range(1, 7)}))
    do(book, replace(CHANGE, cells={(6, 2): "naujas"}, append=(("E-7",),), remove=(2, 5, 1)))
    assert rows(book) == [
        HEADER,
        ["E-3", "", "t3", "", "", "mano 3"],
        ["E-4", "", "t4", "", "", "mano 4"],
        ["E-6", "", "naujas", "", "", "mano 6"],
        ["E-7"],
    ]


def test_new_columns_get_their_header_and_their_cells(book: Workbook) -> None:
    do(book, TabChange("Renginiai", {0: KEY}, create=True, new_columns=frozenset({0}), append=(("E-1",),)))
    looks = {0: KEY, 1: DECISION, 2: DAY}
    cells = {(1, 2): date(2026, 5, 4)}
    do(book, TabChange("Renginiai", looks, new_columns=frozenset({1, 2}), cells=cells, append=(("E-2", "Priimta"),)))
    assert rows(book) == [["Raktas", "Sprendimas", "Data"], ["E-1", "", date(2026, 5, 4)], ["E-2", "Priimta"]]


def test_header_may_stand_lower(book: Workbook) -> None:
    do(book, replace(NEW, header_row=2, append=(("E-1",),)))
    assert rows(book) == [[], [], HEADER, ["E-1"]]


def test_several_changes_are_one(book: Workbook) -> None:
    born(book, ("E-1",))
    do(
        book,
        replace(CHANGE, cells={(1, 1): "Priimta"}),
        replace(NEW, title="Įrašai & kita <2>", append=(("R-1",),)),
        replace(CHANGE, title="Įrašai & kita <2>", append=(("R-2",),)),
    )
    assert [(sheet.title, bare(sheet.rows)) for sheet in book.read().sheets] == [
        ("Renginiai", [HEADER, ["E-1", "Priimta"]]),
        ("Įrašai & kita <2>", [HEADER, ["R-1"], ["R-2"]]),
    ]


def test_failing_change_undoes_those_before_it(book: Workbook) -> None:
    born(book, ("E-1",))
    before = book.read()
    with pytest.raises(KeyError):
        do(book, replace(CHANGE, cells={(1, 1): "Priimta"}), replace(CHANGE, title="Nėra tokio"))
    assert book.read() == before


TEXTS = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(["=1", " ", "_x0009_", "1e5", "'"])
CELLS: st.SearchStrategy[Cell] = (
    st.none()
    | TEXTS
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.floats(-1e9, 1e9, width=32)
    | st.dates(date(1800, 1, 1), date(2100, 1, 1))
    | st.datetimes(datetime(1850, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001 - likewise
)
LINES = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=4).map(tuple)
CHANGES = st.builds(
    lambda cells, append, insert, remove, wide: TabChange(
        "Renginiai",
        {**LOOKS, 6: NAME} if wide else LOOKS,
        new_columns=frozenset({6}) if wide else frozenset(),
        cells=cells,
        append=append,
        insert=tuple(insert),
        remove=tuple(remove),
    ),
    st.dictionaries(st.tuples(st.integers(1, 9), st.integers(0, 5)), CELLS, max_size=5),
    LINES,
    st.lists(st.tuples(st.integers(1, 9), st.tuples(CELLS, CELLS)), max_size=3),
    st.frozensets(st.integers(1, 9), max_size=3),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(first=LINES, changes=st.lists(CHANGES, max_size=4))
def test_any_changes_read_the_same_from_every_workbook(
    first: tuple[tuple[Cell, ...], ...], changes: list[TabChange]
) -> None:
    with TemporaryDirectory() as folder:
        books = [make(Path(folder)) for make in MAKERS.values()]
        for change in [replace(NEW, append=first), *changes]:
            readings = []
            for book in books:
                do(book, change)
                readings.append([[(type(cell), cell) for cell in row] for row in rows(book)])
            assert readings[1:] == readings[:1] * (len(books) - 1)
