"""The period summary as a Prefect flow: of the programme and of each organisation."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from config.settings import load_settings
from flows import clock
from flows.runs.period_letters import queue_period_letters
from flows.runs.programme import gather_staff
from flows.runs.summaries import write_period_summary
from flows.wiring import Services, alone, connect
from forms.dates import VILNIUS
from forms.periods import last_month

AT_ONCE = 4
"""Summaries that are made side by side: what draws and sets them leaves the other cores free meanwhile."""
_SIDE_BY_SIDE: Any = ThreadPoolTaskRunner(max_workers=AT_ONCE)  # Prefect types what its flows take too narrowly


@task(name="sum up", task_run_name="sum up {slug}", cache_policy=NO_CACHE, persist_result=False)
def sum_up(services: Services, from_on: date, to_on: date, now: datetime, slug: str) -> list[str]:
    """Write one summary; return its files."""
    return [str(file) for file in write_period_summary(services, from_on, to_on, now, slug or None).files]


@task(name="queue the letters of a period", cache_policy=NO_CACHE, persist_result=False)
def queue_letters(
    services: Services, from_on: date, to_on: date, now: datetime, files: dict[str, tuple[str, ...]]
) -> int:
    """Queue one letter for each recipient of summaries."""
    return queue_period_letters(services, from_on, to_on, now, files)


@flow(
    name="period summary",
    validate_parameters=False,
    persist_result=False,
    task_runner=_SIDE_BY_SIDE,
)
def period_summary(home: str = "", as_of: str = "", from_on: str = "", to_on: str = "") -> list[str]:
    """Sum up a period for the programme and each organisation; the month before when none is named.

    Args:
        home: Folder of workbooks and ledger; the settings' when empty.
        as_of: What time it is; now when empty.
        from_on: First day, such as 2023-04-01.
        to_on: Last day, included.
    """
    settings = load_settings(Path(home) if home else None)
    now = clock.as_of(as_of) if as_of else clock.now()
    month = last_month(now.astimezone(VILNIUS).date())
    first = date.fromisoformat(from_on) if from_on else month.from_on
    last = date.fromisoformat(to_on) if to_on else month.to_on
    with alone(settings):
        services = connect(settings)
        slugs = ["", *(organisation.slug for organisation in gather_staff(services)[1].organisations)]
        made = {slug: sum_up.submit(services, first, last, now, slug) for slug in slugs}
        files = {slug: one.result() for slug, one in made.items()}
        names = {slug: tuple(Path(file).name for file in of_one) for slug, of_one in files.items()}
        queue_letters(services, first, last, now, names)
    return [file for of_one in files.values() for file in of_one]
