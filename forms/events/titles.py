"""How much two titles, or two names of a place, say the same."""

from enum import Enum
from functools import lru_cache

from forms.contacts.likeness import shared_words
from forms.contacts.normalise import fold

ALIKE = 0.8
"""How far two titles must share their telling words, from 0 to 1.

Ours, tried on the titles of the programme's events of 2023 in the ways that people shorten and misspell them: titles of
one event reach 0.9 or more, «Kaip padėti sau» and «Kaip padėti artimajam» 0.75, most others less than 0.65.
"""

ALIKE_PLACES = 0.75
"""Likewise for places: short and full names of one reach 0.85 or more, two schools or faculties at most 0.6."""

_SHORTEST_NAME = 4
_ROOT = 6
"""Letters of a word that are compared: a Lithuanian ending tells the case, not the matter."""


def _roots(text: str) -> tuple[str, ...]:
    # «(Ne)priklausomybė» is one word.
    return tuple(word[:_ROOT] for word in fold(text.replace("(", "").replace(")", "")).split())


_SAYS_LITTLE = frozenset(
    _roots(
        "susitikimas susitikome pokalbis pamoka paskaita seminaras diskusija mokymai renginys kontaktinis kontaktiniai "
        "kontaktas socialinis nuotolinis pristatymas užsiėmimas ambasadorius ambasadorė studentas studentė mokytojas "
        "moksleivis mokinys specialistas darbuotojas visuomenė bendruomenė psichikos sveikata stigma žvelk giliau "
        "su apie ir ar bei kaip bet su dėl prie po į iš už ne tai mūsų jūsų "
        "meeting talk lesson lecture seminar discussion training event contact social remote ambassador student "
        "students teacher teachers pupils specialists employees mental health stigma look deeper "
        "a an and the with of on for about in at to but"
    )
)

_ANY_PLACE = frozenset(
    _roots(
        "universitetas universiteto fakultetas gimnazija progimnazija mokykla poliklinika ligoninė biblioteka kolegija "
        "centras centre kultūros namai miesto miestas rajono savivaldybė viešoji įstaiga všį klinikos aktų salė "
        "vilnius vilniaus kaunas kauno klaipėda šiauliai šiaulių panevėžys panevėžio alytus alytaus "
        "university faculty school gymnasium hospital library college center city hall clinic"
    )
)


class TitleLikeness(Enum):
    """What two titles say of two events."""

    TELLING = "telling"
    """They share words that are this event's own."""
    GENERAL = "general"
    """They are alike, but at least one could stand over any event."""
    NONE = "none"


def _numbers(roots: tuple[str, ...]) -> frozenset[str]:
    return frozenset(root for root in roots if root.isdigit())


@lru_cache(maxsize=65_536)
def like_titles(one: str, other: str) -> TitleLikeness:
    """Compare two titles; two that bear different numbers (the first and the second part) are never alike."""
    mine, yours = _roots(one), _roots(other)
    if _numbers(mine) and _numbers(yours) and _numbers(mine) != _numbers(yours):
        return TitleLikeness.NONE
    my_own = " ".join(root for root in mine if root not in _SAYS_LITTLE)
    your_own = " ".join(root for root in yours if root not in _SAYS_LITTLE)
    if my_own and your_own:
        return TitleLikeness.TELLING if shared_words(my_own, your_own) >= ALIKE else TitleLikeness.NONE
    alike = mine == yours or shared_words(" ".join(mine), " ".join(yours)) >= ALIKE
    return TitleLikeness.GENERAL if alike else TitleLikeness.NONE


def _own_name(roots: tuple[str, ...]) -> str:
    """Return the words that tell a place from others of its kind; abbreviations (VU MF) tell too little."""
    return " ".join(root for root in roots if root not in _ANY_PLACE and len(root) >= _SHORTEST_NAME)


@lru_cache(maxsize=65_536)
def like_venues(one: str | None, other: str | None) -> bool | None:
    """Tell whether two venues are one place; None when they do not say enough («Biblioteka», or nothing)."""
    mine, yours = _roots(one or ""), _roots(other or "")
    if mine and mine == yours:
        return True
    my_own, your_own = _own_name(mine), _own_name(yours)
    if not my_own or not your_own:
        return None
    return shared_words(my_own, your_own) >= ALIKE_PLACES
