"""Facts to keep in ledgers under test; nobody in them is real."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from forms.memory import ContactLink, Decision, Version
from forms.outbox import QueuedLetter
from forms.responses import Known
from forms.words import Language

NOW = datetime(2026, 3, 2, 5, 30, 0, 123456, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
LATEST = NOW + timedelta(days=2)


def version(key: str = "A-1", number: int = 1, **changes: Any) -> Version:
    one = Version(
        key,
        "application",
        number,
        f"f-{key}-{number}",
        "2026-03-01 10:00",
        '{"name":"Ąžuolė"}',
        "Atsakymai",
        quiet=False,
    )
    return replace(one, **changes)


def decision(value: str, at: datetime = NOW, subject: str = "A-1", tab: str = "applications") -> Decision:
    return Decision(subject, value, "pastaba", at, tab, 1, "kas")


def contact_link(contact: str, response: str = "A-1", role: str = "applicant") -> ContactLink:
    return ContactLink(response, role, contact, "same_email", "Ąžuolė Pavyzdė", "azuole@example.org", None)


def known(one: Version, first: datetime = NOW, changed: datetime = NOW) -> Known:
    return Known(one.key, one.form, one.number, one.fingerprint, one.stamp, one.answers_json, first, changed, one.tab)


def letter(key: str = "A-1/1/received", **changes: Any) -> QueuedLetter:
    fields = {"name": "Ąžuolė", "on": date(2026, 3, 5), "rows": [{"title": "„Paskaita“", "people": 12}], "until": NOW}
    one = QueuedLetter(key, "received", Language.LT, "azuole@example.org", fields, "o", "reply@example.org", NOW)
    return replace(one, **changes)
