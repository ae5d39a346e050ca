"""First names: whether a text is one, and how it is called out in Lithuanian."""

import re
from unicodedata import normalize

_LONGEST = 60
"""Characters of a first name; what is longer was not typed as one."""

_MOST_WORDS = 3

_VOWEL = re.compile(r"[aeiouyąęėįųūàáâãäåæèéêëìíîïòóôõöøùúûüýœ]|[^\u0000-\u024f]")
"""A vowel, or a letter of another script, whose vowels are not looked for."""

_THRICE = re.compile(r"(.)\1\1")

_NO_NAMES = frozenset({
    "admin", "anonimas", "anonimė", "anonimiškai", "anonymous", "labas", "mama", "name", "ne", "nenoriu",
    "nera", "nežinau", "nėra", "no", "none", "null", "ponas", "ponia", "sveiki", "taip", "test", "testas",
    "user", "vardas", "vardenė", "vardenis", "yes",
})  # fmt: skip
"""What people write where they would rather give no name."""

_OF_SURNAMES = re.compile(r"(?:ienė|aitė|aitis|auskas|auskė|[ae]vičius|[ae]vič)$")
"""Endings that surnames have and first names do not (-ytė and -utė are shared: Marytė, Birutė)."""

_FOREIGN = re.compile(
    r"[^aąbcčdeęėfghiįyjklmnoprsštuųūvzž]"  # q, w, x and letters with other marks
    r"|([bcdfgklmnprstvz])\1"  # Dennis, Elliotas: Lithuanian names double no consonant
    r"|^ch|ck|th|ph|sh|oo|ee|ou"
    r"|[ei]as$"  # Tobias, Andreas: Lithuanian writes Tobijas, Andrėjas
)
"""Spellings that Lithuanian first names do not have."""

_FOREIGN_NAMES = frozenset({
    "agnes", "alanis", "boris", "carlos", "denis", "doris", "douglas", "iris", "lucas", "luis",
    "marcus", "nicolas",
})  # fmt: skip
"""Names that look Lithuanian by their ending and are not."""

_ENDINGS = (
    ("ius", "iau"),
    ("jas", "jau"),  # Elijas, Jeremijas
    ("as", "ai"),
    ("is", "i"),
    ("ys", "y"),
    ("us", "au"),
    ("ė", "e"),
)
"""Nominative to vocative, the longer first; all other names are called as they are."""


def first_name(text: str) -> str:
    """Return a text as a first name to greet by, "" where it is unsure that it is one.

    A name gets its capital and small letters; one that begins so stands as it was written (McKenna).
    """
    words = normalize("NFC", text).split()
    if not 0 < len(words) <= _MOST_WORDS or sum(map(len, words)) > _LONGEST:
        return ""
    return " ".join(map(_cased, words)) if all(map(_is_name, words)) else ""


def vocative(text: str) -> str:
    """Return a first name in the vocative, "" where it is unsure that this is a name.

    Foreign names stand unchanged. All parts of a double name are called.
    """
    return re.sub(r"\w+", lambda found: _called(found[0]), first_name(text))


def _is_name(word: str) -> bool:
    small = word.casefold()
    return (
        all(part.isalpha() and len(part) > 1 and _VOWEL.search(part) for part in small.split("-"))
        and not _THRICE.search(small)
        and not _OF_SURNAMES.search(small)
        and small not in _NO_NAMES
    )


def _cased(word: str) -> str:
    return "-".join(
        part if part[0].isupper() and part[1:2].islower() else part.capitalize() for part in word.split("-")
    )


def _called(name: str) -> str:
    small = name.casefold()
    if _FOREIGN.search(small) or small in _FOREIGN_NAMES:
        return name
    for ending, called in _ENDINGS:
        if small.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)] + called
    return name
