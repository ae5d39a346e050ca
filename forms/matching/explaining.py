"""The evidence for a pair, line by line, as it was weighed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from forms.matching.comparing import compare
from forms.matching.evidence import hypotheses, log_odds, observe
from forms.matching.levels import Comparison
from forms.matching.linking import weigh
from forms.matching.rarity import chance
from forms.matching.records import Record, columns_of
from forms.words import Words

FIELDS = {
    "first_name": ("first", Words("vardas", "first name")),
    "last_name": ("last", Words("pavardė", "surname")),
    "email": ("email", Words("el. paštas", "e-mail")),
    "phone": ("phone", Words("telefonas", "phone")),
    "organisation": ("organisation", Words("organizacija", "organisation")),
    "municipality": ("municipality", Words("savivaldybė", "municipality")),
    "birth_date": ("birth_date", Words("gimimo data", "date of birth")),
    "address": ("address", Words("adresas", "address")),
}
"""The columns that are weighed, in the order in which they are told."""

PRIOR = Words("prieš lyginant", "before comparing")
TOTAL = Words("iš viso", "in all")
_NOTHING = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence; it shows how far two texts agree, never the texts themselves."""

    field: str
    title: Words
    level: int
    """How far the two agree: a value of the field's class in `comparing`; 0 where one of them says nothing."""
    weight: float
    """By how much it raises (or lowers) the natural log of the odds that the two are one person."""


def explain(records: Sequence[Record], one: str, other: str) -> tuple[Line, ...]:
    """Return the evidence for two records of a list, by their ids, in the light of the whole list.

    A field's weight is what the odds lose when that field is left out of the comparison; fields that say the same thing
    (an office's number and its name) share their weight, so the lines need not add up to the last one, the whole.

    Raises:
        KeyError: There is no record with such an id.
    """
    weighed = weigh(columns_of(records), (one, other))
    place = {record.record_id: number for number, record in reversed(list(enumerate(records)))}
    profiles = weighed.profiles
    a, b = (np.array([profiles.of_record[place[record]]], np.int64) for record in (one, other))

    def odds(levels: Comparison) -> float:
        by_chance = chance(profiles, weighed.census, levels, a, b)
        return float(log_odds(hypotheses(weighed.model.weights, observe(levels, by_chance, profiles.size)))[0])

    levels = compare(profiles, a, b)
    nothing = {name: np.zeros(1, np.int8) for name, _ in FIELDS.values()}
    whole = odds(levels)
    lines = [Line("prior", PRIOR, _NOTHING, odds(Comparison(**nothing)))]
    for field, (name, title) in FIELDS.items():
        level = int(getattr(levels, name)[0])
        without = odds(replace(levels, **{name: nothing[name]})) if level else whole
        lines.append(Line(field, title, level, whole - without))
    return (*lines, Line("total", TOTAL, _NOTHING, whole))
