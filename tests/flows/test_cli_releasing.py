"""The commands about numbers: sum up, release, verify, explain."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.main import app
from flows.runs.sample import FOLDER

YEAR = ("--from", "2023-01-01", "--to", "2023-12-31", "--organisation", "namai")
AS_OF = ("--as-of", "2024-01-15T02:00")


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    return done.exit_code, done.output


@pytest.fixture(name="home", autouse=True)
def home_with_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOKDEEPER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    run("init")
    run("organisation", "add", "namai", "--name", "Namai", "--coordinator", "k@namai.example.org", "--language", "en")
    assert run("import", "event_report", str(FOLDER / "event_report.csv"), "--organisation", "namai", *AS_OF)[0] == 0
    assert run("consolidate", *AS_OF)[0] == 0
    return tmp_path / "home"


def test_summary_tells_where_the_evidence_lies_and_never_beside_what_is_handed_over(home: Path) -> None:
    code, told = run("summary", *YEAR, *AS_OF)
    evidence = home / "evidence" / "2023-01-01_2023-12-31" / "namai.xlsx"

    assert (code, str(evidence) in told, evidence.is_file()) == (0, True, True)
    assert [file.name for file in (home / "summaries").rglob("*") if "evidence" in file.name] == []


def test_release_is_numbered_verified_and_not_made_twice() -> None:
    code, told = run("summary", *YEAR, *AS_OF, "--release", "--by", "Ona")
    files = [Path(line) for line in told.splitlines() if line.startswith("/")]
    again = run("summary", *YEAR, *AS_OF, "--release", "--by", "Ona")
    verified = run("summary", "verify", str(files[0]))

    assert (code, told.startswith("Released: no. 1, version 1. Checksum: ")) == (0, True)
    assert (again[0], "No number has changed since version 1" in again[1]) == (3, True)
    assert (verified[0], "In order: release no. 1, version 1" in verified[1], "Ona" in verified[1]) == (0, True, True)
    files[0].chmod(0o644)
    files[0].write_bytes(b"other")
    altered = run("summary", "verify", str(files[0]))
    assert (altered[0], "altered after the release (no. 1)" in altered[1]) == (3, True)
    assert run("summary", *YEAR, "--release", "--out", "x")[0] == 2


def test_figure_is_explained_by_its_definition_value_and_rows() -> None:
    code, told = run("explain", "social_contacts", *YEAR, *AS_OF, "--language", "en")
    unknown = run("explain", "contacts", *YEAR)

    assert (code, "Value 2023-01-01 – 2023-12-31: " in told, "Left out: " in told) == (0, True, True)
    assert (unknown[0], "There are: ambassador_trainings, " in unknown[1]) == (3, True)


def test_period_that_ends_before_it_begins_and_one_without_anything(home: Path) -> None:
    backwards = run("summary", "--from", "2023-12-31", "--to", "2023-01-01", "--organisation", "namai")
    empty = run("summary", "--from", "1999-01-01", "--to", "1999-01-01", "--organisation", "namai", *AS_OF)

    assert (backwards[0], "before it begins" in backwards[1]) == (3, True)
    folder = home / "summaries" / "1999-01-01_1999-01-01" / "namai"
    assert (empty[0], (folder / "summary.pdf").is_file()) == (0, True)
    assert "There were no events in the period." in (folder / "summary.html").read_text(encoding="utf-8")
