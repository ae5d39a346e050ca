"""People at work in the spreadsheet while the program writes into it: nothing of theirs is lost, nothing of ours lands
beside its row.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.adapters.google.batch import SCRATCH_TITLE
from flows.adapters.google.quota import Quota
from flows.errors import WorkbookChangedError, WorkbookError
from forms.cells import Cell, Link
from forms.organisations import spreadsheet_id
from forms.sheets import Chart, Colouring, ColumnLook, Format, Owner, Sheet, TabChange, Tint
from tests.flows.google_hands import READ, WRITE, workbook
from tests.google.person import Person
from tests.google.quota import Clock
from tests.google.world import Google

TAB = "Renginiai"
LOOKS = {
    0: ColumnLook("Raktas", "Pagal raktą programa atpažįsta eilutę.", width=15),
    1: ColumnLook("Sprendimas", "Pildote jūs.", Owner.COORDINATOR, 18, options=("Priimta", "Atmesta")),
    2: ColumnLook(
        "Pavadinimas", "", width=40, format=Format.LONG_TEXT, colourings=(Colouring(Tint.WRONG, ("a", "b")),)
    ),
    3: ColumnLook("Data", "", width=12, format=Format.DATE),
}
NEW = TabChange(TAB, LOOKS, create=True, new_columns=frozenset(LOOKS))
OWN = 4
"""The column in which the coordinators keep what is theirs."""
KEYS = ("E-1", "E-2", "E-3", "E-4", "E-5")


@dataclass
class Scene:
    """A tab of ours with a column of the coordinators' own, read and about to be written."""

    google: Google = field(default_factory=Google)

    def __post_init__(self) -> None:
        self.workbook, self.book = workbook(self.google)
        rows = tuple((key, None, f"pavadinimas {key}", date(2026, 5, 4)) for key in KEYS)
        self.workbook.apply([replace(NEW, append=rows)], expected="")
        self.person = Person(self.book)
        self.person.write(TAB, [["Mano"], *([f"mano {key}"] for key in KEYS)], left=OWN)
        self.google.calls.clear()

    def table(self) -> dict[Cell, dict[str, Cell]]:
        return {row["Raktas"]: row for row in self.person.records(TAB) if any(row.values())}

    def write(self, change: "Wish") -> str:
        sheet = next(sheet for sheet in self.workbook.read().sheets if sheet.title == TAB)
        planned = change.planned(sheet)
        return self.workbook.apply([planned] if planned else [], expected=self.workbook._state.snapshot().token)


@dataclass(frozen=True)
class Wish:
    """What the program wants to show: titles by key, and keys that shall be gone; planned as a run plans it."""

    titles: dict[str, str]
    gone: frozenset[str] = frozenset()

    def planned(self, sheet: Sheet) -> TabChange | None:
        header = list(sheet.rows[0])
        places = {look.title: header.index(look.title) for look in LOOKS.values() if look.title in header}
        key, title = places["Raktas"], places["Pavadinimas"]
        there = {row[key]: number for number, row in enumerate(sheet.rows) if number and len(row) > key and row[key]}
        columns = {places[look.title]: look for look in LOOKS.values() if look.title in places}
        cells: dict[tuple[int, int], Cell] = {}
        new: list[tuple[Cell, ...]] = []
        for name, wanted in self.titles.items():
            if name in there:
                row = sheet.rows[there[name]]
                if (row[title] if title < len(row) else "") != wanted:
                    cells[there[name], title] = wanted
            else:
                new.append(tuple({key: name, title: wanted}.get(place) for place in range(max(key, title) + 1)))
        remove = tuple(there[name] for name in sorted(self.gone) if name in there)
        if not (cells or new or remove):
            return None
        return TabChange(sheet.title, columns, cells=cells, append=tuple(new), remove=remove)


def until_calm(scene: Scene, wish: Wish, tries: int = 4) -> None:
    """Read, plan and write as a run does, anew as often as people come between."""
    for _ in range(tries):
        try:
            scene.write(wish)
        except WorkbookChangedError:
            continue
        return
    raise AssertionError("never calm")


WISH = Wish({"E-2": "naujas", "E-4": "kitas", "E-9": "atėjęs"}, frozenset({"E-3"}))
HANDS: dict[str, Callable[[Person], None]] = {
    "sort": lambda person: person.sort(TAB, "Raktas", descending=True),
    "insert a row": lambda person: person.insert_rows(TAB, 1),
    "insert a row above the header": lambda person: person.insert_rows(TAB, 0),
    "delete a row": lambda person: person.delete_rows(TAB, person.row(TAB, "E-1")),
    "move a row": lambda person: person.move_rows(TAB, person.row(TAB, "E-5"), 1),
    "insert a column": lambda person: person.insert_columns(TAB, 1),
    "move a column": lambda person: person.move_column(TAB, "Pavadinimas", 0),
    "type a decision": lambda person: person.type_in(TAB, "E-2", "Sprendimas", "Priimta"),
    "type into a cell of ours": lambda person: person.type_in(TAB, "E-2", "Pavadinimas", "mano žodis"),
}
REACHED = {
    "delete a row": "E-1",
    "move a row": "E-5",
    "type a decision": "E-2",
    "type into a cell of ours": "E-2",
}


def rows_are(scene: Scene, before: dict[Cell, dict[str, Cell]], deleted: set[str]) -> None:
    """Fail unless every row holds what is ours and what is theirs."""
    after = scene.table()
    assert set(after) == {*KEYS, "E-9"} - {"E-3"} - deleted
    assert {key: after[key]["Pavadinimas"] for key in ("E-2", "E-4", "E-5", "E-9")} == {
        "E-2": "naujas", "E-4": "kitas", "E-5": "pavadinimas E-5", "E-9": "atėjęs",
    }  # fmt: skip
    kept = {key: (row["Mano"], row["Data"]) for key, row in after.items() if key != "E-9"}
    assert kept == {key: (row["Mano"], row["Data"]) for key, row in before.items() if key in kept}


@pytest.mark.parametrize("second", [None, "sort", "insert a row", "delete a row"])
@pytest.mark.parametrize("first", [name for name in HANDS if name != "insert a row above the header"])
def test_nothing_of_theirs_is_lost_and_all_of_ours_stands_in_its_row(first: str, second: str | None) -> None:
    scene = Scene()
    before = scene.table()
    done: list[str] = []

    def hand(name: str) -> None:
        if name not in done:
            done.append(name)
            HANDS[name](scene.person)

    scene.google.before(WRITE, lambda: hand(first))
    if second:
        scene.google.before(WRITE, lambda: hand(second))
    until_calm(scene, WISH)
    until_calm(scene, WISH)

    rows_are(scene, before, {"E-1"} if "delete a row" in done else set())
    decided = {key for key, row in scene.table().items() if row["Sprendimas"]}
    assert decided == ({"E-2"} if first == "type a decision" else set())


def test_row_inserted_above_the_header_meanwhile_leaves_the_tab_as_people_made_it() -> None:
    scene = Scene()
    before = scene.person.sheet(TAB).values()
    scene.google.before(WRITE, lambda: scene.person.insert_rows(TAB, 0))

    with pytest.raises(WorkbookChangedError):
        scene.write(WISH)

    scene.person.delete_rows(TAB, 0)
    assert [row for row in scene.person.sheet(TAB).values() if any(row)] == [row for row in before if any(row)]


def test_decision_typed_into_a_row_that_was_about_to_go_keeps_the_row() -> None:
    scene = Scene()
    scene.google.before(WRITE, lambda: scene.person.type_in(TAB, "E-3", "Sprendimas", "Atmesta"))

    with pytest.raises(WorkbookChangedError):
        scene.write(WISH)

    assert scene.table()["E-3"] == {
        "Raktas": "E-3", "Sprendimas": "Atmesta", "Pavadinimas": "pavadinimas E-3", "Data": 46146.0, "Mano": "mano E-3",
    }  # fmt: skip


def test_edit_that_our_work_did_not_hit_gives_a_token_that_no_reading_gives() -> None:
    scene = Scene()
    scene.google.before(WRITE, lambda: scene.person.type_in(TAB, "E-5", "Sprendimas", "Priimta"))
    edited = scene.write(Wish({"E-2": "naujas"}))
    calm = scene.write(Wish({"E-2": "dar naujesnis"}))

    assert edited != scene.workbook.token()
    assert calm == scene.workbook.token()
    assert scene.table()["E-5"]["Sprendimas"] == "Priimta"


def test_undisturbed_change_is_one_reading_and_one_writing() -> None:
    scene = Scene()
    scene.write(WISH)

    assert scene.google.names() == [READ, WRITE]


def test_people_who_never_rest_are_told_where_their_cells_are() -> None:
    scene = Scene()
    for turn in range(5):
        scene.google.before(WRITE, lambda turn=turn: scene.person.sort(TAB, "Mano", descending=turn % 2 == 0))

    with pytest.raises(WorkbookError, match=SCRATCH_TITLE):
        scene.write(WISH)

    assert scene.person.sheet(SCRATCH_TITLE).properties["hidden"] is True


def test_hidden_tab_of_ours_is_no_tab_of_theirs() -> None:
    scene = Scene()
    scene.write(WISH)

    assert [sheet.title for sheet in scene.workbook.read().sheets] == [TAB]


def test_formula_of_theirs_in_a_row_that_came_back_looks_at_the_same_cells() -> None:
    scene = Scene()
    row = scene.person.row(TAB, "E-3")
    scene.person.type(TAB, row, OWN + 1, f"=D{row}")
    scene.google.before(WRITE, lambda: scene.person.type_in(TAB, "E-3", "Sprendimas", "Atmesta"))

    with pytest.raises(WorkbookChangedError):
        scene.write(Wish({}, frozenset({"E-3"})))

    assert scene.person.value(TAB, row, OWN + 1) == f"=D{row}"


def test_tab_typed_into_while_it_is_hidden_is_shown_again() -> None:
    google = Google()
    ours, book = workbook(google)
    person = Person(book)
    google.before(WRITE, lambda: person.type("Sheet1", 0, 0, "mano"))

    with pytest.raises(WorkbookChangedError):
        ours.apply([NEW], expected=ours.token())

    assert person.sheet("Sheet1").properties.get("hidden", False) is False
    assert [sheet.title for sheet in ours.read().sheets] == ["Sheet1", TAB]


def test_new_tab_has_notes_lists_widths_colours_a_filter_and_warnings() -> None:
    google = Google()
    ours, book = workbook(google)
    chart = Chart("Renginiai", "Kiek jų buvo.", (1,), 0, 1, 3, (5, 0))
    ours.apply([replace(NEW, append=(("E-1", None, "a", None),), charts=(chart,))], expected="")
    tab = book.titled(TAB)

    assert [(tab.cell(0, column) or {}).get("note", "") for column in range(3)] == [LOOKS[0].note, LOOKS[1].note, ""]
    assert [one["range"]["startColumnIndex"] for one in tab.protected] == [0, 2]
    assert all(one["warningOnly"] for one in tab.protected)
    rule = (tab.cell(1, 1) or {})["dataValidation"]
    assert [one["userEnteredValue"] for one in rule["condition"]["values"]] == ["Priimta", "Atmesta"]
    assert rule.get("strict", False) is False
    assert [tab.column_looks[column]["pixelSize"] for column in range(4)] == [117, 138, 292, 96]
    assert (tab.grid["frozenRowCount"], tab.grid["frozenColumnCount"]) == (1, 1)
    assert len(tab.conditional) == 1
    assert len(tab.charts) == 1
    assert tab.filter is not None


def test_text_is_never_a_formula_and_links_lead_by_the_tabs_number() -> None:
    google = Google()
    ours, book = workbook(google)
    ours.apply([replace(NEW, append=(("=1+1", "+370 600 00000", Link("=1+1", TAB), None),))], expected="")
    tab = book.titled(TAB)

    assert [(tab.cell(1, column) or {})["userEnteredValue"] for column in range(2)] == [
        {"stringValue": "=1+1"}, {"stringValue": "+370 600 00000"},
    ]  # fmt: skip
    assert (tab.cell(1, 2) or {})["userEnteredValue"]["formulaValue"].startswith(
        f'=IFERROR(HYPERLINK("#gid={tab.id}&range=A"&MATCH("=1+1";'
    )
    assert ours.read().sheets[0].rows[1] == ["=1+1", "+370 600 00000", "=1+1"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://docs.google.com/spreadsheets/d/1BOOK000000000000000000000000000000000000001/edit#gid=0", True),
        ("https://docs.google.com/spreadsheets/u/1/d/1BOOK000000000000000000000000000000000000001", True),
        (" 1BOOK000000000000000000000000000000000000001 ", True),
        ("https://docs.google.com/forms/d/1BOOK000000000000000000000000000000000000001/edit", False),
        ("namai.xlsx", False),
        ("", False),
    ],
)
def test_spreadsheet_is_known_by_its_address_or_id(address: str, found: bool) -> None:  # noqa: FBT001 - a case
    assert spreadsheet_id(address) == ("1BOOK000000000000000000000000000000000000001" if found else "")


def test_calls_above_the_quota_wait_for_the_minute_to_pass() -> None:
    clock = Clock()
    quota = Quota(3, clock.monotonic, clock.sleep)
    waited: list[float] = []
    for kind in ("read", "read", "write", "read", "read", "write"):
        quota.take(kind)
        waited.append(clock.seconds)

    assert waited == [0, 0, 0, 0, 60, 60]


ACTS = st.sampled_from([name for name in HANDS if name != "insert a row above the header"])


@settings(max_examples=int(os.environ.get("LOOKDEEPER_SOAK", "0")) or 40, deadline=None)
@example(acts=["sort", "insert a column"], titles={}, gone=frozenset({"E-1"}))
@example(acts=["sort", "move a column", "insert a column"], titles={}, gone=frozenset({"E-1", "E-3"}))
@example(acts=["insert a row", "sort"], titles={"E-1": "a", "E-2": "a"}, gone=frozenset())
@example(acts=["insert a column", "type a decision"], titles={"E-1": "a", "E-2": "a"}, gone=frozenset())
@given(
    acts=st.lists(ACTS, max_size=3, unique=True),
    titles=st.dictionaries(st.sampled_from([*KEYS, "E-8", "E-9"]), st.sampled_from(["a", "b", "=c"]), max_size=4),
    gone=st.frozensets(st.sampled_from(["E-1", "E-3"]), max_size=2),
)
def test_whatever_people_do_meanwhile_their_cells_end_in_their_rows(
    acts: list[str], titles: dict[str, str], gone: frozenset[str]
) -> None:
    scene = Scene()
    done: list[str] = []
    wish = Wish({key: title for key, title in titles.items() if key not in gone}, gone)

    def hand(name: str) -> None:
        # A row may be away or askew for a moment, until the same run puts it right: nobody can reach for it then.
        key, there = REACHED.get(name), scene.table()
        if key is None or (key in there and there[key]["Mano"] == f"mano {key}"):
            done.append(name)
            HANDS[name](scene.person)

    for name in acts:
        scene.google.before(WRITE, lambda name=name: hand(name))
    until_calm(scene, wish, 6)
    until_calm(scene, wish, 6)
    after = scene.table()

    lost = ({"E-1"} if "delete a row" in done and "E-1" not in wish.titles else set()) | gone
    assert set(after) == ({*KEYS} | set(wish.titles)) - lost
    assert {key: after[key]["Pavadinimas"] for key in wish.titles} == wish.titles
    kept = {
        key: row["Mano"] for key, row in after.items() if key in KEYS and not (key == "E-1" and "delete a row" in done)
    }
    assert kept == {key: f"mano {key}" for key in kept}
    decided = {key for key, row in after.items() if row["Sprendimas"]}
    assert decided == ({"E-2"} if "type a decision" in done else set())
