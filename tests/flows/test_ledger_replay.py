import json
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.adapters.ledger import SqlLedger
from forms.memory import ContactLink, Decision, EventLink, Memory, Past, Restamped
from forms.outbox import QueuedLetter, after_permanent, sending, sent
from forms.responses import Known
from tests.flows.ledger_samples import LATER, NOW, contact_link, decision, known, letter, version

pytest_plugins = ["tests.flows.databases"]


class Model:
    """What a ledger should remember, in the plainest way: the commits, replayed."""

    def __init__(self) -> None:
        self.responses: dict[str, Known] = {}
        self.decisions: dict[tuple[str, str], Decision] = {}
        self.contact_links: dict[tuple[str, str], ContactLink] = {}
        self.former_links: list[ContactLink] = []
        self.event_links: dict[str, EventLink] = {}
        self.letters: dict[str, QueuedLetter] = {}
        self.watched: set[str] = set()
        self.matters: dict[str, datetime] = {}

    def commit(self, memory: Memory, now: datetime) -> None:
        self._see(memory, now)
        for one in memory.decisions:
            _move_to_end(self.decisions, (one.subject, one.tab), one)
        for link in memory.contact_links:
            before = self.contact_links.get(place := (link.response_key, link.role))
            self.former_links += [before] if before and before != link else []
            self.contact_links[place] = link
        for link in memory.event_links:
            _move_to_end(self.event_links, link.response_key, link)
        for queued in memory.letters:
            self.letters.setdefault(queued.key, queued)
        self.watched |= memory.watched
        for key in memory.closed:
            self.matters.pop(key, None)
        for key in memory.opened:
            self.matters.setdefault(key, now)

    def _see(self, memory: Memory, now: datetime) -> None:
        for one in memory.versions:
            old = self.responses.get(one.key)
            if old is None:
                self.responses[one.key] = replace(known(one, now, now), quiet=one.quiet)
            elif one.number > old.version:
                new = known(one, old.first_seen_at, now)
                self.responses[one.key] = replace(new, vanished=old.vanished, quiet=old.quiet)
        for one in memory.restamped:
            self._change(one.key, fingerprint=one.fingerprint, stamp=one.stamp)
        for key in memory.vanished:
            self._change(key, vanished=True)
        for key in memory.returned:
            self._change(key, vanished=False)

    def _change(self, key: str, **changes: Any) -> None:
        self.responses[key] = replace(self.responses[key], **changes)

    def past(self) -> Past:
        return Past(
            {
                form: found
                for form in ("application", "event_report")
                if (found := tuple(one for one in self.responses.values() if one.form == form))
            },
            tuple(self.decisions.values()),
            tuple(self.contact_links.values()),
            tuple(self.former_links),
            tuple(self.event_links.values()),
            tuple(self.letters.values()),
            frozenset(self.watched),
            matters=dict(self.matters),
        )


def _move_to_end(facts: dict[Any, Any], place: object, fact: object) -> None:
    if facts.get(place) != fact:
        facts.pop(place, None)
        facts[place] = fact


KEYS = ("A-1", "A-2", "R-1")


@st.composite
def nights(draw: st.DrawFn) -> list[Memory]:
    """Draw memories that follow each other as runs make them, now and then the very same one again."""
    number = dict.fromkeys(KEYS, 0)
    found: list[Memory] = []
    for night in range(draw(st.integers(1, 6))):
        if found and draw(st.integers(0, 4)) == 0:
            found.append(found[-1])
            continue
        changed = draw(st.lists(st.sampled_from(KEYS), unique=True))
        versions = []
        for key in changed:
            number[key] += 1
            form = "application" if key.startswith("A") else "event_report"
            versions.append(
                version(key, number[key], form=form, quiet=draw(st.booleans()), answers_json=json.dumps({"q": night}))
            )
        seen = [key for key in KEYS if number[key]]
        some = st.lists(st.sampled_from(seen), unique=True) if seen else st.just([])
        gone = draw(some)
        found.append(
            Memory(
                versions=tuple(versions),
                restamped=tuple(Restamped(key, f"r-{draw(st.integers(0, 2))}", "s") for key in draw(some)),
                vanished=tuple(gone),
                returned=tuple(key for key in draw(some) if key not in gone),
                decisions=tuple(
                    decision(draw(st.sampled_from(["accepted", ""])), NOW + timedelta(days=night), subject)
                    for subject in draw(st.lists(st.sampled_from(["A-1", "pair"]), unique=True))
                ),
                contact_links=tuple(contact_link(f"c-{draw(st.integers(0, 2))}", key) for key in draw(some)),
                event_links=tuple(EventLink(key, f"e-{draw(st.integers(0, 2))}", "r") for key in draw(some)),
                letters=tuple(
                    letter(f"l-{draw(st.integers(0, 4))}", queued_at=NOW + timedelta(days=night))
                    for _ in range(draw(st.integers(0, 1)))
                ),
                watched=draw(st.frozensets(st.sampled_from(["application", "event_report"]))),
                opened=tuple(draw(st.lists(st.sampled_from(["m", "n"]), unique=True))),
                closed=(),
            )
        )
        if draw(st.booleans()):
            last = found[-1]
            found[-1] = replace(last, opened=(), closed=last.opened)
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nights())
def test_past_equals_the_model_after_any_nights_and_at_any_moment(ledger: SqlLedger, memories: list[Memory]) -> None:
    organisation = f"o-{secrets.token_hex(8)}"  # hypothesis makes `random` repeat itself
    model, given_then = Model(), {}
    for night, drawn in enumerate(memories):
        now = NOW + timedelta(days=night)
        letters = tuple(
            replace(one, key=f"{organisation}-{one.key}", organisation=organisation) for one in drawn.letters
        )
        memory = replace(drawn, letters=letters)
        ledger.commit(organisation, memory, now=now)
        model.commit(memory, now)
        given_then[now] = ledger.past(organisation)
        assert given_then[now] == model.past()
    for moment, past in given_then.items():
        assert ledger.past(organisation, as_of=moment) == past
        assert list(ledger.past(organisation, as_of=moment).matters) == list(past.matters)


def test_letter_is_replayed_in_the_state_it_was_in(ledger: SqlLedger) -> None:
    first = letter()
    ledger.commit("o", Memory(letters=(first,)), now=NOW)
    failed = after_permanent(sending(first), "adreso nėra")
    ledger.update(failed, now=LATER)
    replayed = [ledger.past("o", as_of=at).letters for at in (NOW - timedelta(1), NOW, LATER)]
    assert (replayed, ledger.past("o").letters) == ([(), (first,), (failed,)], (failed,))


def test_letter_updated_without_a_moment_is_dated_by_when_it_was_sent(ledger: SqlLedger) -> None:
    first = letter()
    ledger.queue([first])
    done = sent(sending(first), LATER)
    ledger.update(done)
    assert [ledger.past("o", as_of=at).letters for at in (NOW, LATER)] == [(first,), (done,)]
