"""What the doctor finds of Google: accounts, clocks, who may see a spreadsheet, forms."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import Settings, load_settings
from flows import clock
from flows.adapters.known_forms import KnownForm, KnownForms, Owner
from flows.cli.main import app
from flows.runs.doctor.findings import Level
from flows.runs.doctor.google import check_google
from forms.words import Language
from tests.google.accounts import SERVICE
from tests.google.forms_api import FormFile
from tests.google.quota import Clock
from tests.google.sheets.book import Book
from tests.google.world import Google

VILNIUS = "Europe/Vilnius"
NOW = clock.now()


class Home:
    """A home whose workbooks are spreadsheets, with one form."""

    def __init__(self, folder: Path) -> None:
        self.google = Google(clock=Clock(clock.now()))
        self.national, self.own = (self._book(title) for title in ("Programa", "Namai"))
        self.form: FormFile = self.google.new_form("Paraiška", "Paraiška")
        self.form.published = self.form.accepting = True
        KnownForms(folder / "forms.json").keep(Owner("namai", "application", "lt"), KnownForm(self.form.id, {}))
        self.key = self.google.key_file(folder / "key.json")

    def _book(self, title: str) -> Book:
        return self.google.new_book(title, shared_with=SERVICE, locale="lt_LT", timeZone=VILNIUS)

    def settings(self) -> Settings:
        return load_settings()

    def unwell(self) -> list[tuple[Level, str]]:
        return [(one.level, one.what.en) for one in check_google(self.settings(), NOW) if one.level is not Level.OK]


@pytest.fixture(name="home")
def home_in_google(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    made = Home(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LOOKDEEPER_HOME", str(tmp_path))
    monkeypatch.setenv("LOOKDEEPER_GOOGLE_PROGRAMME", made.national.id)
    monkeypatch.setenv("LOOKDEEPER_GOOGLE_KEY", str(made.key))
    named = ("--workbook", made.own.id)
    with made.google.online():
        for words in (
            ("init",),
            ("organisation", "add", "namai", "--name", "Namai", "--coordinator", "k@namai.example.org", *named),
        ):
            assert CliRunner().invoke(app, list(words), catch_exceptions=False).exit_code == 0
        yield made


def test_home_that_is_well_has_good_lines_and_nothing_is_changed(home: Home) -> None:
    home.google.calls.clear()
    found = list(check_google(home.settings(), NOW))

    assert [one.say(Language.EN) for one in found] == [
        f"ok       Google lets us in: {SERVICE}.",
        "ok       The clock agrees with Google's.",
        "ok       Programa: the spreadsheet is shared with the program, and with nobody by link.",
        "ok       Namai: the spreadsheet is shared with the program, and with nobody by link.",
        "ok       The form “Paraiška” takes answers.",
    ]
    assert {call.name.rpartition(".")[2] for call in home.google.calls} == {"get", "list"}


def test_spreadsheet_open_to_anyone_read_only_or_in_another_zone_is_said(home: Home) -> None:
    home.google.files[home.own.id].share("", "reader", "anyone")
    home.google.files[home.national.id].share(SERVICE, "reader")
    home.own.properties["timeZone"] = "America/New_York"

    assert home.unwell() == [
        (Level.ERROR, "Programa: the program may only read."),
        (Level.ERROR, "Namai: open to anyone with the link, and it holds people's data."),
        (
            Level.WARNING,
            "Namai: the spreadsheet's time zone is America/New_York, so the forms' time stamps show another hour.",
        ),
    ]


def test_spreadsheet_that_is_not_shared_any_more_is_said_with_the_remedy(home: Home) -> None:
    home.google.files[home.own.id].unshare(SERVICE)
    ((level, what),) = home.unwell()

    assert level is Level.ERROR
    assert what.startswith("Namai: The spreadsheet “Namai” cannot be reached: there is none, or it is not shared.")
    assert what.endswith(f"click Share, and add {SERVICE} as an editor.")


def test_form_that_is_closed_or_gone_is_said(home: Home) -> None:
    home.form.accepting = False
    assert home.unwell() == [(Level.WARNING, "The form “Paraiška” takes no answers.")]
    home.google.remove(home.form.id)
    ((level, what),) = home.unwell()
    assert (level, what.startswith(f"The form {home.form.id} cannot be reached")) == (Level.ERROR, True)


def test_clock_that_is_off_is_said(home: Home) -> None:
    home.google.clock.start += timedelta(minutes=3)
    ((level, what),) = home.unwell()
    assert (level, what.partition(" seconds off ")[2]) == (
        Level.WARNING, "Google's; too far off, the key is refused.",
    )  # fmt: skip


def test_key_that_is_deleted_or_lacks_a_permission_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.google.accounts.gone.add(SERVICE)
    ((level, what),) = home.unwell()
    assert (level, what.startswith(f"Google does not accept the key of {SERVICE}")) == (Level.ERROR, True)

    monkeypatch.setattr("tests.google.accounts._WRITING", {"drive": set(), "forms": set(), "sheets": set()})
    home.google.accounts.gone.clear()
    ((level, what),) = home.unwell()
    assert (level, what.startswith(f"The permission of {SERVICE} does not let the program work on forms")) == (
        Level.ERROR, True,
    )  # fmt: skip


def test_without_google_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOOKDEEPER_GOOGLE_PROGRAMME", raising=False)
    monkeypatch.delenv("LOOKDEEPER_GOOGLE_KEY", raising=False)
    (found,) = check_google(load_settings(tmp_path), NOW)
    assert (found.level, found.what.en) == (Level.OK, "Google is not used: the workbooks are files.")
