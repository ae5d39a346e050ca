"""The outbox: one recipient a letter, patience with mail servers, and one Message-ID whatever happens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.outbox import (
    ACCOUNTS,
    WAITS,
    WHY_WORDS,
    Allowance,
    LetterState,
    Priority,
    QueuedLetter,
    Trouble,
    Why,
    admitted,
    after_permanent,
    after_temporary,
    awake,
    due,
    held,
    is_worn_out,
    message_id,
    put_back,
    read_quiet_hours,
    released,
    sending,
    sent,
    told,
    trouble_of,
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


def test_letter_has_no_place_for_a_second_recipient() -> None:
    two: Any = ["a@b.lt", "c@d.lt"]
    with pytest.raises(TypeError):
        queued(recipient=two)
    for name in ("cc", "bcc", "recipients", "to"):
        with pytest.raises(TypeError):
            queued(**{name: "c@d.lt"})
    with pytest.raises(AttributeError):
        queued().recipient = "c@d.lt"  # type: ignore[misc]  # that it cannot be set is the point


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


# Why a letter does not leave


def test_every_reason_has_words_in_both_languages_without_an_address() -> None:
    assert set(WHY_WORDS) == set(Why)
    assert [why for why, words in WHY_WORDS.items() if words.lt == words.en or "x@" in "".join(words.both())] == []


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("fact", ["", "550"])
def test_reason_is_kept_as_a_code_and_told_in_each_readers_language(why: Why, fact: str) -> None:
    trouble = Trouble(why, fact)
    assert trouble_of(trouble.kept) == trouble
    assert (told(trouble.kept, Language.LT), told(trouble.kept, Language.EN)) == trouble.words.both()
    if fact and "{fact}" in WHY_WORDS[why].lt:
        assert [fact in wording for wording in trouble.words.both()] == [True, True]
    assert why is Why.MISTYPED or "{" not in "".join(trouble.words.both())


def test_refusal_is_told_with_the_servers_code_and_without_one() -> None:
    assert told("no_address 550", Language.LT) == (
        "Pašto serveris gavėjo nepriėmė (550): greičiausiai tokio adreso nėra."
    )
    assert told("no_address", Language.EN) == (
        "The mail server refused the recipient: most likely there is no such address."
    )


@pytest.mark.parametrize("kept", ["", "Palaukite.", "Pašto serveris neatsako.", "gone 550"])
def test_sentence_of_an_earlier_version_is_told_as_it_is(kept: str) -> None:
    assert (trouble_of(kept), told(kept, Language.EN)) == (None, kept)


def test_letter_held_for_its_address_leaves_once_it_was_looked_at_whatever_happens_then() -> None:
    confirmed = released(held(queued(), Trouble(Why.MISTYPED, "gmail.com").kept))
    later = put_back(confirmed, Trouble(Why.NO_SERVER).kept)
    assert confirmed == queued(last_error=Trouble(Why.CONFIRMED).kept)
    assert later == confirmed
    assert released(held(later)).last_error == ""


def test_letter_found_being_sent_after_six_crashes_is_worn_out() -> None:
    letter, worn = queued(), list[bool]()
    for _ in range(7):
        letter = sending(letter)
        worn.append(is_worn_out(letter))
    assert worn == [False] * 5 + [True] * 2
    assert not is_worn_out(sent(letter, NOW))


# How many may leave, and when


def test_accounts_bear_what_their_providers_allow() -> None:
    assert {name: one.per_day for name, one in ACCOUNTS.items()} == {
        "small": 100, "gmail": 500, "workspace": 2_000, "own": None,
    }  # fmt: skip


def test_letters_beyond_a_days_allowance_wait_the_least_pressing_ones_first() -> None:
    letters = due(
        [
            *(queued(f"c{n}") for n in range(6)),
            *(queued(f"w{n}", priority=Priority.WEEKLY) for n in range(6)),
            *(queued(f"n{n}", priority=Priority.NEWS) for n in range(6)),
            queued("a", priority=Priority.ALARM),
        ],
        NOW,
    )
    found = ["".join(one.key for one in admitted(letters, Allowance(10, None), used)) for used in (0, 3, 9, 10, 99)]
    assert found == ["ac0c1c2c3c4c5w0w1", "ac0c1c2c3c4c5", "a", "", ""]


@given(st.lists(st.sampled_from(Priority), max_size=40), st.integers(0, 60), st.integers(1, 50))
def test_days_allowance_is_never_exceeded_and_never_lets_news_overtake(
    priorities: list[Priority], used: int, per_day: int
) -> None:
    letters = due([queued(f"{n:02}", priority=one) for n, one in enumerate(priorities)], NOW)
    found = admitted(letters, Allowance(per_day, None), used)
    assert len(found) <= max(per_day - used, 0)
    assert found == letters[: len(found)]


def test_account_without_a_limit_lets_all_leave() -> None:
    letters = tuple(queued(str(n)) for n in range(3))
    assert admitted(letters, ACCOUNTS["own"], 10_000) == letters


@pytest.mark.parametrize(
    ("hours", "quiet"),
    [
        ("22-7", [22, 23, 0, 1, 2, 3, 4, 5, 6]),
        ("0-6", [0, 1, 2, 3, 4, 5]),
        ("12-13", [12]),
        ("7-7", []),
        ("", []),
    ],
)
def test_quiet_hours_are_those_of_vilnius(hours: str, quiet: list[int]) -> None:
    midnight = datetime(2026, 7, 1, 21, tzinfo=UTC)  # summer time: UTC+3
    day = [midnight + timedelta(hours=hour) for hour in range(24)]
    found = [hour for hour, moment in enumerate(day) if read_quiet_hours(hours).contain(moment)]
    assert found == sorted(quiet)


def test_in_quiet_hours_alarms_alone_leave() -> None:
    night = datetime(2026, 3, 2, 1, tzinfo=UTC)
    letters = tuple(queued(one.name, priority=one) for one in Priority)
    call = queued(kind="call_request")
    assert awake(letters, read_quiet_hours("22-7"), night) == (letters[0],)
    assert due([*letters, call], night)[:2] == (letters[0], call)
    assert awake([*letters, call], read_quiet_hours("22-7"), night) == (letters[0], call)
    assert awake(letters, read_quiet_hours("22-7"), night + timedelta(hours=8)) == letters
