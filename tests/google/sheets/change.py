"""What the requests of one batch share: the draft they change, and who asks."""

from collections.abc import Sequence
from typing import Any

from tests.google.forms_api import RefusedError
from tests.google.sheets.book import Body, Book, Cell, Sheet
from tests.google.sheets.ranges import Box
from tests.google.sheets.references import follow


class Change:
    """A draft of a spreadsheet on its way."""

    def __init__(self, book: Book, editor: str, *, owner: bool) -> None:
        self.book, self.editor, self.owner = book, editor, owner

    def may_edit(self, protected: Body) -> bool:
        """Say whether who asks may edit a protected range."""
        if self.owner or protected.get("warningOnly"):
            return True
        return self.editor in protected.get("editors", {}).get("users", [])

    def right_to_edit(self, protected: Body) -> Body:
        """Return what who asks is told of their right to edit a protected range."""
        return {"requestingUserCanEdit": True} if self.may_edit(protected) else {}

    def touch(self, sheet: Sheet, box: Box) -> None:
        """Raise RefusedError when a protection forbids changing those cells."""
        for protected in sheet.protected:
            free = [sheet.box(one) for one in protected.get("unprotectedRanges", [])]
            if any(one.covers(box) for one in free):
                continue
            if sheet.box(protected["range"]).meets(box) and not self.may_edit(protected):
                raise RefusedError(
                    400,
                    "You are trying to edit a protected cell or object. "
                    "Please contact the spreadsheet owner to remove protection if you need to edit.",
                )

    def put(self, sheet: Sheet, row: int, left: int, cells: Sequence[Cell | None]) -> None:
        """Put cells side by side; raises RefusedError where a protection forbids it."""
        if sheet.protected:
            self.touch(sheet, Box(row, left, row + 1, left + len(cells)))
        sheet.put(row, left, cells)

    def shift(self, sheet: Sheet, dimension: str, places: "Places") -> None:
        """Let what lies over and points to the cells follow rows or columns that come, go or move."""
        ends = ("startRowIndex", "endRowIndex") if dimension == "ROWS" else ("startColumnIndex", "endColumnIndex")
        sheet.merges = _followed(sheet.merges, ends, places, lambda one: one)
        sheet.protected = _followed(sheet.protected, ends, places, lambda one: one["range"])
        sheet.filter = next(iter(_followed([sheet.filter] if sheet.filter else [], ends, places, _range)), None)
        for rule in sheet.conditional:
            rule["ranges"] = _followed(rule.get("ranges", []), ends, places, lambda one: one)
        sheet.conditional = [rule for rule in sheet.conditional if rule["ranges"]]
        self.book.named = [
            *(one for one in self.book.named if one["range"].get("sheetId", 0) != sheet.id),
            *_followed(
                [one for one in self.book.named if one["range"].get("sheetId", 0) == sheet.id], ends, places, _range
            ),
        ]
        kept: list[Body] = []
        for one in self.book.metadata:
            span = one["location"].get("dimensionRange")
            if span is None or span.get("sheetId", 0) != sheet.id or span["dimension"] != dimension:
                kept.append(one)
            elif places(span["startIndex"]) >= 0:
                start = places(span["startIndex"])
                kept.append(
                    {
                        **one,
                        "location": {
                            **one["location"],
                            "dimensionRange": {**span, "startIndex": start, "endIndex": start + 1},
                        },
                    }
                )
        self.book.metadata = kept
        looks = sheet.row_looks if dimension == "ROWS" else sheet.column_looks
        moved = {places(at): look for at, look in looks.items() if places(at) >= 0}
        looks.clear()
        looks.update(moved)
        still: Any = lambda place, _: place  # noqa: E731 - the other dimension stays
        along: Any = lambda place, _: places(place)  # noqa: E731 - a reference follows its row or column
        follow(self.book, sheet, along if dimension == "ROWS" else still, still if dimension == "ROWS" else along)


class Places:
    """Where rows or columns are after some came, went or moved: call with a place; below 0 it is gone."""

    def __init__(self, *, at: int, came: int = 0, went: int = 0, moved_to: int | None = None) -> None:
        self.at, self.came, self.went, self.moved_to = at, came, went, moved_to

    def __call__(self, place: int) -> int:
        if self.moved_to is not None:
            return self._moved(place, self.moved_to)
        if place < self.at:
            return place
        if place < self.at + self.went:
            return -1
        return place - self.went + self.came

    def _moved(self, place: int, goal: int) -> int:
        first, last = self.at, self.at + self.went
        if first <= place < last:
            return place - first + (goal if goal < first else goal - self.went)
        if goal <= place < first:
            return place + self.went
        if last <= place < goal:
            return place - self.went
        return place

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the ends of a range are; it opens for what came inside, shrinks by what went, ends excluded."""
        if self.moved_to is not None:
            inside = [self._moved(first, self.moved_to), self._moved(last - 1, self.moved_to)]
            return min(inside), max(inside) + 1
        if self.went:
            last_gone = self.at + self.went
            return (
                first - max(0, min(first, last_gone) - self.at) if first > self.at else first,
                last - max(0, min(last, last_gone) - self.at) if last > self.at else last,
            )
        return (first + self.came if first >= self.at else first), (last + self.came if last > self.at else last)


def _range(one: Body) -> Body:
    return one["range"]


def _followed(there: list[Body], ends: tuple[str, str], places: Places, range_of: Any) -> list[Body]:
    kept: list[Body] = []
    for one in there:
        span = range_of(one)
        if ends[0] in span or ends[1] in span:
            first, last = places.span(span.get(ends[0], 0), span.get(ends[1], 1 << 40))
            if last <= first:
                continue
            span[ends[0]] = first
            if ends[1] in span:
                span[ends[1]] = last
        kept.append(one)
    return kept
