"""Text as it is compared: without case, diacritics and punctuation, however it was typed."""

import re
import unicodedata
from functools import lru_cache

_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_OURS = str.maketrans("ąčęėįšųūž", "aceeisuuz")
_HYPHENS = re.compile(r"\s*[-‐‑‒–—]\s*")
_BETWEEN_PARTS = re.compile(r"[\s.,;:/()\"„“”]+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return text in lower case, its diacritics dropped, punctuation as spaces, spaces single."""
    quick = text.casefold().translate(_OURS)
    if quick.isascii():
        words = quick.split()
        if "".join(words).isalnum():
            return " ".join(words)
        return " ".join("".join([sign if sign.isalnum() else " " for sign in quick]).split())
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    bare = "".join(sign for sign in lowered.translate(_STROKES) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split())


def folded_parts(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the parts of a written name, folded; a part joined by hyphens has several words."""
    bare = _BETWEEN_PARTS.split(_HYPHENS.sub("-", text))
    parts = (tuple(word for bit in part.split("-") for word in fold(bit).split()) for part in bare)
    return tuple(part for part in parts if part)
