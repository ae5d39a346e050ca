"""Which response seen before a changed row is an edit of, and when it is another response altogether."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

from forms.answers import Email
from forms.dates import VILNIUS, read_date, read_moment
from forms.questions import Form
from forms.responses import Known, Response, content_of

TELLING = ("title", "date", "first_name", "last_name")
"""Questions whose answers tell one event or one person from the next. Our rule."""

_MOST_COMPARED = 200
"""A mark that more known responses share tells none of them apart."""

_TIME_OF_DAY = re.compile(r":\d\d|^\d{5}\.\d")

_Marks = Callable[[Response | Known, str], Sequence[tuple[str, ...]]]
_Likeness = Callable[[Response, Known, str], float]


def pair_edits(left: Sequence[Response], missed: Sequence[Known]) -> dict[int, Known]:
    """Return, by the number of the row, the known response that it is an edit of; the surest are paired first.

    Surest are rows that kept time stamp, writer and what tells, as a correction in the sheet does. Next are those of
    the id that the form gave; from here on, no row of one id is an edit of another's. Then come rows that kept stamp
    and writer, rows that only changed their stamp, those that `_moved` finds alike, and last those that kept the stamp
    alone, for now and then two people submit in the same second. An edit through the form moves the stamp in one go, so
    only a response that stood until now can have moved.
    """
    paired: dict[int, Known] = {}
    if not left or not missed:
        return paired
    email = email_key(left[0].form)
    stood = [past for past in missed if not past.vanished]
    stages: tuple[tuple[_Marks, _Likeness, Sequence[Known]], ...] = (
        (_stamp_writer_and_telling, _share, missed),
        (_response_id, _share_of_one, missed),
        (_stamp_and_writer, _of_no_other(_share), missed),
        (_content, _of_no_other(_share), stood),
        (_writer_or_the_rest, _of_no_other(_moved), stood),
        (_stamp, _of_no_other(_same_subject), missed),
    )
    for marks, likeness, known in stages:
        _pair(paired, left, known, email, marks, likeness)
    return paired


@lru_cache
def asked_keys(form: type[Form]) -> frozenset[str]:
    """Return the keys of all questions that a form asks today; responses seen before may answer others."""
    return frozenset(question.key for question in form.questions)


def email_key(form: type[Form]) -> str:
    """Return the key of the question that says who writes, "" where the form asks for no address."""
    return next((question.key for question in form.questions if isinstance(question.answer, Email)), "")


def _pair(
    paired: dict[int, Known],
    left: Sequence[Response],
    known: Sequence[Known],
    email: str,
    marks: _Marks,
    likeness: _Likeness,
) -> None:
    """Pair the rows not yet paired with known responses of the same mark, the most alike first."""
    gone = {past.key for past in paired.values()}
    by_mark: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for past in known:
        if past.key not in gone:
            for mark in marks(past, email):
                by_mark[mark].append(past)
    pairs: list[tuple[float, str, str, int, Known]] = []
    for number, response in enumerate(left):
        if number in paired:
            continue
        shared = [by_mark.get(mark, ()) for mark in marks(response, email)]
        near = {past.key: past for alike in shared if len(alike) <= _MOST_COMPARED for past in alike}
        for past in near.values():
            alike = likeness(response, past, email)
            if alike > 0:
                pairs.append((-alike, past.key, response.fingerprint, number, past))
    for _, key, _, number, past in sorted(pairs, key=lambda pair: pair[:4]):
        if number not in paired and key not in gone:
            gone.add(key)
            paired[number] = past


def _of_no_other(likeness: _Likeness) -> _Likeness:
    def alike(response: Response, past: Known, email: str) -> float:
        others = response.response_id and past.response_id and response.response_id != past.response_id
        return 0 if others else likeness(response, past, email)

    return alike


def _response_id(one: Response | Known, email: str) -> Sequence[tuple[str, ...]]:
    del email
    return [(one.response_id,)] if one.response_id else []


def _share_of_one(response: Response, past: Known, email: str) -> float:
    """Return the share of one answer's row; 0 when neither stamp nor writer nor half the answers agree.

    So it is where somebody sorted the ids alone.
    """
    same = response.stamp == past.stamp or _writer(response, email) == _writer(past, email) != ""
    share = _share(response, past, email)
    return share if same or share >= 1.5 else 0  # noqa: PLR2004 - half of the answers, see _share


def _stamp(one: Response | Known, email: str) -> Sequence[tuple[str, ...]]:
    """Return the time stamp; a day alone, as people type it by hand, says nothing about who wrote."""
    del email
    return [(one.stamp,)] if _TIME_OF_DAY.search(one.stamp) else []


def _stamp_and_writer(one: Response | Known, email: str) -> Sequence[tuple[str, ...]]:
    writer = _writer(one, email)
    return [(writer, *mark) for mark in _stamp(one, email)] if writer else []


def _stamp_writer_and_telling(one: Response | Known, email: str) -> Sequence[tuple[str, ...]]:
    return [(*mark, *_told(one)) for mark in _stamp_and_writer(one, email)]


def _content(one: Response | Known, email: str) -> Sequence[tuple[str, ...]]:
    del email
    return [(one.content,)]


def _writer_or_the_rest(one: Response | Known, email: str) -> Sequence[tuple[str, ...]]:
    """Return the writer with all that tells, and for each of these answers all the others."""
    answers = one.answers
    rests = [
        (key, content_of({name: text for name, text in answers.items() if name != key}))
        for key in (email, *TELLING)
        if key in answers
    ]
    return [(_writer(one, email), *_told(one)), *rests]


def _told(one: Response | Known) -> Sequence[str]:
    return [one.answers.get(key, "") for key in TELLING]


def _writer(one: Response | Known, email: str) -> str:
    return one.answers.get(email, "").casefold()


def _differing(response: Response, past: Known) -> tuple[set[str], int]:
    """Return the questions answered differently, of those that the tab has, and how many are answered at all."""
    keys = response.answers.keys() | (past.answers.keys() & asked_keys(response.form) - response.unasked)
    return {key for key in keys if response.answers.get(key) != past.answers.get(key)}, len(keys)


def _share(response: Response, past: Known, email: str) -> float:
    """Return which share of the answers is the same, and one more, for the mark says enough."""
    del email
    different, answered = _differing(response, past)
    return 2 - len(different) / answered


def _same_subject(response: Response, past: Known, email: str) -> float:
    """Return how alike two rows of one stamp are; 0 when neither the writer nor anything that tells is the same."""
    told = [key for key in (email, *TELLING) if key in response.answers or key in past.answers]
    different, _ = _differing(response, past)
    return _share(response, past, email) if not told or set(told) - different else 0


def _moved(response: Response, past: Known, email: str) -> float:
    """Return how surely a row whose stamp moved is an edit of a known response, 0 for not at all.

    At most a fifth of the answers (two at least, and fewer than half) may differ. Where one of them tells events or
    people apart, it must be the only one, and its day must not lie after the first stamp: the next event of the same
    ambassador, much like the last, is never taken for an edit of it. Our rule.
    """
    del email
    different, answered = _differing(response, past)
    if different.isdisjoint(TELLING):
        allowed = len(different) <= max(2, answered // 5) and len(different) * 2 < answered
    else:
        allowed = len(different) == 1 and answered > 2 and not _is_later(response, past)  # noqa: PLR2004 - see above
    return 1 - len(different) / answered if allowed else 0


def _is_later(response: Response, past: Known) -> bool:
    day, stamped = read_date(response.answers.get("date", "")), read_moment(past.stamp)
    return day is not None and stamped is not None and day > stamped.astimezone(VILNIUS).date()
