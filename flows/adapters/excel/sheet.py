"""Changing single cells and rows of a tab inside its own XML; all else in it stays as people left it."""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import partial

from lxml import etree

from flows.adapters.excel.cells import cell_xml, letters
from flows.adapters.excel.faults import damaged, no_room
from flows.adapters.excel.growth import Extent, grow
from flows.adapters.excel.looks import colouring_xml, column_xml, validation_xml
from flows.adapters.excel.package import MAIN, serialise
from flows.adapters.excel.references import LAST_ROW, Moves
from flows.adapters.excel.removal import follow, unshare
from flows.adapters.excel.rows import rows_xml
from flows.adapters.excel.standing import CELL, ROW, cells_in, place_cells, renumber, shows
from flows.adapters.excel.styles import Styles
from forms.cells import Cell
from forms.sheets import ColumnLook, TabChange

_AFTER_DATA_VALIDATIONS = (
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF",
    "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


class SheetXml:
    """The XML of one tab of a workbook (`name`), to be changed in place."""

    def __init__(self, root: etree._Element, styles: Styles, name: str, *, from_1904: bool) -> None:
        """Take over a tab's root; give rows and cells that lack their own place the one that they imply."""
        self.root = root
        self._styles = styles
        self._name = name
        self._from_1904 = from_1904
        body = root.find(f"{{{MAIN}}}sheetData")
        if body is None:
            raise damaged(name)
        self._body = body
        self._rows: dict[int, etree._Element] = {}
        self._tail = b""
        number = 0
        for row in body.iterchildren(ROW):
            number = int(row.get("r", number + 1))
            row.set("r", str(number))
            self._rows[number] = row
        for cell in body.iterfind(f"{ROW}/{CELL}"):
            if not cell.get("r") and (row := cell.getparent()) is not None:
                place_cells(row)

    def xml(self) -> bytes:
        """Return the tab as bytes."""
        if not self._tail:
            return serialise(self.root)
        # No comment of people's is left in the tree: the parser takes them out.
        place = etree.Comment("rows")
        self._body.append(place)
        shell = serialise(self.root)
        self._body.remove(place)
        return shell.replace(b"<!--rows-->", self._tail, 1)

    def formulas(self) -> int:
        """Return how many cells hold formulas."""
        return sum(1 for _ in self.root.iter(f"{{{MAIN}}}f")) + self._tail.count(b"<f>")

    def apply(self, change: TabChange) -> Extent:
        """Make a change and return how the filled rows reach; see `TabChange` for what it says."""
        sharing = any(one.text and one.get("t") == "shared" for one in self._body.iter(f"{{{MAIN}}}f"))
        if change.remove or change.insert or sharing:
            unshare(self._body)
        self._make_columns(change)
        for (row, column), value in change.cells.items():
            self._put(row + 1, column, value, self._body_of(change.columns.get(column)))
        before = self._last_filled()
        after = self._append(change, before)
        first = change.header_row + 2
        moves = Moves((row + 1 for row in change.remove), (row + 1 for row, _ in change.insert), first)
        extent = Extent(change.header_row + 1, before, after, moves, max(change.new_columns, default=-1))
        grow(self.root, extent)
        if moves:
            self._move(moves)
            follow(self.root, moves)
            self._insert(change, moves)
        return extent

    def _make_columns(self, change: TabChange) -> None:
        for column in sorted(change.new_columns):
            look = change.columns[column]
            self._put(change.header_row + 1, column, look.title, partial(self._styles.header, look))
            self._widen(column, look)
            self._offer(validation_xml(column, change.header_row + 2, look))
            rules = max((int(one.get("priority", "0")) for one in self.root.iter(f"{{{MAIN}}}cfRule")), default=0)
            if colouring := colouring_xml(column, change.header_row + 2, look, self._styles, rules):
                self._place(("dataValidations", *_AFTER_DATA_VALIDATIONS), self._made(colouring))

    def _widen(self, column: int, look: ColumnLook) -> None:
        cols = self.root.find(f"{{{MAIN}}}cols")
        if cols is None:
            cols = etree.Element(f"{{{MAIN}}}cols")
            self._body.addprevious(cols)
        number = column + 1
        made = self._made(column_xml(column, look, self._styles.body(look)))
        parts: list[etree._Element] = []
        for one in list(cols):
            first, last = int(one.get("min", "1")), int(one.get("max", "1"))
            if not first <= number <= last:
                parts.append(one)
                continue
            # Programs say one width for hundreds of columns at once: ours gets its own in their middle.
            for start, end in ((first, number - 1), (number + 1, last)):
                if start <= end:
                    part = deepcopy(one)
                    part.set("min", str(start))
                    part.set("max", str(end))
                    parts.append(part)
        cols[:] = sorted([*parts, made], key=lambda one: int(one.get("min", "1")))

    def _offer(self, validation: str) -> None:
        if not validation:
            return
        found = self.root.find(f"{{{MAIN}}}dataValidations")
        if found is None:
            found = etree.Element(f"{{{MAIN}}}dataValidations")
            self._place(_AFTER_DATA_VALIDATIONS, found)
        found.append(self._made(validation))
        found.set("count", str(len(found)))

    def _place(self, later: Sequence[str], made: etree._Element) -> None:
        """Put an element before those that come later in a sheet."""
        places = (number for number, one in enumerate(self.root) if etree.QName(one).localname in later)
        self.root.insert(next(places, len(self.root)), made)

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(ROW, r=str(number))
            before = number - 1 if number - 1 in self._rows else max((n for n in self._rows if n < number), default=0)
            if before:
                self._rows[before].addnext(row)
            else:
                self._body.insert(0, row)
            self._rows[number] = row
        return self._rows[number]

    def _body_of(self, look: ColumnLook | None) -> Callable[[], int]:
        return partial(self._styles.body, look) if look else int

    def _put(self, number: int, column: int, value: Cell, style: Callable[[], int]) -> None:
        """Put a value into a cell; a cell that stands keeps its style, a new one gets the one that is given."""
        row = self._row(number)
        after: etree._Element | None = None
        for place, cell in cells_in(row):
            if place == column:
                cell.addnext(self._cell(number, column, value, int(cell.get("s", "0"))))
                row.remove(cell)
                return
            if place > column:
                break
            after = cell
        made = self._cell(number, column, value, style())
        if after is None:
            row.insert(0, made)
        else:
            after.addnext(made)
        row.attrib.pop("spans", "")

    def _cell(self, number: int, column: int, value: Cell, style: int) -> etree._Element:
        return self._made(self._cell_xml(number, column, value, style))

    def _cell_xml(self, number: int, column: int, value: Cell, style: int) -> str:
        reference = f"{letters(column)}{number}"
        return cell_xml(reference, self._styles.suiting(style, value), value, from_1904=self._from_1904)

    def _made(self, xml: str) -> etree._Element:
        return etree.fromstring(f'<a xmlns="{MAIN}">{xml}</a>')[0]

    def _last_filled(self) -> int:
        """Return the number of the last row that shows anything; formulas that show nothing do not count."""
        return next((n for n in sorted(self._rows, reverse=True) if any(map(shows, self._rows[n]))), 0)

    def _append(self, change: TabChange, last: int) -> int:
        if change.append and last + len(change.append) > LAST_ROW:
            raise no_room(self._name, change.title)
        coming = list(enumerate(change.append, last + 1))
        for number, values in coming:
            if number not in self._rows:
                continue
            # A row that people formatted, or hid while it was empty: it is theirs, and must be seen now.
            self._rows[number].attrib.pop("hidden", "")
            for column, value in enumerate(values):
                if value is not None:
                    self._put(number, column, value, self._body_of(change.columns.get(column)))
        fresh = [one for one in coming if one[0] not in self._rows]
        moves = change.remove or change.insert
        if fresh and not moves and fresh[0][0] > max(self._rows, default=0) and self.root.nsmap.get(None) == MAIN:
            # Nothing follows them and nothing moves them: as text they need a tenth of the memory.
            made = rows_xml(fresh, change.columns, self._styles, from_1904=self._from_1904)
            self._tail = b"".join(row.encode() for row in made)
        else:
            self._fill(fresh, change)
        return last + len(change.append)

    def _fill(self, rows: Iterable[tuple[int, Sequence[Cell]]], change: TabChange) -> None:
        """Put whole rows, by their numbers in their order, where there are none."""
        made = "".join(rows_xml(rows, change.columns, self._styles, from_1904=self._from_1904))
        last = max(self._rows, default=0)
        for row in list(etree.fromstring(f'<a xmlns="{MAIN}">{made}</a>')):
            number = int(row.get("r", "0"))
            if number > last:
                self._body.append(row)
            else:
                self._row(number)
                self._body.replace(self._rows[number], row)
            self._rows[number] = row

    def _insert(self, change: TabChange, moves: Moves) -> None:
        if not change.insert:
            return
        if max(self._rows, default=0) + len(change.insert) > LAST_ROW:
            raise no_room(self._name, change.title)
        rows = sorted(change.insert, key=lambda pair: pair[0])
        self._fill(((number, values) for number, (_, values) in zip(moves.places(), rows, strict=True)), change)

    def _move(self, moves: Moves) -> None:
        moved: dict[int, etree._Element] = {}
        for number in sorted(self._rows):
            row = self._rows[number]
            to = moves.row(number)
            if number in moves:
                self._body.remove(row)
                continue
            if to != number:
                renumber(row, to)
            moved[to] = row
        self._rows = moved
