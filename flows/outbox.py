"""Sending what is due as a Prefect flow."""

from datetime import datetime
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from config.settings import load_settings
from flows import clock
from flows.runs.mailing import Sent, send_due
from flows.runs.watching import raise_alarm
from flows.wiring import Services, alone, connect


@task(name="send what is due", cache_policy=NO_CACHE, persist_result=False)
def send_all(services: Services, now: datetime) -> Sent:
    """Send the letters that are due over one connection; among them one to the operator when the night did not run."""
    raise_alarm(services, now)
    return send_due(services, now)


@flow(name="outbox", validate_parameters=False, persist_result=False)
def outbox(home: str = "", as_of: str = "") -> dict[str, int]:
    """Send the letters that are due; return how many were sent, put off, given up and held."""
    settings = load_settings(Path(home) if home else None)
    now = clock.as_of(as_of) if as_of else clock.now()
    with alone(settings):
        done = send_all(connect(settings), now)
    return {"sent": done.sent, "later": done.later, "failed": done.failed, "held": done.held}
