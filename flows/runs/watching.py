"""Whether the night's work took place: every whole consolidation is logged, and a missing one wakes the operator."""

from datetime import datetime, timedelta

from flows.runs.programme import LANGUAGE, NIGHT
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.emails import read_email
from forms.letters import DidNotRun, to_fields
from forms.outbox import Priority, QueuedLetter

LATE_AFTER = timedelta(hours=26)
"""A night and two hours of grace."""
_LOOKED_THROUGH = 500
"""Runs; a mail run every quarter of an hour fills a hundred in a day."""


def last_night(services: Services) -> datetime | None:
    """Return when the whole programme was consolidated last; None when it never was, as far as is known."""
    return max((run.started_at for run in services.ledger.runs(_LOOKED_THROUGH) if run.flow == NIGHT), default=None)


def raise_alarm(services: Services, now: datetime) -> bool:
    """Queue a letter to the operator when last night's consolidation did not run; tell whether a new one was.

    Once a day, until it ran. Without an operator's address, or before the first night, there is nobody to wake.
    """
    operator = read_email(services.settings.operator)
    last_at = last_night(services) if operator else None
    if operator is None or last_at is None or now - last_at <= LATE_AFTER:
        return False
    local = last_at.astimezone(VILNIUS)
    letter = DidNotRun(local.date(), f"{local:%H:%M}", int((now - last_at).total_seconds() // 3600))
    queued = QueuedLetter(
        key=f"operator/{now.astimezone(VILNIUS).date()}/{letter.kind}",
        kind=letter.kind,
        language=LANGUAGE,
        recipient=operator,
        fields=to_fields(letter),
        organisation="",
        reply_to="",
        queued_at=now,
        priority=Priority.ALARM,
    )
    return bool(services.ledger.queue([queued]))
