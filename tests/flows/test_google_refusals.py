"""What a spreadsheet, an account or a cell can be that it should not: each is said in one sentence, with the remedy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from flows.adapters.google_sheets import GoogleWorkbook, connect_google
from flows.errors import OutsideError
from forms.headers import find_layout
from forms.sheets import TabChange
from forms.words import Language
from tests.flows.google_hands import WRITE, client_of, emptied, workbook
from tests.flows.stage import Application
from tests.flows.test_google_workbook import NEW, TAB
from tests.google.accounts import SERVICE
from tests.google.person import Person
from tests.google.world import Google

ROW = replace(NEW, append=(("E-1", None, "pavadinimas", date(2026, 5, 4)),))


def said(google: Google, key: Path | None, address: str) -> str:
    """Return what is said of a spreadsheet that cannot be read."""
    with google.online(), pytest.raises(OutsideError) as refused:
        connect_google(key)(address, "Namai").read()
    assert refused.value.words.lt != refused.value.words.en
    return str(refused.value)


@pytest.fixture(name="google")
def google_with_a_book() -> Google:
    google = Google()
    google.new_book("Namai", shared_with=SERVICE)
    return google


def shared(google: Google) -> str:
    return next(iter(google.spreadsheets))


def test_no_credentials(google: Google) -> None:
    assert said(google, None, shared(google)).startswith(
        "Nothing says how to connect to Google: write LOOKDEEPER_GOOGLE_KEY=…"
    )


def test_credentials_that_are_a_folder_are_not_there_or_are_no_key(google: Google, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    assert said(google, tmp_path, shared(google)) == (
        f"{tmp_path} is a folder, and not Google's key file. Name the file itself."
    )
    assert said(google, tmp_path / "none", shared(google)).startswith(f"Google's key file {tmp_path / 'none'} is not")
    assert said(google, other, shared(google)).startswith(f"{other} is not a key file of Google's. Download a JSON key")


def test_credentials_of_a_project_without_the_interface(google: Google, tmp_path: Path) -> None:
    google.disabled.add("sheets")
    assert said(google, google.key_file(tmp_path / "key.json"), shared(google)) == (
        f"The Google Sheets API is not enabled in the Google Cloud project of {SERVICE}. In its console choose that "
        "project: APIs & Services → Library → Google Sheets API → Enable."
    )


@pytest.mark.parametrize("person", ["", "biuras@zvelk-giliau.example"])
def test_credentials_that_have_expired(google: Google, tmp_path: Path, person: str) -> None:
    key = tmp_path / "key.json"
    key = google.accounts.user_file(key, person) if person else google.key_file(key)
    google.accounts.gone.add(person or SERVICE)
    assert said(google, key, shared(google)).startswith(
        f"Google does not accept the key of {person or SERVICE}: it was deleted, has expired, or this computer's clock"
    )


def test_spreadsheet_that_is_not_shared_or_not_there(google: Google, tmp_path: Path) -> None:
    key = google.key_file(tmp_path / "key.json")
    google.files[shared(google)].unshare(SERVICE)
    for address in (shared(google), "1" * 44):
        assert said(google, key, address) == (
            "The spreadsheet “Namai” cannot be reached: there is none, or it is not shared. Open it, click Share, and "
            f"add {SERVICE} as an editor."
        )
    assert google.names() == ["sheets.spreadsheets.get"] * 2


def test_address_of_a_form_or_of_an_excel_file(google: Google, tmp_path: Path) -> None:
    key = google.key_file(tmp_path / "key.json")
    form, excel = google.new_form("Paraiška", "Paraiška"), google.new_excel("Namai.xlsx", SERVICE)
    google.files[form.id].share(SERVICE)
    for address in (form.id, excel.id, f"https://docs.google.com/forms/d/{form.id}/edit"):
        assert "is no Google spreadsheet: it is the address of a form, an .xlsx or another file." in said(
            google, key, address
        )


def refused(google: Google, ours: GoogleWorkbook, change: TabChange) -> str:
    token = ours.token()
    google.calls.clear()
    with pytest.raises(OutsideError) as no:
        ours.apply([change], expected=token)
    assert google.names().count(WRITE) == 1
    return str(no.value)


def test_spreadsheet_that_may_only_be_read(google: Google) -> None:
    ours, book = workbook(google)
    google.files[book.id].share(SERVICE, "reader")
    assert refused(google, ours, NEW) == (
        f"The spreadsheet “Namai” is shared for viewing only. Open it, click Share, and make {SERVICE} an editor."
    )


def test_tab_that_is_protected_against_us(google: Google) -> None:
    ours, book = workbook(google)
    ours.apply([ROW], expected="")
    Person(book).protect(TAB)
    ours.token()
    with pytest.raises(OutsideError, match=f"a tab or cells are protected, and {SERVICE} may not change them"):
        ours.apply([replace(NEW, create=False, new_columns=frozenset(), append=(("E-2",),))], expected=ours.token())


def test_spreadsheet_that_is_full(google: Google) -> None:
    ours, book = workbook(google)
    Person(book).add_tab("Didelis")
    book.titled("Didelis").grid.update(rowCount=1_000_000 - 3, columnCount=10)
    assert refused(google, ours, NEW).startswith(
        "“Namai”: the spreadsheet is full – Google lets it have 10 million cells, empty ones among them."
    )


def test_text_longer_than_a_cell_takes_is_cut(google: Google) -> None:
    ours, _ = workbook(google)
    ours.apply([replace(NEW, append=(("E-1", None, "ą" * 60_000, None),))], expected="")
    text = ours.read().sheets[0].rows[1][2]

    assert isinstance(text, str)
    assert 30_000 < len(text) <= 50_000
    assert set(text) <= {"ą", " ", "…"}


def test_header_that_is_not_the_first_row_is_found(google: Google) -> None:
    ours, book = workbook(google)
    person = Person(book)
    person.type("Sheet1", 0, 0, "Atsakymai (netrinti!)")
    for column, title in enumerate(("Laiko žyma", *(one.title.lt for one in Application.questions))):
        person.type("Sheet1", 2, column, title)
    layout = find_layout(ours.read().sheets[0], "namai", Language.LT)

    assert layout is not None
    assert (layout.header_row, layout.problems, layout.stamp) == (2, (), 0)


READINGS: tuple[tuple[str, str, Callable[[Person], None], object], ...] = (
    ("lt_LT", "Europe/Vilnius", lambda person: person.type("Sheet1", 0, 0, "1,5"), 1.5),
    ("en_US", "America/New_York", lambda person: person.type("Sheet1", 0, 0, "1.5"), 1.5),
    ("lt_LT", "America/New_York", lambda person: person.type("Sheet1", 0, 0, "2026-05-04"), date(2026, 5, 4)),
    (
        "en_US",
        "Asia/Tokyo",
        lambda person: person.type("Sheet1", 0, 0, "5/4/2026 1:30:00"),
        datetime.fromisoformat("2026-05-04T01:30"),
    ),
)


@pytest.mark.parametrize(("locale", "zone", "type_it", "meant"), READINGS)
def test_locale_and_time_zone_of_a_spreadsheet_change_nothing_that_was_typed(
    locale: str, zone: str, type_it: Callable[[Person], None], meant: object
) -> None:
    google = Google()
    ours, book = workbook(google, locale=locale, timeZone=zone)
    type_it(Person(book))

    assert ours.read().sheets[0].rows[0][0] == meant


def test_spreadsheet_that_tests_have_used_is_emptied_for_the_next() -> None:
    google = Google()
    ours, book = workbook(google)
    ours.apply([ROW], expected="")
    again = emptied(client_of(google), book.id)

    assert (again.token(), len(book.sheets), book.metadata) == ("", 1, [])
