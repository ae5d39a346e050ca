"""Municipalities, organisations, dates of birth and addresses in the forms in which they are compared."""

import re

from forms.contacts.normalise import fold
from forms.municipality_facts import MUNICIPALITIES, SMALLER_PLACES

_KIND_WORDS = {
    "m": "m", "mst": "m", "miestas": "m", "miesto": "m", "mieste": "m",
    "r": "r", "raj": "r", "rajonas": "r", "rajono": "r", "rajone": "r",
}  # fmt: skip
_FILLING = frozenset({"sav", "savivaldybe", "savivaldybes", "municipality", "city", "district", "g"})
_LEGAL = frozenset(
    """
    vsi uab ab mb ii iv koop viesoji istaiga imone uzdaroji akcine bendrove asociacija ltd llc inc as of the ir and
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_DATE = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})(?!\d)")
_DATE_BACKWARDS = re.compile(r"(\d{1,2})\D(\d{1,2})\D(\d{4})(?!\d)")


def _known_places() -> dict[str, tuple[str, str]]:
    places: dict[str, tuple[str, str]] = {}
    kinds: dict[str, set[str]] = {}
    of_code: dict[str, str] = {}
    for municipality in MUNICIPALITIES:
        words = fold(municipality.short).split()
        kind = _KIND_WORDS.get(words[-2], "")
        place = " ".join(word for word in words if word not in _FILLING and word not in _KIND_WORDS)
        kinds.setdefault(place, set()).add(kind)
        of_code[municipality.code] = place
        places[place] = places[fold(municipality.centre)] = (place, "")
    clear = {place: (place, next(iter(kind)) if len(kind) == 1 else "") for place, kind in kinds.items()}
    places = {written: clear[place] for written, (place, _) in places.items()}
    kind_of = {
        municipality.code: _KIND_WORDS.get(fold(municipality.short).split()[-2], "") for municipality in MUNICIPALITIES
    }
    for smaller, code in SMALLER_PLACES.items():
        places[fold(smaller)] = (of_code[code], kind_of[code])
    return places


_PLACES = _known_places()
KNOWN_PLACES = frozenset(place for place, _ in _PLACES.values())
"""The places that Lithuania's municipalities are named by, folded."""


def read_municipality(written: str) -> str:
    """Return place and kind («kauno|m»), the kind empty when the six ambiguous towns are named without it.

    What is no municipality of Lithuania stands folded, with no kind.
    """
    words = fold(written).split()
    kind = next((_KIND_WORDS[word] for word in words[1:] if word in _KIND_WORDS), "")
    rest = " ".join(word for word in words if word not in _FILLING and (word not in _KIND_WORDS or word == words[0]))
    place, its_kind = _PLACES.get(rest, (rest, ""))
    return f"{place}|{kind or its_kind}" if place else ""


def read_organisation(written: str) -> str:
    """Return the words of an organisation's name, folded, in alphabetical order, legal forms left out."""
    words = fold(written).split()
    return " ".join(sorted(set(words) - _LEGAL)) or " ".join(words)


def read_birth_date(written: str) -> str:
    """Return a date as eight digits, year first; what is no date stands folded."""
    if found := _DATE.search(written):
        return f"{found[1]}{found[2]:0>2}{found[3]:0>2}"
    if found := _DATE_BACKWARDS.search(written):
        return f"{found[3]}{found[2]:0>2}{found[1]:0>2}"
    return fold(written)


def read_address(written: str) -> str:
    """Return an address folded, in the order in which it was written."""
    return fold(written)
