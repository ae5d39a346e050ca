"""The doctor's rounds: every check in turn."""

from collections.abc import Iterator
from datetime import datetime

from config.settings import Settings
from flows.runs.doctor.findings import Check, Finding
from flows.runs.doctor.google import check_google
from flows.runs.doctor.kept import check_kept
from flows.runs.doctor.machine import check_home, check_time
from flows.runs.doctor.servers import check_mail, check_prefect

CHECKS: tuple[Check, ...] = (check_home, check_time, check_google, check_kept, check_mail, check_prefect)


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield what there is to say, well or not, while looking; nothing is changed and nothing is sent."""
    for check in CHECKS:
        yield from check(settings, now)
