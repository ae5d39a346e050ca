"""What a spreadsheet cell may hold, and the one text that stands for it."""

from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | datetime | date | time | timedelta | None

_NOTHING = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xFEFF, 0x200B, 0x2060, 0x00AD, *range(0xD800, 0xE000))
_SPACES = (0x00A0, 0x202F, 0x2007)
_INVISIBLE = {**dict.fromkeys(_NOTHING, ""), **dict.fromkeys(_SPACES, " ")}


def clean(text: str) -> str:
    """Return text without control and zero-width characters, its line ends as one newline, its ends bare."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE).strip()


def cell_text(cell: Cell) -> str:
    """Return the text that stands for a cell: whole numbers without a point, dates and moments in ISO 8601.

    A leading apostrophe that a spreadsheet keeps to force text is not part of the text.
    """
    if isinstance(cell, str):
        text = clean(cell)
        return text[1:] if text[:2] in {"'+", "'=", "'-", "'@"} else text
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ") if cell.time() != time() else cell.date().isoformat()
    return str(cell)
