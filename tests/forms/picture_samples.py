"""Pictures made by hand: single rows, and the year 2023 of one organisation as the programme published it."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from forms.picture import Ambassador, Contract, Entry, Happening, Picture, Review, Standing
from forms.words import Language

HOUSE = "kurybos-namai"
PEOPLE = ("K-1", "K-2", "K-3", "K-4", "K-5", "K-6")


def happening(key: str, on: str, kind: str = "meeting", **known: Any) -> Happening:
    facts: dict[str, Any] = {
        "organisation": HOUSE,
        "reports": (f"R{key}",),
        "review": Review.APPROVED,
        "title": "Pokalbis",
        "audience": ("public",),
        "format": "in_person",
        "municipality": "LT-57",
        "venue": None,
        "duration_hours": Decimal(2),
        "present": 20,
        "social_contacts": 20,
        "minors": False,
        "expenses_eur": Decimal(0),
        "ambassadors": frozenset({"K-1"}),
        "unknown_ambassadors": 0,
    }
    return Happening(key=key, date=date.fromisoformat(on), kind=kind, **{**facts, **known})


def entry(key: str, on: str, kind: str = "ambassador_training", **known: Any) -> Entry:
    facts: dict[str, Any] = {
        "organisation": HOUSE,
        "review": Review.APPROVED,
        "title": "Mokymai",
        "duration_hours": Decimal(6),
        "people": frozenset[str](),
        "unknown_people": 0,
        "channel": None,
        "expenses_eur": Decimal(0),
    }
    return Entry(key=key, date=date.fromisoformat(on), kind=kind, **{**facts, **known})


def ambassador(key: str, trained: str | None = "2023-05-06", **known: Any) -> Ambassador:
    facts: dict[str, Any] = {
        "organisation": HOUSE,
        "identity": f"i{key}",
        "standing": Standing.ACTIVE,
        "accepted": True,
        "left_on": None,
        "name_for_institute": "",
        "public_name": None,
    }
    return Ambassador(key=key, trained_on=date.fromisoformat(trained) if trained else None, **{**facts, **known})


def picture(**known: Any) -> Picture:
    facts: dict[str, Any] = {
        "slug": HOUSE,
        "name": "Kūrybos namai",
        "language": Language.LT,
        "contract": Contract(),
    }
    return Picture(**{**facts, **known})


def attended(people: Collection[str]) -> frozenset[str]:
    return frozenset(people)


_TRAINING = "Psichikos sveikata, žalingas vartojimas ir stigma"
_TEACHERS = "Subalansuota mokytojams, bet tinka visiems: pokalbiai apie psichikos sveikatą"
_POLYCLINIC = "(Ne)priklausomybė: ar vis dar gėda kalbėti?"
_FOR_DOCTORS: dict[str, Any] = {"audience": ("health_professionals",), "duration_hours": Decimal(8), "title": _TRAINING}

YEAR_2023 = picture(
    contract=Contract(
        date(2023, 4, 1),
        date(2023, 12, 31),
        Decimal(20_000),
        {"events": 7, "social_contacts": 160, "ambassador_trainings": 2, "publicity": 0},
    ),
    events=(
        happening("E-1", "2023-06-14", "contact_training", present=20, social_contacts=40, venue="Kauno klinikos", municipality="LT-15", **_FOR_DOCTORS),
        happening("E-2", "2023-09-20", "contact_training", present=22, social_contacts=42, venue="Vilniaus poliklinika", **_FOR_DOCTORS),
        happening("E-3", "2023-11-08", "contact_training", present=18, social_contacts=36, venue="Klaipėdos ligoninė", municipality="LT-20", expenses_eur=Decimal("310.50"), **_FOR_DOCTORS),
        happening("E-4", "2023-10-03", "meeting", present=25, social_contacts=25, audience=("students",), title="Susitikimas su medikais", venue="Vilniaus universiteto Medicinos fakultetas"),
        happening("E-5", "2023-10-17", "meeting", present=30, social_contacts=22, audience=("students",), title="Susitikimas su filosofais", venue="Vilniaus universiteto Filosofijos fakultetas"),
        happening("E-6", "2023-05-24", "seminar", present=15, social_contacts=14, audience=("low_threshold",), title="Seminaras žemo slenksčio paslaugoms", format="remote", municipality=None),
        happening("E-7", "2023-10-05", "contact_event", present=40, social_contacts=27, audience=("teachers",), title=_TEACHERS, venue="Bendruomenė „Renkuosi mokyti“"),
        happening("E-8", "2023-12-31", "meeting", present=16, social_contacts=15, title=_POLYCLINIC, venue="Centro poliklinikos Atviras centras"),
        happening("E-9", "2024-01-11", "meeting", present=50, social_contacts=50, title="Jau kitais metais"),
        happening("E-10", "2023-08-01", "lesson", present=33, social_contacts=33, title="Atmesta", review=Review.REJECTED),
    ),
    records=(
        entry("C-1", "2023-05-06", people=attended(PEOPLE[:4]), expenses_eur=Decimal(400)),
        entry("C-2", "2023-09-02", people=attended(PEOPLE[2:])),
        entry("C-3", "2023-07-11", "individual_support", people=attended(PEOPLE[:1])),
        entry("C-4", "2023-07-12", "publicity", channel="press", duration_hours=Decimal(0)),
    ),
    ambassadors=tuple(ambassador(key, "2023-05-06" if key in PEOPLE[:4] else "2023-09-02") for key in PEOPLE),
)  # fmt: skip
"""April to December 2023 gives the published results: 2 trainings, a team of 6, 8 events, 221 social contacts."""
