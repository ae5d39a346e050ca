"""What people see of a value: numbers, dates and truths by their format and the spreadsheet's locale."""

import functools
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Body = Mapping[str, Any]

ZERO = date(1899, 12, 30)
"""Day 0 of the serial numbers."""
COMMA_DECIMAL = ("lt", "de", "fr", "pl", "lv", "et", "ru", "es", "it", "nl", "fi", "sv", "pt", "cs", "da")

_DATES = {"en": "m/d/yyyy", "lt": "yyyy-mm-dd"}
_TOKENS = re.compile(r'"[^"]*"|\\.|\[[hms]+\]|y+|m+|d+|h+|s+|am/pm|a/p|.', re.IGNORECASE)
_LINK = re.compile(r'=\s*HYPERLINK\(\s*"([^"]*)"', re.IGNORECASE)
_CLOCKS = "hs"


def decimal_comma(locale: str) -> bool:
    """Say whether a locale writes 1,5."""
    return locale.partition("_")[0] in COMMA_DECIMAL


def linked(cell: Body, entered: Body) -> str:
    """Return the address that a cell leads to; empty when it leads nowhere."""
    found = _LINK.match(entered.get("formulaValue", ""))
    if found:
        return found[1]
    return cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {}).get("uri", "")


def moment(serial: float) -> datetime:
    """Return the moment of a serial number, without a zone."""
    seconds = round((serial % 1) * 86400)
    return datetime.combine(ZERO, datetime.min.time()) + timedelta(days=int(serial // 1), seconds=seconds)


def formatted(value: Body, look: Body | None, locale: str) -> str:
    """Return a value as it is seen."""
    if "stringValue" in value:
        return value["stringValue"]
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return _ERRORS.get(value["errorValue"]["type"], "#ERROR!")
    if "numberValue" not in value:
        return ""
    return number_shown(value["numberValue"], (look or {}).get("numberFormat", {}), locale)


_ERRORS = {
    "NAME": "#NAME?",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "N_A": "#N/A",
    "NUM": "#NUM!",
}


def number_shown(number: float, look: Body, locale: str) -> str:
    """Return a number as its format shows it."""
    kind, pattern = look.get("type", ""), look.get("pattern", "")
    if kind in {"DATE", "TIME", "DATE_TIME"}:
        day = _DATES.get(locale.partition("_")[0], "yyyy-mm-dd" if locale != "en_GB" else "dd/mm/yyyy")
        default = {"DATE": day, "TIME": "h:mm:ss", "DATE_TIME": f"{day} h:mm:ss"}[kind]
        return dated(moment(number), pattern or default)
    default = {"NUMBER": "#,##0.00", "PERCENT": "0.00%", "CURRENCY": "$#,##0.00", "SCIENTIFIC": "0.00E+00"}.get(
        kind, ""
    )
    pattern = pattern or default
    if not pattern or kind == "TEXT" or pattern in {"@", "General"}:
        text = plain(number)
        return text.replace(".", ",") if decimal_comma(locale) else text
    return _patterned(number, pattern.split(";")[0], locale)


def plain(number: float) -> str:
    """Return a number as it is seen without a format: at most ten figures."""
    if float(number).is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}"


def _patterned(number: float, pattern: str, locale: str) -> str:
    if "E" in pattern.upper():
        digits = len(pattern.upper().partition("E")[0].partition(".")[2])
        return f"{number:.{digits}E}"
    found = re.search(r"[#0,.]+", re.sub(r'"[^"]*"', lambda quote: "\0" * len(quote[0]), pattern))
    if found is None:
        return pattern.replace('"', "")
    if "%" in pattern:
        number *= 100
    whole, _, part = found[0].partition(".")
    least = part.count("0")
    exact = Decimal(str(number)).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    text = f"{abs(exact):,f}" if "," in whole else f"{abs(exact):f}"
    integer, _, rest = text.partition(".")
    rest = rest[:least] + rest[least:].rstrip("0")
    integer = integer.rjust(whole.count("0"), "0")
    text = integer + ("." + rest if rest else "")
    if decimal_comma(locale):
        text = text.translate(str.maketrans({",": "\u00a0", ".": ","}))
    sign = "-" if exact < 0 else ""
    return sign + (pattern[: found.start()] + text + pattern[found.end() :]).replace('"', "").replace("\\", "")


@functools.lru_cache(maxsize=10_000)
def dated(at: datetime, pattern: str) -> str:
    """Return a moment by a pattern such as yyyy-mm-dd hh:mm; m after h or before s is minutes."""
    tokens = _TOKENS.findall(pattern)
    half = any(token.lower() in {"am/pm", "a/p"} for token in tokens)
    made = ""
    for place, token in enumerate(tokens):
        made += _part(at, token, tokens[:place], tokens[place + 1 :], half=half)
    return made


def _part(at: datetime, token: str, before: list[str], after: list[str], *, half: bool) -> str:
    kind = token.strip("[]")[:1].lower()
    if token.startswith(('"', "\\")) or token.lower() in {"am/pm", "a/p"}:
        return at.strftime("%p") if kind == "a" else token.strip('"').lstrip("\\")
    if kind == "m" and _is_minutes(before, after):
        return f"{at.minute:0{min(len(token), 2)}d}"
    names = {"y": at.year, "m": at.month, "d": at.day, "h": (at.hour - 1) % 12 + 1 if half else at.hour, "s": at.second}
    if kind not in names or (len(token) == 1 and not token.isalpha()):
        return token
    if kind == "y":
        return f"{at.year:04d}" if len(token) > 2 else f"{at.year % 100:02d}"
    if kind in "md" and len(token) > 2:
        return at.strftime({"m3": "%b", "m4": "%B", "d3": "%a", "d4": "%A"}[f"{kind}{min(len(token), 4)}"])
    return f"{names[kind]:0{min(len(token), 2)}d}"


def _is_minutes(before: list[str], after: list[str]) -> bool:
    last = next((token[0].lower() for token in reversed(before) if token[0].lower() in "ymdhs["), "")
    following = next((token[0].lower() for token in after if token[0].lower() in "ymdhs["), "")
    return last in {"h", "["} or following == "s"
