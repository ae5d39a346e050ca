"""Phone numbers as they are compared: quick for the Lithuanian forms, `forms.phones` for all else."""

import re
from collections.abc import Sequence

_MARKS = str.maketrans("", "", " \t\u00a0()+-./–")
"""What people part digits by."""
_NOT_DIGIT = re.compile(r"\D+")
_OWN, _FIRST = 8, "34567"
"""Digits of a subscriber's number, and with which it begins."""
_ABROAD = tuple(f"00{digit}" for digit in "012456789")
_FEWEST = 6
"""Digits of a number that cannot exist but may still be told from others: a slip made it, and matching counts slips."""
_PREFIXES = ("00370", "370", "8", "0")
"""How people begin a Lithuanian number."""
_BEFORE = frozenset({*_PREFIXES, "3708", "3700", "003708", "003700"})
"""Likewise, and with both prefixes at once: +370 (8 612) 34567."""


def read_numbers(written: Sequence[str]) -> list[str]:
    """Return numbers in a comparable form, empty where there is none.

    Lithuanian numbers come out as +370 and eight digits, whichever of the prefixes 8, 0, 370, 00370 they had.
    """
    # All at once, for of short texts the call costs more than the work.
    bare = "\n".join(written).translate(_MARKS).split("\n")
    if len(bare) != len(written):
        bare = [text.translate(_MARKS) for text in written]
    return list(map(_read, written, bare))


def _read(written: str, digits: str) -> str:
    if digits.isdecimal() and digits.isascii():
        if digits[:-8] in _BEFORE and not digits.startswith(_ABROAD):
            return _ours(digits)
        if len(digits) == _OWN and digits[0] in _FIRST and "+" not in written:
            return _ours(digits)
    else:
        digits = _NOT_DIGIT.sub("", written)
    # Whatever begins as ours and is not of our length is no number anywhere: nothing finer need look at it.
    if digits and not digits.startswith(("370", "00370")) and (known := _of_any_country(written)):
        return known
    if len(digits) < _FEWEST or len(set(digits)) == 1:
        return ""
    for prefix in _PREFIXES:
        if digits.startswith(prefix) and len(digits) > len(prefix) + _FEWEST:
            return f"+370{digits.removeprefix(prefix)}"
    return f"+370{digits}"


def _ours(digits: str) -> str:
    """Return a Lithuanian number; one digit over and over is none."""
    return f"+370{digits[-_OWN:]}" if digits != digits[0] * len(digits) else ""


def _of_any_country(written: str) -> str | None:
    from forms.phones import read_phone  # noqa: PLC0415 - a library of all countries, which few lists need

    return read_phone(written)
