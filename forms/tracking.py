"""Which of the responses seen before is this row: new, same, edited, returned or vanished.

Identity never rests on a row number. A row is known again by its content; a changed row by its time stamp, or by who
wrote it and how little changed. What is left over is new, what is missed has vanished.
"""

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from hashlib import blake2b

from forms.answers import Email
from forms.dates import read_moment
from forms.responses import Known, Response

SAME_SUBMISSION_WITHIN = timedelta(minutes=10)
"""Identical answers this close together are one submission: a double click, a slow page, a doubled trigger."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letter that reads as a digit
_KEY_LENGTH = 10


class Status(StrEnum):
    """What became of a response since it was last seen."""

    NEW = "new"
    SAME = "same"
    RESTAMPED = "restamped"
    EDITED = "edited"
    RETURNED = "returned"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Tracked:
    """A response with its stable key; `response` is None when its row is gone."""

    key: str
    version: int
    status: Status
    response: Response | None
    known: Known | None


@dataclass(frozen=True, slots=True)
class Tracking:
    """All responses of one form, and the rows that repeat one of them."""

    tracked: tuple[Tracked, ...]
    repeated: tuple[Response, ...]


def new_key(letter: str, mark: str, taken: Container[str], salt: str) -> str:
    """Return a key that nothing else has: a capital and fifty bits of a salted hash, as «A-7K2M…».

    Without the salt, which never leaves the ledger, nobody can test a guess of the content against a key.
    """
    for attempt in range(1_000):
        digest = blake2b(f"{mark}\x1d{attempt}".encode("utf-8", "replace"), digest_size=8, key=salt.encode()).digest()
        number = int.from_bytes(digest, "big")
        key = f"{letter}-" + "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_KEY_LENGTH))
        if key not in taken:
            return key
    raise AssertionError("a thousand keys in a row were taken: the salt is not one")


def track(responses: Sequence[Response], known: Sequence[Known], *, salt: str) -> Tracking:
    """Tell for each response which known one it is, or that it is new; and which known ones are gone.

    Args:
        responses: All rows of one form in one organisation, over all its tabs.
        known: What the ledger remembers of that form and organisation.
        salt: The ledger's salt for new keys.
    """
    settled: dict[str, Tracked] = {}
    by_fingerprint = {past.fingerprint: past for past in known}
    left: list[Response] = []
    repeated: list[Response] = []
    for response in responses:
        past = by_fingerprint.get(response.fingerprint)
        if past is None:
            left.append(response)
        elif past.key in settled:
            repeated.append(response)
        else:
            status = Status.RETURNED if past.vanished else Status.SAME
            settled[past.key] = Tracked(past.key, past.version, status, response, past)
    missed = [past for past in known if past.key not in settled]
    left = _mask(left, missed, settled)
    left, more = _drop_repeats(left, settled.values())
    repeated += more
    edits = _pair_edits(left, [past for past in missed if past.key not in settled])
    for number, past in edits.items():
        response = _with_unasked(left[number], past)
        status = Status.RESTAMPED if response.content == past.content else Status.EDITED
        version = past.version + (status is Status.EDITED)
        settled[past.key] = Tracked(past.key, version, status, response, past)
    taken = {past.key for past in known}
    for response in (response for number, response in enumerate(left) if number not in edits):
        key = new_key(response.form.letter, response.fingerprint, taken, salt)
        taken.add(key)
        settled[key] = Tracked(key, 1, Status.NEW, response, None)
    for past in known:
        if past.key not in settled:
            settled[past.key] = Tracked(past.key, past.version, Status.VANISHED, None, past)
    return Tracking(tuple(settled.values()), tuple(repeated))


def _with_unasked(response: Response, past: Known) -> Response:
    """Return a response with what was answered before in columns that its tab does not have."""
    kept = {key: text for key, text in past.answers.items() if key in response.unasked}
    if not kept:
        return response
    given = {**response.answers, **kept}
    ordered = {question.key: given[question.key] for question in response.form.questions if question.key in given}
    return replace(response, answers=ordered)


def _mask(left: Sequence[Response], missed: Sequence[Known], settled: dict[str, Tracked]) -> list[Response]:
    """Settle rows of tabs that lost an optional column: what was answered there before still stands."""
    rest: list[Response] = []
    by_visible: dict[tuple[str, frozenset[str], str], Known] = {}
    for unasked in {response.unasked for response in left if response.unasked}:
        for past in missed:
            visible = {key: text for key, text in past.answers.items() if key not in unasked}
            by_visible[past.stamp, unasked, json.dumps(visible, sort_keys=True)] = past
    for response in left:
        mark = (response.stamp, response.unasked, json.dumps(dict(response.answers), sort_keys=True))
        past = by_visible.get(mark) if response.unasked else None
        if past is not None and past.key not in settled:
            whole = replace(response, answers=past.answers)
            status = Status.RETURNED if past.vanished else Status.SAME
            settled[past.key] = Tracked(past.key, past.version, status, whole, past)
        else:
            rest.append(response)
    return rest


def _drop_repeats(left: Sequence[Response], standing: Iterable[Tracked]) -> tuple[list[Response], list[Response]]:
    """Part responses that say the same as another one moments before from those that do not."""
    contents = {response.content for response in left}
    seen: dict[str, list[str]] = defaultdict(list)
    for found in standing:
        if found.response and found.response.content in contents:
            seen[found.response.content].append(found.response.stamp)
    fresh: list[Response] = []
    repeated: list[Response] = []
    for response in sorted(left, key=lambda one: (one.stamp, one.tab, one.row)):
        if any(_moments_apart(response.stamp, stamp) for stamp in seen[response.content]):
            repeated.append(response)
        else:
            seen[response.content].append(response.stamp)
            fresh.append(response)
    return fresh, repeated


def _moments_apart(stamp: str, other: str) -> bool:
    if stamp == other:
        return True
    one, two = read_moment(stamp), read_moment(other)
    return one is not None and two is not None and abs(one - two) <= SAME_SUBMISSION_WITHIN


def _pair_edits(left: Sequence[Response], missed: Sequence[Known]) -> dict[int, Known]:
    """Return, by the number of the row, the known response that it is an edit of; the most alike are paired first."""
    by_stamp: dict[str, list[Known]] = defaultdict(list)
    by_writer: dict[str, list[Known]] = defaultdict(list)
    for past in missed:
        by_stamp[past.stamp].append(past)
    if not left:
        return {}
    email = next((q.key for q in left[0].form.questions if isinstance(q.answer, Email)), "")
    for past in missed:
        by_writer[past.answers.get(email, "").casefold()].append(past)
    pairs: list[tuple[float, str, int, Known]] = []
    for number, response in enumerate(left):
        candidates = {past.key: past for past in by_writer[response.answers.get(email, "").casefold()][:200]}
        candidates |= {past.key: past for past in by_stamp[response.stamp][:200]}
        for past in candidates.values():
            likeness = _likeness(response, past)
            if likeness > 0:
                pairs.append((-likeness, past.key, number, past))
    paired: dict[int, Known] = {}
    keys: set[str] = set()
    for _, key, number, past in sorted(pairs, key=lambda pair: pair[:3]):
        if number not in paired and key not in keys:
            keys.add(key)
            paired[number] = past
    return paired


def _likeness(response: Response, past: Known) -> float:
    """Return how surely a row is an edit of a known response: 0 for not at all, above 1 with the same time stamp.

    A correction in the sheet keeps the time stamp, and two people seldom submit in the same second. An edit through
    the form moves it on: then at most a fifth of the answers (two at least) may differ, so that the next event of
    the same ambassador is never taken for an edit of the last one. Our rule.
    """
    keys = response.answers.keys() | (past.answers.keys() - response.unasked)
    different = sum(response.answers.get(key) != past.answers.get(key) for key in keys)
    alike = 1 - different / len(keys)
    if response.stamp and response.stamp == past.stamp:
        return 1 + alike
    return alike if different <= max(2, len(keys) // 5) else 0
