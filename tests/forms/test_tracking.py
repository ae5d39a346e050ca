"""Which row is which response: through sorting, copying, correcting, deleting and all else that people do to a sheet."""

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.questions import Form
from forms.responses import Known, Response, content_of, fingerprint
from forms.tracking import Status, Tracking, new_key, track

SALT = "druska"
NIGHT = datetime(2023, 6, 1, 1, tzinfo=UTC)
STAMP = "2023-05-07 10:00:00"
LATER = "2023-05-09 18:30:00"

REPORT = {
    "reporter_email": "rasa@pavyzdys.lt",
    "reporter_name": "Rasa Pavyzdė",
    "title": "Pokalbis mokykloje",
    "kind": "Pamoka arba paskaita",
    "audience": "Mokiniai",
    "format": "Gyvai",
    "date": "2023-05-06",
    "duration_hours": "2",
    "municipality": "Trakai",
    "ambassadors": "Rasa Pavyzdė",
    "present": "25",
    "social_contacts": "20",
    "minors": "Taip",
    "comments": "Gera grupė",
}
APPLICATION = {
    "first_name": "Jonas",
    "last_name": "Pavyzdys",
    "email": "seima@pavyzdys.lt",
    "municipality": "Trakai",
    "adult": "Taip",
    "language": "Lietuvių",
    "experience": "Savo",
    "consent_processing": "Sutinku",
    "consent_health": "Sutinku",
}
MESSAGE = {
    "reporter_email": "namai@pavyzdys.lt",
    "kind": "Viešinimo žinutė",
    "title": "Straipsnis",
    "date": "2023-05-05",
    "channel": "Spauda",
}


def row(stamp: str = STAMP, answers: dict[str, str] = REPORT, number: int = 2, **other: str) -> Response:
    given = {key: text for key, text in {**answers, **other}.items() if text}
    form: type[Form] = {"reporter_name": EventReport, "first_name": Application}.get(
        "reporter_name" if "reporter_name" in given else "first_name" if "first_name" in given else "",
        CoordinatorRecord,
    )
    return Response(form, "Lapas", number, stamp, given)


def without(response: Response, *unasked: str) -> Response:
    answers = {key: text for key, text in response.answers.items() if key not in unasked}
    return replace(response, answers=answers, unasked=frozenset(unasked))


def remembered(tracking: Tracking) -> tuple[Known, ...]:
    """Return what the ledger would know after a night."""
    known: list[Known] = []
    for found in tracking.tracked:
        if found.response is None:
            assert found.known is not None
            known.append(replace(found.known, vanished=True))
        elif found.status in {Status.SAME, Status.RETURNED} and found.known:
            known.append(replace(found.known, vanished=False))
        else:
            one = found.response
            moved = found.known.answers_json if found.status is Status.RESTAMPED and found.known else None
            text = moved or json.dumps(dict(one.answers), ensure_ascii=False)
            known.append(
                Known(found.key, one.form.key, found.version, one.fingerprint, one.stamp, text, NIGHT, NIGHT, one.tab)
            )
    return tuple(known)


def nights(*sheets: Sequence[Response]) -> Tracking:
    """Track one sheet after the other and return what the last night found."""
    tracking = Tracking((), ())
    for sheet in sheets:
        tracking = track(sheet, remembered(tracking), salt=SALT)
    return tracking


def told(*sheets: Sequence[Response]) -> str:
    """Return what the last night found: the statuses, and how many rows only repeat another one."""
    tracking = nights(*sheets)
    names = sorted(found.status.value for found in tracking.tracked)
    return " ".join([*names, *["repeated"] * len(tracking.repeated)])


A, B = row(), row(LATER, title="Kitas pokalbis", date="2023-05-08", present="30", number=3)
SECONDS_LATER = "2023-05-07 10:00:07"


@pytest.mark.parametrize(
    ("sheets", "statuses"),
    [
        ([[]], ""),
        ([[A, B]], "new new"),
        ([[A, B], [A, B]], "same same"),
        ([[A, B], [B, A]], "same same"),
        ([[A, B], [replace(B, row=9, tab="Kitas"), replace(A, row=40)]], "same same"),
        ([[A], [B, A]], "new same"),
        ([[A, B], [B]], "same vanished"),
        ([[A, B], []], "vanished vanished"),
        ([[A, B], [B], [B]], "same vanished"),
        ([[A, B], [B], [B, A]], "returned same"),
        ([[A, B], [B], [B, A], [B, A]], "same same"),
        # The same answers again.
        ([[A, row(SECONDS_LATER)]], "new repeated"),
        ([[row(SECONDS_LATER), A]], "new repeated"),
        ([[A, row(SECONDS_LATER)], [A, row(SECONDS_LATER)]], "same repeated"),
        ([[A], [A, row(SECONDS_LATER)]], "same repeated"),
        ([[A, row(SECONDS_LATER)], [row(SECONDS_LATER)]], "restamped"),
        ([[A, row("2023-05-07 10:10:00")]], "new repeated"),
        ([[A, row("2023-05-07 10:10:01")]], "new new"),
        ([[A, row(LATER)]], "new new"),
        ([[A, row(LATER)], [row(LATER)]], "same vanished"),
        ([[A, replace(A, row=3)]], "new repeated"),
        ([[A, replace(A, row=3), replace(A, tab="Kopija")]], "new repeated repeated"),
        ([[A], [replace(A, tab="Kopija"), A]], "same repeated"),
        ([[row(""), row("", number=3)]], "new repeated"),
        ([[A, row("")]], "new new"),
        # An edit in the sheet keeps the time stamp.
        ([[A, B], [row(title="Pataisyta"), B]], "edited same"),
        ([[A], [row(reporter_email="rasa.p@pavyzdys.lt")]], "edited"),
        ([[A], [row(present="26", social_contacts="21", minors="Ne", venue="Vidurinė", format="")]], "edited"),
        ([[A], [row(title="Kitas", date="2023-05-01", present="1", comments="", ambassadors="Ona")]], "edited"),
        # An edit by the respondent moves it.
        ([[A], [row(LATER)]], "restamped"),
        ([[A], [row(LATER), row(LATER, number=3)]], "restamped repeated"),
        ([[A], [row(LATER, present="26")]], "edited"),
        ([[A], [row(LATER, present="26", social_contacts="25")]], "edited"),
        ([[A], [row(LATER, date="2023-05-05")]], "edited"),
        ([[A], [row(LATER, title="Pokalbis gimnazijoje")]], "edited"),
        ([[A], [row(LATER, reporter_email="rasa.p@pavyzdys.lt")]], "edited"),
        ([[A, B], [row("2023-05-10 08:00:00", present="26"), B]], "edited same"),
        # The next event of the same ambassador is none, even when the former row was deleted the same night.
        ([[A], [row(LATER, date="2023-05-08")]], "new vanished"),
        ([[A], [row(LATER, date="2023-05-05", present="26")]], "new vanished"),
        ([[A], [row(LATER, date="2023-05-08", present="26", social_contacts="22")]], "new vanished"),
        ([[A], [row(LATER, title="Kita klasė", present="26")]], "new vanished"),
        ([[A], [row(LATER, present="1", social_contacts="1", minors="Ne")]], "new vanished"),
        ([[A], [A, row(LATER, present="26")]], "new same"),
        # What vanished before is found again only as it was, or under its own stamp.
        ([[A], [], [row(LATER)]], "new vanished"),
        ([[A], [], [row(LATER, present="26")]], "new vanished"),
        ([[A], [], [row(present="26")]], "edited"),
        # Husband and wife share a mailbox and most answers.
        (
            [[row(answers=APPLICATION)], [row(LATER, APPLICATION, first_name="Ona", last_name="Pavyzdienė")]],
            "new vanished",
        ),
        ([[row(answers=APPLICATION)], [row(LATER, APPLICATION, last_name="Pavyzdis")]], "edited"),
        # Publicity messages of one coordinator.
        ([[row(answers=MESSAGE)], [row(LATER, MESSAGE, title="Laida", date="2023-05-06")]], "new vanished"),
        ([[row(answers=MESSAGE)], [row(LATER, MESSAGE, channel="Kita")]], "edited"),
        # Two people in the same second.
        ([[A, row(reporter_email="ona@pavyzdys.lt")]], "new new"),
        (
            [[A], [row(reporter_email="ona@pavyzdys.lt", title="Šventė", date="2023-05-01", present="300")]],
            "new vanished",
        ),
        # Rows typed by hand have no time stamp, or only a day.
        ([[row("")], [row("", present="26")]], "edited"),
        ([[row("")], [row("", title="Kita", present="26")]], "new vanished"),
        ([[row("2023-05-07")], [row("2023-05-07", title="Kita", date="2023-05-01")]], "new vanished"),
        ([[row("2023-05-07")], [row("2023-05-07", present="26")]], "edited"),
        ([[row("", {"title": "A", "kind": "x"})], [row("", {"title": "B", "kind": "y"})]], "new vanished"),
    ],
)
def test_rows_are_told_apart(sheets: Sequence[Sequence[Response]], statuses: str) -> None:
    assert told(*sheets) == statuses


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_which_rows_repeat_another_does_not_depend_on_how_they_are_sorted(order: Sequence[int]) -> None:
    chain = [row("2023-05-07 9:54:00"), row("2023-05-07 10:02:00"), row("2023-05-07 10:10:00")]
    tracking = track([chain[place] for place in order], (), salt=SALT)
    assert sorted(one.response.stamp for one in tracking.tracked if one.response) == [
        "2023-05-07 10:10:00",
        "2023-05-07 9:54:00",
    ]
    assert [one.stamp for one in tracking.repeated] == ["2023-05-07 10:02:00"]


def test_edit_keeps_its_key_and_is_the_next_version() -> None:
    first, edited = nights([A]), nights([A], [row(title="Pataisyta")])
    again = nights([A], [row(title="Pataisyta")], [row(title="Pataisyta", present="1")])
    assert [(one.key, one.version) for tracking in (first, edited, again) for one in tracking.tracked] == [
        (first.tracked[0].key, 1),
        (first.tracked[0].key, 2),
        (first.tracked[0].key, 3),
    ]


def test_stamp_that_only_moved_is_no_new_version() -> None:
    moved = nights([A], [row(LATER)]).tracked[0]
    assert (moved.version, moved.status, moved.response and moved.response.stamp) == (1, Status.RESTAMPED, LATER)
    assert told([A], [row(LATER)], [row(LATER)]) == "same"


def test_of_several_edits_the_most_alike_are_paired() -> None:
    twins = [row(), row(title="Antras", present="40", comments="")]
    edited = [row(present="26"), row(title="Antras", present="41", comments="")]
    keys = {one.response.answers["title"]: one.key for one in nights(twins).tracked if one.response}
    for sheet in (edited, edited[::-1]):
        assert {one.response.answers["title"]: one.key for one in nights(twins, sheet).tracked if one.response} == keys


def test_row_put_back_stands_before_one_long_gone_with_the_same_answers() -> None:
    known = remembered(nights([A]))[0]
    gone = replace(known, key="R-SENAS", vanished=True)
    for order in ([known, gone], [gone, known]):
        found = {one.key: one.status for one in track([A], order, salt=SALT).tracked}
        assert found == {known.key: Status.SAME, "R-SENAS": Status.VANISHED}


COMMENTLESS = without(A, "comments")


@pytest.mark.parametrize(
    ("sheets", "statuses"),
    [
        ([[A, B], [COMMENTLESS, without(B, "comments")]], "same same"),
        ([[A], [COMMENTLESS], [COMMENTLESS], [A]], "same"),
        ([[A], [COMMENTLESS, COMMENTLESS]], "same repeated"),
        ([[A, row(SECONDS_LATER)], [COMMENTLESS, without(row(SECONDS_LATER), "comments")]], "same repeated"),
        ([[A, row(comments="Kita")], [COMMENTLESS, COMMENTLESS]], "same same"),
        ([[A], [without(row(present="26"), "comments")]], "edited"),
        ([[A], [without(row(LATER), "comments")]], "restamped"),
        ([[A], [without(row(LATER), "comments")], [without(row(LATER), "comments")], [row(LATER)]], "same"),
        ([[A], [], [COMMENTLESS]], "returned"),
        ([[row(comments="")], [COMMENTLESS]], "same"),
        ([[A], [replace(COMMENTLESS, unasked=frozenset())]], "edited"),
    ],
)
def test_optional_column_that_is_gone_takes_no_answer_with_it(
    sheets: Sequence[Sequence[Response]], statuses: str
) -> None:
    assert told(*sheets) == statuses


def test_answers_of_a_column_that_is_gone_still_stand() -> None:
    for sheet in ([COMMENTLESS], [without(row(LATER), "comments")], [without(row(present="26"), "comments")]):
        (found,) = nights([A], sheet).tracked
        assert found.response is not None
        assert found.response.answers["comments"] == "Gera grupė"


def test_form_with_a_new_question_knows_its_old_responses() -> None:
    (known,) = remembered(nights([row(wellbeing="")]))
    assert [one.status for one in track([row()], [known], salt=SALT).tracked] == [Status.SAME]


def test_form_without_a_former_question_knows_its_old_responses() -> None:
    old = {"shoe_size": "38", **REPORT}
    (known,) = remembered(nights([row()]))
    known = replace(known, fingerprint=fingerprint(STAMP, content_of(old)), answers_json=json.dumps(old))
    found = track([A], [known], salt=SALT)
    assert [one.status for one in found.tracked] == [Status.SAME]
    assert [one.status for one in track([A], remembered(found), salt=SALT).tracked] == [Status.SAME]
    assert [one.status for one in track([row(LATER)], [known], salt=SALT).tracked] == [Status.RESTAMPED]
    assert [one.status for one in track([row(LATER, present="26")], [known], salt=SALT).tracked] == [Status.EDITED]


def test_order_of_the_questions_is_no_content() -> None:
    assert replace(A, answers=dict(reversed(A.answers.items()))).fingerprint == A.fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [(A, row(LATER)), (A, row(title="Pokalbis")), (A, row(venue="Trakai", municipality="")), (A, row(comments=""))],
)
def test_fingerprints_of_different_rows_differ(one: Response, other: Response) -> None:
    assert one.fingerprint != other.fingerprint


def many(count: int, change: Callable[[int], dict[str, str]] = lambda _: {}) -> list[Response]:
    return [
        row(
            f"2023-05-07 10:00:{number % 3:02}",
            number=number + 2,
            **{"reporter_email": f"a{number}@pavyzdys.lt", "title": f"Renginys {number}", **change(number)},
        )
        for number in range(count)
    ]


def test_a_thousand_rows_of_the_same_moment_keep_their_keys() -> None:
    rows = many(1_000)
    first = nights(rows)
    keys = {one.response.answers["title"]: one.key for one in first.tracked if one.response}
    assert len(set(keys.values())) == 1_000
    assert {one.status for one in nights(rows, rows[::-1]).tracked} == {Status.SAME}
    edited = many(1_000, lambda number: {"present": str(number)})
    random.Random(7).shuffle(edited)  # noqa: S311 - no secret
    second = track(edited, remembered(first), salt=SALT)
    assert Counter(one.status for one in second.tracked) == {Status.EDITED: 999, Status.SAME: 1}
    assert {one.response.answers["title"]: one.key for one in second.tracked if one.response} == keys


def test_a_thousand_records_of_one_coordinator_keep_their_keys_when_every_stamp_is_written_another_way() -> None:
    rows = [row(f"2023-05-07 10:00:{n % 60:02}", MESSAGE, title=f"Žinutė {n}") for n in range(1_000)]
    moved = [replace(one, stamp=one.stamp.replace("2023-05-07", "07/05/2023")) for one in rows]
    assert Counter(one.status for one in nights(rows, moved).tracked) == {Status.RESTAMPED: 1_000}
    assert {one.key for one in nights(rows, moved).tracked} == {one.key for one in nights(rows).tracked}


def test_records_pasted_in_with_one_stamp_keep_their_keys_when_a_column_is_filled_in() -> None:
    rows = [row(STAMP, MESSAGE, title=f"Žinutė {n}") for n in range(500)]
    filled = [replace(one, answers={**one.answers, "expenses_eur": str(n)}) for n, one in enumerate(rows)]
    first, second = nights(rows), nights(rows, filled[::-1])
    keys = {one.response.answers["title"]: one.key for one in first.tracked if one.response}
    assert Counter(one.status for one in second.tracked) == {Status.EDITED: 500}
    assert {one.response.answers["title"]: one.key for one in second.tracked if one.response} == keys


def test_key_is_a_capital_and_ten_signs_that_nobody_can_guess() -> None:
    key = new_key("R", "mark", (), SALT)
    assert len(key) == 12
    assert key.startswith("R-")
    assert set(key[2:]) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert new_key("R", "mark", (), "kita") != key
    assert new_key("R", "mark", {key}, SALT) not in {key, ""}
    assert new_key("R", "mark", (), SALT) == key


# A sheet under a random person's hands, night after night.


@dataclass
class Standing:
    """A row of the sheet, with the key that it must keep."""

    response: Response
    key: str = ""


@dataclass
class Hands:
    """Somebody who sorts, inserts, deletes, copies and corrects."""

    rows: list[Standing] = field(default_factory=list[Standing])
    made: int = 0

    def fresh(self) -> str:
        self.made += 1
        return f"Nr. {self.made}"

    def submit(self, writer: int) -> None:
        stamp = datetime(2023, 5, 1, 8) + timedelta(hours=self.made)  # noqa: DTZ001 - as in a sheet
        answers = {"reporter_email": f"w{writer % 3}@pavyzdys.lt", "title": self.fresh()}
        self.rows.append(Standing(row(str(stamp), **answers)))

    def submit_at_once(self, writer: int) -> None:
        last = self.rows[-1].response.stamp if self.rows else STAMP
        self.rows.append(Standing(row(last, reporter_email=f"new{self.made}@pavyzdys.lt", title=self.fresh())))
        del writer

    def type_by_hand(self, place: int) -> None:
        self.rows.insert(place % (len(self.rows) + 1), Standing(row("", title=self.fresh(), venue=self.fresh())))

    def delete(self, place: int) -> None:
        if self.rows:
            del self.rows[place % len(self.rows)]

    def copy(self, place: int) -> None:
        if self.rows:
            self.rows.append(Standing(self.rows[place % len(self.rows)].response, "copy"))

    def sort(self, place: int) -> None:
        random.Random(place).shuffle(self.rows)  # noqa: S311 - no secret

    def correct(self, place: int) -> None:
        """Change one cell of a row that has a time stamp and no copy."""
        alone = Counter(one.response.fingerprint for one in self.rows)
        free = [one for one in self.rows if one.response.stamp and alone[one.response.fingerprint] == 1]
        if free:
            one = free[place % len(free)]
            key = ("title", "comments", "present", "venue", "date")[place % 5]
            one.response = replace(one.response, answers={**one.response.answers, key: self.fresh()})

    def move_stamp(self, place: int) -> None:
        free = [one for one in self.rows if one.response.stamp]
        alone = Counter(one.response.fingerprint for one in self.rows)
        if free and alone[(one := free[place % len(free)]).response.fingerprint] == 1:
            stamp = datetime(2024, 1, 1) + timedelta(hours=self.made)  # noqa: DTZ001 - as in a sheet
            one.response = replace(one.response, stamp=str(stamp), answers={**one.response.answers})
            self.made += 1


ACTIONS = ("submit", "submit_at_once", "type_by_hand", "delete", "copy", "sort", "correct")
STEPS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 30)), max_size=8)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(STEPS, st.booleans()), max_size=6), st.randoms(use_true_random=False))
def test_rows_keep_their_keys_whatever_people_do(
    history: Sequence[tuple[Sequence[tuple[str, int]], bool]], chance: random.Random
) -> None:
    hands, known, seen = Hands(), tuple[Known, ...](), dict[str, str]()
    for steps, moves in history:
        for action, place in steps:
            getattr(hands, action)(place)
        if moves and not any(action == "correct" for action, _ in steps):
            hands.move_stamp(len(steps))
        rows = [replace(one.response, row=number) for number, one in enumerate(hands.rows, 2)]
        tracking = track(rows, known, salt=SALT)

        # No row is unaccounted for, and no key stands on two.
        standing = [one for one in tracking.tracked if one.response]
        marks = Counter(one.fingerprint for one in rows)
        accounted = Counter(one.response.fingerprint for one in standing if one.response)
        assert accounted + Counter(one.fingerprint for one in tracking.repeated) == marks
        keys = [one.key for one in tracking.tracked]
        assert len(set(keys)) == len(keys)
        assert {one.key for one in known} <= set(keys)

        # A key never moves to another row, and a row that stands keeps its key.
        key_of = {one.response.fingerprint: one.key for one in standing if one.response}
        for one in hands.rows:
            key = key_of[one.response.fingerprint]
            if one.key not in {"", "copy"}:
                assert key == one.key
            one.key = key
        for mark, key in key_of.items():
            assert seen.setdefault(mark, key) == key

        # The order of the rows never matters, and a second look changes nothing.
        shuffled = rows[:]
        chance.shuffle(shuffled)
        assert outcome(track(shuffled, known, salt=SALT)) == outcome(tracking)
        known = remembered(tracking)
        again = track(shuffled, known, salt=SALT)
        assert {one.status for one in again.tracked} <= {Status.SAME, Status.VANISHED}
        assert {one.key for one in again.tracked if one.response} == {one.key for one in standing}
        assert len(again.repeated) == len(tracking.repeated)


def outcome(tracking: Tracking) -> list[tuple[str, Status, str]]:
    return sorted((one.key, one.status, one.response.fingerprint if one.response else "") for one in tracking.tracked)
