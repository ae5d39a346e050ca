from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from sqlalchemy import func, select

from flows.adapters.ledger import SqlLedger, open_ledger
from flows.adapters.ledger.faults import (
    LedgerContradictionError,
)
from flows.adapters.ledger.tables import metadata
from forms.memory import EventLink, Memory, Past, Restamped, Run
from forms.outbox import LetterState
from forms.privacy import Personal
from tests.flows.ledger_samples import LATER, LATEST, NOW, contact_link, decision, known, letter, version

pytest_plugins = ["tests.flows.databases"]


def test_past_of_an_organisation_never_met_is_empty(ledger: SqlLedger) -> None:
    assert ledger.past("vilnius") == Past()


def test_salt_is_made_once_for_all_who_open_the_ledger(address: str) -> None:
    with open_ledger(address) as one, open_ledger(address) as other:
        salt = one.salt()
        assert (len(salt), one.salt(), other.salt()) == (32, salt, salt)


def test_commit_is_remembered_whole_and_by_its_organisation_only(ledger: SqlLedger) -> None:
    one = version()
    memory = Memory(
        versions=(one,),
        decisions=(decision("accepted"),),
        contact_links=(contact_link("c-1"),),
        event_links=(EventLink("A-1", "e-1", "only_one"),),
        watched=frozenset({"application"}),
        opened=("problem:A-1",),
    )
    ledger.commit("vilnius", memory, now=NOW)
    assert ledger.past("vilnius") == Past(
        responses={"application": (known(one),)},
        decisions=(decision("accepted"),),
        contact_links=(contact_link("c-1"),),
        event_links=(EventLink("A-1", "e-1", "only_one"),),
        watched=frozenset({"application"}),
        matters={"problem:A-1": NOW},
    )
    assert ledger.past("kaunas") == Past()


def test_same_key_in_two_organisations_is_two_responses(ledger: SqlLedger) -> None:
    ledger.commit("vilnius", Memory(versions=(version(stamp="one"),)), now=NOW)
    ledger.commit("kaunas", Memory(versions=(version(stamp="other"),)), now=NOW)
    found = [ledger.past(name).responses["application"][0].stamp for name in ("vilnius", "kaunas")]
    assert found == ["one", "other"]


def test_moments_come_back_in_utc_whatever_zone_they_were_given_in(ledger: SqlLedger) -> None:
    vilnius = timezone(timedelta(hours=2))
    ledger.commit("o", Memory(versions=(version(),)), now=NOW.astimezone(vilnius))
    (one,) = ledger.past("o").responses["application"]
    assert (one.first_seen_at, one.first_seen_at.tzinfo) == (NOW, UTC)


def test_past_shows_the_latest_version_with_when_it_changed(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(versions=(version(),)), now=NOW)
    ledger.commit("o", Memory(versions=(version(number=2),)), now=LATER)
    assert ledger.past("o").responses == {"application": (known(version(number=2), NOW, LATER),)}
    assert ledger.past("o", as_of=NOW).responses == {"application": (known(version()),)}


def test_restamping_holds_for_its_version_only(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(versions=(version(),)), now=NOW)
    moved = Memory(restamped=(Restamped("A-1", "moved", "2026-03-02 10:00"),))
    ledger.commit("o", moved, now=LATER)
    (one,) = ledger.past("o").responses["application"]
    assert (one.fingerprint, one.stamp, one.changed_at) == ("moved", "2026-03-02 10:00", NOW)
    ledger.commit("o", Memory(versions=(version(number=2),)), now=LATEST)
    (two,) = ledger.past("o").responses["application"]
    assert (two.version, two.fingerprint) == (2, "f-A-1-2")
    ledger.commit("o", moved, now=LATEST)
    (three,) = ledger.past("o").responses["application"]
    assert (three.version, three.fingerprint) == (2, "moved")


def test_every_fingerprint_that_a_response_had_was_seen(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(versions=(version(),)), now=NOW)
    ledger.commit("o", Memory(restamped=(Restamped("A-1", "moved", "s"),)), now=LATER)
    ledger.commit("o", Memory(versions=(version(number=2),)), now=LATEST)
    assert (ledger.seen("o"), ledger.seen("p")) == ({"f-A-1-1", "moved", "f-A-1-2"}, frozenset())


def test_vanished_response_may_return_and_vanish_again(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(versions=(version(),)), now=NOW)
    found = []
    for memory in (Memory(vanished=("A-1",)), Memory(returned=("A-1",)), Memory(vanished=("A-1",))):
        ledger.commit("o", memory, now=LATER)
        found.append(ledger.past("o").responses["application"][0].vanished)
    assert found == [True, False, True]


def test_responses_keep_the_order_in_which_they_were_first_seen(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(versions=(version("A-9"), version("A-1"))), now=NOW)
    ledger.commit("o", Memory(versions=(version("A-5"), version("A-9", 2))), now=LATER)
    assert [one.key for one in ledger.past("o").responses["application"]] == ["A-9", "A-1", "A-5"]


def test_links_come_in_the_order_in_which_each_mention_was_linked_first(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(versions=(version("A-1"), version("A-2"))), now=NOW)
    ledger.commit("o", Memory(contact_links=(contact_link("c-1"), contact_link("c-2", "A-2"))), now=NOW)
    ledger.commit("o", Memory(contact_links=(contact_link("c-3"), contact_link("c-2", "A-2"))), now=LATER)
    assert ledger.past("o").contact_links == (contact_link("c-3"), contact_link("c-2", "A-2"))
    assert ledger.past("o").former_links == (contact_link("c-1"),)
    assert ledger.past("o", as_of=NOW).contact_links == (contact_link("c-1"), contact_link("c-2", "A-2"))


def test_more_links_than_a_statement_may_name_are_not_made_twice(ledger: SqlLedger) -> None:
    keys = [f"A-{number}" for number in range(1_200)]
    memory = Memory(
        versions=tuple(map(version, keys)),
        contact_links=tuple(contact_link("c", key) for key in keys),
        event_links=tuple(EventLink(key, "e", "r") for key in keys),
        restamped=tuple(Restamped(key, f"m-{key}", "s") for key in keys),
    )
    ledger.commit("o", memory, now=NOW)
    before = ledger.past("o")
    ledger.commit("o", memory, now=LATER)
    assert (ledger.past("o"), rows_of(ledger, "contact_links"), rows_of(ledger, "stamps")) == (before, 1_200, 1_200)


def test_decision_taken_back_is_remembered_as_such(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(decisions=(decision("accepted"),)), now=NOW)
    ledger.commit("o", Memory(decisions=(decision("", LATER),)), now=LATER)
    assert ledger.past("o").decisions == (decision("", LATER),)
    assert ledger.past("o", as_of=NOW).decisions == (decision("accepted"),)


def test_decisions_on_one_subject_stand_side_by_side_in_several_tabs(ledger: SqlLedger) -> None:
    first, second = decision("accepted", LATER), decision("hold", NOW, tab="letters")
    ledger.commit("o", Memory(decisions=(first, second)), now=LATER)
    assert ledger.past("o").decisions == (second, first)


def test_matter_that_reopens_waits_since_then(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(opened=("m",)), now=NOW)
    ledger.commit("o", Memory(opened=("m",)), now=LATER)
    assert ledger.past("o").matters == {"m": NOW}
    ledger.commit("o", Memory(closed=("m",)), now=LATER)
    assert ledger.past("o").matters == {}
    ledger.commit("o", Memory(opened=("m",)), now=LATEST)
    assert ledger.past("o").matters == {"m": LATEST}
    assert [ledger.past("o", as_of=at).matters for at in (NOW, LATER)] == [{"m": NOW}, {}]


def test_last_announcement_of_a_response_counts(ledger: SqlLedger) -> None:
    ledger.announce("o", ["a", "b"], letters=False, now=NOW)
    ledger.announce("o", ["b", "c"], letters=True, now=LATER)
    past = ledger.past("o")
    assert (past.quiet, past.loud) == ({"a"}, {"b", "c"})
    assert (ledger.past("o", as_of=NOW).quiet, ledger.past("p").quiet) == ({"a", "b"}, frozenset())


def test_mark_stands_until_the_organisation_commits_something(ledger: SqlLedger) -> None:
    assert ledger.settled("o") == ""
    ledger.settle("o", "first")
    ledger.settle("o", "second")
    ledger.settle("p", "other")
    ledger.commit("o", Memory(), now=NOW)
    assert ledger.settled("o") == "second"
    ledger.commit("o", Memory(watched=frozenset({"application"})), now=NOW)
    assert (ledger.settled("o"), ledger.settled("p")) == ("", "other")


def test_contradiction_keeps_nothing_of_the_commit(ledger: SqlLedger) -> None:
    for wrong in (
        Memory(versions=(version(),), contact_links=(contact_link("c-1", "A-unseen"),)),
        Memory(versions=(version(),), restamped=(Restamped("A-unseen", "f", "s"),)),
        Memory(versions=(version(),), vanished=("A-unseen",)),
    ):
        with pytest.raises(LedgerContradictionError):
            ledger.commit("o", wrong, now=NOW)
    assert ledger.past("o") == Past()


def test_text_that_no_database_can_keep_is_kept_readable(ledger: SqlLedger) -> None:
    strange = decision("accepted", subject="A-1")
    ledger.commit("o", Memory(decisions=(replace(strange, comment="a\x00b \ud83d c ą"),)), now=NOW)
    assert ledger.past("o").decisions[0].comment == "a\ufffdb \ufffd c ą"


def test_runs_are_listed_newest_first(ledger: SqlLedger) -> None:
    first = Run("consolidate", NOW, "o", {"new": 2, "edited": 0}, ("Atsakymai",))
    second = Run("outbox", LATER)
    ledger.log(second)
    ledger.log(first)
    assert (ledger.runs(), ledger.runs(most=1)) == ([second, first], [second])


def test_repeated_run_replaces_the_first_only_when_it_has_something_to_say(ledger: SqlLedger) -> None:
    first = Run("consolidate", NOW, "o", {"new": 2})
    ledger.log(first)
    ledger.log(Run("consolidate", NOW, "o", {"new": 0}))
    assert ledger.runs() == [first]
    ledger.log(Run("consolidate", NOW, "o", {"new": 0}, ("not read",)))
    assert ledger.runs() == [Run("consolidate", NOW, "o", {"new": 0}, ("not read",))]
    ledger.log(Run("consolidate", NOW, "o", {"new": 3}))
    assert ledger.runs() == [Run("consolidate", NOW, "o", {"new": 3})]


def test_letter_comes_back_with_its_days_and_moments(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(letters=(letter(),)), now=NOW)
    assert (ledger.past("o").letters, ledger.letters(), ledger.unsent()) == ((letter(),),) * 3


def test_letter_whose_key_is_there_is_not_queued_again(ledger: SqlLedger) -> None:
    ledger.commit("o", Memory(letters=(letter(),)), now=NOW)
    ledger.commit("o", Memory(letters=(letter(recipient="other@example.org"),)), now=LATER)
    new = letter("new", queued_at=LATER)
    assert [ledger.queue([letter(kind="other"), new]), ledger.queue([new]), ledger.queue([])] == [1, 0, 0]
    assert ledger.letters() == (letter(), new)


def test_letters_come_oldest_first_and_by_organisation(ledger: SqlLedger) -> None:
    young, old, other = letter("a", queued_at=LATER), letter("b"), letter("c", organisation="p")
    ledger.queue([young, old, other])
    assert (ledger.letters(), ledger.letters("o"), ledger.letters("p")) == ((old, other, young), (old, young), (other,))


def test_letter_is_unsent_until_it_is_sent_or_given_up(ledger: SqlLedger) -> None:
    found = []
    ledger.queue([letter()])
    for state in LetterState:
        changed = letter(state=state, attempts=1, next_at=LATER, sent_at=LATEST, last_error="pašto dėžutė pilna")
        ledger.update(changed)
        assert ledger.letters() == (changed,)
        found.append(len(ledger.unsent()))
    assert dict(zip(LetterState, found, strict=True)) == {
        LetterState.QUEUED: 1,
        LetterState.SENDING: 1,
        LetterState.SENT: 0,
        LetterState.RETRY: 1,
        LetterState.FAILED: 0,
        LetterState.HELD: 1,
    }


def test_letters_that_left_are_counted_from_a_moment_on_and_one_under_way_always(ledger: SqlLedger) -> None:
    ledger.queue([letter(key) for key in "abcdef"])
    for key, state, at in (
        ("a", LetterState.SENT, NOW), ("b", LetterState.SENT, LATER), ("c", LetterState.SENT, LATEST),
        ("d", LetterState.SENDING, None), ("e", LetterState.FAILED, None),
    ):  # fmt: skip
        ledger.update(letter(key, state=state, sent_at=at))
    before = NOW - (LATER - NOW)
    assert [ledger.sent_since(moment) for moment in (before, NOW, LATER, LATEST)] == [4, 3, 2, 1]


def test_commit_keeps_new_states_of_letters_with_all_else_or_nothing(ledger: SqlLedger) -> None:
    ledger.queue([letter()])
    held = letter(state=LetterState.HELD)
    word = decision("hold", LATER, subject=held.key, tab="letters")
    ledger.settle("o", "mark")
    ledger.commit("o", Memory(decisions=(word,), letter_states=(held,)), now=LATER)
    past = ledger.past("o")
    assert (past.letters, past.decisions, ledger.settled("o")) == ((held,), (word,), "")
    assert ledger.past("o", as_of=NOW).letters == (letter(),)
    unknown = letter("never queued", state=LetterState.HELD)
    with pytest.raises(LedgerContradictionError):
        ledger.commit("o", Memory(opened=("m",), letter_states=(letter(), unknown)), now=LATEST)
    assert ledger.past("o") == past


def test_letter_that_was_never_queued_cannot_be_updated(ledger: SqlLedger) -> None:
    with pytest.raises(LedgerContradictionError):
        ledger.update(letter())
    assert ledger.letters() == ()


def test_letter_cannot_hold_what_is_not_plain(ledger: SqlLedger) -> None:
    with pytest.raises(TypeError, match="Personal"):
        ledger.queue([letter(fields={"name": Personal("Ąžuolė")})])
    assert ledger.letters() == ()


def rows_of(ledger: SqlLedger, table: str) -> int:
    with ledger._reading() as connection:
        return connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one()


def test_ledger_keeps_the_first_id_of_a_response(ledger: SqlLedger) -> None:
    ledger.commit("namai", Memory(versions=(version("A-1"), version("A-2")), ids={"A-1": "eins"}), now=NOW)
    ledger.commit("namai", Memory(ids={"A-1": "zwei", "A-2": "drei"}), now=LATER)
    ledger.commit("kiti", Memory(versions=(version("A-1"),)), now=NOW)
    kept = {
        house: {one.key: one.response_id for one in ledger.past(house).responses["application"]}
        for house in ("namai", "kiti")
    }
    assert kept == {"namai": {"A-1": "eins", "A-2": "drei"}, "kiti": {"A-1": ""}}
