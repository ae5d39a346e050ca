"""The outbox: one recipient a letter, patience with mail servers, and one Message-ID whatever happens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.outbox import (
    WAITS,
    LetterState,
    Priority,
    QueuedLetter,
    after_permanent,
    after_temporary,
    due,
    held,
    message_id,
    put_back,
    released,
    sending,
    sent,
)
from forms.words import Language

NOW = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


def queued(key: str = "A-1/v1/application_received", **changes: Any) -> QueuedLetter:
    letter = QueuedLetter(
        key=key,
        kind="application_received",
        language=Language.LT,
        recipient="kamile@example.org",
        fields={"first_name": "Kamilė"},
        organisation="namai",
        reply_to="koordinatore@example.org",
        queued_at=NOW,
    )
    return replace(letter, **changes)


@pytest.mark.parametrize(
    "recipient",
    [
        "", "kamile", "@example.org", "a@", "a@b.lt,c@d.lt", "a@b.lt;c@d.lt", "a@b.lt c@d.lt", "a@b@c.lt", " a@b.lt",
        "a@b.lt\n", "a@b.lt\r\nBcc: c@d.lt", "a\t@b.lt", "Kamilė <a@b.lt>", '"a"@b.lt', "a@b.lt\u2028", "a@b.lt\u00a0",
    ],
)  # fmt: skip
def test_letter_to_anything_but_one_address_is_refused(recipient: str) -> None:
    with pytest.raises(ValueError, match=r"^a letter has exactly one recipient$"):
        queued(recipient=recipient)


@given(st.text(max_size=40))
def test_letter_that_is_accepted_has_one_at_sign_and_no_separator(recipient: str) -> None:
    try:
        letter = queued(recipient=recipient)
    except ValueError:
        return
    assert letter.recipient.count("@") == 1
    assert not any(sign.isspace() or sign in ",;:<>" for sign in letter.recipient)


def test_letter_shows_neither_recipient_nor_fields_when_printed() -> None:
    assert "kamile@example.org" not in repr(queued())
    assert "Kamilė" not in repr(queued())


def test_message_id_is_the_same_for_a_key_and_tells_nothing_of_it() -> None:
    key = "kamile@example.org/2026-W10/weekly_letter"
    one = message_id(key, "example.org")
    assert one == message_id(key, "example.org") == "<f38b994207b16a0381edc2906d01e78d@example.org>"
    assert one != message_id(f"{key}x", "example.org")


def test_letter_is_put_off_longer_each_time_and_then_given_up() -> None:
    letter, waits = queued(), list[timedelta]()
    for _ in range(10):
        letter = after_temporary(sending(letter), "Palaukite.", NOW)
        if letter.state is LetterState.FAILED:
            break
        assert letter.next_at is not None
        waits.append(letter.next_at - NOW)
    assert waits == list(WAITS) == [timedelta(minutes=15), *(timedelta(hours=hours) for hours in (1, 4, 12, 24))]
    assert (letter.state, letter.attempts, letter.next_at) == (LetterState.FAILED, 6, None)
    assert letter.last_error == "Palaukite."


def test_letter_put_off_is_due_when_its_wait_is_over_and_not_before() -> None:
    letter = after_temporary(sending(queued()), "Palaukite.", NOW)
    assert due([letter], NOW + WAITS[0] - timedelta(seconds=1)) == ()
    assert due([letter], NOW + WAITS[0]) == (letter,)


def test_letter_refused_for_good_is_not_due_again() -> None:
    failed = after_permanent(sending(queued()), "Tokio adreso nėra.")
    assert (failed.state, failed.last_error, failed.attempts) == (LetterState.FAILED, "Tokio adreso nėra.", 1)
    assert due([failed], NOW + timedelta(days=100)) == ()


def test_letter_that_left_keeps_when_and_no_error() -> None:
    put_off = after_temporary(sending(queued()), "Palaukite.", NOW)
    left = sent(sending(put_off), NOW + timedelta(hours=1))
    assert (left.state, left.sent_at, left.last_error, left.next_at) == (
        LetterState.SENT,
        NOW + timedelta(hours=1),
        "",
        None,
    )
    assert due([left], NOW + timedelta(days=1)) == ()


def test_letter_found_being_sent_after_a_crash_is_due_with_the_same_key() -> None:
    crashed = sending(queued())
    assert due([crashed], NOW) == (crashed,)
    assert crashed.key == queued().key


@pytest.mark.parametrize("state", [LetterState.SENT, LetterState.FAILED, LetterState.HELD])
def test_letter_that_is_done_or_held_is_not_due(state: LetterState) -> None:
    assert due([queued(state=state)], NOW) == ()


def test_letters_are_due_by_priority_then_by_age() -> None:
    old = NOW - timedelta(days=1)
    letters = [
        queued("4", priority=Priority.WEEKLY, queued_at=old),
        queued("3", priority=Priority.CONFIRMATION),
        queued("5", priority=Priority.NEWS, queued_at=old),
        queued("1", priority=Priority.CONFIRMATION, queued_at=old),
        queued("2", priority=Priority.CONFIRMATION),
    ]
    assert [letter.key for letter in due(letters, NOW)] == ["1", "2", "3", "4", "5"]


def test_letter_is_never_changed_in_place() -> None:
    letter = queued()
    after_temporary(sending(letter), "Palaukite.", NOW)
    assert letter == queued()


def test_letter_put_back_is_due_at_once_and_no_attempt_is_counted() -> None:
    fresh, tried = queued(), replace(after_temporary(sending(queued()), "Palaukite.", NOW), next_at=None)
    assert [put_back(one, "Pašto serveris neatsako.") for one in (fresh, tried, sending(fresh))] == [
        replace(fresh, last_error="Pašto serveris neatsako."),
        replace(tried, last_error="Pašto serveris neatsako."),
        replace(sending(fresh), state=LetterState.RETRY, last_error="Pašto serveris neatsako."),
    ]


def test_letter_held_is_not_due_until_it_is_released_with_all_its_attempts() -> None:
    put_off = after_temporary(sending(queued()), "Palaukite.", NOW)
    kept_back = held(put_off, "Sulaikyta.")
    assert (kept_back.state, kept_back.next_at, kept_back.last_error) == (LetterState.HELD, None, "Sulaikyta.")
    assert due([kept_back], NOW + timedelta(days=100)) == ()
    assert released(kept_back) == queued()
    assert due([released(kept_back)], NOW) == (queued(),)
