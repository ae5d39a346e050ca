"""Formulas: what the few functions that stand-in spreadsheets need come to, and how references move with their cells."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.google.sheets.book import Body, Book, Sheet
from tests.google.sheets.functions import FUNCTIONS, WrongError, number_of, text_of
from tests.google.sheets.ranges import corners, split
from tests.google.sheets.shown import ZERO, decimal_comma

_TOKENS = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")
    |(?P<name>[A-Za-z][A-Za-z0-9_.]*(?=\s*\())
    |(?P<ref>(?:(?:'(?:[^']|'')*'|[A-Za-z_]\w*)!)?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d*)?
        |(?:(?:'(?:[^']|'')*'|[A-Za-z_]\w*)!)?\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})
    |(?P<truth>TRUE|FALSE)
    |(?P<number>\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?)
    |(?P<sign><=|>=|<>|[-+*/^&=<>(),;%]))""",
    re.VERBOSE | re.IGNORECASE,
)
_MOST_DEEP = 60
_CIRCLE: Body = {"errorValue": {"type": "REF", "message": "Circular dependency detected."}}


class Reckoner:
    """Says what formulas of a spreadsheet come to at a moment."""

    def __init__(self, book: Book, now: datetime) -> None:
        self.book, self.comma = book, decimal_comma(book.locale())
        here = now.astimezone(ZoneInfo(book.properties["timeZone"])).replace(tzinfo=None)
        self.now = (here - datetime.combine(ZERO, datetime.min.time())).total_seconds() / 86400
        self.deep = 0

    def value(self, sheet: Sheet, entered: Body) -> Body:
        """Return the effective value of what was entered."""
        if "formulaValue" not in entered:
            return entered
        self.deep += 1
        try:
            if self.deep > _MOST_DEEP:
                return _CIRCLE
            found = _Reading(self, sheet, entered["formulaValue"][1:]).all()
        except WrongError as error:
            return {"errorValue": {"type": error.kind, "message": str(error)}}
        except RecursionError:
            return _CIRCLE
        finally:
            self.deep -= 1
        if isinstance(found, list):
            found = found[0] if found else None
        return _extended(found)

    def found(self, sheet: Sheet, reference: str) -> Any:
        """Return what stands at a reference: one value, or the values of a range."""
        title, text = split(reference)
        try:
            there = self.book.titled(title) if title is not None else sheet
        except KeyError:
            raise WrongError("REF", "Unresolved sheet name.") from None
        top, left, bottom, right = corners(text) or (0, 0, 0, 0)
        rows = range(top or 0, min(bottom or there.row_count, max(len(there.rows), 1)))
        columns = range(left or 0, right or there.column_count)
        if ":" not in text:
            return self._one(there, top or 0, left or 0)
        return [self._one(there, row, column) for row in rows for column in columns]

    def _one(self, sheet: Sheet, row: int, column: int) -> Any:
        cell = sheet.cell(row, column)
        entered = cell.get("userEnteredValue") if cell else None
        if not entered:
            return None
        value = self.value(sheet, entered)
        if "errorValue" in value:
            raise WrongError(value["errorValue"]["type"], value["errorValue"].get("message", ""))
        return next(iter(value.values()), None)


def _extended(found: Any) -> Body:
    if found is None:
        return {"numberValue": 0}
    if isinstance(found, bool):
        return {"boolValue": found}
    if isinstance(found, str):
        return {"stringValue": found}
    return {"numberValue": int(found) if float(found).is_integer() else found}


class _Reading:
    """One formula on its way from text to value; nothing is evaluated that IF and IFERROR leave out."""

    def __init__(self, reckoner: Reckoner, sheet: Sheet, text: str) -> None:
        self.reckoner, self.sheet = reckoner, sheet
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text.rstrip()):
            found = _TOKENS.match(text, place)
            if found is None:
                raise WrongError("ERROR", "Formula parse error.")
            self.tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
            place = found.end()
        self.at = 0

    def all(self) -> Any:
        made = self._compared()
        if self.at < len(self.tokens):
            raise WrongError("ERROR", "Formula parse error.")
        return made()

    def _next(self, *wanted: str) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at][1] in wanted and self.tokens[self.at][0] == "sign":
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def _chain(self, below: Callable[[], Callable[[], Any]], *signs: str) -> Callable[[], Any]:
        made = below()
        while sign := self._next(*signs):
            made = _joined(sign, made, below())
        return made

    def _compared(self) -> Callable[[], Any]:
        return self._chain(self._texts, "=", "<>", "<", ">", "<=", ">=")

    def _texts(self) -> Callable[[], Any]:
        return self._chain(self._sums, "&")

    def _sums(self) -> Callable[[], Any]:
        return self._chain(self._products, "+", "-")

    def _products(self) -> Callable[[], Any]:
        return self._chain(self._powers, "*", "/")

    def _powers(self) -> Callable[[], Any]:
        return self._chain(self._single, "^")

    def _single(self) -> Callable[[], Any]:
        sign = self._next("-", "+")
        if sign:
            inner = self._single()
            return lambda: number_of(inner()) * (-1 if sign == "-" else 1)
        if self._next("("):
            inner = self._compared()
            if not self._next(")"):
                raise WrongError("ERROR", "Formula parse error.")
            return inner
        if self.at >= len(self.tokens):
            raise WrongError("ERROR", "Formula parse error.")
        kind, text = self.tokens[self.at]
        self.at += 1
        readers = {
            "text": _text,
            "truth": _truth,
            "ref": self._reference,
            "number": self._number,
            "name": self._function,
        }
        if kind not in readers:
            raise WrongError("ERROR", "Formula parse error.")
        return readers[kind](text)

    def _reference(self, text: str) -> Callable[[], Any]:
        return lambda: self.reckoner.found(self.sheet, text)

    def _number(self, text: str) -> Callable[[], Any]:
        if "," in text and not self.reckoner.comma:  # «1,5» is two arguments here
            first, _, rest = text.partition(",")
            self.tokens[self.at - 1 : self.at] = [("number", first), ("sign", ","), ("number", rest)]
            text = first
        number = float(text.replace(",", "."))
        if self._next("%"):
            number /= 100
        return lambda: number

    def _function(self, text: str) -> Callable[[], Any]:
        name = text.upper()
        self._next("(")
        arguments: list[Callable[[], Any]] = []
        while not self._next(")"):
            arguments.append(self._compared())
            if not self._next(";", *(() if self.reckoner.comma else (",",))):
                if self._next(")"):
                    break
                raise WrongError("ERROR", "Formula parse error.")
        if name in {"TODAY", "NOW"}:
            return lambda: int(self.reckoner.now) if name == "TODAY" else self.reckoner.now
        if name not in FUNCTIONS:
            return lambda: _unknown(name)
        return lambda: FUNCTIONS[name](arguments)


def _text(text: str) -> Callable[[], Any]:
    return lambda: text[1:-1].replace('""', '"')


def _truth(text: str) -> Callable[[], Any]:
    return lambda: text.upper() == "TRUE"


def _unknown(name: str) -> Any:
    raise WrongError("NAME", f"Unknown function: '{name}'.")


def _joined(sign: str, left: Callable[[], Any], right: Callable[[], Any]) -> Callable[[], Any]:
    def made() -> Any:
        one, other = left(), right()
        if sign == "&":
            return text_of(one) + text_of(other)
        if sign in {"=", "<>", "<", ">", "<=", ">="}:
            return _compare(sign, one, other)
        a, b = number_of(one), number_of(other)
        if sign == "/" and b == 0:
            raise WrongError("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
        return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "^": lambda: a**b}[
            sign
        ]()

    return made


def _compare(sign: str, one: Any, other: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        one, other = text_of(one).casefold(), text_of(other).casefold()
    else:
        one, other = number_of(one), number_of(other)
    return {
        "=": one == other,
        "<>": one != other,
        "<": one < other,
        ">": one > other,
        "<=": one <= other,
        ">=": one >= other,
    }[sign]
