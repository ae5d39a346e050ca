"""Numbers as people type them: «1 234,5», "1234.5", «2 val.», «30 Eur»."""

import re
from decimal import Decimal
from functools import lru_cache

_UNIT = re.compile(r"\s*(?:val|valand(?:a|os|ų)|h|hrs?|hours?|eur|eurai|eurų|€|žm|žmonės|žmonių)\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?")
_GROUPED = re.compile(r"([+-]?\d{1,3}(?:([ .,'])\d{3})(?:\2\d{3}){0,4})((?!\2)[.,]\d{1,10})?")
_LONGEST = 60
"""Characters of a text that may yet be a number."""


@lru_cache(maxsize=16_384)
def read_number(text: str) -> Decimal | None:
    """Return the number that a text says, or None.

    A comma and a point both part the fraction; where a text has groups of three («1 234», "1.234,50") they are
    thousands, save that a single group after a comma or point («1,234») is a fraction.
    """
    if len(text) > _LONGEST:
        return None
    bare = _UNIT.sub("", " ".join(text.split()))
    if not bare.isascii():
        return None
    if _NUMBER.fullmatch(bare):
        return Decimal(bare.replace(",", ".")) + 0  # no minus nought
    if found := _GROUPED.fullmatch(bare):
        return Decimal(re.sub(r"[ .,']", "", found[1]) + (found[3] or "").replace(",", ".")) + 0
    return None
