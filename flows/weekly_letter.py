"""The weekly letter as a Prefect flow."""

from datetime import datetime
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from config.settings import load_settings
from flows import clock
from flows.runs.weekly import Weekly, is_its_day, queue_weekly_letters
from flows.wiring import Services, alone, connect
from forms.dates import VILNIUS


@task(name="queue the weekly letters", cache_policy=NO_CACHE, persist_result=False)
def queue_letters(services: Services, now: datetime) -> Weekly:
    """Queue one letter for each recipient."""
    return queue_weekly_letters(services, now)


@flow(name="weekly letter", validate_parameters=False, persist_result=False)
def weekly_letter(home: str = "", as_of: str = "", even_on_other_days: bool = False) -> dict[str, int]:  # noqa: FBT001, FBT002 - Prefect's parameters are plain
    """Queue the weekly letters from the week's first working day on; before it do nothing, unless asked to.

    The schedule runs on every weekday: a letter due on a holiday, or while the machine was off, goes on the next one.
    """
    settings = load_settings(Path(home) if home else None)
    now = clock.as_of(as_of) if as_of else clock.now()
    if not (even_on_other_days or is_its_day(now.astimezone(VILNIUS).date())):
        return {"queued": 0, "recipients": 0}
    with alone(settings):
        done = queue_letters(connect(settings), now)
    return {"queued": done.queued, "recipients": done.recipients}
