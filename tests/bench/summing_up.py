"""How long a summary of a hundred thousand events takes: its numbers and tables, its files, and many at once."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time

from flows.adapters.summary_files import write_summary
from forms.breakdowns import break_down
from forms.figures import FIGURES
from forms.municipalities import BY_CODE
from forms.options import AUDIENCES, EVENT_KINDS
from forms.periods import Period
from forms.picture import Contract, Happening, Picture, Review
from forms.summary import Summary, summarise
from forms.words import Language

YEAR, TODAY = Period.of(date(2025, 1, 1), date(2025, 12, 31)), date(2026, 1, 15)
HOUSES = {f"org-{number:02}": f"Organizacija {number}" for number in range(14)}
CONTRACTS = {slug: Contract(YEAR.from_on, YEAR.to_on, Decimal(26_740), {"events": 7}) for slug in HOUSES}


def programme(events: int) -> Picture:
    """Make up a programme of fourteen organisations with so many events in a year."""
    rng = random.Random(1)  # noqa: S311 - made-up rows, no secret
    kinds, places = [one.code for one in EVENT_KINDS], sorted(BY_CODE)
    audiences, houses = [one.code for one in AUDIENCES], sorted(HOUSES)
    return Picture(
        "", "Programa", Language.LT, Contract(),
        events=tuple(
            Happening(
                key=f"E-{number:010}", organisation=rng.choice(houses), reports=(f"R-{number:010}",),
                review=Review.APPROVED, title=f"Pokalbis {number}",
                date=YEAR.from_on + timedelta(days=rng.randrange(365)), kind=rng.choice(kinds),
                audience=(rng.choice(audiences),), format="in_person", municipality=rng.choice(places), venue="Biblioteka",
                duration_hours=Decimal(2), present=rng.randrange(60), social_contacts=rng.randrange(30),
                minors=rng.random() < 0.2, expenses_eur=Decimal(rng.randrange(200)), ambassadors=frozenset(),
                unknown_ambassadors=0, reported_on=TODAY,
            )
            for number in range(events)
        ),
    )  # fmt: skip


def sum_up(picture: Picture) -> Summary:
    """Return the summary of a picture: all figures and tables."""
    return summarise(picture, YEAR, TODAY, HOUSES, contracts=CONTRACTS)


def seconds_to_count(picture: Picture) -> float:
    """Return how long all figures and tables of a picture take, in seconds of processor time."""
    sum_up(replace(picture, events=picture.events[:10]))  # what is loaded once
    began = process_time()
    for figure in FIGURES:
        figure.count(picture, YEAR)
    break_down(picture, YEAR, TODAY, HOUSES, CONTRACTS)
    return process_time() - began


def seconds_to_write(picture: Picture, folder: Path) -> float:
    """Return how long all files of a picture's summary take."""
    summary = sum_up(picture)
    began = perf_counter()
    write_summary(summary, Language.LT, folder)
    return perf_counter() - began


def seconds_of_organisations(picture: Picture, folder: Path, at_once: int) -> float:
    """Return how long the summaries of all organisations take, so many at once, figures and files."""

    def one(slug: str) -> None:
        own = replace(picture, slug=slug, events=tuple(event for event in picture.events if event.organisation == slug))
        write_summary(summarise(own, YEAR, TODAY), Language.LT, folder / slug)

    began = perf_counter()
    with ThreadPoolExecutor(at_once) as together:
        list(together.map(one, HOUSES))
    return perf_counter() - began
