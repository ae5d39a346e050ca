"""What a spreadsheet makes of what is typed into a cell: numbers, dates, truths and formulas, by its locale."""

import re
from datetime import date
from typing import Any

from tests.google.forms_api import RefusedError
from tests.google.sheets.shown import ZERO, decimal_comma

Body = dict[str, Any]

MOST_SIGNS = 50_000
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def check_length(text: str) -> None:
    """Raise RefusedError when a cell would hold more than Google lets it."""
    if len(text) > MOST_SIGNS:
        raise RefusedError(400, "Your input contains more than the maximum of 50000 characters in a single cell.")


def raw(value: Any) -> Body | None:
    """Return a value as it is given; None when it empties the cell."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, (int, float)):
        return {"numberValue": value}
    check_length(str(value))
    return {"stringValue": str(value)} if value != "" else None


def typed(value: Any, locale: str) -> tuple[Body | None, Body]:
    """Return what is entered when a person types it, and the number format it brings (an empty one mostly)."""
    if not isinstance(value, str):
        return raw(value), {}
    check_length(value)
    text = value.strip()
    if value == "":
        return None, {}
    if value.startswith("'"):
        return {"stringValue": value[1:]}, {}
    if value.startswith("=") and len(value) > 1:
        return {"formulaValue": value}, {}
    if text.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": text.upper() == "TRUE"}, {}
    return _number(text, locale) or _moment(text, locale) or ({"stringValue": value}, {})


def _number(text: str, locale: str) -> tuple[Body, Body] | None:
    if decimal_comma(locale):
        if "." in text:
            return None
        text = text.replace("\u00a0", "").replace(",", ".")
    percent, currency = text.endswith("%"), text.startswith("$") and locale.startswith("en")
    text = text.rstrip("%").lstrip("$") if percent or currency else text
    if _GROUPED.fullmatch(text):
        number = float(text.replace(",", ""))
        look = {"type": "NUMBER", "pattern": "#,##0.00" if "." in text else "#,##0"}
    elif _NUMBER.fullmatch(text):
        number, look = float(text), {}
    else:
        return None
    if percent:
        return {"numberValue": number / 100}, {"type": "PERCENT", "pattern": "0.00%" if "." in text else "0%"}
    if currency:
        look = {"type": "CURRENCY", "pattern": "$#,##0.00" if "." in text else "$#,##0"}
    return {"numberValue": int(number) if number.is_integer() else number}, look


def _moment(text: str, locale: str) -> tuple[Body, Body] | None:
    day_text, _, time_text = text.partition(" ")
    if not time_text and ":" in day_text:
        day_text, time_text = "", day_text
    day, pattern = _day(day_text, locale)
    time = _TIME.fullmatch(time_text)
    if (day_text and day is None) or (time_text and time is None) or (day is None and time is None):
        return None
    number: float = 0 if day is None else (day - ZERO).days
    if time is None:
        return {"numberValue": number}, {"type": "DATE", "pattern": pattern}
    number += (int(time[1]) * 3600 + int(time[2]) * 60 + int(time[3] or 0)) / 86400
    clock = "h:mm:ss" if time[3] else "h:mm"
    kind = "TIME" if day is None else "DATE_TIME"
    return {"numberValue": number}, {"type": kind, "pattern": clock if day is None else f"{pattern} {clock}"}


def _day(text: str, locale: str) -> tuple[date | None, str]:
    iso, slashed = _ISO.fullmatch(text), _SLASHED.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3])), "yyyy-mm-dd"
        if slashed and locale == "en_US":
            return date(int(slashed[3]), int(slashed[1]), int(slashed[2])), "m/d/yyyy"
        if slashed:
            return date(int(slashed[3]), int(slashed[2]), int(slashed[1])), "dd/mm/yyyy"
    except ValueError:
        pass
    return None, ""
