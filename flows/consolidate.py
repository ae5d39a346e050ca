"""The consolidation as a Prefect flow: one task an organisation, then the national workbook."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from config.settings import load_settings
from flows import clock
from flows.prefect_rim import rows_of
from flows.runs.consolidation import Outcome
from flows.runs.programme import ProgrammeOutcome, finish_programme, gather_staff
from flows.runs.side_by_side import consolidating
from flows.wiring import Services, alone, connect
from forms.organisations import Organisation
from forms.sheets import Snapshot
from forms.staff import Staff


@task(name="read the national workbook", cache_policy=NO_CACHE, persist_result=False)
def read_programme(services: Services) -> tuple[Snapshot, Staff]:
    """Read which organisations there are, and the national workbook as it stands."""
    return gather_staff(services)


@task(name="consolidate", task_run_name="consolidate {slug}", cache_policy=NO_CACHE, persist_result=False)
def consolidate_one(outcome_of: Callable[[Organisation], Outcome], organisation: Organisation, slug: str) -> Outcome:  # noqa: ARG001 - the slug names the task
    """Consolidate one organisation, or wait for the process that does."""
    return outcome_of(organisation)


@task(name="write the national workbook", cache_policy=NO_CACHE, persist_result=False)
def write_programme(
    services: Services, gathered: tuple[Snapshot, Staff], outcomes: list[Outcome], now: datetime
) -> ProgrammeOutcome:
    """Log the runs and bring the national workbook up to date."""
    return finish_programme(services, gathered, outcomes, now)


@flow(name="consolidate", validate_parameters=False, persist_result=False)
def consolidate(home: str = "", as_of: str = "", organisations: tuple[str, ...] = ()) -> dict[str, Any]:
    """Consolidate the organisations, all or those named, and return the counts by organisation.

    Args:
        home: Folder of workbooks and ledger; the settings' when empty.
        as_of: What time it is; now when empty.
        organisations: Slugs; none for all.
    """
    settings = load_settings(Path(home) if home else None)
    now = clock.as_of(as_of) if as_of else clock.now()
    with alone(settings):
        services = connect(settings)
        gathered = read_programme(services)
        wanted = set(organisations)
        chosen = [one for one in gathered[1].organisations if not wanted or one.slug in wanted]
        with consolidating(services, chosen, now) as outcome_of:
            outcomes = [consolidate_one(outcome_of, one, one.slug) for one in chosen]
        done = write_programme(services, gathered, outcomes, now)
    counts = {outcome.slug: dict(outcome.counts) for outcome in outcomes}
    problems = [
        {"organisation": outcome.slug, "problem": code, "count": count}
        for outcome in outcomes
        for code, count in sorted(outcome.problems.items())
    ]
    create_table_artifact(rows_of(counts), key="counts", description="What the consolidation did, by organisation.")
    create_table_artifact(problems, key="problems", description="Problems by kind; nobody's answers.")
    not_read = [sentence for outcome in outcomes for sentence in outcome.not_read]
    if not_read or done.not_written:
        lines = [{"what": sentence} for sentence in (*not_read, done.not_written) if sentence]
        create_table_artifact(lines, key="not-read", description="What could not be read or written, and the remedy.")
    return counts
