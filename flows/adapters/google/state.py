"""A spreadsheet as it stood when Google answered: its tabs with their cells, and what of it is ours alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from flows.adapters.google.cells import Body, read_rows
from forms.cells import Cell
from forms.sheets import EMPTY, Sheet, Snapshot

SCRATCH = 1_869_640_300
"""The number of our hidden tab, in which what we are about to change is kept until the next change."""

MARK = "lookdeeper.change"
"""Under this key the spreadsheet keeps, unseen, which of our changes was made last."""

_SHEET = (
    "sheets(properties(sheetId,title,index,hidden,sheetType,gridProperties(rowCount,columnCount,frozenRowCount)),"
    "data(startRow,rowData(values(effectiveValue,effectiveFormat(numberFormat(type,pattern))))))"
)
FIELDS = f"spreadsheetId,properties(title,locale,timeZone),developerMetadata(metadataKey,metadataValue),{_SHEET}"
"""What a reading asks for."""
ANSWERED = f"updatedSpreadsheet({FIELDS})"
"""What a change asks for: the same, of the tabs that it touched."""


@dataclass(frozen=True, slots=True)
class LiveTab:
    """A tab as Google has it; rows and columns of the grid are counted with the empty ones."""

    number: int
    title: str
    index: int
    is_hidden: bool
    is_grid: bool
    row_count: int
    column_count: int
    frozen: int
    rows: list[list[Cell]] = field(repr=False)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, "" where there is none."""
        if row >= len(self.rows):
            return ""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True, slots=True)
class State:
    """A spreadsheet as answered; `mark` is that of our last change, "" when there was none."""

    title: str
    tabs: tuple[LiveTab, ...]
    mark: str = ""
    scratch: LiveTab | None = None
    time_zone: str = ""

    def shown(self) -> list[LiveTab]:
        """Return the tabs that are read.

        Left out is an empty one that is hidden, or that a new spreadsheet begins with.
        """
        if len(self.tabs) == 1 and not self.tabs[0].rows and self.tabs[0].is_grid:
            return []
        return [tab for tab in self.tabs if tab.rows or not tab.is_hidden]

    def by_title(self) -> dict[str, LiveTab]:
        """Return the tabs that are read by their titles."""
        return {tab.title: tab for tab in self.shown()}

    def snapshot(self) -> Snapshot:
        """Return what a reading gives; an untouched spreadsheet is as none."""
        shown = self.shown()
        if not shown:
            return EMPTY
        said = repr([(tab.title, tab.rows) for tab in shown])
        token = sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
        return Snapshot(tuple(Sheet(tab.title, tab.rows) for tab in shown), token, time_zone=self.time_zone)

    def with_answered(self, answered: "State") -> "State":
        """Return the state with the tabs of a change's answer in the place of those that were read before."""
        numbers = {tab.number for tab in answered.tabs}
        tabs = [*(tab for tab in self.tabs if tab.number not in numbers), *answered.tabs]
        return replace(answered, tabs=_in_order(tabs), scratch=answered.scratch or self.scratch)


def read_state(body: Body) -> State:
    """Return the state that an answer tells."""
    tabs: list[LiveTab] = []
    scratch: LiveTab | None = None
    for sheet in body.get("sheets", ()):
        tab = _read_tab(sheet)
        if tab.number == SCRATCH:
            scratch = tab
        else:
            tabs.append(tab)
    marks = [one["metadataValue"] for one in body.get("developerMetadata", ()) if one.get("metadataKey") == MARK]
    about = body.get("properties", {})
    mark = marks[-1] if marks else ""
    return State(about.get("title", ""), _in_order(tabs), mark, scratch, about.get("timeZone", ""))


def _read_tab(sheet: Body) -> LiveTab:
    about = sheet["properties"]
    grid = about.get("gridProperties", {})
    return LiveTab(
        number=about.get("sheetId", 0),
        title=about["title"],
        index=about.get("index", 0),
        is_hidden=about.get("hidden", False),
        is_grid=about.get("sheetType", "GRID") == "GRID",
        row_count=grid.get("rowCount", 0),
        column_count=grid.get("columnCount", 0),
        frozen=grid.get("frozenRowCount", 0),
        rows=read_rows(sheet.get("data", ())),
    )


def _in_order(tabs: Sequence[LiveTab]) -> tuple[LiveTab, ...]:
    return tuple(sorted(tabs, key=lambda tab: tab.index))
