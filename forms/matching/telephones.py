"""Phone numbers as they are compared: quick for the Lithuanian forms, `forms.phones` for all else."""

import re

_PLAIN = re.compile(r"[\d\s()+\-./–]+")
_NOT_DIGIT = re.compile(r"\D+")
_SUBSCRIBER = re.compile(r"[3-7]\d{7}")
_ABROAD = tuple(f"00{digit}" for digit in "012456789")
_FEWEST = 6
"""Digits of a number that cannot exist but may still be told from others: a slip made it, and matching counts slips."""
_PREFIXES = ("00370", "370", "8", "0")
"""How people begin a Lithuanian number."""
_BEFORE = frozenset({*_PREFIXES, "3708", "3700", "003708", "003700"})
"""Likewise, and with both prefixes at once: +370 (8 612) 34567."""


def read_number(written: str) -> str:
    """Return a number in a comparable form, empty when there is none.

    Lithuanian numbers come out as +370 and eight digits, whichever of the prefixes 8, 0, 370, 00370 they had.
    """
    digits = _NOT_DIGIT.sub("", written)
    if _PLAIN.fullmatch(written):
        before, tail = digits[:-8], digits[-8:]
        if (before in _BEFORE and not digits.startswith(_ABROAD)) or ("+" not in written and _SUBSCRIBER.fullmatch(digits)):
            return f"+370{tail}" if len(set(digits)) > 1 else ""
    # Whatever begins as ours and is not of our length is no number anywhere: nothing finer need look at it.
    if not digits.startswith(("370", "00370")) and (known := _of_any_country(written)):
        return known
    if len(digits) < _FEWEST or len(set(digits)) == 1:
        return ""
    for prefix in _PREFIXES:
        if digits.startswith(prefix) and len(digits) > len(prefix) + _FEWEST:
            return f"+370{digits.removeprefix(prefix)}"
    return f"+370{digits}"


def _of_any_country(written: str) -> str | None:
    from forms.phones import read_phone  # noqa: PLC0415 - a library of all countries, which few lists need

    return read_phone(written)
