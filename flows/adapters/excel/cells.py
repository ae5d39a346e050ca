"""Cells as XML: text always as text, numbers as numbers, days and moments as serial numbers."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from forms.cells import Cell, DaysSince, Link, cell_text
from forms.dates import VILNIUS

LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""

_TEXT_HEAD = ' t="inlineStr"><is><t xml:space="preserve">'
TEXT_CELL_TAIL = "</t></is></c>"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LARGEST = 1e300
"""Well below a float's end."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
_FIRST_DAY = datetime(1900, 3, 1)  # noqa: DTZ001 - likewise; the days before it are counted wrong by tradition
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - likewise


@lru_cache(maxsize=16_384)
def letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, B, … Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(reference: str) -> int:
    """Return the column, counted from 0, of a reference such as AB12."""
    column = 0
    for letter in reference:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter.upper()) - 64
    return column - 1


def kept(value: Cell | Decimal) -> Cell:
    """Return what a cell gives back when a value was written into it.

    Line ends become one newline, characters that XML cannot hold are left out, text is cut at `LONGEST`; numbers are
    floats; moments lose their zone for Vilnius time, midnights become days; what a spreadsheet cannot count is text.
    """
    if isinstance(value, str):
        # Of a link what it shows.
        return str(_kept_text(value)) or None
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float, Decimal)):
        return float(value) if isfinite(value) and abs(value) < _LARGEST else str(value)
    if isinstance(value, date):
        return _kept_day(value)
    if isinstance(value, time):
        return value.replace(microsecond=0, tzinfo=None)
    return value if value >= timedelta() else str(value)


def _kept_day(day: date) -> Cell:
    if not isinstance(day, datetime):
        return day if day >= _FIRST_DAY.date() else cell_text(day)
    local = day.astimezone(VILNIUS).replace(tzinfo=None) if day.tzinfo else day
    if local < _FIRST_DAY:
        return cell_text(local)
    return local if local.time() != time() else local.date()


def _kept_text(text: str) -> str:
    if not text.isprintable():
        text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # A spreadsheet counts a character beyond the basic plane as two.
    if len(text) > LONGEST // 2 and len(text) + len(_BEYOND.findall(text)) > LONGEST:
        text = text.encode("utf-16-le")[: (LONGEST - 2) * 2].decode("utf-16-le", "ignore") + " …"
    return text


def text_xml(text: str) -> str:
    """Return text as it stands inside an element; what XML cannot hold is left out."""
    return _escaped(_kept_text(text))


def plain_text(value: object) -> str | None:
    """Return text that stands in XML as it is, which nearly all does; None for any other text and other values."""
    if type(value) is not str or not value.isprintable() or len(value) > LONGEST // 2:
        return None
    return None if "&" in value or "<" in value or ">" in value or "_x" in value else value


def text_cell_head(style: int) -> str:
    """Return what stands between a text cell's reference and its text, for `cells.plain_text`."""
    return f'"{f" s={chr(34)}{style}{chr(34)}" if style else ""}{_TEXT_HEAD}'


def _escaped(text: str) -> str:
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cell_xml(reference: str, style: int, value: Cell | Decimal, *, from_1904: bool = False) -> str:
    """Return a cell as XML; None gives an empty cell that keeps its style."""
    at = f'<c r="{reference}" s="{style}"' if style else f'<c r="{reference}"'
    if isinstance(value, (DaysSince, Link)):
        return f"{at}{_computed(value)}"
    held = kept(value)
    if held is None:
        return f"{at}/>"
    if isinstance(held, bool):
        return f'{at} t="b"><v>{int(held)}</v></c>'
    # The number as it was said: 12.10 and not what a float makes of it.
    if isinstance(held, str):
        return f"{at}{_text(held)}"
    number = _number(value if isinstance(value, Decimal) else held, from_1904)
    if number is None:
        return f"{at}{_text(cell_text(held))}"
    return f"{at}><v>{number}</v></c>"


def _computed(value: DaysSince | Link) -> str:
    """Return a formula of our own with what it gives; nothing that people typed is ever part of one but tab titles."""
    if isinstance(value, DaysSince):
        since = value.since
        return f"><f>TODAY()-DATE({since.year},{since.month},{since.day})</f><v>{int(value)}</v></c>"
    column = letters(value.column)
    key, tab = _quoted(_kept_text(value)), "'" + value.tab.replace("'", "''") + "'"
    row = str(value.row) if value.row else f"MATCH({key},{tab}!${column}:${column},0)"
    link = f"IFERROR(HYPERLINK({_quoted(f'#{tab}!{column}')}&{row},{key}),{key})"
    return f' t="str"><f>{_escaped(link)}</f><v>{text_xml(value)}</v></c>'


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _text(text: str) -> str:
    return f"{_TEXT_HEAD}{_escaped(text)}{TEXT_CELL_TAIL}"


def _number(value: Cell | Decimal, from_1904: bool) -> str | None:  # noqa: FBT001 - a property of the workbook
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - all digits
    if isinstance(value, datetime):
        return _days(value - (_EPOCH_1904 if from_1904 else _EPOCH))
    if isinstance(value, date):
        return _number(datetime(value.year, value.month, value.day), from_1904)  # noqa: DTZ001 - likewise
    if isinstance(value, time):
        return _days(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second))
    return _days(value) if isinstance(value, timedelta) else str(value)


def _days(span: timedelta) -> str | None:
    days = span / timedelta(days=1)
    if days < 0:
        return None
    return str(int(days)) if days == int(days) else repr(days)
