"""Posts as the pages keep them, made by tests."""

from datetime import UTC, datetime
from itertools import count

from forms.posts import Post, PostKind, PostState

_numbers = count(1)

ANSWERS = {
    "first_name": "Jonas", "last_name": "Petraitis", "email": "jonas@example.com", "phone": "8 612 34567",
    "municipality": "Vilniaus miesto savivaldybė", "adult": "Taip", "language": "Lietuvių", "experience": "Savo",
    "motivation": "Noriu padėti", "consent_processing": "Sutinku", "consent_health": "Sutinku",
}  # fmt: skip
REPORT_ANSWERS = {
    "reporter_email": "jonas@example.com", "reporter_name": "Jonas Petraitis", "title": "Pokalbis su mokytojais",
    "kind": "Susitikimas su ambasadoriumi", "audience": "Mokytojai, Mokiniai", "format": "Gyvai",
    "date": "2023-05-02", "duration_hours": "1.5", "municipality": "Vilniaus miesto savivaldybė",
    "ambassadors": "Jonas Petraitis", "present": "30", "social_contacts": "25", "minors": "Ne",
}  # fmt: skip


def new_post(response_id: str = "w-1", form: str = "application", **more: object) -> Post:
    """Return a post of an application, or with `form` of a report, with other answers where they are named."""
    answers = (ANSWERS if form == "application" else REPORT_ANSWERS) | more.pop("answers", {})  # type: ignore[operator] - a mapping
    values = {
        "posted_at": datetime(2023, 6, 1, 9, 30, 15, 123456, tzinfo=UTC), "consent": "application-lt-1", **more,
    }  # fmt: skip
    return Post(f"t{next(_numbers)}", response_id, "namai", form, PostKind.NEW, answers=answers, **values)  # type: ignore[arg-type]


def correction(response_id: str = "w-1", form: str = "application", **answers: str) -> Post:
    """Return a post that corrects answers."""
    at = datetime(2023, 6, 3, 9, 0, tzinfo=UTC)
    return Post(f"t{next(_numbers)}", response_id, "namai", form, PostKind.CORRECTION, at, answers)


def withdrawal(response_id: str = "w-1", form: str = "application") -> Post:
    """Return a post that takes answers back."""
    at = datetime(2023, 6, 3, 9, 0, tzinfo=UTC)
    return Post(f"t{next(_numbers)}", response_id, "namai", form, PostKind.WITHDRAWAL, at)


def suspect(response_id: str = "w-9", **answers: str) -> Post:
    """Return a post that was held apart."""
    return new_post(response_id, state=PostState.SUSPECT, suspicion="trap", answers=answers)
