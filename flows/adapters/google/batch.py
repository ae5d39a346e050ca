"""One change of a spreadsheet: everything that is to be done in it, as requests that Google carries out all or none."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.adapters.excel.cells import kept
from flows.adapters.google.cells import Body
from flows.adapters.google.new_tab import content_requests, folded, free_number, tab_request
from flows.adapters.google.state import MARK, SCRATCH, LiveTab, State
from flows.adapters.google.work import Work
from forms.sheets import TabChange

SCRATCH_TITLE = "lookdeeper"
_SPARE_COLUMNS = 26
"""So many columns may people add while we write: their cells are kept as well."""
_CONTENT = "userEnteredValue,userEnteredFormat,note,dataValidation"


@dataclass(frozen=True, slots=True)
class Batch:
    """One change: tabs that are made, by their numbers, work in tabs that stand, and tabs that are hidden or shown."""

    made: Mapping[int, TabChange]
    works: tuple[Work, ...]
    hidden: tuple[LiveTab, ...] = ()
    shown: tuple[LiveTab, ...] = ()
    mending: bool = False
    """Whether the hidden tab still holds what is to be put back."""

    def touched(self) -> list[str]:
        """Return the titles of the tabs that the answer has to show."""
        made = [change.title for change in self.made.values()]
        return [*made, *(work.tab.title for work in self.works), *(tab.title for tab in (*self.hidden, *self.shown))]


def at_once(state: State, changes: Sequence[TabChange]) -> tuple[list[TabChange], list[TabChange]]:
    """Return the changes that one batch can carry out, one a tab that stands, and those that are left for the next.

    Raises:
        KeyError: when a tab that is to change is not there.
    """
    standing, made = state.by_title(), dict[str, list[TabChange]]()
    first: list[TabChange] = []
    later: list[TabChange] = []
    for change in changes:
        if change.create:
            made[change.title] = [change]
        elif change.title in made:
            made[change.title].append(change)
        elif any(one.title == change.title for one in first):
            later.append(change)
        else:
            now, after = _parted(change, standing[change.title])
            first.append(now)
            later.extend(after)
    return [*(folded(one[0], one[1:]) for one in made.values()), *first], later


def _parted(change: TabChange, tab: LiveTab) -> tuple[TabChange, list[TabChange]]:
    """Return a change in two when it moves rows that it appends itself: only then does their number matter."""
    if not change.append:
        return change, []
    moved = max([*change.remove, *(row for row, _ in change.insert)], default=-1)
    end = max([len(tab.rows), *(row + 1 for row, _ in change.cells)])
    while end and not any(_held(change, tab, end - 1)):
        end -= 1
    if moved < end:
        return change, []
    still = replace(change, insert=(), remove=())
    return still, [replace(change, new_columns=frozenset(), cells={}, append=())]


def _held(change: TabChange, tab: LiveTab, row: int) -> Iterator[bool]:
    """Yield whether the cells of a row hold anything when single cells have been written."""
    cells = {column: value for (number, column), value in change.cells.items() if number == row}
    for column in range(max([len(tab.rows[row]) if row < len(tab.rows) else 0, *(one + 1 for one in cells)])):
        yield kept(cells[column]) is not None if column in cells else tab.cell(row, column) != ""


def batch_of(state: State, changes: Sequence[TabChange]) -> Batch:
    """Return the batch that carries changes out, at most one a tab. Raises KeyError when a tab is not there."""
    standing = state.by_title()
    taken = {tab.number for tab in state.tabs} | {SCRATCH}
    made: dict[int, TabChange] = {}
    works: list[Work] = []
    base = 0
    for change in changes:
        if change.create:
            number = free_number(change.title, taken)
            taken.add(number)
            made[number] = change
        else:
            work = Work(standing[change.title], change, base)
            base += work.kept_rows()
            works.append(work)
    shown = {tab.number for tab in state.shown()}
    unread = [tab for tab in state.tabs if tab.number not in shown]
    titles = {change.title.casefold() for change in made.values()}
    # Hidden, not deleted: that would take along what somebody types there just now.
    hidden = [tab for tab in unread if not tab.is_hidden or tab.title.casefold() in titles] if made else []
    return Batch(made, tuple(works), tuple(hidden))


def batch_body(state: State, batch: Batch, mark: str) -> Body:
    """Return a batch as Google takes it; its answer shows the tabs that it touches, and the hidden one."""
    gids = {tab.title: tab.number for tab in state.shown()}
    gids |= {change.title: number for number, change in batch.made.items()}
    requests = [
        _mark(mark, is_there=bool(state.mark)),
        *_retitled(state, batch),
        *(tab_request(change, number) for number, change in batch.made.items()),
        # Only now: one tab at least has to be seen.
        *(_properties({"sheetId": tab.number, "hidden": True}, "hidden") for tab in batch.hidden),
        *_scratch(state, batch),
    ]
    for number, change in batch.made.items():
        requests.extend(content_requests(change, number, gids))
    for work in batch.works:
        requests.extend(work.requests(gids))
    titles = batch.touched()
    if any(work.touched() for work in batch.works):
        titles.append(state.scratch.title if state.scratch else _free_title(state, batch))
    return {
        "requests": requests,
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": ["'" + title.replace("'", "''") + "'" for title in dict.fromkeys(titles)],
    }


def _mark(mark: str, *, is_there: bool) -> Body:
    if is_there:
        lookup = {"developerMetadataLookup": {"metadataKey": MARK}}
        content = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": mark}, "fields": "metadataValue"}
        return {"updateDeveloperMetadata": content}
    made = {"metadataKey": MARK, "metadataValue": mark, "visibility": "PROJECT", "location": {"spreadsheet": True}}
    return {"createDeveloperMetadata": {"developerMetadata": made}}


def _retitled(state: State, batch: Batch) -> Iterator[Body]:
    """Yield what gives an unseen empty tab another title, where a new one has its own; and what shows tabs."""
    wanted = {change.title.casefold() for change in batch.made.values()}
    taken = {tab.title.casefold() for tab in state.tabs} | wanted
    for tab in batch.hidden:
        if tab.title.casefold() in wanted:
            yield _properties({"sheetId": tab.number, "title": _another(tab.title, taken)}, "title")
    for tab in batch.shown:
        yield _properties({"sheetId": tab.number, "hidden": False}, "hidden")


def _properties(properties: Body, fields: str) -> Body:
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}


def _scratch(state: State, batch: Batch) -> Iterator[Body]:
    """Yield what makes the hidden tab, or empties it, large enough for what is kept in it."""
    works = [work for work in batch.works if work.touched()]
    if not works:
        return
    rows = max(work.base + work.kept_rows() for work in works)
    columns = max(max(work.tab.column_count, max(c for _, c in work.written() or {(0, 0)}) + 1) for work in works)
    columns += _SPARE_COLUMNS
    if state.scratch is None:
        grid = {"rowCount": rows, "columnCount": columns}
        about = {"sheetId": SCRATCH, "title": _free_title(state, batch), "hidden": True, "gridProperties": grid}
        yield {"addSheet": {"properties": about}}
        return
    if batch.mending:
        rows, columns = max(rows, state.scratch.row_count), max(columns, state.scratch.column_count)
    else:
        yield {"updateCells": {"range": {"sheetId": SCRATCH}, "fields": _CONTENT}}
    grid = {"rowCount": rows, "columnCount": columns}
    about = {"sheetId": SCRATCH, "gridProperties": grid}
    yield _properties(about, "gridProperties.rowCount,gridProperties.columnCount")


def _free_title(state: State, batch: Batch) -> str:
    taken = {tab.title.casefold() for tab in state.tabs} | {one.title.casefold() for one in batch.made.values()}
    return _another(SCRATCH_TITLE, taken)


def _another(title: str, taken: Collection[str]) -> str:
    """Return a title that no tab has, whatever its case: the wanted one, or with noughts behind it."""
    while title.casefold() in taken:
        title += " 0"
    return title
