"""Days and moments as people and spreadsheets write them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

VILNIUS = ZoneInfo("Europe/Vilnius")


def keeps_our_time(zone: str) -> bool:
    """Tell whether the clocks of a time zone, such as "Europe/Riga", show Vilnius' hour; unknown ones do not."""
    try:
        there = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    days = (datetime(2026, month, 15, tzinfo=UTC) for month in range(1, 13))
    return all(day.astimezone(there).utcoffset() == day.astimezone(VILNIUS).utcoffset() for day in days)


MONTHS_LT = (
    "sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio",
    "liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio",
)  # fmt: skip
"""Names of the months in the genitive, as a Lithuanian date has them."""

_MONTH_STEMS = {
    "saus": 1, "vasar": 2, "kov": 3, "baland": 4, "gegu": 5, "birž": 6, "birz": 6, "liep": 7, "rugpj": 8, "rugs": 9,
    "spal": 10, "lapkr": 11, "gruod": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_LONGEST = 100
"""Characters of a text that may yet be a date."""

_YEARS = range(1900, 2200)
"""Years of a date that anybody means; what lies beyond is a slip of the fingers."""

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{1,2})\.?(?:[T ]\d{1,2}:\d{2}.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{4})(?:[T ]\d{1,2}:\d{2}.*)?")
_IN_WORDS_YEAR_FIRST = re.compile(r"(\d{4})\s*(?:m\.?)?,?\s*([^\W\d]+)\.?\s*(?:mėn\.?)?\s*(\d{1,2})\s*(?:d\.?)?")
_IN_PARTS = re.compile(r"(\d{4})\s*m\.?\s*(\d{1,2})\s*mėn\.?\s*(\d{1,2})\s*(?:d\.?)?")
_IN_WORDS_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*(?:d\.)?\s*([^\W\d]+)\.?,?\s*(\d{4})(?:\s*m\.?)?")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})")
_WRITTEN = (
    (_YEAR_FIRST, (1, 2, 3)),
    (_DAY_FIRST, (3, 2, 1)),
    (_IN_WORDS_YEAR_FIRST, (1, 2, 3)),
    (_IN_PARTS, (1, 2, 3)),
    (_IN_WORDS_DAY_FIRST, (3, 2, 1)),
    (_MONTH_FIRST, (3, 1, 2)),
)
"""Ways of writing a date, each with the groups that hold the year, the month and the day."""

_SERIAL = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
_SERIAL_EPOCH = date(1899, 12, 30)
_TIME = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:(am|pm|priešpiet|popiet)|(Z|[+-]\d{2}:?\d{2}))?", re.IGNORECASE
)


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day)) if int(year) in _YEARS else None
    except ValueError:
        return None


def _month(name: str) -> int:
    if name.isdecimal():
        return int(name)
    word = name.casefold()
    return next((number for stem, number in _MONTH_STEMS.items() if word.startswith(stem)), 0)


@lru_cache(maxsize=16_384)
def read_date(text: str) -> date | None:
    """Return the day that a text says, or None when it says none or one that does not exist.

    Understood: 2023-04-05, 2023.04.05, 2023 04 05, 05/04/2023 (the day first, as everywhere in Europe), «2023 m.
    balandžio 5 d.», "5 April 2023", "April 5, 2023", a moment (its day), and the serial number of a spreadsheet (days
    since 1899-12-30, five digits: 1927 to 2173). Years run from 1900 to 2199.
    """
    if len(text) > _LONGEST:
        return None
    text = " ".join(text.translate(_DASHES).split())
    if found := _SERIAL.fullmatch(text):
        return _SERIAL_EPOCH + timedelta(days=int(found[1]))
    for pattern, (year, month, day) in _WRITTEN:
        if found := pattern.fullmatch(text):
            return _day(found[year], _month(found[month]), found[day])
    return None


def _serial_moment(text: str) -> datetime | None:
    try:
        days = float(text)
    except ValueError:
        return None
    if not 10_000 <= days < 100_000:  # noqa: PLR2004 - five digits, as in read_date
        return None
    return datetime.combine(_SERIAL_EPOCH, datetime.min.time()) + timedelta(seconds=round(days * 86_400))


@lru_cache(maxsize=16_384)
def read_moment(text: str) -> datetime | None:
    """Return the moment (aware, UTC) that a time stamp says, in Vilnius time unless it names an offset, or None.

    Google Forms writes «2023-04-05 14:30:00» or «05/04/2023 14:30:00» by the spreadsheet's locale,
    «2023/04/05 2:30:00 PM EET» into a downloaded file, and its interface says «2023-04-05T11:30:00Z».
    """
    if len(text) > _LONGEST:
        return None
    text = " ".join(text.split())
    serial = _serial_moment(text)
    if serial is not None:
        return serial.replace(tzinfo=VILNIUS).astimezone(UTC)
    found = _TIME.search(text)
    day = read_date((text[: found.start()] if found else text).strip(" ,T"))
    if day is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups()[:3]) if found else (0, 0, 0)
    half = (found[4] or "").casefold() if found else ""
    hour = hour % 12 + (12 if half in {"pm", "popiet"} else 0) if half else hour
    try:
        local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(found[5] if found else None))
    except ValueError:
        return None
    return local.astimezone(UTC)


def _zone(offset: str | None) -> tzinfo:
    """Return the zone of an offset such as Z or +03:00, Vilnius without one; ValueError for one beyond a day."""
    if offset is None:
        return VILNIUS
    if offset in {"Z", "z"}:
        return UTC
    away = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return timezone(-away if offset[0] == "-" else away)
