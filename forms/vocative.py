"""The vocative: how a Lithuanian first name is called out."""

_LONGEST = 60
"""No first name is longer; what is, was not typed as one."""

_ENDINGS = (("ius", "iau"), ("as", "ai"), ("is", "i"), ("ys", "y"), ("us", "au"), ("ė", "e"), ("a", "a"))
"""Nominative to vocative, the longer first."""


def vocative(name: str) -> str:
    """Return a first name in the vocative, "" where it is unsure that this is a name.

    Foreign names stand unchanged; so do those in -a. All parts of a double name are called.
    """
    words = name.split()
    if not words or len(name) > _LONGEST:
        return ""
    called = [_of_word(word) for word in words]
    return " ".join(called) if all(called) else ""


def _of_word(word: str) -> str:
    parts = word.split("-")
    if not all(part.isalpha() and len(part) > 1 for part in parts):
        return ""
    return "-".join(_of_part(part[0].upper() + part[1:].lower()) for part in parts)


def _of_part(name: str) -> str:
    for ending, called in _ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending) + called
    return name
