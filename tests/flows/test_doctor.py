"""The doctor: what it says of a home that is well, and of each thing that is not."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import Settings, load_settings
from flows.adapters.mailbox import LocalMailbox
from flows.cli.main import app
from flows.runs.doctor.findings import Finding, Level
from flows.runs.doctor.rounds import examine
from flows.runs.mailing import send_due
from flows.wiring import connect
from tests.flows.test_mailing import letter

NOW = datetime(2026, 5, 4, 2, tzinfo=UTC)
AS_OF = "2026-05-04T05:00"


def run(home: Path, *words: str) -> None:
    result = CliRunner().invoke(app, [*words, "--home", str(home), "--as-of", AS_OF])
    assert result.exit_code == 0, result.output


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    run(tmp_path, "init")
    run(tmp_path, "organisation", "add", "namai", "--name", "Namai", "--coordinator", "k@namai.example.org")
    run(tmp_path, "consolidate")
    return tmp_path


def look(settings: Settings) -> list[Finding]:
    return list(examine(settings, NOW))


def unwell(settings: Settings) -> list[tuple[Level, str]]:
    return [(one.level, one.what.en) for one in look(settings) if one.level is not Level.OK]


def contents(home: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in home.rglob("*") if file.is_file() and "ledger" not in file.name}


def test_home_that_is_well_has_nothing_but_good_lines_and_is_left_as_it_was(home: Path) -> None:
    before = contents(home)
    assert {one.level for one in look(load_settings(home))} == {Level.OK}
    assert contents(home) == before


def test_empty_place_is_told_how_to_begin_and_stays_empty(tmp_path: Path) -> None:
    place = tmp_path / "nowhere"
    assert unwell(load_settings(place)) == [(Level.WARNING, f"There is nothing in {place} yet.")]
    assert not place.exists()


def test_damaged_workbook_is_an_error_with_its_name(home: Path) -> None:
    (home / "workbooks" / "namai.xlsx").write_bytes(b"PK not a workbook")
    ((level, what),) = unwell(load_settings(home))
    assert (level, what.startswith("Namai: ")) == (Level.ERROR, True)


def test_missing_national_workbook_is_an_error(home: Path) -> None:
    (home / "workbooks" / "programa.xlsx").unlink()
    assert [level for level, _ in unwell(load_settings(home))] == [Level.ERROR]


def test_ledger_that_is_none_is_an_error(home: Path) -> None:
    for file in home.glob("ledger.sqlite*"):
        file.unlink()
    (home / "ledger.sqlite").write_bytes(b"not a ledger" * 1000)
    assert [level for level, _ in unwell(load_settings(home))] == [Level.ERROR]


def test_mail_server_that_answers_is_well_and_without_live_a_warning(home: Path, tmp_path: Path) -> None:
    with LocalMailbox(tmp_path / "post") as mailbox:
        account = mailbox.account("a@example.org", "A")
        settings = Settings(home=home, smtp_host=account.host, smtp_port=account.port, smtp_security="none")
        assert unwell(settings) == [(Level.WARNING, "Real people are not written to; guests on the list: 0.")]
        assert unwell(settings.model_copy(update={"live": True})) == []


def test_letters_that_the_account_bears_are_told_and_a_full_day_is_a_warning(home: Path, tmp_path: Path) -> None:
    def told(settings: Settings) -> list[tuple[Level, str]]:
        return [(one.level, one.what.en) for one in look(settings) if "24 hours" in one.what.en]

    with LocalMailbox(tmp_path / "post") as mailbox:
        account = mailbox.account("a@example.org", "A")
        server = {"smtp_host": account.host, "smtp_port": account.port, "smtp_security": "none", "live": True}
        settings = Settings(home=home, mail_per_day=1, **server)
        before = told(settings)
        services = connect(settings)
        services.ledger.queue([letter(queued_at=NOW)])
        send_due(services, NOW.replace(hour=8))
        after = told(settings)
        without = told(Settings(home=home, mail_account="own", **server))
    assert (before, after, without) == (
        [(Level.OK, "Letters sent in the last 24 hours: 0; the account bears 1.")],
        [(Level.WARNING, "Letters sent in the last 24 hours: 1; the account bears 1.")],
        [],
    )


def test_servers_that_do_not_answer_are_errors(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    monkeypatch.setenv("PREFECT_API_URL", f"http://name:secret@127.0.0.1:{port}/api")
    found = unwell(Settings(home=home, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none"))
    assert found == [
        (Level.ERROR, "The mail server does not answer."),
        (Level.ERROR, f"Prefect's server http://127.0.0.1:{port} does not answer."),
    ]


def test_command_says_a_line_each_and_ends_with_one_when_something_is_wrong(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    well = CliRunner().invoke(app, ["doctor", "--home", str(home), "--as-of", AS_OF])
    (home / "workbooks" / "namai.xlsx").write_bytes(b"")
    ill = CliRunner().invoke(app, ["doctor", "--home", str(home), "--as-of", AS_OF])
    assert (well.exit_code, ill.exit_code) == (0, 1)
    assert {line.split()[0] for line in (well.output + ill.output).splitlines()} == {"ok", "error", "Ok:"}


def test_lost_ledger_is_not_begun_anew_beside_workbooks_and_its_copy_brings_all_back(home: Path) -> None:
    run(home, "organisation", "add", "kiti", "--name", "Kiti", "--coordinator", "k@kiti.example.org")
    run(home, "consolidate")
    before = contents(home / "workbooks")
    for file in home.glob("ledger.sqlite*"):
        file.unlink()

    refused = CliRunner().invoke(app, ["consolidate", "--home", str(home), "--as-of", AS_OF])
    (copy,) = (home / "backups").glob("ledger.*.sqlite")
    copy.rename(home / "ledger.sqlite")
    again = CliRunner().invoke(app, ["consolidate", "--home", str(home), "--as-of", AS_OF])

    assert (refused.exit_code, again.exit_code) == (3, 0)
    assert contents(home / "workbooks") == before
