"""The clock: the one place where the flows and the command line ask what time it is."""

from datetime import UTC, datetime

from forms.dates import VILNIUS


def now() -> datetime:
    """Return this moment, aware UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place


def as_of(text: str) -> datetime:
    """Return the moment that a text such as «2024-01-15T02:00» says; Vilnius time unless it names a zone.

    Raises:
        ValueError: when the text says no moment.
    """
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=VILNIUS)).astimezone(UTC)
