"""Cells as XML: text always as text, numbers as numbers, days and moments as serial numbers."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from forms.cells import Cell
from forms.dates import VILNIUS

LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
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


def text_xml(text: str) -> str:
    """Return text as it stands inside an element; what XML cannot hold is left out."""
    if not (text.isascii() and text.isprintable()):
        text = _FORBIDDEN.sub("", text)
    if len(text) > LONGEST:
        text = text[: LONGEST - 2] + " …"
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    return text.translate(_MARKUP)


def cell_xml(reference: str, style: int, value: Cell | Decimal, *, from_1904: bool = False) -> str:
    """Return a cell as XML; None gives an empty cell that keeps its style."""
    at = f'<c r="{reference}" s="{style}"' if style else f'<c r="{reference}"'
    if value is None or value == "":
        return f"{at}/>"
    if isinstance(value, bool):
        return f'{at} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'{at} t="inlineStr"><is><t xml:space="preserve">{text_xml(value)}</t></is></c>'
    number = _number(value, from_1904=from_1904)
    if number is None:
        return f'{at} t="inlineStr"><is><t xml:space="preserve">{text_xml(str(value))}</t></is></c>'
    return f"{at}><v>{number}</v></c>"


def _number(value: float | Decimal | date | time | timedelta, *, from_1904: bool) -> str | None:
    if isinstance(value, (int, float, Decimal)):
        return str(value) if isfinite(value) and abs(value) < 1e300 else None  # noqa: PLR2004 - near a float's end
    if isinstance(value, datetime):
        local = value.astimezone(VILNIUS).replace(tzinfo=None) if value.tzinfo else value
        return _days(local - (_EPOCH_1904 if from_1904 else _EPOCH))
    if isinstance(value, date):
        return _number(datetime(value.year, value.month, value.day), from_1904=from_1904)  # noqa: DTZ001 - likewise
    if isinstance(value, time):
        return _days(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second))
    return _days(value)


def _days(span: timedelta) -> str | None:
    days = span / timedelta(days=1)
    if days < 0:
        return None
    return str(int(days)) if days == int(days) else repr(days)
