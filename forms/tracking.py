"""Which of the responses seen before is this row: new, same, edited, returned or vanished.

Identity never rests on a row number. A row is known again by its content; a changed row by its time stamp, or by who
wrote it and how little changed. What is left over is new, what is missed has vanished.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from forms.dates import read_moment
from forms.edits import asked_keys, pair_edits
from forms.responses import Known, Response, content_of

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


def is_key(text: str) -> bool:
    """Tell whether a text is written as our keys are."""
    letter, _, rest = text.partition("-")
    return len(letter) == 1 and letter.isupper() and len(rest) == _KEY_LENGTH and set(rest) <= set(_ALPHABET)


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
    by_fingerprint = {past.fingerprint: past for past in sorted(known, key=lambda past: not past.vanished)}
    left: list[Response] = []
    repeated: list[Response] = []
    for response in responses:
        past = by_fingerprint.get(response.fingerprint)
        if past is None:
            left.append(response)
        elif past.key in settled:
            repeated.append(response)
        else:
            settled[past.key] = _still_there(response, past)
    missed = [past for past in known if past.key not in settled]
    if left:
        left = _settle_masked(left, missed, settled)
        left, more = _drop_repeats(left, settled.values())
        repeated += more
    left = _with_own_ids(left, settled.values())
    edits = pair_edits(left, [past for past in missed if past.key not in settled])
    for number, past in edits.items():
        settled[past.key] = _edited(left[number], past)
    taken = {past.key for past in known}
    for response in (response for number, response in enumerate(left) if number not in edits):
        key = new_key(response.form.letter, response.fingerprint, taken, salt)
        taken.add(key)
        settled[key] = Tracked(key, 1, Status.NEW, response, None)
    for past in known:
        if past.key not in settled:
            settled[past.key] = Tracked(past.key, past.version, Status.VANISHED, None, past)
    return Tracking(tuple(settled.values()), tuple(repeated))


def _with_own_ids(left: Sequence[Response], standing: Iterable[Tracked]) -> list[Response]:
    """Leave out ids that say nothing: those of responses that stand elsewhere, and those of several rows.

    So they come where a row was copied. Where their column was sorted alone, none says anything.
    """
    if any(map(_is_of_another, standing := list(standing))):
        return [replace(one, response_id="") for one in left]
    taken = {its for one in standing for its in (one.known and one.known.response_id, _id_of(one)) if its}
    counts = Counter(response.response_id for response in left)
    return [
        replace(one, response_id="") if one.response_id in taken or counts[one.response_id] > 1 else one for one in left
    ]


def _id_of(found: Tracked) -> str:
    return found.response.response_id if found.response else ""


def _is_of_another(found: Tracked) -> bool:
    """Tell whether an unchanged row bears another id than it had."""
    return bool(found.known and found.known.response_id and _id_of(found) not in {"", found.known.response_id})


def ids_learned(tracking: Tracking) -> dict[str, str]:
    """Return, by key, the ids of responses that had none yet; one that two would have is nobody's."""
    if any(map(_is_of_another, tracking.tracked)):
        return {}
    known = {found.known.response_id for found in tracking.tracked if found.known}
    ids = {
        found.key: _id_of(found)
        for found in tracking.tracked
        if _id_of(found) not in known and not (found.known and found.known.response_id)
    }
    counts = Counter(ids.values())
    return {key: its for key, its in ids.items() if its and counts[its] == 1}


def _still_there(response: Response, past: Known) -> Tracked:
    status = Status.RETURNED if past.vanished else Status.SAME
    return Tracked(past.key, past.version, status, response, past)


def _edited(row: Response, past: Known) -> Tracked:
    """Return a changed row as its known response, with what was answered before in columns that its tab lacks."""
    seen = asked_keys(row.form) - row.unasked
    kept = {key: text for key, text in past.answers.items() if key not in seen}
    response = replace(row, answers={**row.answers, **kept}) if kept else row
    if response.content != past.content:
        return Tracked(past.key, past.version + 1, Status.EDITED, response, past)
    if response.stamp != past.stamp:
        return Tracked(past.key, past.version, Status.RESTAMPED, response, past)
    return _still_there(response, past)


def _settle_masked(left: Sequence[Response], missed: Collection[Known], settled: dict[str, Tracked]) -> list[Response]:
    """Settle rows that hide an answer given before: their tab lost an optional column, or the form a question.

    What was answered there still stands.
    """
    asked = asked_keys(left[0].form)
    by_visible: dict[tuple[str, frozenset[str], str], list[Known]] = defaultdict(list)
    for unasked in {response.unasked for response in left}:
        seen = asked - unasked
        for past in missed:
            if not past.answers.keys() <= seen:
                by_visible[past.stamp, unasked, _visible(past.answers, seen)].append(past)
    if not by_visible:
        return list(left)
    rest: list[Response] = []
    for response in left:
        found = by_visible.get((response.stamp, response.unasked, response.content), [])
        past = next((past for past in found if past.key not in settled), None)
        if past is None:
            rest.append(response)
        else:
            settled[past.key] = _still_there(replace(response, answers=past.answers), past)
    return rest


def _visible(answers: Mapping[str, str], seen: frozenset[str]) -> str:
    return content_of({key: text for key, text in answers.items() if key in seen})


def _drop_repeats(left: Sequence[Response], standing: Iterable[Tracked]) -> tuple[list[Response], list[Response]]:
    """Part responses that say the same as another one moments before from those that do not."""
    asked = asked_keys(left[0].form) if left else frozenset[str]()
    masks = {response.unasked for response in left if response.unasked}
    contents = {response.content for response in left}
    seen: dict[str, _Stamps] = defaultdict(_Stamps)
    for found in standing:
        if found.response:
            hidden = {_visible(found.response.answers, asked - unasked) for unasked in masks}
            for content in contents & {found.response.content, *hidden}:
                seen[content].add(found.response.stamp)
    fresh: list[Response] = []
    repeated: list[Response] = []
    for response in sorted(left, key=_in_time):
        stamps = seen[response.content]
        if stamps.has_near(response.stamp):
            repeated.append(response)
        else:
            stamps.add(response.stamp)
            fresh.append(response)
    return fresh, repeated


def _in_time(response: Response) -> tuple[datetime, str, str, str, int]:
    """Return what rows are ordered by, so that nothing depends on how people sort them."""
    moment = read_moment(response.stamp) or datetime.max.replace(tzinfo=UTC)
    return moment, response.stamp, response.content, response.tab, response.row


class _Stamps:
    """The time stamps of responses that say the same."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._moments: list[datetime] = []

    def add(self, stamp: str) -> None:
        self._texts.add(stamp)
        if moment := read_moment(stamp):
            insort(self._moments, moment)

    def has_near(self, stamp: str) -> bool:
        if stamp in self._texts:
            return True
        moment = read_moment(stamp)
        if moment is None:
            return False
        place = bisect_left(self._moments, moment - SAME_SUBMISSION_WITHIN)
        return place < len(self._moments) and self._moments[place] <= moment + SAME_SUBMISSION_WITHIN
