"""The result in the words of records: lanes, contacts, reasons and questions by their ids."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from forms.matching.census import Census
from forms.matching.numbering import as_texts
from forms.matching.profiles import Profiles
from forms.matching.questions import Asked
from forms.matching.reasons import reasons_for
from forms.matching.records import Lane, Linkage, Question, Reason

_REASONS, _LANES = as_texts(Reason), as_texts(Lane)
_REASON_AT = {reason: place for place, reason in enumerate(Reason)}
_LANE_AT = {lane: place for place, lane in enumerate(Lane)}


def _reasons(
    profiles: Profiles, census: Census, contact: NDArray[np.int64], together: NDArray[np.bool_], decided: frozenset[int]
) -> NDArray[np.int8]:
    """Return for each record why it is with its contact, compared with the record before it there; by place."""
    rows = np.flatnonzero(together)
    # The profile's own number orders the records of a contact by what is written, so that alike ones are neighbours.
    rows = rows[np.lexsort((rows, profiles.of_record[rows], contact[rows]))]
    before = np.empty(len(rows), np.int64)
    if len(rows):
        starts = np.concatenate(([True], contact[rows][1:] != contact[rows][:-1]))
        before[1:] = rows[:-1]
        before[starts] = rows[np.flatnonzero(starts) + 1]
    nothing = (profiles.first == 0) & (profiles.last == 0) & (profiles.email == 0) & (profiles.phone == 0)
    found = np.where(nothing, _REASON_AT[Reason.EMPTY], _REASON_AT[Reason.ALONE]).astype(np.int8)[profiles.of_record]
    mine, yours = profiles.of_record[rows], profiles.of_record[before]
    found[rows] = _REASON_AT[Reason.IDENTICAL]
    differ = mine != yours
    found[rows[differ]] = reasons_for(profiles, census, mine[differ], yours[differ])
    if decided:
        found[rows[np.isin(mine, np.fromiter(decided, np.int64))]] = _REASON_AT[Reason.DECIDED]
    return found


def tell(
    ids: Sequence[str],
    profiles: Profiles,
    census: Census,
    contact: NDArray[np.int64],
    asked: Sequence[Asked],
    *,
    decided: frozenset[int],
    expected_wrong: float,
    counts: tuple[int, int],
) -> Linkage:
    """Return the linkage; a contact is called by the id of its first record."""
    _, first_row, of_contact, sizes = np.unique(contact, return_index=True, return_inverse=True, return_counts=True)
    rows: list[int] = first_row[of_contact].tolist()
    contact_ids = [ids[row] for row in rows]
    together = sizes[of_contact] > 1
    pairs = float((sizes * (sizes - 1) / 2).sum())
    why = reasons_for(
        profiles,
        census,
        np.array([question.one for question in asked], np.int64),
        np.array([question.other for question in asked], np.int64),
    )
    in_question: dict[int, int] = {}
    for question, reason in zip(asked, why.tolist(), strict=True):
        in_question.setdefault(question.record_one, reason)
        in_question.setdefault(question.record_other, reason)
    reasons = _reasons(profiles, census, contact, together, decided)
    lanes = np.where(together, _LANE_AT[Lane.SAME], _LANE_AT[Lane.DIFFERENT])
    for row, reason in in_question.items():
        if not together[row]:
            lanes[row], reasons[row] = _LANE_AT[Lane.ASK], reason
    return Linkage(
        tuple(ids),
        tuple(contact_ids),
        tuple(_LANES[lanes].tolist()),
        tuple(_REASONS[reasons].tolist()),
        tuple(
            Question(
                ids[question.record_one],
                ids[question.record_other],
                contact_ids[question.record_one],
                contact_ids[question.record_other],
                reason,
                question.likelihood,
            )
            for question, reason in zip(asked, _REASONS[why].tolist(), strict=True)
        ),
        expected_wrong / pairs if pairs else 0.0,
        *counts,
    )
