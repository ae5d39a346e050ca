"""A whole programme in Google's spreadsheets: set up from the command line, run for nights, within the quota."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import load_settings
from flows.adapters.google.quota import MOST, Quota
from flows.adapters.google_sheets import GoogleWorkbook
from flows.cli.main import app
from flows.runs.programme import ProgrammeOutcome, consolidate_programme
from flows.runs.setting_up import Joining, add_organisation
from flows.wiring import Services, connect
from forms.cells import Cell
from forms.outbox import LetterState
from forms.words import Language
from tests.flows.google_hands import LIST, READ, WRITE, client_of, waiting_on
from tests.flows.stage import APPLICATION, Application
from tests.google.accounts import SERVICE
from tests.google.person import Person
from tests.google.sheets.book import Book
from tests.google.world import Google

AS_OF = "2026-11-23T02:00"
NOW = datetime(2026, 11, 23, 0, tzinfo=UTC)
MANY = int(os.environ.get("LOOKDEEPER_TEST_ORGANISATIONS", "0"))
"""Organisations of a long trial; 0 for a short one."""


def address_of(book: Book) -> str:
    return f"https://docs.google.com/spreadsheets/d/{book.id}/edit#gid=0"


def answer(book: Book, *rows: dict[str, Cell]) -> None:
    """Put applications below the last one, as a form does: each as text."""
    person = Person(book)
    sheet = person.sheet(Application.tab.lt)
    bodies = [
        {
            "values": [
                {} if cell is None else {"userEnteredValue": {"stringValue": str(cell)}}
                for cell in (row.get("stamp"), *(row.get(question.key) for question in Application.questions))
            ]
        }
        for row in rows
    ]
    person.ask("appendCells", sheetId=sheet.id, rows=bodies, fields="userEnteredValue")


def lines(book: Book, tab: str) -> list[dict[str, Cell]]:
    """Return the rows of one of our tabs."""
    return [row for row in Person(book).records(tab) if row["Raktas"]]


@pytest.fixture(name="online")
def google_online(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Google, Book, Book]]:
    google = Google()
    national, own = (google.new_book(title, shared_with=SERVICE) for title in ("Programa", "Namai"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LOOKDEEPER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOOKDEEPER_AS_OF", AS_OF)
    monkeypatch.setenv("LOOKDEEPER_GOOGLE_PROGRAMME", address_of(national))
    monkeypatch.setenv("LOOKDEEPER_GOOGLE_KEY", str(google.key_file(tmp_path / "key.json")))
    with google.online():
        yield google, national, own


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    return done.exit_code, done.output


def add(*words: str) -> tuple[int, str]:
    return run("organisation", "add", "namai", "--name", "Namai", "--coordinator", "k@namai.example.org", *words)


def test_programme_is_set_up_from_the_command_line_and_its_second_night_writes_nothing(
    online: tuple[Google, Book, Book],
) -> None:
    google, national, own = online
    assert run("init") == (0, "Made the national workbook: „Programa“\n")
    assert add("--workbook", address_of(own)) == (0, "Added Namai; its workbook: „Namai“\n")
    assert [sheet.title for sheet in own.sheets][-1] == "Suvestinė"
    answer(own, APPLICATION)
    assert run("consolidate")[0] == 0
    google.calls.clear()
    code, _ = run("consolidate", "--as-of", "2026-11-24T02:00")

    assert code == 0
    assert Counter(google.names()) == {READ: 2, LIST: 1}
    assert lines(national, "Organizacijos")[0]["Darbo knyga"] == address_of(own)


def test_spreadsheet_that_is_shared_for_reading_alone_is_said_before_any_work(
    online: tuple[Google, Book, Book], tmp_path: Path
) -> None:
    google, _, own = online
    run("init")
    add("--workbook", address_of(own))
    answer(own, APPLICATION)
    google.files[own.id].share(SERVICE, "reader")
    google.calls.clear()
    code, said = run("consolidate")

    assert code == 1
    assert f"Atverkite ją, paspauskite „Bendrinti“ ir nustatykite, kad {SERVICE} yra redaguotojas" in said
    assert Counter(google.names())[LIST] == 1
    with connect(load_settings(tmp_path / "home")).ledger as ledger:
        assert ledger.past("namai").responses == {}
    google.files[own.id].share(SERVICE, "writer")
    assert (run("consolidate")[0], len(lines(own, "Paraiškos"))) == (0, 1)


def test_where_nobody_can_tell_who_may_write_the_work_itself_tells(online: tuple[Google, Book, Book]) -> None:
    google, _, own = online
    run("init")
    add("--workbook", address_of(own))
    answer(own, APPLICATION)
    google.files[own.id].share(SERVICE, "reader")
    google.fail(LIST, "500", 5)
    code, said = run("consolidate")

    assert (code, "nustatykite, kad" in said) == (1, True)


def test_spreadsheet_by_another_clock_is_said_where_its_coordinator_looks(online: tuple[Google, Book, Book]) -> None:
    _, _, own = online
    run("init")
    own.properties["timeZone"] = "America/New_York"
    add("--workbook", address_of(own))
    answer(own, APPLICATION)
    run("consolidate")
    (line,) = [row for row in lines(own, "Reikia dėmesio") if "laiko juosta" in str(row["Kas"])]
    assert "America/New_York" in str(line["Kas"])

    own.properties["timeZone"] = "Europe/Riga"
    answer(own, {**APPLICATION, "email": "kita@example.org"})
    run("consolidate")
    assert [row for row in lines(own, "Reikia dėmesio") if "laiko juosta" in str(row["Kas"])] == []


def test_organisation_without_a_spreadsheet_is_told_how_to_make_one(online: tuple[Google, Book, Book]) -> None:
    del online
    run("init")
    add()
    code, said = run("consolidate")

    assert code == 1
    assert f"Sukurkite tuščią (sheets.new), paspauskite „Bendrinti“, įrašykite {SERVICE} kaip redaguotoją" in said


def test_one_spreadsheet_of_two_organisations_is_said_however_it_is_written(
    online: tuple[Google, Book, Book],
) -> None:
    _, national, own = online
    run("init")
    add("--workbook", address_of(own))
    run("organisation", "add", "kiti", "--name", "Kiti", "--coordinator", "k@kiti.example.org", "--workbook", own.id)

    assert [row["Kas negerai"] for row in lines(national, "Organizacijos")][1].startswith(
        "Ši darbo knyga jau priklauso kitai organizacijai (namai)."
    )


class Programme:
    """Services of a programme of some organisations, all in the stand-in and on its clock."""

    def __init__(self, home: Path, organisations: int, most: int) -> None:
        self.google = Google()
        self.national = self.google.new_book("Programa", shared_with=SERVICE)
        self.books = [self.google.new_book(f"Org {n}", shared_with=SERVICE) for n in range(organisations)]
        real = connect(load_settings(home))
        settings = real.settings.model_copy(update={"google_programme": self.national.id})
        client = client_of(self.google)
        client._quota = Quota(most, self.google.clock.monotonic, self.google.clock.sleep)

        def opened(address: str) -> GoogleWorkbook:
            return GoogleWorkbook(address, lambda: client)

        self.services = Services(
            settings, real.ledger, opened(self.national.id), lambda one: opened(one.workbook), real.limits
        )
        self.google.quota.enforced = False
        for number, book in enumerate(self.books):
            joining = Joining(
                f"org-{number}", f"Org {number}", f"k{number}@x.example.org", Language.LT, workbook=book.id
            )
            add_organisation(self.services, joining)
        self.night()
        self.google.quota.enforced = True
        self.google.clock.seconds += 60

    def night(self, day: int = 0) -> ProgrammeOutcome:
        self.google.calls.clear()
        return consolidate_programme(self.services, NOW + timedelta(days=day))


def test_nights_keep_to_the_quota_and_call_twice_an_organisation(tmp_path: Path) -> None:
    many, rows, most = (MANY, 1_000, MOST) if MANY else (5, 3, 4)
    programme = Programme(tmp_path, organisations=many, most=most)
    for number, book in enumerate(programme.books):
        people = ({"email": f"a{n}@x{number}.example.org", "last_name": f"Pavyzdys{n}"} for n in range(rows))
        answer(book, *(APPLICATION | one for one in people))
    began = programme.google.clock.seconds
    done = programme.night(1)
    took = programme.google.clock.seconds - began

    assert [one.not_read for one in done.outcomes] == [()] * many
    assert done.not_written == ""
    assert Counter(programme.google.names()) == {READ: many + 1, WRITE: many + 1}
    assert sum(one.counts["new"] for one in done.outcomes) == many * rows
    assert 60 <= took < 180


def test_letters_leave_and_decisions_hold(tmp_path: Path) -> None:
    programme = Programme(tmp_path, organisations=1, most=55)
    (book,) = programme.books
    answer(book, APPLICATION)
    programme.night(1)
    person = Person(book)
    (application,) = lines(book, "Paraiškos")
    person.type_in("Paraiškos", application["Raktas"], "Sprendimas", "Priimta")
    programme.night(2)
    letters = programme.services.ledger.letters()
    programme.night(3)

    assert [one["Būsena"] for one in lines(book, "Ambasadoriai")] == ["Aktyvus"]
    assert {one.state for one in letters} == {LetterState.QUEUED}
    assert programme.services.ledger.letters() == letters
    assert Counter(programme.google.names()) == {READ: 2}


FAULTS = (
    "429",
    "429-retry-after",
    "500",
    "502",
    "502-after",
    "503",
    "503-after",
    "reset",
    "reset-after",
    "torn",
    "stall",
)


@pytest.mark.parametrize("call", [READ, WRITE])
def test_fault_on_the_way_leaves_a_night_as_if_there_had_been_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    programme = Programme(tmp_path, organisations=1, most=55)
    waiting_on(programme.google.clock.sleep, monkeypatch)
    programme.google.clock.start = NOW
    for number, fault in enumerate(FAULTS, 1):
        answer(programme.books[0], {**APPLICATION, "email": f"a{number}@example.org"})
        programme.google.fail(call, fault, 2)
        done = programme.night(number)
        shown = [row["El. paštas"] for row in lines(programme.books[0], "Paraiškos")]
        assert ([one.not_read for one in done.outcomes], done.not_written, len(shown)) == ([()], "", number), fault


@pytest.mark.parametrize("call", [READ, WRITE])
def test_google_that_stays_away_is_said_and_the_next_night_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    programme = Programme(tmp_path, organisations=1, most=55)
    waiting_on(programme.google.clock.sleep, monkeypatch)
    answer(programme.books[0], APPLICATION)
    began = programme.google.clock.seconds
    programme.google.after(READ, lambda: programme.google.fail(call, "503", 200))
    programme.night(1)
    programme.google._faults.clear()
    done = programme.night(2)

    assert programme.google.clock.seconds - began < 1500
    assert [one.not_read for one in done.outcomes] == [()]
    assert len(lines(programme.books[0], "Paraiškos")) == 1
