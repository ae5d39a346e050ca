"""Phone numbers as they are compared: quick for the Lithuanian forms, `forms.phones` for all else."""

import re

from forms.phones import read_phone

_PLAIN = re.compile(r"[\d\s()+\-./–]+")
_NOT_DIGIT = re.compile(r"\D+")
_SUBSCRIBER = re.compile(r"[3-7]\d{7}")
_FEWEST = 6
"""Digits of a number that cannot exist but may still be told from others: a slip made it, and matching counts slips."""


def read_number(written: str) -> str:
    """Return a number in a comparable form, empty when there is none.

    Lithuanian numbers come out as +370 and eight digits, whichever of the prefixes 8, 0, 370, 00370 they had.
    """
    if _PLAIN.fullmatch(written):
        digits = _NOT_DIGIT.sub("", written)
        tail = digits[-8:]
        if digits[:-8] in {"", "8", "0", "370", "00370"} and _SUBSCRIBER.fullmatch(tail):
            return f"+370{tail}"
    known = read_phone(written)
    if known:
        return known
    digits = _NOT_DIGIT.sub("", written)
    if len(digits) < _FEWEST or len(set(digits)) == 1:
        return ""
    for prefix in ("00370", "370", "8", "0"):
        if digits.startswith(prefix) and len(digits) > len(prefix) + _FEWEST:
            return f"+370{digits.removeprefix(prefix)}"
    return f"+370{digits}"
