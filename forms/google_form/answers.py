"""The answers to a form as the Forms API gives them: with an id that never changes and the time of the last edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """One person's answers; an edit keeps the id and moves `last_submitted_at`."""

    response_id: str
    created_at: datetime
    last_submitted_at: datetime
    email: str = field(repr=False)
    """Empty where the form does not collect addresses."""
    answers: Mapping[str, str] = field(repr=False)
    """By the question's title; several ticks are joined as in the responses tab."""


def read_answers(bodies: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> tuple[FormAnswer, ...]:
    """Read the API's responses; `titles` are those of the questions by id. Questions that are gone are left out."""
    return tuple(_answer(body, titles) for body in bodies)


def _answer(body: Mapping[str, Any], titles: Mapping[str, str]) -> FormAnswer:
    created_at = read_timestamp(str(body["createTime"]))
    last = str(body.get("lastSubmittedTime", ""))
    answers: Mapping[str, Mapping[str, Any]] = body.get("answers", {})
    return FormAnswer(
        str(body["responseId"]),
        created_at,
        read_timestamp(last) if last else created_at,
        str(body.get("respondentEmail", "")),
        {titles[question]: _text(answer) for question, answer in answers.items() if question in titles},
    )


def _text(answer: Mapping[str, Any]) -> str:
    values: Sequence[Mapping[str, Any]] = answer.get("textAnswers", {}).get("answers", ())
    return ", ".join(str(value.get("value", "")) for value in values)


def read_timestamp(text: str) -> datetime:
    """Read a moment such as "2023-05-03T07:00:00.123456789Z"; what lies below a microsecond is dropped."""
    whole, _, fraction = text.rstrip("Z").partition(".")
    return datetime.fromisoformat(f"{whole}.{fraction[:6]:0<6}").replace(tzinfo=UTC)


def say_timestamp(at: datetime) -> str:
    """Return a moment as the API's filters take it, in UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
