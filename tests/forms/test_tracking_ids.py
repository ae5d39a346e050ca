"""What ids that a form gives are good for, and that ids which somebody copied or sorted alone do no harm."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.responses import Response
from forms.tracking import Tracking, ids_learned, track
from tests.forms.test_tracking import LATER, SALT, A, B, remembered, row, told

EVERYTHING = {"title": "Kita klasė", "date": "2023-05-08", "present": "1", "social_contacts": "1", "minors": "Ne"}
OTHERS = {"reporter_email": "ona@pavyzdys.lt", "ambassadors": "Ona", "comments": ""}


def of(response: Response, response_id: str) -> Response:
    return replace(response, response_id=response_id)


def nights(*sheets: list[Response]) -> Tracking:
    """Track one sheet after the other, ids remembered; return what the last night found."""
    tracking, ids = Tracking((), ()), dict[str, str]()
    for sheet in sheets:
        known = [replace(one, response_id=ids.get(one.key, "")) for one in remembered(tracking)]
        tracking = track(sheet, known, salt=SALT)
        ids = {**ids_learned(tracking), **ids}
    return tracking


@pytest.mark.parametrize(
    ("sheets", "statuses"),
    [
        # Whoever edits may change what tells events apart, and the stamp moves.
        ([[of(A, "1")], [of(row(LATER, **EVERYTHING), "1")]], "edited"),
        ([[of(A, "1"), B], [B, of(row(LATER, **EVERYTHING), "1")]], "edited same"),
        ([[A], [of(A, "1")], [of(row(LATER, **EVERYTHING), "1")]], "edited"),
        ([[of(A, "1")], [], [of(row(LATER, **EVERYTHING), "1")]], "edited"),
        # An answer of its own is none, be it ever so alike.
        ([[of(A, "1")], [of(row(LATER, present="26"), "2")]], "new vanished"),
        ([[of(A, "1")], [of(row(reporter_email="ona@pavyzdys.lt"), "2")]], "new vanished"),
        # But one second, one writer and one title say more than an id.
        ([[of(A, "1")], [of(row(present="26"), "2")]], "edited"),
        # Without one of the two ids, rows are known as ever.
        ([[of(A, "1")], [row(LATER, present="26")]], "edited"),
        ([[A], [of(row(LATER, present="26"), "1")]], "edited"),
        # A row copied with its id and written over is a new one; a copy as it is repeats.
        ([[of(A, "1")], [of(A, "1"), of(row(LATER, **EVERYTHING), "1")]], "new same"),
        ([[of(A, "1")], [of(A, "1"), of(A, "1")]], "same repeated"),
        # An id that came to somebody else's row says nothing.
        ([[of(A, "1"), of(B, "2")], [of(A, "2"), of(row(LATER, present="31"), "1")]], "edited same"),
        (
            [[of(A, "1")], [of(row(LATER, **EVERYTHING, **OTHERS), "1")]],
            "new vanished",
        ),
    ],
)
def test_row_is_of_the_response_whose_id_it_bears(sheets: list[list[Response]], statuses: str) -> None:
    assert " ".join(sorted(one.status.value for one in nights(*sheets).tracked)) == statuses.replace(" repeated", "")


@given(seed=st.integers(), moved=st.sets(st.integers(0, 7), max_size=3), without=st.sets(st.integers(0, 7)))
def test_ids_sorted_alone_change_nothing(seed: int, moved: set[int], without: set[int]) -> None:
    """Whatever order the ids are brought to, the rows are known as though there were none."""
    rows = [
        row(f"2023-05-{7 + number:02} 10:00:00", title=f"Pokalbis {number}", date=f"2023-05-{6 + number:02}")
        for number in range(8)
    ]
    before = [of(one, "" if number in without else str(number)) for number, one in enumerate(rows)]
    ids = [one.response_id for one in before]
    random.Random(seed).shuffle(ids)  # noqa: S311 - no secret
    mended = [
        replace(one, answers={**one.answers, "present": "26"}) if number in moved else one
        for number, one in enumerate(rows)
    ]
    after = [of(one, response_id) for one, response_id in zip(mended, ids, strict=True)]

    found = nights(before, after)

    assert " ".join(sorted(one.status.value for one in found.tracked)) == told(rows, mended)


def test_id_is_learned_once_and_by_one_row_alone() -> None:
    first = nights([of(A, "1"), of(B, "1")])
    assert ids_learned(first) == {}
    (key,) = (one.key for one in first.tracked if one.response and one.response.stamp == A.stamp)
    known = remembered(first)
    again = track([of(A, "1"), of(B, "2")], known, salt=SALT)
    assert len(ids_learned(again)) == 2
    known = tuple(replace(one, response_id="1") if one.key == key else one for one in known)
    other = track([of(A, "9"), of(B, "1")], known, salt=SALT)
    assert ids_learned(other) == {}
