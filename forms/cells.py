"""What a spreadsheet cell may hold, and the one text that stands for it."""

import re
from datetime import date, datetime, time, timedelta
from typing import Self
from unicodedata import normalize

Cell = str | int | float | bool | datetime | date | time | timedelta | None


class DaysSince(int):
    """How many days have passed since a day: a spreadsheet counts on by itself, and shows the right number tomorrow."""

    since: date

    def __new__(cls, since: date, today: date) -> Self:
        """Count the days from one day to another."""
        made = super().__new__(cls, (today - since).days)
        made.since = since
        return made


class Link(str):
    """Text that leads to a row of another tab: to one that stands now, or to that of a key wherever it is sorted to."""

    __slots__ = ("column", "row", "tab")
    tab: str
    column: int
    """Where the keys stand in that tab, counted from 0."""
    row: int
    """Counted from 1; 0 when the text is a key, to be looked for."""

    def __new__(cls, text: str, tab: str, column: int = 0, row: int = 0) -> Self:
        """Lead from a text to a row."""
        made = super().__new__(cls, text)
        made.tab, made.column, made.row = tab, column, row
        return made


_LINE_ENDS = (0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_SPACES = (0x09, 0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_NOTHING = (
    *range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0x00AD, 0x061C, 0x180E, 0x200B, 0x200C,
    0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF,
    *range(0xD800, 0xE000),
)  # fmt: skip
_SEEN_AS = {**dict.fromkeys(_NOTHING, ""), **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_LINE_ENDS, "\n")}

_STRAY_JOINER = re.compile("(?<![\u2190-\U0010ffff])\u200d|\u200d(?![\u2190-\U0010ffff])")
"""A zero-width joiner that joins no pictures: unseen, and another text than the same one without it."""

_MOST_BITS = 1024
"""Beyond, a number is larger than any that a spreadsheet can hold."""


def clean(text: str) -> str:
    """Return text as it is seen: without control, zero-width and direction characters, its ends bare.

    Every kind of space is a space, every kind of line end a newline, and letters are composed (Unicode NFC), so that
    texts which look the same are the same.
    """
    if not text.isprintable():
        text = text.replace("\r\n", "\n").translate(_SEEN_AS)
        if "\u200d" in text:
            text = _STRAY_JOINER.sub("", text)
    return (text if text.isascii() else normalize("NFC", text)).strip()


def cell_text(cell: Cell) -> str:
    """Return the text that stands for a cell: whole numbers without a point, dates and moments in ISO 8601.

    Other numbers have the 15 digits that spreadsheets show and keep. A leading apostrophe that a spreadsheet keeps to
    force text is not part of the text.
    """
    if isinstance(cell, str):
        text = clean(cell)
        return text[1:] if text[:2] in {"'+", "'=", "'-", "'@"} else text
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"  # noqa: PLR2004 - digits
    if isinstance(cell, int):
        return str(cell) if cell.bit_length() <= _MOST_BITS else "inf" if cell > 0 else "-inf"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ") if cell.time() != time() else cell.date().isoformat()
    return str(cell)
