"""The functions that stand-in formulas may use; any other comes to #NAME?."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from tests.google.sheets.shown import ZERO, plain

Argument = Callable[[], Any]


class WrongError(Exception):
    """A formula that comes to an error."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def number_of(value: Any) -> float:
    """Return a value as a number; raises WrongError."""
    if value is None or value == "":
        return 0
    if isinstance(value, list):
        return number_of(value[0])
    try:
        return float(value) if not isinstance(value, (bool, int)) else int(value)
    except ValueError:
        raise WrongError("VALUE", f"'{value}' is a text and cannot be coerced to a number.") from None


def text_of(value: Any) -> str:
    """Return a value as text."""
    if value is None:
        return ""
    if isinstance(value, list):
        return text_of(value[0])
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else plain(value)


def _all(arguments: Sequence[Argument]) -> list[Any]:
    made: list[Any] = []
    for argument in arguments:
        value = argument()
        made += value if isinstance(value, list) else [value]
    return made


def _numbers(arguments: Sequence[Argument]) -> list[float]:
    return [value for value in _all(arguments) if isinstance(value, (int, float)) and not isinstance(value, bool)]


def _if(arguments: Sequence[Argument]) -> Any:
    if number_of(arguments[0]()):
        return arguments[1]()
    return arguments[2]() if len(arguments) > 2 else False


def _if_error(arguments: Sequence[Argument]) -> Any:
    try:
        return arguments[0]()
    except WrongError:
        return arguments[1]() if len(arguments) > 1 else None


def _hyperlink(arguments: Sequence[Argument]) -> Any:
    return (arguments[1] if len(arguments) > 1 else arguments[0])()


def _date(arguments: Sequence[Argument]) -> int:
    year, month, day = (int(number_of(argument())) for argument in arguments)
    return (date(year, month, day) - ZERO).days


def _match(arguments: Sequence[Argument]) -> int:
    wanted, among = arguments[0](), arguments[1]()
    for place, value in enumerate(among if isinstance(among, list) else [among]):
        if (text_of(value).casefold() == text_of(wanted).casefold()) and value is not None:
            return place + 1
    raise WrongError("N_A", "Did not find value in MATCH evaluation.")


def _count_if(arguments: Sequence[Argument]) -> int:
    wanted = text_of(arguments[1]()).casefold()
    return sum(text_of(value).casefold() == wanted for value in _all(arguments[:1]))


FUNCTIONS: dict[str, Callable[[Sequence[Argument]], Any]] = {
    "IF": _if,
    "IFERROR": _if_error,
    "HYPERLINK": _hyperlink,
    "DATE": _date,
    "MATCH": _match,
    "COUNTIF": _count_if,
    "SUM": lambda arguments: sum(_numbers(arguments)),
    "MAX": lambda arguments: max(_numbers(arguments), default=0),
    "MIN": lambda arguments: min(_numbers(arguments), default=0),
    "COUNT": lambda arguments: len(_numbers(arguments)),
    "COUNTA": lambda arguments: sum(value is not None for value in _all(arguments)),
    "INT": lambda arguments: int(number_of(arguments[0]()) // 1),
    "N": lambda arguments: number_of(arguments[0]()),
    "LEN": lambda arguments: len(text_of(arguments[0]())),
    "AND": lambda arguments: all(_all(arguments)),
    "OR": lambda arguments: any(_all(arguments)),
    "NOT": lambda arguments: not arguments[0](),
    "ISBLANK": lambda arguments: arguments[0]() is None,
    "CONCATENATE": lambda arguments: "".join(map(text_of, _all(arguments))),
}
