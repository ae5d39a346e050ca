"""Which response seen before a changed row is an edit of, and when it is another response altogether."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from forms.answers import Email
from forms.dates import VILNIUS, read_date, read_moment
from forms.responses import Known, Response, content_of

TELLING = ("title", "date", "first_name", "last_name")
"""Questions whose answers tell one event or person from the next. Our rule."""

_MOST_COMPARED = 200
"""Known responses that one row is compared with; more share a stamp or a writer only in a sheet gone wrong."""

_TO_THE_MINUTE = re.compile(r":\d\d|^\d{5}\.\d")

_Mark = TypeVar("_Mark")
_Pair = tuple[float, str, str, int, Known]


def pair_edits(left: Sequence[Response], missed: Sequence[Known]) -> dict[int, Known]:
    """Return, by the number of the row, the known response that it is an edit of; the surest are paired first.

    First come rows that kept their time stamp, for a correction in the sheet does, and two people seldom submit in
    the same second. Then rows whose answers are all the same, then those that `_moved_likeness` finds alike: an edit
    through the form moves the stamp, but takes the row away and puts it back in one go, so that only responses that
    stood until now can have moved.
    """
    paired: dict[int, Known] = {}
    if not left or not missed:
        return paired
    email = next((question.key for question in left[0].form.questions if isinstance(question.answer, Email)), "")
    stood = [past for past in missed if not past.vanished]

    def stamp_and_writer(one: Response | Known) -> list[tuple[str, str]]:
        writer = one.answers.get(email, "").casefold()
        return [(one.stamp, writer)] if writer and _TO_THE_MINUTE.search(one.stamp) else []

    def stamp_alone(one: Response | Known) -> list[str]:
        return [one.stamp] if _TO_THE_MINUTE.search(one.stamp) else []

    def content(one: Response | Known) -> list[str]:
        return [one.content]

    def who_and_what(one: Response | Known) -> list[tuple[str, ...]]:
        """Return the writer with what tells, and all answers but each single one that does."""
        answers = one.answers
        told = tuple(answers.get(key, "") for key in TELLING)
        others = [
            (key, content_of({name: text for name, text in answers.items() if name != key}))
            for key in TELLING
            if key in answers
        ]
        return [(answers.get(email, "").casefold(), *told), *others]

    _pair(paired, _candidates(paired, left, missed, stamp_and_writer), _likeness)
    _pair(paired, _candidates(paired, left, missed, stamp_alone), _same_subject_likeness)
    _pair(paired, _candidates(paired, left, stood, content), _likeness)
    _pair(paired, _candidates(paired, left, stood, who_and_what), _moved_likeness)
    return paired
