"""Phone numbers in every written form, as one: +370 and eight digits."""

import re
from functools import lru_cache

import phonenumbers

_OLD_TRUNK = re.compile(r"8(\d{8})")
_FLOAT = re.compile(r"\d(?:\.\d{1,15})?[eE]\+?\d{1,2}|\d{1,15}\.0")
_LABEL = re.compile(r"^[^\d+(]+")
_LETTERS = re.compile(r"[^\W\d_]")
_LONGEST = 60
"""Characters of a text that may yet be a number."""


@lru_cache(maxsize=65_536)
def read_phone(text: str) -> str | None:
    """Return the number in E.164 form, or None when no such number can exist.

    The trunk prefix was 8 until 1 March 2024 and has been 0 since; both are understood, and so is a number that a
    spreadsheet turned into a float, which is first made whole again. Letters never stand for digits.
    """
    if len(text) > _LONGEST:
        return None
    number = _LABEL.sub("", text)
    if _FLOAT.fullmatch(number):
        number = str(int(float(number)))
    if _LETTERS.search(number):
        return None
    digits = re.sub(r"\D", "", number)
    if digits.startswith("370") and not number.startswith(("+", "0")):
        number = f"+{digits}"
    elif old := _OLD_TRUNK.fullmatch(digits):
        number = f"+370{old[1]}"
    try:
        parsed = phonenumbers.parse(number, "LT")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
