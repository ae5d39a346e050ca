"""Surnames: the stem that a man's, a wife's and a daughter's form have in common."""

from functools import lru_cache

_SHORTEST_STEM = 3

_ENDINGS = (
    "iuviene", "uviene", "iene", "iute", "aite", "yte", "ute",
    "ius", "as", "is", "ys", "us", "a", "e",
)  # fmt: skip
"""Folded, longest first: a married woman's, a daughter's, a man's; the neutral -ė stands among the last."""

_ALSO_NEUTRAL = frozenset({"iute", "aite", "yte", "ute"})
"""Petraitė is the daughter of Petras or, since 2003, any woman of the Petraitis family: both stems hold."""

_LIKELY = ("ausk", "insk", "evic", "avic", "ait", "yt", "un", "on", "en", "el", "ul", "ov", "ev", "ik", "iauk")
_SURE = ("iene", "aite", "yte", "iute", "aitis", "ytis", "skas", "skis", "ckas", "ickis", "icius", "unas", "onis")
_SURE_FOREIGN = ("ski", "ska", "cki", "cka", "ov", "ova", "ev", "eva", "enko", "vic", "wicz", "vich")


@lru_cache(maxsize=65_536)
def surname_stems(folded: str) -> frozenset[str]:
    """Return the stems that a folded surname may have; for comparing only, never to be shown to anybody.

    Petraitis, Petraitienė, Petraitytė and Petraitė have «petrait» in common. The endings are those of the rules for
    women's surnames of the State Commission of the Lithuanian Language: -as → -aitė, -is/-ys → -ytė, -us → -utė,
    -ius → -iūtė, married -ienė or -uvienė, neutral -ė.
    """
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _SHORTEST_STEM:
            if ending in _ALSO_NEUTRAL:
                return frozenset({stem, folded[:-1]})
            if ending.endswith("uviene"):
                return frozenset({stem, folded.removesuffix("iene")})
            return frozenset({stem})
    return frozenset({folded.removesuffix("i") if folded.endswith(("ski", "cki")) else folded})


def looks_like_surname(folded: str) -> bool:
    """Tell whether a folded word ends as surnames do and first names hardly ever."""
    if folded.endswith((*_SURE, *_SURE_FOREIGN)):
        return True
    return any(stem.endswith(_LIKELY) and len(stem) > len("ausk") for stem in surname_stems(folded))


@lru_cache(maxsize=65_536)
def same_surname(one: str, other: str) -> bool:
    """Tell whether two folded surnames, or initials of them, may be one person's.

    Forms of one stem count only when one of them is a woman's: Petras and Petrius are two families.
    """
    if one == other:
        return True
    if 1 in {len(one), len(other)}:
        return one[0] == other[0]
    a_womans = one.endswith(("a", "e")) or other.endswith(("a", "e"))
    return a_womans and not surname_stems(one).isdisjoint(surname_stems(other))
