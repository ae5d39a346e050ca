"""Mail runs over a server that is killed, falls silent, puts off, refuses and hangs up at random.

Every letter arrives, or is given up for a reason that the server gave; and none arrives more often than the server left
us without an answer about it. `make soak-letters` plays more letters.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from threading import Timer
from typing import Any

from config import ROOT
from config.settings import Settings
from flows.runs.mailing import send_due
from flows.wiring import Services, connect
from forms.letters import ApplicationReceived, to_fields
from forms.outbox import WAITS, LetterState, QueuedLetter, Why, message_id, trouble_of
from forms.words import Language
from tests.flows.test_smtp import free_port

LETTERS = int(os.environ.get("LOOKDEEPER_TEST_LETTERS", "60"))
SEED = int(os.environ.get("LOOKDEEPER_TEST_SEED", "0")) or SystemRandom().randrange(1, 1_000_000)
SERVER = Path(__file__).with_name("faulty_server.py")
NOW = datetime(2024, 3, 11, 6, 5, tzinfo=UTC)
REFUSALS = {Why.NO_ADDRESS, Why.MAILBOX_FULL, Why.UNWANTED}


@contextmanager
def server(port: int, log: Path, seed: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(SERVER), str(port), str(log), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
        yield program
        with suppress(ProcessLookupError):
            program.kill()


def lines(log: Path) -> list[tuple[str, str]]:
    if not log.exists():
        return []
    found = [line.split() for line in log.read_text(encoding="utf-8").splitlines()]
    return [(what, identity) for what, identity in found]


def answers_lost(services: Services) -> Counter[str]:
    """Return by letter how often a connection broke after it had been handed over."""
    ledger: Any = services.ledger
    with ledger._engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT letter FROM letter_states WHERE last_error = 'answer_lost'")
        return Counter(row.letter for row in found)


def test_server_with_bad_days_loses_no_letter_and_doubles_none_that_it_answered_for(tmp_path: Path) -> None:
    print(f"seed {SEED}")  # noqa: T201 - to play a failure again
    random = Random(SEED)  # noqa: S311 - faults need no cryptography
    port, log = free_port(), tmp_path / "log"
    settings = Settings(
        home=tmp_path, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", smtp_timeout=0.5, live=True,
        mail_account="own", quiet_hours="", sender_address="laiskai@example.org",
    )  # fmt: skip
    services = connect(settings)
    kind, fields = "application_received", to_fields(ApplicationReceived.example(Language.LT))
    services.ledger.queue(
        [
            QueuedLetter(f"A-{n}/v1/{kind}", kind, Language.LT, f"p{n}@example.com", fields, "", "k@example.org", NOW)
            for n in range(LETTERS)
        ]
    )

    now, runs, killed = NOW, 0, 0
    while services.ledger.unsent():
        with server(port, log, random.randrange(1 << 30)) as program:
            for _ in range(random.randrange(1, 4)):
                send_due(services, now)
                now, runs = now + timedelta(minutes=15), runs + 1
            timer = Timer(random.uniform(0, 0.1), program.kill)
            timer.start()
            send_due(services, now)
            now, runs, killed = now + timedelta(minutes=15), runs + 1, killed + 1
            timer.join()
        send_due(services, now)  # nobody is there
        now, runs = now + timedelta(hours=2), runs + 1
        assert runs < 2_000

    told = lines(log)
    copies = Counter(identity for what, identity in told if what == "kept")
    lost = answers_lost(services)
    found = {message_id(one.key, "example.org"): one for one in services.ledger.letters()}
    states = Counter(one.state for one in found.values())
    for identity, letter in found.items():
        trouble = trouble_of(letter.last_error)
        assert letter.state in {LetterState.SENT, LetterState.FAILED}
        assert copies[identity] >= (letter.state is LetterState.SENT)
        assert copies[identity] <= 1 + lost[letter.key]
        if letter.state is LetterState.FAILED:
            assert trouble
            assert trouble.why in REFUSALS or letter.attempts > len(WAITS)
    assert copies.keys() <= found.keys()
    assert states[LetterState.SENT] > LETTERS // 4
    more = {identity: count for identity, count in copies.items() if count > 1}
    print(  # noqa: T201 - what is asked for
        f"{LETTERS} letters, {runs} runs, {killed} kills of the server: sent {states[LetterState.SENT]}, given up "
        f"{states[LetterState.FAILED]}, arrived more than once {len(more)} (at most {max(more.values(), default=1)} "
        f"times), answers lost {lost.total()}"
    )
