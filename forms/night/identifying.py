"""Which row is which answer of the form itself: by their moments and what they say, where no id stands in the row."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from forms.answers import folded
from forms.dates import read_moment
from forms.google_form.answers import FormAnswer
from forms.questions import Form
from forms.responses import Response

_SAME_MOMENT = timedelta(seconds=2)
"""The form's time and the sheet's stamp of one answer differ by no more; the sheet has no fractions of a second."""

Told = tuple[datetime | None, Mapping[str, str]]
"""What a row says: its time stamp and its answers, by question."""


def rows_of(form: type[Form], given: Sequence[FormAnswer], rows: Sequence[Told]) -> Sequence[Sequence[int]]:
    """Return for each answer the numbers of the rows that may be its row."""
    by_second: dict[int, list[int]] = defaultdict(list)
    for number, (moment, _) in enumerate(rows):
        if moment is not None:
            by_second[int(moment.timestamp())].append(number)
    reach = int(_SAME_MOMENT.total_seconds())
    found: list[Sequence[int]] = []
    for answer in given:
        near = {
            number
            for moment in (answer.created_at, answer.last_submitted_at)
            for second in range(int(moment.timestamp()) - reach, int(moment.timestamp()) + reach + 1)
            for number in by_second.get(second, ())
        }
        found.append([number for number in sorted(near) if _says_the_same(form, answer, rows[number][1])])
    return found


def with_ids(form: type[Form], given: Sequence[FormAnswer], responses: Sequence[Response]) -> Sequence[Response]:
    """Return the responses, those without an id with that of the one answer that can be theirs."""
    if not given:
        return responses
    there = {one.response_id for one in responses}
    lone = [one for one in given if one.response_id not in there]
    found = rows_of(form, lone, [(read_moment(one.stamp) if one.stamp else None, one.answers) for one in responses])
    claimed = Counter(number for numbers in found for number in numbers)
    ids = {
        numbers[0]: answer.response_id
        for answer, numbers in zip(lone, found, strict=True)
        if len(numbers) == 1 and claimed[numbers[0]] == 1 and not responses[numbers[0]].response_id
    }
    return [replace(one, response_id=ids[number]) if number in ids else one for number, one in enumerate(responses)]


def _says_the_same(form: type[Form], answer: FormAnswer, said: Mapping[str, str]) -> bool:
    """Tell whether at least half of an answer stands in a row; the rest may have been mended there."""
    told = [(form.question(key), text) for key, text in answer.answers.items() if text]
    same = sum(
        folded(said.get(question.key, "")) == folded(text)
        or question.answer.read(said.get(question.key, "") or "\x00") == question.answer.read(text)
        for question, text in told
    )
    return same * 2 >= len(told)
