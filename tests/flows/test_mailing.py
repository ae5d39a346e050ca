"""Mail runs over a real ledger and real SMTP: what is sent, put off, given up, held, and that nobody gets it twice."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from flows.adapters.mailbox import LocalMailbox, messages
from flows.adapters.rendering import render_letter
from flows.adapters.smtp import SmtpMailer
from flows.runs.mailing import Sent, send_due
from flows.runs.setting_up import Joining, add_organisation, add_recipient
from flows.runs.weekly import Weekly, is_its_day, queue_weekly_letters
from flows.wiring import Services, connect
from forms.letters import ApplicationReceived, EventReportReceived, from_fields, to_fields
from forms.memory import Run
from forms.night.national import PROGRAMME
from forms.organisations import Recipient
from forms.outbox import WAITS, LetterState, Priority, QueuedLetter, Trouble, Why, message_id, sending
from forms.words import Language
from tests.flows.stage import APPLICATION, Application, Stage
from tests.flows.test_smtp import Server, free_port, serving

NOW = datetime(2024, 3, 11, 6, 5, tzinfo=UTC)
"""A Monday, five past eight in Vilnius."""


def services_in(home: Path, **settings: Any) -> Services:
    return connect(Settings(home=home, sender_address="laiskai@example.org", **settings))


def over(server: Server, home: Path, **settings: Any) -> Iterator[Services]:
    """Give services whose letters leave through a server."""
    with serving(server, enable_SMTPUTF8=False) as account:
        yield services_in(
            home,
            **{"smtp_host": "127.0.0.1", "smtp_port": account.port, "smtp_security": "none", "live": True} | settings,
        )


def letter(key: str = "A-1", recipient: str = "kamile@example.com", **changes: Any) -> QueuedLetter:
    one = QueuedLetter(
        key=f"{key}/v1/application_received",
        kind="application_received",
        language=Language.LT,
        recipient=recipient,
        fields=to_fields(ApplicationReceived.example(Language.LT)),
        organisation="namai",
        reply_to="k@namai.example.org",
        queued_at=NOW,
    )
    return replace(one, **changes)


def states(services: Services) -> dict[str, LetterState]:
    return {one.key.partition("/")[0]: one.state for one in services.ledger.letters()}


def only(services: Services) -> QueuedLetter:
    (one,) = services.ledger.letters()
    return one


# A run into the mailbox of this machine


def test_run_sends_what_is_due_and_the_next_one_nothing(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    services.ledger.queue([letter("A-1"), letter("A-2", "jonas@example.com")])

    first, second = send_due(services, NOW), send_due(services, NOW + timedelta(minutes=15))

    assert (first, second) == (Sent(2, 0, 0, 0), Sent(0, 0, 0, 0))
    assert sorted(str(one["To"]) for one in messages(tmp_path / "mailbox")) == [
        "jonas@example.com",
        "kamile@example.com",
    ]
    assert [(one.state, one.attempts, one.sent_at) for one in services.ledger.letters()] == [
        (LetterState.SENT, 1, NOW)
    ] * 2
    assert services.ledger.runs() == [Run("outbox", NOW, counts={"sent": 2, "failed": 0, "later": 0, "held": 0})]


def test_run_with_nothing_to_do_opens_no_mailbox_and_leaves_no_trace(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    assert send_due(services, NOW) == Sent(0, 0, 0, 0)
    assert not (tmp_path / "mailbox").exists()
    assert services.ledger.runs() == []


def test_letter_killed_between_the_server_and_the_ledger_is_in_the_mailbox_once(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    services.ledger.queue([letter()])
    begun = sending(letter())
    services.ledger.update(begun, now=NOW)
    with (
        LocalMailbox(tmp_path / "mailbox") as mailbox,
        SmtpMailer(mailbox.account("laiskai@example.org", "")) as mailer,
    ):
        mailer.send(begun, render_letter(from_fields(begun.kind, begun.fields), Language.LT), NOW)

    done = send_due(services, NOW + timedelta(minutes=15))

    (arrived,) = messages(tmp_path / "mailbox")
    assert done.sent == 1
    assert arrived["Message-ID"] == message_id(begun.key, "example.org")
    assert (only(services).state, only(services).attempts) == (LetterState.SENT, 2)


class Onlooker(Server):
    """A mail server that looks into the ledger while it takes a letter."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger: Any = None
        self.found: list[LetterState] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as aiosmtpd calls it
        self.found += [one.state for one in self.ledger.letters()]
        return await super().handle_DATA(server, session, envelope)


def test_letter_is_noted_as_being_sent_before_the_server_has_it(tmp_path: Path) -> None:
    server = Onlooker()
    for services in over(server, tmp_path):
        server.ledger = services.ledger
        services.ledger.queue([letter()])
        send_due(services, NOW)
    assert server.found == [LetterState.SENDING]


def test_letter_that_cannot_be_written_is_given_up_and_stops_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    services = services_in(tmp_path)
    spoilt = to_fields(EventReportReceived.example(Language.LT)) | {"present": "Slapta Pavardė"}
    services.ledger.queue(
        [
            letter("A-1", kind="no_such_letter"),
            letter("A-2", fields={"first_name": "Kamilė"}),
            letter("E-3", kind="event_report_received", fields=spoilt),
            letter("A-4"),
        ]
    )

    with caplog.at_level(logging.DEBUG):
        done = send_due(services, NOW)

    assert done == Sent(sent=1, later=0, failed=3, held=0)
    assert states(services) == {
        "A-1": LetterState.FAILED, "A-2": LetterState.FAILED, "E-3": LetterState.FAILED, "A-4": LetterState.SENT,
    }  # fmt: skip
    reasons = {one.last_error for one in services.ledger.letters() if one.state is LetterState.FAILED}
    assert reasons == {Trouble(Why.FORM_CHANGED).kept}
    assert "Pavardė" not in caplog.text
    assert "@example.com" not in caplog.text


def test_recipient_whose_address_no_server_takes_is_given_up_and_stops_no_other(tmp_path: Path) -> None:
    server = Server()
    for services in over(server, tmp_path):
        services.ledger.queue([letter("A-1", "kamilė@example.com"), letter("A-2", reply_to="k"), letter("A-3")])
        done = send_due(services, NOW)
        assert done == Sent(sent=1, later=0, failed=2, held=0)
        assert states(services) == {"A-1": LetterState.FAILED, "A-2": LetterState.FAILED, "A-3": LetterState.SENT}
    assert [recipients for _, recipients, _ in server.kept] == [["kamile@example.com"]]


# What a server's answers do to the outbox


@pytest.mark.parametrize(
    ("answers", "state", "next_at", "attempts"),
    [
        ({"RCPT": "450 4.2.0 Greylisted"}, LetterState.RETRY, NOW + WAITS[0], 1),
        ({"DATA": "452 4.3.1 No space"}, LetterState.RETRY, NOW + WAITS[0], 1),
        ({"DATA": "421 4.3.2 Closing"}, LetterState.RETRY, NOW + WAITS[0], 1),
        ({"RCPT": "550 5.1.1 No such user"}, LetterState.FAILED, None, 1),
        ({"DATA": "552 5.2.2 Mailbox full"}, LetterState.FAILED, None, 1),
        ({"MAIL": "553 5.7.1 Not your address"}, LetterState.QUEUED, None, 0),
        ({"MAIL": "530 5.7.0 Log in first"}, LetterState.QUEUED, None, 0),
    ],
)
def test_answer_of_the_server_becomes_the_letters_state(
    tmp_path: Path, answers: dict[str, str], state: LetterState, next_at: datetime | None, attempts: int
) -> None:
    for services in over(Server(**answers), tmp_path):
        services.ledger.queue([letter()])
        send_due(services, NOW)
        found = only(services)
        assert (found.state, found.next_at, found.attempts) == (state, next_at, attempts)
        assert found.last_error != ""
        assert "@" not in found.last_error


def test_letter_put_off_leaves_when_its_time_has_come(tmp_path: Path) -> None:
    for services in over(Server(RCPT=["450 4.2.0 Greylisted"]), tmp_path):
        services.ledger.queue([letter()])
        runs = [send_due(services, NOW + timedelta(minutes=minutes)) for minutes in (0, 14, 15)]
        assert [(run.later, run.sent) for run in runs] == [(1, 0), (0, 0), (0, 1)]
        assert (only(services).attempts, only(services).last_error) == (2, "")


@pytest.mark.parametrize("security", ["none", "starttls", "ssl"])
def test_server_that_is_not_there_for_a_week_costs_no_letter(tmp_path: Path, security: str) -> None:
    gone = services_in(tmp_path, smtp_host="127.0.0.1", smtp_port=free_port(), smtp_security=security, live=True)
    gone.ledger.queue([letter("A-1"), letter("A-2")])

    runs = [send_due(gone, NOW + timedelta(hours=hours)) for hours in range(0, 7 * 24, 12)]

    assert {(run.sent, run.later, run.failed, run.trouble and run.trouble.en) for run in runs} == {
        (0, 1, 0, "The mail server does not answer.")
    }
    assert states(gone) == {"A-1": LetterState.QUEUED, "A-2": LetterState.QUEUED}
    assert {run.not_read for run in gone.ledger.runs()} == {("Pašto serveris neatsako.",)}
    for services in over(Server(), tmp_path):
        assert send_due(services, NOW + timedelta(days=8)).sent == 2


def test_letter_that_makes_the_server_hang_up_does_not_stand_in_the_way_of_others(tmp_path: Path) -> None:
    for services in over(Server(DATA=["421 4.3.2 Closing"]), tmp_path):
        services.ledger.queue([letter("A-1"), letter("A-2", queued_at=NOW + timedelta(minutes=1))])
        first = send_due(services, NOW + timedelta(minutes=2))
        second = send_due(services, NOW + timedelta(minutes=3))
        assert (first.sent, first.later, second.sent) == (0, 1, 1)
        assert states(services) == {"A-1": LetterState.RETRY, "A-2": LetterState.SENT}


def test_confirmations_leave_before_weekly_letters(tmp_path: Path) -> None:
    server = Server()
    for services in over(server, tmp_path):
        weekly = letter("namai-1", "lead@example.org", priority=Priority.WEEKLY, queued_at=NOW - timedelta(days=1))
        services.ledger.queue([weekly, letter()])
        send_due(services, NOW)
    assert [recipients for _, recipients, _ in server.kept] == [["kamile@example.com"], ["lead@example.org"]]
    assert server.connections == 1


def test_log_of_a_run_names_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "lookdeeper"):
        for services in over(Server(RCPT="550 5.1.1 No such user kamile@example.com"), tmp_path):
            services.ledger.queue([letter()])
            send_due(services, NOW)
    told = [record.getMessage() for record in caplog.records if record.name == "lookdeeper"]
    refused = "The mail server refused the recipient (550): most likely there is no such address."
    assert told == [f"a letter of the kind application_received did not leave: {refused}"]


def test_log_of_the_mailbox_holds_neither_addresses_nor_letters(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    services = services_in(tmp_path)
    services.ledger.queue([letter()])
    with caplog.at_level(logging.DEBUG):
        assert send_due(services, NOW).sent == 1
    assert "kamile" not in caplog.text.casefold()


# Real people are written to only when it is meant


def test_without_live_only_guests_are_written_to_whatever_the_case(tmp_path: Path) -> None:
    server = Server()
    for services in over(server, tmp_path, live=False, guests=("svecias@Example.com", "Kita@example.com")):
        guests = [letter("A-2", "Svecias@example.com"), letter("A-3", "kita@example.com")]
        services.ledger.queue([letter("A-1"), *guests])
        done = send_due(services, NOW)
        assert done == Sent(sent=2, later=0, failed=0, held=1)
        assert states(services) == {"A-1": LetterState.HELD, "A-2": LetterState.SENT, "A-3": LetterState.SENT}
        assert [one.last_error for one in services.ledger.letters()] == [Trouble(Why.NOT_LIVE).kept, "", ""]
    assert [recipients for _, recipients, _ in server.kept] == [["Svecias@example.com"], ["kita@example.com"]]


def test_letter_held_before_going_live_does_not_leave_by_itself(tmp_path: Path) -> None:
    server = Server()
    for services in over(server, tmp_path, live=False):
        services.ledger.queue([letter()])
        send_due(services, NOW)
    for services in over(server, tmp_path, live=True):
        assert send_due(services, NOW + timedelta(days=1)) == Sent(0, 0, 0, 0)
    assert server.kept == []


# The coordinator's word in the tab of letters


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """Give an organisation with one confirmation in its outbox, its tab shown."""
    made = Stage(tmp_path)
    made.night()
    made.answer(Application, APPLICATION)
    made.night()
    return made


def word(stage: Stage, text: str) -> tuple[LetterState, str]:
    """Type a decision on the only letter, let a night pass, and return its state as kept and as shown."""
    key = stage.only("Laiškai")
    stage.decide("Laiškai", key, text)
    stage.night()
    return only(stage.services).state, str(stage.table("Laiškai")[key]["Būsena"])


def test_letter_is_held_and_released_by_the_coordinators_word(stage: Stage) -> None:
    held = word(stage, "Sulaikyti")
    kept_back = send_due(stage.services, stage.now)
    released = word(stage, "Leisti")
    left = send_due(stage.services, stage.now)

    assert held == (LetterState.HELD, "Sulaikytas")
    assert kept_back == Sent(0, 0, 0, 0)
    assert released == (LetterState.QUEUED, "Laukia")
    assert left.sent == 1
    assert len(messages(stage.folder / "mailbox")) == 1


def test_word_taken_back_lets_a_held_letter_leave(stage: Stage) -> None:
    word(stage, "Sulaikyti")
    assert word(stage, "") == (LetterState.QUEUED, "Laukia")


def test_holding_a_letter_says_nothing_about_the_submission_behind_it(stage: Stage) -> None:
    key = stage.only("Paraiškos")
    stage.decide("Paraiškos", key, "Kviesti į pokalbį")
    stage.night()
    word(stage, "Sulaikyti")
    word(stage, "Leisti")
    assert stage.table("Paraiškos")[key]["Būsena"] == "Kviesti į pokalbį"


@pytest.mark.parametrize("text", ["Sulaikyti", "Leisti"])
def test_letter_that_left_stays_as_it_is(stage: Stage, text: str) -> None:
    send_due(stage.services, stage.now)
    assert word(stage, text) == (LetterState.SENT, "Išsiųstas")


def test_letter_being_tried_again_is_held_and_its_release_begins_anew(stage: Stage) -> None:
    put_off = replace(
        only(stage.services), state=LetterState.RETRY, attempts=4, next_at=stage.now + WAITS[3], last_error="Palaukite."
    )
    stage.ledger.update(put_off, now=stage.now)
    held = word(stage, "Sulaikyti")
    released = word(stage, "Leisti")
    found = only(stage.services)
    assert (held, released) == ((LetterState.HELD, "Sulaikytas"), (LetterState.QUEUED, "Laukia"))
    assert (found.attempts, found.next_at, found.last_error) == (0, None, "")


def test_word_that_still_stands_is_not_read_twice(stage: Stage) -> None:
    word(stage, "Sulaikyti")
    word(stage, "Leisti")
    stage.ledger.update(replace(only(stage.services), state=LetterState.HELD), now=stage.now)
    stage.type("Laiškai", stage.only("Laiškai"), "Pastaba", "palaukti")
    stage.night()
    second = stage.night()
    assert only(stage.services).state is LetterState.HELD
    assert second.did_something is False


def test_night_after_a_hold_does_nothing(stage: Stage) -> None:
    word(stage, "Sulaikyti")
    assert stage.night().did_something is False


# The weekly letter


@pytest.fixture
def programme(tmp_path: Path) -> Services:
    """Give a programme of two organisations and its lead, who gets the letter, and a guest, who does not."""
    services = services_in(tmp_path)
    add_organisation(services, Joining("namai", "Namai", "k@namai.example.org", Language.LT))
    add_organisation(services, Joining("house", "House", "k@house.example.org", Language.EN))
    lead = Recipient("lead", "lead@example.org", "", "", Language.LT, weekly=True, summary=True)
    add_recipient(services, lead)
    add_recipient(services, replace(lead, key="guest", email="guest@example.org", weekly=False))
    return services


def test_weekly_letter_is_queued_for_each_recipient_about_their_own_scope(programme: Services) -> None:
    done = queue_weekly_letters(programme, NOW)

    found = {one.key: one for one in programme.ledger.letters()}
    assert done == Weekly(queued=3, recipients=3)
    assert {
        key: (one.recipient, one.language, one.organisation, one.reply_to, one.fields["scope"])
        for key, one in found.items()
    } == {
        "namai-1/2024-W10/weekly_letter": (
            "k@namai.example.org", Language.LT, "namai", "k@namai.example.org", "Namai",
        ),
        "house-1/2024-W10/weekly_letter": (
            "k@house.example.org", Language.EN, "house", "k@house.example.org", "House",
        ),
        "lead/2024-W10/weekly_letter": ("lead@example.org", Language.LT, "", "", "Visa programa"),
    }  # fmt: skip
    assert {(one.fields["from_on"], one.fields["to_on"], one.priority) for one in found.values()} == {
        ("2024-03-04", "2024-03-10", Priority.WEEKLY)
    }


def test_weekly_letter_about_the_programme_is_in_its_readers_language(programme: Services) -> None:
    english = Recipient("english", "english@example.org", "", "", Language.EN, weekly=True, summary=True)
    add_recipient(programme, english)
    queue_weekly_letters(programme, NOW)
    scopes = {one.recipient: one.fields["scope"] for one in programme.ledger.letters() if not one.organisation}
    assert scopes == {"lead@example.org": "Visa programa", "english@example.org": PROGRAMME.en}


def test_weekly_letter_is_queued_once_a_week_however_often_it_is_run(programme: Services) -> None:
    days = [NOW, NOW + timedelta(hours=3), NOW + timedelta(days=6), NOW + timedelta(days=7)]
    assert [queue_weekly_letters(programme, day).queued for day in days] == [3, 0, 0, 3]


def test_weekly_letters_week_is_the_one_in_vilnius(programme: Services) -> None:
    monday_in_vilnius = datetime(2024, 3, 10, 22, 30, tzinfo=UTC)
    queue_weekly_letters(programme, monday_in_vilnius)
    assert {one.fields["from_on"] for one in programme.ledger.letters()} == {"2024-03-04"}


def test_weekly_letters_leave_and_arrive(programme: Services) -> None:
    queue_weekly_letters(programme, NOW)
    assert send_due(programme, NOW).sent == 3
    arrived = messages(programme.settings.mailbox)
    assert sorted((str(one["To"]), str(one["Subject"]).replace("\u00a0", " ")) for one in arrived) == [
        ("k@house.example.org", "Weekly letter: 4–10 March 2024"),
        ("k@namai.example.org", "Savaitės laiškas: 2024 m. kovo 4–10 d."),
        ("lead@example.org", "Savaitės laiškas: 2024 m. kovo 4–10 d."),
    ]


def test_weekly_letter_around_new_year_has_the_key_of_its_own_week(programme: Services) -> None:
    queue_weekly_letters(programme, datetime(2025, 1, 6, 6, 5, tzinfo=UTC))
    assert {one.key.split("/")[1] for one in programme.ledger.letters()} == {"2025-W01"}


@pytest.mark.parametrize(
    ("week_of", "due_on"),
    [
        (date(2024, 3, 11), date(2024, 3, 12)),  # Monday is the Day of Restoration of Independence
        (date(2024, 3, 18), date(2024, 3, 18)),
        (date(2024, 4, 1), date(2024, 4, 2)),  # Easter Monday
        (date(2024, 6, 24), date(2024, 6, 25)),  # St John's Day
        (date(2023, 12, 25), date(2023, 12, 27)),  # Christmas, two days
        (date(2024, 1, 1), date(2024, 1, 2)),
    ],
)
def test_weekly_letter_is_due_from_the_first_working_day_on(week_of: date, due_on: date) -> None:
    week = [week_of + timedelta(days=number) for number in range(7)]
    assert [day for day in week if is_its_day(day)] == [day for day in week[:5] if day >= due_on]
