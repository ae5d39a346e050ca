"""Mail runs that may not send everything: limits, quiet hours, addresses to be looked at, full disks, lost answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.adapters.ledger.faults import LedgerFullError
from flows.adapters.mailbox import messages
from flows.runs.mailing import Sent, send_due
from flows.runs.pacing import PATIENCE, Pace
from forms.outbox import LetterState, Priority, Trouble, Why, message_id, told
from forms.words import Language
from tests.flows.stage import APPLICATION, Application, Stage
from tests.flows.test_mailing import NOW, letter, only, over, services_in, states
from tests.flows.test_smtp import Server

LT_TAB = "Laiškai"


def recipients(server: Server) -> list[str]:
    return [to for _, (to,), _ in server.kept]


def crowd(number: int, **changes: Any) -> list[Any]:
    return [letter(f"A-{n:03}", f"p{n:03}@example.com", **changes) for n in range(number)]


# The account's limits


def test_letters_beyond_the_days_limit_leave_a_day_later_confirmations_first(tmp_path: Path) -> None:
    server = Server()
    for services in over(server, tmp_path, mail_account="own", mail_per_day=10):
        weekly = [
            letter(f"lead-{n}", f"lead{n}@example.com", priority=Priority.WEEKLY, queued_at=NOW - timedelta(days=1))
            for n in range(4)
        ]
        services.ledger.queue([*weekly, *crowd(8)])
        runs = [send_due(services, NOW + timedelta(hours=hours)) for hours in (0, 1, 24, 25)]
        assert len(services.ledger.runs()) == 2  # those in which anything was done

    assert [(run.sent, run.later, run.failed) for run in runs] == [(9, 3, 0), (0, 3, 0), (3, 0, 0), (0, 0, 0)]
    assert runs[0].trouble
    assert (
        runs[0].trouble.en == "The limit set for sending is reached: the other letters (3) leave as soon as they may."
    )
    assert recipients(server) == [
        *(f"p{n:03}@example.com" for n in range(8)), *(f"lead{n}@example.com" for n in range(4)),
    ]  # fmt: skip


def test_confirmation_that_comes_later_in_the_day_still_leaves(tmp_path: Path) -> None:
    server = Server()
    for services in over(server, tmp_path, mail_account="own", mail_per_day=10):
        services.ledger.queue(crowd(20, priority=Priority.NEWS))
        news = send_due(services, NOW)
        services.ledger.queue([letter("A-late", "late@example.com")])
        evening = send_due(services, NOW + timedelta(hours=10))
    assert (news.sent, news.later, evening.sent, evening.later) == (8, 12, 1, 12)
    assert recipients(server)[-1] == "late@example.com"


def test_mailbox_of_this_machine_has_no_limits_and_no_quiet_hours(tmp_path: Path) -> None:
    services = services_in(tmp_path, mail_per_day=1, mail_per_minute=1, quiet_hours="0-23")
    services.ledger.queue(crowd(5))
    assert send_due(services, NOW).sent == 5


class Clock:
    """Time that goes by only while somebody waits."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def pace(self, per_minute: int | None, gone: int = 0) -> Pace:
        return Pace(per_minute, gone, lambda: self.now, self.wait)


def test_run_waits_so_that_no_minute_has_more_letters_than_it_may(tmp_path: Path) -> None:
    clock = Clock()
    for services in over(Server(), tmp_path):
        services.ledger.queue(crowd(7))
        done = send_due(services, NOW, clock.pace(3))
    assert (done.sent, clock.waits) == (7, [60.0, 0.0, 0.0, 60.0])


def test_run_that_has_waited_long_enough_leaves_the_rest_to_the_next(tmp_path: Path) -> None:
    clock = Clock()
    for services in over(Server(), tmp_path):
        services.ledger.queue(crowd(8))
        first = send_due(services, NOW, clock.pace(1))
        second = send_due(services, NOW + timedelta(minutes=15), Clock().pace(1))
    assert (first.sent, first.later, second.sent, second.later) == (5, 3, 3, 0)
    assert sum(clock.waits) == PATIENCE
    assert first.trouble


def test_letters_of_the_minute_before_count() -> None:
    clock = Clock()
    pace = clock.pace(2, gone=2)
    assert [pace.next() for _ in range(3)] == [True] * 3
    assert clock.waits == [60.0, 0.0, 60.0]


def test_account_without_a_limit_a_minute_never_waits() -> None:
    clock = Clock()
    assert [clock.pace(None).next() for _ in range(1_000)] == [True] * 1_000
    assert clock.waits == []


def test_provider_that_says_the_day_is_full_stops_the_run_and_costs_no_letter(tmp_path: Path) -> None:
    for services in over(Server(DATA="550 5.4.5 Daily user sending limit exceeded"), tmp_path):
        services.ledger.queue(crowd(3))
        done = send_due(services, NOW)
        assert (done.sent, done.later, done.failed) == (0, 1, 0)
        assert {one.state for one in services.ledger.letters()} == {LetterState.QUEUED}
        assert done.trouble == Trouble(Why.DAY_IS_FULL, "550").words


# Quiet hours


def test_letters_wait_through_the_night_and_alarms_do_not(tmp_path: Path) -> None:
    server = Server()
    night = datetime(2024, 3, 11, 1, tzinfo=UTC)  # three in the morning in Vilnius
    for services in over(server, tmp_path):
        services.ledger.queue([letter("A-1"), letter("alarm", "operator@example.com", priority=Priority.ALARM)])
        services.ledger.queue([letter("A-2", "k@example.com", kind="please_correct")])
        at_night = send_due(services, night)
        nothing = send_due(services, night + timedelta(minutes=15))
        morning = send_due(services, night + timedelta(hours=4))
        assert [run.flow for run in services.ledger.runs()] == ["outbox"] * 2
    assert (at_night, nothing, morning.sent + morning.failed) == (Sent(1, 0, 0, 0), Sent(0, 0, 0, 0), 2)
    assert recipients(server)[:2] == ["operator@example.com", "kamile@example.com"]


# Addresses that look mistyped


@pytest.fixture
def asked(tmp_path: Path) -> Stage:
    """Give an application whose address looks mistyped, after the mail run that would have answered it."""
    stage = Stage(tmp_path)
    stage.night()
    stage.answer(Application, {**APPLICATION, "email": "jonas@gmial.com"})
    stage.night()
    assert send_due(stage.services, stage.now) == Sent(0, 0, 0, 1)
    stage.night()
    return stage


def matters(stage: Stage) -> list[tuple[str, str]]:
    return [(str(row["Kas"]), str(row["Ką daryti"])) for row in stage.table("Reikia dėmesio").values()]


def test_mistyped_domain_is_asked_about_and_not_written_to(asked: Stage) -> None:
    assert messages(asked.folder / "mailbox") == []
    assert (only(asked.services).state, only(asked.services).last_error) == (LetterState.HELD, "mistyped gmail.com")
    assert (
        "Laiškas neišsiųstas, nes adresas atrodo su klaida: tikriausiai jis turėjo baigtis „@gmail.com“.",
        "Pataisykite adresą atsakymų lape; jei jis teisingas, lape „Laiškai“ pasirinkite „Leisti“.",
    ) in matters(asked)
    (row,) = asked.table(LT_TAB).values()
    assert str(row["Kas sutrukdė"]).startswith("Adresas atrodo su klaida: tikriausiai jis turėjo baigtis „@gmail.com“.")


def test_address_that_is_right_after_all_is_written_to_when_released(asked: Stage) -> None:
    asked.decide(LT_TAB, asked.only(LT_TAB), "Leisti")
    asked.night()
    assert send_due(asked.services, asked.now).sent == 1
    asked.night()
    assert [what for what, _ in matters(asked) if "Laiškas" in what] == []


def test_mended_address_gets_the_letter_and_the_matter_closes(asked: Stage) -> None:
    tab = Application.tab.lt
    place = asked.book.sheets[tab][0].index(next(cell for cell in asked.book.sheets[tab][0] if cell == "El. paštas"))
    asked.book.sheets[tab][1][place] = "jonas@gmail.com"
    asked.night()
    assert send_due(asked.services, asked.now).sent == 1
    asked.night()
    assert [str(one["To"]) for one in messages(asked.folder / "mailbox")] == ["jonas@gmail.com"]
    assert [what for what, _ in matters(asked) if "Laiškas" in what] == []
    assert asked.night().did_something is False


def test_another_answer_mended_asks_no_second_time_of_the_same_address(asked: Stage) -> None:
    tab = Application.tab.lt
    place = asked.book.sheets[tab][0].index("Telefonas")
    asked.book.sheets[tab][1][place] = "8 612 99999"
    asked.night()
    assert [one.kind for one in asked.ledger.letters()] == ["application_received"]


# Reasons, in the reader's language


@pytest.mark.parametrize(
    ("answers", "code", "matter"),
    [
        ({"RCPT": "550 5.1.1 No such user"}, "no_address 550", "tokio adreso greičiausiai nėra"),
        ({"RCPT": "552 5.2.2 Over quota"}, "mailbox_full 552", "gavėjo pašto dėžutė pilna"),
        ({"DATA": "550 5.7.1 Spam"}, "unwanted 550", "gavėjo pašto serveris jo nepriėmė"),
        ({"DATA": "552 5.3.4 Too big"}, "too_large 552", "gavėjo pašto serveris jo nepriėmė"),
        ({"DATA": "554 No"}, "not_taken 554", "gavėjo pašto serveris jo nepriėmė"),
    ],
)
def test_refusal_stands_under_needs_attention_with_its_reason(
    tmp_path: Path, answers: dict[str, str], code: str, matter: str
) -> None:
    stage = Stage(tmp_path)
    stage.night()
    stage.answer(Application, APPLICATION)
    stage.night()
    for services in over(Server(**answers), tmp_path):
        assert send_due(services, stage.now + timedelta(hours=9)).failed == 1
    stage.night()
    assert only(stage.services).last_error == code
    (what,) = [what for what, _ in matters(stage) if "Laiško" in what]
    assert matter in what
    (row,) = stage.table(LT_TAB).values()
    assert row["Kas sutrukdė"] == told(code, Language.LT)


def test_each_kind_of_putting_off_has_its_own_reason(tmp_path: Path) -> None:
    answers = {
        "450 4.2.0 Greylisted": Why.GREYLISTED,
        "451 4.7.1 Greylisting in action": Why.GREYLISTED,
        "450 4.2.2 Mailbox over quota": Why.MAILBOX_FULL,
        "452 4.3.1 Insufficient system storage": Why.NO_ROOM_THERE,
        "451 4.3.0 Local error": Why.WAIT,
    }
    for services in over(Server(RCPT=list(answers)), tmp_path):
        services.ledger.queue(crowd(len(answers)))
        assert send_due(services, NOW).later == len(answers)
        found = [one.last_error for one in services.ledger.letters()]
    assert found == [Trouble(why, said[:3]).kept for said, why in answers.items()]


# Answers that are lost, disks that are full, letters that crash us


def test_lost_answer_puts_a_letter_off_and_the_next_one_leaves(tmp_path: Path) -> None:
    server = Server()
    server.hang_up_at = "DATA"
    for services in over(server, tmp_path):
        services.ledger.queue(crowd(2))
        first = send_due(services, NOW)
        found = [(one.state, one.last_error) for one in services.ledger.letters()]
        again = send_due(services, NOW + timedelta(minutes=15))
    assert (first.sent, first.later, first.trouble, again.sent) == (1, 1, None, 1)
    assert found == [(LetterState.RETRY, "answer_lost"), (LetterState.SENT, "")]
    assert recipients(server) == ["p000@example.com", "p001@example.com", "p000@example.com"]


class Deaf(Server):
    """A server that takes letters and hangs up without a word."""

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - as aiosmtpd calls it
        self.kept.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        server.transport.abort()
        return "250 OK"


def test_server_that_never_answers_for_letters_stops_the_run_after_two(tmp_path: Path) -> None:
    server = Deaf()
    for services in over(server, tmp_path):
        services.ledger.queue(crowd(5))
        done = send_due(services, NOW)
    assert (done.sent, done.later, done.trouble) == (0, 2, Trouble(Why.ANSWER_LOST).words)
    assert len(server.kept) == 2


def test_full_disk_of_the_ledger_stops_the_run_and_loses_no_letter(tmp_path: Path) -> None:
    server = Server()
    for services in over(server, tmp_path, mail_account="own"):
        ledger: Any = services.ledger
        services.ledger.queue(crowd(60))
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(LedgerFullError):
            send_due(services, NOW)
        before = recipients(server)
        with ledger._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
        send_due(services, NOW + timedelta(minutes=15))
        assert {one.state for one in services.ledger.letters()} == {LetterState.SENT}
    assert 0 < len(before) < 60
    assert sorted(set(recipients(server))) == [f"p{n:03}@example.com" for n in range(60)]
    assert len(recipients(server)) <= 61


def test_full_disk_of_the_mailbox_puts_letters_off_and_all_arrive_later(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    services.ledger.queue(crowd(3))
    blocked = tmp_path / "mailbox" / "tmp"
    blocked.parent.mkdir()
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    blocked.mkdir()
    for one in services.ledger.letters():
        identity = message_id(one.key, "example.org")
        (blocked / name_of(identity)).symlink_to(full)
    first = send_due(services, NOW)
    reasons = {one.last_error for one in services.ledger.letters()}
    second = send_due(services, NOW + timedelta(minutes=15))
    assert (first.sent, first.later, second.sent) == (0, 3, 3)
    assert reasons == {"no_room_there 452"}
    assert len(messages(tmp_path / "mailbox")) == 3


def name_of(identity: str) -> str:
    from hashlib import sha256

    return f"{sha256(identity.encode()).hexdigest()[:32]}.lookdeeper"


def test_letter_that_was_under_way_in_six_crashes_is_given_up(tmp_path: Path) -> None:
    server = Server()
    for services in over(server, tmp_path):
        services.ledger.queue([letter("A-1"), letter("A-2", "jonas@example.com")])
        worn = replace(only_of(services, "A-1"), state=LetterState.SENDING, attempts=6)
        services.ledger.update(worn, now=NOW)
        done = send_due(services, NOW)
        assert (done.sent, done.failed) == (1, 1)
        assert states(services) == {"A-1": LetterState.FAILED, "A-2": LetterState.SENT}
    assert recipients(server) == ["jonas@example.com"]


def only_of(services: Any, subject: str) -> Any:
    (one,) = [one for one in services.ledger.letters() if one.subject == subject]
    return one
