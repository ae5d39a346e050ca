"""A coordinator and the pipeline play against each other over one workbook; a plain model keeps the score.

The model knows what the coordinator typed, on whose row, and what that must mean; it knows nothing of how the pipeline
comes to it. LOOKDEEPER_TEST_STEPS, a number of steps, makes of it a soak of longer games.
"""

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from flows.adapters.memory import MemoryWorkbook
from flows.runs.consolidation import Outcome, consolidate_organisation, plan_organisation, scene_of
from forms.cells import Cell
from forms.decisions import SETTING_ASIDE
from forms.memory import Memory, Past
from forms.night.plan import recollect
from forms.night.queueing import is_overtaken
from forms.outbox import QueuedLetter
from forms.picture import Picture
from forms.questions import Form
from forms.sheets import Snapshot
from tests.flows.coordinator import (
    AMBASSADORS,
    APPLICATIONS,
    ATTENTION,
    COMMENT,
    CONTACTS,
    DECIDED,
    DECISION,
    EVENTS,
    FIRST,
    FORMS,
    KEY,
    LETTERS,
    RECORDS,
    RESPONSES,
    RESTORE,
    SHOWN,
    UNKNOWN,
    WORD_OF,
    Desk,
    decode,
    header,
    words_of,
)
from tests.flows.google_mirror import GoogleMirror
from tests.flows.stage import (
    APPLICATION,
    HOUSE,
    REPORT,
    TRAINING,
    Application,
    CoordinatorRecord,
    EventReport,
    Stage,
)

STEPS = int(os.environ.get("LOOKDEEPER_TEST_STEPS", "0"))
LONG = 120
"""Steps of each game of a soak."""
TAB_KEYS = {
    ATTENTION: "attention", APPLICATIONS: "applications", EVENTS: "events", RECORDS: "records",
    AMBASSADORS: "ambassadors", CONTACTS: "contacts", LETTERS: "letters",
}  # fmt: skip
FREE = {Application: ("motivation", "public_name"), EventReport: ("comments", "links"), CoordinatorRecord: ("link",)}
"""Answers that may be edited and tell nobody from anybody."""
MOST_GONE = 8
"""So many rows may vanish between two nights: ten stop a form."""

any_of = st.integers(0, 10_000)
"""Which of several; taken modulo their number."""


class CrashError(Exception):
    """The machine went dark."""


def name_of(number: int) -> str:
    """Return a word that no other number has, unlike any other's."""
    syllables = ("ba", "ko", "du", "ge", "mi", "ra", "su", "ty", "ve", "zo")
    return "".join(syllables[int(digit)] for digit in f"{number * 7919 % 10_000:04}").capitalize()


@dataclass
class Sub:
    """A submission as the coordinator knows it, by its writer's address."""

    form: type[Form]
    email: str
    mark: str
    stamp: str
    valid: bool
    edition: int = 1
    """Grows with every edit in the responses tab."""
    read: tuple[str, bool] = ("", False)
    """The stamp and whether it was valid, as last read."""
    kept: dict[str, Cell] | None = None
    """A row that was deleted and may be put back, by titles."""
    edits: int = 0
    """Answers edited since the last night; when the stamp moved with them, too many make another submission."""
    moved: bool = False
    key: str = ""
    known: int = 0
    """The edition last read; 0 for none."""
    version: int = 0
    shown: int = 0
    """The version that the tabs show."""
    vanished: bool = False
    linked: bool = False
    """Whether it ever was among the reports of an event that counts."""
    was_read_valid: bool = False
    confirmed: bool = False


@dataclass
class Typed:
    """What stands in the coordinator's cells of a row; None where their column was deleted and must come back."""

    word: str | None = ""
    comment: str | None = ""
    notes: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Force:
    """A word as it was taken from a cell: its place in the order of all words, and the versions that it was about."""

    number: int
    code: str
    on: dict[str, int]


@dataclass(frozen=True)
class Seen:
    """What stood in the workbook when it was read."""

    rows: dict[str, list[tuple[str, str | None, str | None]]]
    subs: dict[str, tuple[bool, int, bool, str]]
    """By address: whether the row stands, its edition, whether it is valid, its stamp."""
    shown: dict[str, int]


class Border:
    """Calls real things through, raises where it is told to, and tells the machine what took effect."""

    def __init__(self, real: Any, game: "Game") -> None:
        self._real = real
        self._game = game

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def _pass(self, name: str, act: Callable[[], Any], then: Callable[[], None] = lambda: None) -> Any:
        self._game.reach(name, "before")
        result = act()
        then()
        self._game.reach(name, "after")
        return result


class WatchedLedger(Border):
    def past(self, organisation: str) -> Past:
        return self._pass("past", lambda: self._real.past(organisation))

    def commit(self, organisation: str, memory: Any, *, now: Any) -> None:
        self._pass("commit", lambda: self._real.commit(organisation, memory, now=now), self._game.committed)

    def settle(self, *said: Any) -> None:
        self._pass("settle", lambda: self._real.settle(*said))


class WatchedBook(Border):
    def read(self) -> Snapshot:
        self._game.reach("read", "before")
        snapshot = self._real.read()
        self._game.was_read()
        self._game.reach("read", "after")
        return snapshot

    def apply(self, changes: Any, *, expected: str) -> str:
        return self._pass("apply", lambda: self._real.apply(changes, expected=expected), self._game.applied)


RECEIPTS = {"application_received", "event_report_received", "record_received"}
VERDICTS = {
    "accepted": "application_accepted", "waiting": "application_waiting", "declined": "application_declined",
}  # fmt: skip
"""By the decision's code, the letter that tells it."""
BORDERS = [(name, side) for name in ("read", "past", "commit", "apply", "settle") for side in ("before", "after")]


class Game(RuleBasedStateMachine):
    workbook: type[MemoryWorkbook] = MemoryWorkbook

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="game", dir=first_ledger().parent))
        shutil.copy(first_ledger(), self.folder / "ledger.sqlite")
        self.stage = Stage(self.folder, self.workbook())
        self.book = self.stage.book
        self.desk = Desk(self.book)
        book, ledger = WatchedBook(self.book, self), WatchedLedger(self.stage.ledger, self)
        self.services = replace(self.stage.services, ledger=ledger, workbook_of=lambda _: book)
        self.subs: list[Sub] = []
        self.cells: dict[str, dict[str, Typed]] = {title: {} for title in SHOWN}
        self.own: dict[str, list[str]] = {title: [] for title in (*SHOWN, *RESPONSES.values())}
        self.kept: dict[tuple[str, str], tuple[str, str]] = {}
        self.said: dict[tuple[str, str], Force] = {}
        self.letters: dict[str, str] = {}
        self.released: set[str] = set()
        self.marks: dict[tuple[str, str], str] = {}
        self.counter = 0
        self.words = 0
        self.seen: Seen | None = None
        self.crash: tuple[str, str] | None = None
        self.calls = 0
        self.interruptions: list[Callable[[], None]] = []
        self.responses_before: dict[str, Any] = {}
        self.returning: list[Sub] = []
        """Subs whose rows this run brings back."""
        self.is_sound = True

    @initialize(forms=st.lists(st.sampled_from(FORMS), max_size=5))
    def begin(self, forms: list[type[Form]]) -> None:
        self.night()
        for form in forms:
            self.submit(form, "new")
        self.night()

    def teardown(self) -> None:
        try:
            if self.is_sound:
                self.mend_words()
                self.whole_night()
                self.second_night_does_nothing()
                self.compare_with_fresh_workbook()
        finally:
            self.stage.ledger.close()
            shutil.rmtree(self.folder)

    def mend_words(self) -> None:
        """Take back what is no decision: it stands in its cell alone, and the ledger knows nothing of it."""
        for title in self.shown(DECIDED):
            for key, typed in self.cells[title].items():
                if typed.word and decode(title, key, typed.word) is None:
                    self.write(title, key, DECISION, self.restored(title, key)[0])

    # --- what took effect, told by the borders -----------------------------------------------------------------------

    def reach(self, name: str, side: str) -> None:
        if self.crash == (name, side):
            self.calls -= 1
            if self.calls == 0:
                self.crash = None
                raise CrashError

    def was_read(self) -> None:
        rows: dict[str, list[tuple[str, str | None, str | None]]] = {}
        for title in DECIDED:
            if title in self.book.sheets:
                decided, said = (column in self.desk.titles(title) for column in (DECISION, COMMENT))
                rows[title] = [
                    (row.key, row.word if decided else None, row.comment if said else None)
                    for row in self.desk.rows(title, self.own_of(title))
                ]
        subs = {
            sub.email: (bool(self.answers(sub)), sub.edition, sub.valid, sub.stamp) for sub in self.subs
        } if self.book.sheets else {}  # fmt: skip
        self.returning = [sub for sub in self.subs if self.is_asked_back(sub)]
        subs |= {sub.email: (True, sub.known, sub.was_read_valid, sub.stamp) for sub in self.returning}
        self.seen = Seen(rows, subs, {sub.email: sub.shown for sub in self.subs})
        if self.interruptions:
            self.interruptions.pop()()
        self.responses_before = self.responses_now()

    def committed(self) -> None:
        seen = self.seen
        assert seen is not None
        for title in DECIDED:
            for key, word, comment in seen.rows.get(title, ()):
                self.read_word(title, key, word, comment, seen)
        for sub in self.subs:
            if sub.email not in seen.subs:
                continue
            stands, edition, valid, stamp = seen.subs[sub.email]
            if stands and sub.known != edition:
                sub.version += 1
                sub.known = edition
                sub.was_read_valid = valid
            sub.linked |= sub.was_read_valid and not self.is_rejected(sub)
            sub.vanished = bool(sub.known) and not stands
            if stands and sub not in self.returning:
                sub.read = stamp, valid
            if stands:
                sub.confirmed |= valid
                if edition == sub.edition:
                    sub.edits, sub.moved = 0, False

    def read_word(self, title: str, key: str, word: str | None, comment: str | None, seen: Seen) -> None:
        """Take a word as it must be taken: one that changed in its cell is the latest on its subject."""
        code = None if word is None else decode(title, key, word)
        before = self.kept.get((title, key))
        first = FIRST.get(title, "")
        if code is None:
            code = before[0] if before else first
        if comment is None:
            comment = before[1] if before else ""
        if before is None and code in {"", first} and not comment:
            return
        was = before[0] if before else ""
        self.kept[title, key] = code, comment
        if before is not None and was == code:
            return
        if before is None and code in {"", first}:
            return
        about = self.about(key.partition("/")[0])
        on = {sub.email: seen.shown.get(sub.email, 0) for sub in about}
        self.words += 1
        self.said[title, key] = Force(self.words, code, on)
        if title == LETTERS:
            self.hold_or_release(key, was, code)

    def hold_or_release(self, key: str, was: str, code: str) -> None:
        """Take a word about a letter; one that stood before does nothing."""
        if code == "hold" and self.letters[key] == "Laukia":
            self.letters[key] = "Sulaikytas"
        elif (code == "release" or (was, code) == ("hold", "")) and self.letters[key] == "Sulaikytas":
            self.letters[key] = "Laukia"
            self.released.add(key)

    def applied(self) -> None:
        for title, rows in self.cells.items():
            for key, typed in rows.items():
                word, comment = self.restored(title, key)
                if typed.word is None:
                    typed.word = word
                if typed.comment is None:
                    typed.comment = comment
        for sub in self.subs:
            sub.shown = sub.version
        for sub in self.returning:
            # As it was last read, whatever was edited since and got lost with it.
            assert len(self.answers(sub)) == 1
            sub.edition, (sub.stamp, sub.valid) = sub.known, sub.read
            sub.edits, sub.moved = 0, False
        if self.returning:
            self.responses_before = {**self.responses_before, **self.with_rows_back()}
        for key in self.cells[ATTENTION].keys() - set(self.desk.keys(ATTENTION)):
            del self.cells[ATTENTION][key]

    def with_rows_back(self) -> dict[str, Any]:
        """Return the tabs in which rows came back, after a look that they stand below all others."""
        now = self.responses_now()
        for form in {sub.form for sub in self.returning}:
            title, count = RESPONSES[form], sum(sub.form is form for sub in self.returning)
            assert now[title][:-count] == self.responses_before[title]
        return {RESPONSES[sub.form]: now[RESPONSES[sub.form]] for sub in self.returning}

    def is_asked_back(self, sub: Sub) -> bool:
        """Tell whether a row is gone and its line says that it shall come back."""
        lines = self.book.sheets.get(ATTENTION) and {row.key: row.word for row in self.desk.rows(ATTENTION, {})}
        word = next((word for key, word in (lines or {}).items() if key.startswith(f"{sub.key}/vanished")), "")
        return bool(sub.known and sub.key) and word == RESTORE and not self.answers(sub)

    def restored(self, title: str, key: str) -> tuple[str, str]:
        """Return what stands in the coordinator's cells of a row that is made (anew)."""
        code, comment = self.kept.get((title, key), (FIRST.get(title, ""), ""))
        return WORD_OF[code], comment

    # --- what is known of what ---------------------------------------------------------------------------------------

    def own_of(self, title: str) -> dict[str, None]:
        return dict.fromkeys(self.own[title])

    def answers(self, sub: Sub) -> list[list[Cell]]:
        return self.desk.answers(sub.form, sub.email)

    def responses_now(self) -> dict[str, Any]:
        """Return the responses tabs, without the empty cells and rows at their ends: Google keeps none."""
        there = (title for title in RESPONSES.values() if title in self.book.sheets)
        return {title: trimmed([trimmed(row) for row in self.book.sheets[title]]) for title in there}

    def sub(self, email: str) -> Sub:
        return next(one for one in self.subs if one.email == email)

    def about(self, subject: str) -> list[Sub]:
        """Return the submissions that a subject is about: an event's are its reports."""
        if subject[:1] == "E":
            return [
                one for one in self.subs if one.form is EventReport and one.mark == self.marks.get((EVENTS, subject))
            ]
        return [one for one in self.subs if one.key == subject]

    def is_rejected(self, sub: Sub) -> bool:
        return self.code(sub.key) == "rejected" and not self.is_taken_up(sub)

    def is_taken_up(self, sub: Sub) -> bool:
        """Tell whether an event was left without reports by their rejection, and then decided on itself."""
        event = next((key for (title, key), mark in self.marks.items() if (title, mark) == (EVENTS, sub.mark)), "")
        word = self.force(event)
        forces = [self.force(one.key) for one in self.about(event) if one.known and one.was_read_valid and one.linked]
        return (
            word is not None
            and word.code in {"received", "approved"}
            and all(force is not None and force.code == "rejected" and force.number < word.number for force in forces)
        )

    def reports_that_count(self, key: str) -> list[Sub]:
        return [one for one in self.about(key) if one.known and one.was_read_valid and not self.is_rejected(one)]

    def is_left_behind(self, title: str, key: str) -> bool:
        """Tell whether nothing stands behind a row any more; of such rows only the status is made right."""
        if title == EVENTS:
            return not self.reports_that_count(key)
        if title == AMBASSADORS:
            return not any(
                one.form is Application and one.email == self.marks[title, key] and self.code(one.key) == "accepted"
                for one in self.subs
            )
        return False

    def code(self, subject: str) -> str:
        force = self.force(subject)
        return force.code if force else ""

    def force(self, subject: str) -> Force | None:
        """Return the latest word on something: that of its own row, or one under Needs attention that decides."""
        words = [
            word
            for (title, key), word in self.said.items()
            if (key == subject and title != CONTACTS)
            or (title == ATTENTION and key.partition("/")[0] == subject and word.code not in {"", "done"})
        ]
        return max(words, key=lambda word: word.number, default=None)

    def status(self, title: str, key: str) -> str:
        if self.is_left_behind(title, key):
            return self.status_left_behind(title, key)
        if title == AMBASSADORS:
            return WORD_OF[self.code(key) or FIRST[title]]
        about = self.about(key)
        if title != EVENTS and not about[0].was_read_valid:
            return "Taisytina"
        if title != EVENTS and about[0].vanished:
            return "Eilutės nebėra"
        return self.status_decided(title, key, about)

    def status_decided(self, title: str, key: str, about: list[Sub]) -> str:
        force = self.force(key)
        if force is None or force.code in {"", "done", FIRST[title]}:
            return WORD_OF[FIRST[title]]
        counted = self.reports_that_count(key) if title == EVENTS else about
        # To call a change done is to let stand what was decided before it.
        if self.code(f"{key}/edited:{sum(one.version for one in about)}") == "done":
            return WORD_OF[force.code]
        is_set_aside = force.code == "rejected" and title == EVENTS
        if not is_set_aside and any(one.version > force.on.get(one.email, 0) for one in counted):
            return "Pakeista"
        return WORD_OF[force.code]

    def status_left_behind(self, title: str, key: str) -> str:
        if title == AMBASSADORS:
            (application,) = [one for one in self.subs if one.email == self.marks[title, key]]
            return self.status(APPLICATIONS, application.key)
        linked = [one for one in self.about(key) if one.linked]
        return WORD_OF["rejected"] if all(one.was_read_valid for one in linked) else "Taisytina"

    # --- the nights --------------------------------------------------------------------------------------------------

    def run(self) -> Outcome:
        note(f"night of {self.stage.now:%m-%d}, crash {self.crash}, open {self.book.is_open}")
        outcome = consolidate_organisation(self.services, HOUSE, self.stage.now)
        assert self.responses_now() == self.responses_before or not self.responses_before
        return outcome

    def tomorrow(self) -> None:
        self.stage.now += timedelta(days=1)

    @rule()
    def night(self) -> None:
        self.tomorrow()
        self.whole_night()

    def whole_night(self) -> None:
        self.is_sound = False
        outcome = self.run()
        assert outcome.not_read == ()
        self.check()
        self.nothing_is_left_to_do()
        self.is_sound = True

    def once_more(self, stage: Stage) -> Outcome:
        """Let a run look at everything again a minute later, though nothing changed."""
        stage.ledger.settle(HOUSE.slug, "")
        return consolidate_organisation(stage.services, HOUSE, self.stage.now + timedelta(minutes=1))

    def nothing_is_left_to_do(self) -> None:
        kept = self.stage.ledger.settled_picture(HOUSE.slug)
        remembered = scene_of(self.stage.services, HOUSE, self.stage.now, self.stage.ledger.past(HOUSE.slug))
        # None where people disturbed the night: its end is not known to be settled.
        assert kept is None or without_waiting(kept) == without_waiting(recollect(remembered))
        again = plan_organisation(self.stage.services, HOUSE, self.stage.now + timedelta(minutes=1))
        # Said in full: a change does not tell by itself what it writes.
        left = [
            (change.title, dict(change.cells), change.append, change.insert, change.remove) for change in again.changes
        ]
        assert (again.memory, left) == (Memory(), [])
        note("  all well")

    def second_night_does_nothing(self) -> None:
        writes = self.book.writes
        again = self.once_more(self.stage)
        assert (again.did_something, self.book.writes) == (False, writes)

    @rule()
    def night_while_the_workbook_is_open(self) -> None:
        self.tomorrow()
        self.book.is_open = True
        self.run()
        self.book.is_open = False

    @rule(border=st.sampled_from(BORDERS), call=st.sampled_from([1, 1, 1, 2]))
    def crashed_night(self, border: tuple[str, str], call: int) -> None:
        self.tomorrow()
        self.crash_at(border, call)

    @rule(border=st.sampled_from(BORDERS))
    def crashed_night_and_another(self, border: tuple[str, str]) -> None:
        self.tomorrow()
        twin = self.twin(self.book.sheets)
        consolidate_organisation(twin.services, HOUSE, self.stage.now)
        self.crash_at(border, 1)
        self.whole_night()
        self.compare(twin, but=frozenset())
        self.put_away(twin)

    def crash_at(self, border: tuple[str, str], call: int) -> None:
        self.crash, self.calls = border, call
        try:
            self.run()
        except CrashError:
            assert self.crash is None
        self.crash = None

    @rule(data=st.data(), times=st.sampled_from([1, 1, 2]))
    def night_that_is_disturbed(self, data: st.DataObject, times: int) -> None:
        self.tomorrow()
        acts: list[Callable[[int, int], None]] = [
            self.decide, self.comment, self.sort, self.delete_row, self.edit_in_sheet, self.drop, self.clear,
        ]  # fmt: skip
        chosen = [(data.draw(st.sampled_from(acts)), data.draw(any_of), data.draw(any_of)) for _ in range(times)]
        self.interruptions = [lambda act=act, one=one, two=two: act(one, two) for act, one, two in chosen]
        self.run()
        self.interruptions = []
        self.whole_night()

    # --- what must hold after a night --------------------------------------------------------------------------------

    def check(self) -> None:
        past = self.stage.ledger.past(HOUSE.slug)
        self.check_responses(past)
        self.check_letters(past)
        for title in SHOWN:
            self.check_rows(title)
        self.check_decisions(past)

    def check_responses(self, past: Past) -> None:
        known = [
            (one.answers.get("email") or one.answers["reporter_email"], one)
            for form in past.responses.values()
            for one in form
        ]
        assert Counter(email for email, _ in known) == Counter(sub.email for sub in self.subs if sub.known)
        by_email = dict(known)
        for sub in self.subs:
            if sub.known:
                one = by_email[sub.email]
                assert sub.key in {"", one.key}
                sub.key = one.key
                assert (one.version, one.vanished) == (sub.version, sub.vanished), sub

    def check_letters(self, past: Past) -> None:
        keys = [letter.key for letter in past.letters]
        assert len(keys) == len(set(keys))
        confirmed = Counter(one.recipient for one in past.letters if one.kind in RECEIPTS)
        assert confirmed == Counter(sub.email for sub in self.subs if sub.confirmed)
        for sub in self.subs:
            self.check_verdicts(sub, [one for one in past.letters if one.recipient == sub.email])
        for letter in past.letters:
            state = self.letters.setdefault(letter.key, "Laukia")
            if is_overtaken(letter) and state == "Laukia":
                assert self.may_be_overtaken(letter)
                self.letters[letter.key] = "Sulaikytas"

    def may_be_overtaken(self, letter: QueuedLetter) -> bool:
        """Tell whether what a letter says may be so no more: another word since, or an answer that was changed."""
        if letter.kind in VERDICTS.values():
            return VERDICTS.get(self.code(letter.subject)) != letter.kind
        sub = next(one for one in self.subs if one.email == letter.recipient)
        return letter.kind == "please_correct" and (sub.edition > 1 or sub.vanished or self.is_aside(letter.subject))

    def is_aside(self, subject: str) -> bool:
        return self.code(subject) in SETTING_ASIDE

    def check_verdicts(self, sub: Sub, letters: list[QueuedLetter]) -> None:
        """Check that each decision was told once, and none to whom it was not taken about."""
        told = [one for one in letters if one.kind in VERDICTS.values()]
        assert (not told) or sub.form is Application
        code = self.code(sub.key) if sub.form is Application and sub.known else ""
        if any(one.key in self.released for one in told):
            return  # the coordinator sent what is so no more
        standing = [one.kind for one in told if not is_overtaken(one)]
        assert [one for one, after in pairwise(standing) if one == after] == []
        if code in VERDICTS and sub.valid and sub.was_read_valid and not sub.edits and not sub.vanished:
            assert standing[-1:] == [VERDICTS[code]]

    def check_rows(self, title: str) -> None:
        rows = list(self.desk.rows(title, self.own_of(title)))
        assert len({row.key for row in rows}) == len(rows)
        there = self.cells[title]
        if title == ATTENTION:
            for key in there.keys() - {row.key for row in rows}:
                del there[key]
        else:
            assert there.keys() <= {row.key for row in rows}
        for row in rows:
            if row.key not in there:
                there[row.key] = Typed(*self.restored(title, row.key))
                assert self.marks.setdefault((title, row.key), row.mark) == row.mark
            typed = there[row.key]
            if not self.is_left_behind(title, row.key):
                assert row.mark == self.marks[title, row.key]
            assert (row.key, row.word, row.comment, row.notes) == (row.key, typed.word, typed.comment, typed.notes)
        self.check_marks(title, [self.marks[title, row.key] for row in rows if not self.is_left_behind(title, row.key)])
        if title in FIRST:
            for row in rows:
                assert self.desk.cell(title, row.key, "būsena") == self.status(title, row.key), row
        if title == LETTERS:
            states = {row.key: self.desk.cell(title, row.key, "būsena") for row in rows}
            assert states == self.letters

    def check_marks(self, title: str, marks: list[str]) -> None:
        """Check that exactly those stand there whom the coordinator expects."""
        form = {APPLICATIONS: Application, RECORDS: CoordinatorRecord}.get(title)
        if form:
            assert Counter(marks) == Counter(sub.mark for sub in self.subs if sub.form is form and sub.known)
        if title == AMBASSADORS:
            assert Counter(marks) == Counter(
                sub.mark for sub in self.subs
                if sub.form is Application and sub.was_read_valid and self.code(sub.key) == "accepted"
            )  # fmt: skip
        if title == EVENTS:
            counted = {
                sub.mark for sub in self.subs
                if sub.form is EventReport and sub.known and sub.was_read_valid and not self.is_rejected(sub)
            }  # fmt: skip
            assert Counter(marks) == Counter(counted)

    def check_decisions(self, past: Past) -> None:
        kept = {(one.tab, one.subject): (one.value, one.comment) for one in past.decisions}
        assert kept == {(TAB_KEYS[title], key): said for (title, key), said in self.kept.items()}

    def twin(self, sheets: Any) -> Stage:
        """Return another stage with a copy of the ledger, and a workbook of these tabs."""
        folder = Path(tempfile.mkdtemp(prefix="twin", dir=first_ledger().parent))
        copy_ledger(self.folder / "ledger.sqlite", folder / "ledger.sqlite")
        return Stage(folder, MemoryWorkbook(deepcopy(sheets)), self.stage.now)

    def put_away(self, twin: Stage) -> None:
        twin.ledger.close()
        shutil.rmtree(twin.folder)

    def compare_with_fresh_workbook(self) -> None:
        """Hold the tabs against those of a workbook made anew from the answers and the ledger alone."""
        twin = self.twin(self.responses_now())
        consolidate_organisation(twin.services, HOUSE, self.stage.now)
        self.compare(twin, but=frozenset({DECISION, COMMENT}))
        self.put_away(twin)

    def compare(self, twin: Stage, but: frozenset[str]) -> None:
        """Compare all tabs with a twin's, row by row; rows left behind stand only in the older workbook."""
        other = Desk(twin.book)
        for title in SHOWN:
            mine, fresh = self.desk.table(title), other.table(title)
            extra = mine.keys() - fresh.keys()
            assert not fresh.keys() - mine.keys()
            assert all(self.is_left_behind(title, key) for key in extra)
            for key, row in fresh.items():
                # In a new workbook a row that was typed into is not there yet, and has no number.
                passed = but | {"laukia dienų"} | ({"kur"} if but and "/put_back:" in key else set[str]())
                wanted = {name: text for name, text in row.items() if name not in passed}
                assert {name: mine[key][name] for name in wanted} == wanted

    # --- submitters --------------------------------------------------------------------------------------------------

    @rule(form=st.sampled_from(FORMS), how=st.sampled_from(["new", "wrong", "same second", "again", "again"]))
    def submit(self, form: type[Form], how: str) -> None:
        self.counter += 1
        number, email = self.counter, f"z{self.counter}@example.org"
        stamp = f"{self.stage.now:%Y-%m-%d} 1{number % 10}:{number // 10 % 60:02}:{number % 60:02}"
        if how == "same second" and self.subs:
            stamp = self.subs[-1].stamp
        day = (date(2023, 1, 1) + timedelta(days=number % 140)).isoformat()
        name = f"{name_of(number)} {name_of(number + 5000)}"
        if form is Application:
            first, last = name.split()
            cells = {**APPLICATION, "first_name": first, "last_name": last, "email": email, "phone": None}
            cells |= {"municipality": "Niekur"} if how == "wrong" else {}
            mark = email
        elif form is EventReport:
            mark = f"Salė {name_of(number)}"
            cells = {**REPORT, "reporter_email": email, "reporter_name": name, "title": f"Pokalbis {name_of(number)}"}
            cells |= {
                "date": day,
                "venue": mark,
                "ambassadors": name_of(number // 3) + " " + name_of(number // 3 + 5000),
            }
            told = [one for one in self.subs if self.may_be_told_again(one)]
            if how == "again" and told:
                before = self.answers(told[-1])[0]
                names = self.desk.titles(RESPONSES[form])
                mark = told[-1].mark
                for key in ("title", "date", "venue", "ambassadors"):
                    cells[key] = before[names.index(header(form.question(key).title.lt))]
            cells |= {"date": "31/04/2023"} if how == "wrong" else {}
        else:
            mark = f"Mokymai {name_of(number)}"
            cells = {**TRAINING, "reporter_email": email, "title": mark, "date": day, "people": name_of(number // 3)}
            cells |= {"date": "31/04/2023"} if how == "wrong" else {}
        self.desk.answer(form, {**cells, "stamp": stamp})
        self.subs.append(Sub(form, email, mark, stamp, valid=how != "wrong"))
        note(f"submitted {self.subs[-1]}")

    def may_be_told_again(self, sub: Sub) -> bool:
        same = [one for one in self.subs if one.form is sub.form and one.mark == sub.mark]
        return (
            sub.form is EventReport
            and all(one.valid and not self.is_rejected(one) for one in same)
            and bool(self.answers(sub))
            and not any(key.startswith("R-") for key in self.pending_words())
        )

    def pending_words(self) -> set[str]:
        return {key for key, typed in self.cells[ATTENTION].items() if typed.word}

    def standing(self) -> list[Sub]:
        """Return the submissions whose row stands once."""
        return [sub for sub in self.subs if len(self.answers(sub)) == 1]

    @rule(which=any_of, how=any_of)
    def edit_in_sheet(self, which: int, how: int) -> None:
        if subs := [sub for sub in self.standing() if not (sub.moved and sub.edits > 1)]:
            sub = subs[which % len(subs)]
            self.counter += 1
            text = f"https://example.org/{self.counter}"
            (row,) = self.answers(sub)
            if not sub.valid:
                right: dict[str, Cell] = (
                    {"municipality": "Kauno m. sav."} if sub.form is Application else {"date": "2023-03-05"}
                )
                self.desk.fill(sub.form, row, right)
                sub.valid = True
            else:
                self.desk.fill(sub.form, row, {FREE[sub.form][how % len(FREE[sub.form])]: text})
            sub.edition += 1
            sub.edits += 1
            note(f"edited {sub}")

    @rule(which=any_of, how=any_of)
    def edit_through_the_form(self, which: int, how: int) -> None:
        subs = [sub for sub in self.standing() if sub.valid and sub.known and not sub.vanished]
        subs = [sub for sub in subs if sub.was_read_valid and sub.edits < 2]
        if subs:
            sub = subs[which % len(subs)]
            self.counter += 1
            (row,) = self.answers(sub)
            key = FREE[sub.form][how % len(FREE[sub.form])]
            sub.stamp = (
                f"{self.stage.now + timedelta(days=1):%Y-%m-%d} 20:{self.counter // 60 % 60:02}:{self.counter % 60:02}"
            )
            self.desk.fill(sub.form, row, {key: f"https://example.org/{self.counter}", "stamp": sub.stamp})
            sub.edition += 1
            sub.edits += 1
            note(f"edited {sub}")
            sub.moved = True

    @rule(which=any_of)
    def duplicate(self, which: int) -> None:
        if subs := self.standing():
            sub = subs[which % len(subs)]
            self.desk.grid(RESPONSES[sub.form]).append(list(self.answers(sub)[0]))
            note(f"duplicated {sub.email}")

    @rule(which=any_of)
    def drop(self, which: int, _: int = 0) -> None:
        if subs := [sub for sub in self.subs if self.answers(sub)]:
            sub = subs[which % len(subs)]
            gone = sum(
                1
                for one in self.subs
                if one.form is sub.form and one.known and not self.answers(one) and not one.vanished
            )
            if gone < MOST_GONE:
                grid = self.desk.grid(RESPONSES[sub.form])
                row = self.answers(sub)[-1]
                grid[:] = [one for one in grid if one is not row]
                # A row whose stamp moved and that was never read so is another one when it comes back.
                note(f"dropped {sub.email}")
                names = self.desk.titles(RESPONSES[sub.form])
                sub.kept = None if sub.moved else dict(zip(names, row, strict=True))

    @rule(which=any_of)
    def put_back(self, which: int) -> None:
        subs = [sub for sub in self.subs if sub.kept and not self.answers(sub)]
        if subs:
            sub = subs[which % len(subs)]
            note(f"put back {sub.email}")
            names = self.desk.titles(RESPONSES[sub.form])
            self.desk.grid(RESPONSES[sub.form]).append([(sub.kept or {}).get(name) for name in names])

    @rule(which=any_of)
    def ask_back(self, which: int) -> None:
        if ATTENTION not in self.book.sheets or DECISION not in self.desk.titles(ATTENTION):
            return
        keys = [key for key in self.desk.keys(ATTENTION) if "/vanished" in key and key in self.cells[ATTENTION]]
        if keys:
            self.write(ATTENTION, keys[which % len(keys)], DECISION, RESTORE)

    # --- the coordinator ---------------------------------------------------------------------------------------------

    def shown(self, titles: tuple[str, ...] = SHOWN) -> list[str]:
        return [title for title in titles if title in self.book.sheets]

    def some_row(self, which: int, column: str, titles: tuple[str, ...] = DECIDED) -> tuple[str, str] | None:
        """Return one of all rows whose tab has a column."""
        rows = [
            (title, key)
            for title in self.shown(titles)
            if column in self.desk.titles(title)
            for key in self.desk.keys(title)
            if key in self.cells[title]
        ]
        return rows[which % len(rows)] if rows else None

    def write(self, title: str, key: str, column: str, text: str) -> None:
        note(f"{title}, {key}, {column}: {text!r}")
        self.desk.write(title, key, column, text)
        if column == DECISION:
            self.cells[title][key].word = text
        else:
            self.cells[title][key].comment = text

    @rule(which=any_of, what=any_of, more=any_of, otherwise=any_of)
    def decide_twice(self, which: int, what: int, more: int, otherwise: int) -> None:
        self.decide(which, what)
        self.decide(more, otherwise)

    @rule(which=any_of, what=any_of)
    def decide(self, which: int, what: int) -> None:
        if found := self.some_row(which, DECISION):
            words = sorted(words_of(*found))
            word = words[what % len(words)]
            self.write(*found, DECISION, word.upper() if what % 10 == 0 else word)

    @rule(which=any_of)
    def clear(self, which: int, _: int = 0) -> None:
        if found := self.some_row(which, DECISION):
            self.write(*found, DECISION, "")

    @rule(which=any_of, what=any_of)
    def type_what_is_no_decision(self, which: int, what: int) -> None:
        if found := self.some_row(which, DECISION, DECIDED):
            self.write(*found, DECISION, UNKNOWN[what % len(UNKNOWN)])

    @rule(which=any_of, what=any_of)
    def comment(self, which: int, what: int) -> None:
        found = self.some_row(which, COMMENT)
        if found:
            self.counter += 1
            self.write(*found, COMMENT, f"pastaba {what % 3}")

    @rule(which=any_of, column=any_of)
    def overwrite(self, which: int, column: int) -> None:
        """Type into a cell of the pipeline's: it is put back."""
        if found := self.some_row(which, KEY, SHOWN):
            title, key = found
            ours = set(map(header, self.own[title])) | {KEY, DECISION, COMMENT, "laukia dienų"}
            names = [name for name in self.desk.titles(title) if name not in ours]
            if names and not self.is_left_behind(title, key):
                note(f"{title}, {key}, {names[column % len(names)]}: overwritten")
                self.desk.write(title, key, names[column % len(names)], "perrašyta")

    @rule(which=any_of)
    def delete_row(self, which: int, _: int = 0) -> None:
        found = self.some_row(which, KEY, SHOWN)
        if found:
            title, key = found
            note(f"{title}, {key}: row deleted")
            self.desk.delete_row(title, key)
            del self.cells[title][key]

    @rule(title=any_of, column=any_of)
    def sort(self, title: int, column: int) -> None:
        titles = self.shown((*SHOWN, *RESPONSES.values()))
        one = titles[title % len(titles)]
        note(f"{one} sorted by {self.desk.titles(one)[column % len(self.desk.titles(one))]}")
        self.desk.sort(one, column % len(self.desk.titles(one)), falling=column % 2 == 0)

    @rule(title=any_of, place=any_of)
    def insert_column(self, title: int, place: int) -> None:
        titles = self.shown((*SHOWN, *RESPONSES.values()))
        one = titles[title % len(titles)]
        self.counter += 1
        name = f"Mano {self.counter}"
        self.desk.insert_column(one, place % (len(self.desk.titles(one)) + 1), name)
        self.own[one].append(name)

    def some_own(self, which: int) -> tuple[str, str] | None:
        found = [(title, name) for title, names in self.own.items() for name in names if title in self.book.sheets]
        return found[which % len(found)] if found else None

    @rule(column=any_of, which=any_of, what=any_of)
    def jot(self, column: int, which: int, what: int) -> None:
        if own := self.some_own(column):
            title, name = own
            if title in SHOWN and (found := self.some_row(which, KEY, (title,))):
                self.desk.write(*found, name, f"savo {what}")
                self.cells[title][found[1]].notes[name] = f"savo {what}"

    @rule(column=any_of)
    def delete_own_column(self, column: int) -> None:
        if own := self.some_own(column):
            title, name = own
            self.desk.delete_column(title, name)
            self.own[title].remove(name)
            for typed in self.cells.get(title, {}).values():
                typed.notes.pop(name, None)

    @rule(column=any_of)
    def rename_own_column(self, column: int) -> None:
        if own := self.some_own(column):
            title, name = own
            self.counter += 1
            new = f"Savo {self.counter}"
            self.desk.rename(title, self.desk.titles(title).index(header(name)), new)
            self.own[title][self.own[title].index(name)] = new
            for typed in self.cells.get(title, {}).values():
                if name in typed.notes:
                    typed.notes[new] = typed.notes.pop(name)

    @rule(title=any_of, place=any_of, to=any_of)
    def move_column(self, title: int, place: int, to: int) -> None:
        titles = self.shown((*SHOWN, *RESPONSES.values()))
        one = titles[title % len(titles)]
        width = len(self.desk.titles(one))
        self.desk.move_column(one, place % width, to % width)

    @rule(title=any_of, place=any_of, how=st.sampled_from([str.upper, str.lower, "  {} ".format, "{}:".format]))
    def rename_slightly(self, title: int, place: int, how: Callable[[str], str]) -> None:
        titles = self.shown((*SHOWN, *RESPONSES.values()))
        one = titles[title % len(titles)]
        names = self.book.sheets[one][self.desk.header_row(one)]
        places = [at for at, name in enumerate(names) if name and name not in self.own[one]]
        at = places[place % len(places)]
        self.desk.rename(one, at, how(str(names[at])))

    @rule(title=any_of, place=any_of)
    def leave_a_blank_row(self, title: int, place: int) -> None:
        titles = self.shown((*SHOWN, *RESPONSES.values()))
        one = titles[title % len(titles)]
        self.desk.insert_row(one, place % (len(self.desk.below(one)) + 1))

    @rule(title=any_of, to=any_of)
    def move_tab(self, title: int, to: int) -> None:
        titles = list(self.book.sheets)
        self.desk.move_tab(titles[title % len(titles)], to % len(titles))

    @rule(title=any_of, what=st.sampled_from(["remark", "column", "column of theirs", "tab"]), place=any_of)
    def do_worse(self, title: int, what: str, place: int) -> None:
        """Write above the header, delete a column of the pipeline's, or a whole tab of its."""
        one = self.shown()[title % len(self.shown())] if self.shown() else None
        if one is None:
            return
        if what == "remark":
            self.desk.remark(one, "Peržiūrėta")
        elif what.startswith("column"):
            own = {header(name) for name in self.own[one]}
            names = [name for name in self.desk.titles(one) if name and name not in own | {KEY}]
            theirs = [name for name in names if name in {DECISION, COMMENT}]
            names = theirs if what == "column of theirs" else names
            if names:
                name = names[place % len(names)]
                note(f"{one}, {name}: column deleted")
                self.desk.delete_column(one, name)
                for typed in self.cells[one].values():
                    if name == DECISION:
                        typed.word = None
                    if name == COMMENT:
                        typed.comment = None
        elif place % 5 == 0:
            note(f"{one}: tab deleted")
            del self.book.sheets[one]
            self.cells[one].clear()
            self.own[one].clear()


def without_waiting(picture: Picture) -> Picture:
    """Return a picture without what the tabs alone know to wait."""
    events = tuple(replace(one, waits=False) for one in picture.events)
    return replace(picture, events=events, records=tuple(replace(one, waits=False) for one in picture.records))


class GoogleGame(Game):
    """The same game over a spreadsheet of Google's."""

    workbook = GoogleMirror


def trimmed(parts: Sequence[Any]) -> list[Any]:
    filled = [place for place, part in enumerate(parts, 1) if part not in (None, "", [])]
    return list(parts[: max(filled, default=0)])


def copy_ledger(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


_FIRST: list[Path] = []


def first_ledger() -> Path:
    return _FIRST[0]


@pytest.mark.parametrize(("game", "share"), [(Game, 1), (GoogleGame, 40)])
def test_coordinator_and_pipeline_never_undo_each_other(tmp_path: Path, game: type[Game], share: int) -> None:
    stage = Stage(tmp_path)
    stage.ledger.salt()
    stage.ledger.close()
    # The same keys in every game, for a failure is played again to be told more shortly.
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE meta SET value = 'salt' WHERE name = 'salt'")
    _FIRST[:] = [tmp_path / "ledger.sqlite"]
    profile = settings(
        max_examples=max((STEPS // LONG if STEPS else 40) // share, 1),
        stateful_step_count=LONG if STEPS else 40,
        derandomize=not STEPS,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(game, settings=profile)
