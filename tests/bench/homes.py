"""Homes to measure in: the programme, its organisations, and their responses tabs full of made-up submissions."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from people import Row, submissions

from config.settings import load_settings
from flows import clock
from flows.runs.programme import gather_staff
from flows.runs.setting_up import Joining, add_organisation, make_programme
from flows.wiring import Services, connect
from forms.organisations import Organisation
from forms.questions import Form
from forms.tabs.responses import responses_tab
from forms.words import Language

TODAY, TOMORROW = clock.as_of("2025-01-15T02:00"), clock.as_of("2025-01-16T02:00")


def open_home(home: Path) -> Services:
    """Connect to a home."""
    return connect(load_settings(home))


def organisations_of(services: Services) -> Sequence[Organisation]:
    """Return the organisations of a home."""
    return gather_staff(services)[1].organisations


def make_home(home: Path, organisations: int, number: int) -> None:
    """Make a home of so many organisations with so many submissions each."""
    services = open_home(home)
    make_programme(services)
    for place in range(organisations):
        add(services, f"namai-{place}", submissions(number, seed=place))


def add(services: Services, slug: str, rows: Mapping[type[Form], Sequence[Row]]) -> None:
    """Add an organisation whose workbook holds responses tabs alone."""
    add_organisation(
        services,
        Joining(
            slug,
            f"Namai {slug}",
            f"koordinatore@{slug}.example.org",
            Language.LT,
            date(2023, 1, 1),
            date(2025, 12, 31),
            Decimal(50_000),
        ),
    )
    organisation = next(one for one in organisations_of(services) if one.slug == slug)
    tabs = [responses_tab(form, Language.LT, of_form) for form, of_form in rows.items()]
    services.workbook_of(organisation).apply(tabs, expected="")
