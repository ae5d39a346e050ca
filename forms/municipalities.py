"""The municipalities of Lithuania as a choice, with all the ways in which people write them.

The six cities that share their name with a district around them (Alytus, Kaunas, Klaipėda, Panevėžys, Šiauliai and
Vilnius) are asked about when somebody writes the bare name; every other town name is clear.
"""

from forms.answers import Choice, Option, folded
from forms.municipality_facts import AMBIGUOUS_TOWNS, MUNICIPALITIES, SMALLER_PLACES, Municipality
from forms.words import Words


def _aliases(municipality: Municipality) -> tuple[str, ...]:
    bare = municipality.name.removesuffix(" savivaldybė")
    short = municipality.short.removesuffix(" sav.")
    own = [
        municipality.short,
        short,
        bare,
        f"{bare} sav.",
        f"{bare} sav",
        municipality.short.replace(". sav.", ".sav."),
    ]
    place, _, kind = bare.rpartition(" ")
    if kind in _KINDS:
        full, letter, longer = _KINDS[kind]
        own += [f"{town} {word}" for town in (place, municipality.centre) for word in (full, letter, longer)]
        own.append(f"{place} {longer} sav.")
    if folded(municipality.centre) not in AMBIGUOUS_TOWNS:
        own.append(municipality.centre)
    return (*own, *(place for place, code in SMALLER_PLACES.items() if code == municipality.code))


_KINDS = {"miesto": ("miestas", "m.", "mst."), "rajono": ("rajonas", "r.", "raj.")}

_ASKED_ABOUT = AMBIGUOUS_TOWNS | {
    folded(f"{place.name.partition(' ')[0]}{rest}")
    for place in MUNICIPALITIES
    if folded(place.centre) in AMBIGUOUS_TOWNS
    for rest in ("", " sav.", " savivaldybė")
}

PLACES = Choice(
    tuple(Option(place.code, Words(place.name, place.name), _aliases(place)) for place in MUNICIPALITIES),
    _ASKED_ABOUT,
)
"""The choice of a municipality."""

ABROAD = Option("abroad", Words("Gyvenu užsienyje", "I live abroad"), ("užsienis", "užsienyje"))

PLACES_AND_ABROAD = Choice((*PLACES.options, ABROAD), _ASKED_ABOUT)
"""The choice of a municipality for people, who may also live abroad."""

BY_CODE = {place.code: place for place in MUNICIPALITIES}
