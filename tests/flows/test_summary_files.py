"""The files of a summary, read back: the page, the workbook and the figures, also with what people typed in bad faith."""

import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from flows.adapters.summary_files import figures_bytes, page_bytes, write_summary
from flows.adapters.summary_workbook import workbook_bytes
from forms.figures import FIGURES
from forms.periods import Period
from forms.summary import Summary, summarise
from forms.words import Language
from tests.forms.picture_samples import YEAR_2023, happening, picture

YEAR = Period.of(date(2023, 4, 1), date(2023, 12, 31))
TODAY = date(2024, 1, 15)
SUMMARY = summarise(YEAR_2023, YEAR, TODAY)
HOSTILE = (
    '=HYPERLINK("http://example.org","x")', "+370 600 00000", "@SUM(A1)", "-2+3", "{=1+1}", "http://example.org/x",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}{% raw %}", "{title}", "c" * 50_000,
)  # fmt: skip


def hostile() -> Summary:
    events = [
        happening(f"E-{n:02}", "2023-05-01", title=title, venue=title, audience=("students",))
        for n, title in enumerate(HOSTILE)
    ]
    return summarise(picture(name="=1+1<b>", events=tuple(events)), YEAR, TODAY)


class Reader(HTMLParser):
    """What a browser would see: tags, and text by the tag it stands in."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(" ".join(data.split()))


def test_files_are_written_whole_and_written_again_to_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "2023" / "kurybos-namai"
    first = {path.name: path.read_bytes() for path in write_summary(SUMMARY, Language.LT, folder)}
    again = {path.name: path.read_bytes() for path in write_summary(SUMMARY, Language.LT, folder)}
    assert [*first] == [
        "summary.html", "summary.pdf", "summary.docx", "summary.xlsx", "figures.csv", "events.csv", "figures.json",
    ]  # fmt: skip
    assert again == first
    assert sorted(path.name for path in folder.iterdir()) == sorted(first)


def test_file_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "summary.html").mkdir()
    with pytest.raises(OSError, match=r"summary\.html"):
        write_summary(SUMMARY, Language.LT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["summary.html"]


@pytest.mark.parametrize("language", Language)
def test_figures_are_by_key_with_their_definition_and_rows(language: Language) -> None:
    figures = json.loads(figures_bytes(SUMMARY, language))
    assert [*figures] == ["summary", *(figure.key for figure in FIGURES)]
    frame = figures.pop("summary")
    assert {key: frame[key] for key in ("scope", "from", "to", "as_of", "language")} == {
        "scope": "kurybos-namai",
        "from": "2023-04-01",
        "to": "2023-12-31",
        "as_of": "2024-01-15",
        "language": language.value,
    }
    assert {key: one["value"] for key, one in figures.items()} == {
        "ambassador_trainings": 2,
        "ambassadors_trained": 6,
        "team": 6,
        "events": 8,
        "events_by_kind": {"contact_training": 3, "meeting": 3, "seminar": 1, "contact_event": 1},
        "social_contacts": 221,
        "people_present": 186,
        "specialists_trained": 60,
        "hours": 34,
        "support_individual": 1,
        "support_group": 0,
        "publicity": 1,
        "municipalities": 3,
        "expenses_eur": 710.5,
    }
    assert figures["ambassador_trainings"]["rows"] == ["C-1", "C-2"]
    assert [one["definition"] for one in figures.values()] == [figure.definition.say(language) for figure in FIGURES]
    assert {one["waiting"] for one in figures.values()} == {0}
    assert isinstance(figures["hours"]["value"], int)


def test_programme_has_a_scope_of_its_own() -> None:
    programme = summarise(replace(YEAR_2023, slug="", name="Visa programa"), YEAR, TODAY)
    assert json.loads(figures_bytes(programme, Language.LT))["summary"]["scope"] == "programme"


def rows_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    return rows[next(place for place, row in enumerate(rows) if row[0] in {"Raktas", "Key"}) :]


def test_workbook_holds_the_figures_and_the_events_as_numbers_and_days() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(SUMMARY, Language.LT)))
    assert book.sheetnames == ["Rodikliai", "Renginiai"]
    figures = {row[0]: row[2:7] for row in rows_of(book["Rodikliai"])[1:]}
    assert figures["social_contacts"] == (221, 0, 160, 221, 1.38125)
    assert figures["events_by_kind/meeting"] == (3, None, None, None, None)
    assert figures["expenses_eur"] == (710.5, 0, 20_000, 710.5, 0.035525)
    assert figures["publicity"] == (1, 0, 0, 1, None)
    events = rows_of(book["Renginiai"])
    assert events[0] == (
        "Raktas", "Data", "Pavadinimas", "Rūšis", "Kam skirtas", "Formatas", "Savivaldybė",
        "Vieta arba kviečianti organizacija", "Trukmė (val.)", "Dalyviai", "Socialiniai kontaktai", "Ar laukia",
    )  # fmt: skip
    assert [row[0] for row in events[1:]] == [event.key for event in SUMMARY.events]
    assert events[2] == (
        "E-1", datetime.fromisoformat("2023-06-14"), "Psichikos sveikata, žalingas vartojimas ir stigma",
        "Kontaktiniai mokymai specialistams", "sveikatos priežiūros specialistai", "Gyvai", "Kauno m. sav.",
        "Kauno klinikos", 8, 20, 40, None,
    )  # fmt: skip


def test_workbook_of_the_programme_names_the_organisation_of_every_event() -> None:
    programme = summarise(replace(YEAR_2023, slug=""), YEAR, TODAY, {"kurybos-namai": "Kūrybos namai"})
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(programme, Language.EN)))
    assert {row[1] for row in rows_of(book["Events"])[1:]} == {"Kūrybos namai"}


def test_workbook_hides_no_sheet_and_names_no_author() -> None:
    content = workbook_bytes(SUMMARY, Language.LT)
    book = openpyxl.load_workbook(BytesIO(content))
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert {dimension.hidden for sheet in book for dimension in sheet.column_dimensions.values()} == {False}
    with zipfile.ZipFile(BytesIO(content)) as package:
        core = ET.fromstring(package.read("docProps/core.xml"))  # noqa: S314 - our own file
        assert not [name for name in package.namelist() if "comment" in name or "external" in name.lower()]
    said = {element.tag.rpartition("}")[2]: element.text for element in core}
    assert said == {
        "creator": None,
        "lastModifiedBy": None,
        "created": "2024-01-15T12:00:00Z",
        "modified": "2024-01-15T12:00:00Z",
    }


def test_hostile_text_never_becomes_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(hostile(), Language.LT)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    titles = [row[2] for row in rows_of(book["Renginiai"])[1:]]
    assert titles[:-1] == list(HOSTILE[:-1])
    assert titles[-1] == "c" * 299 + "…"


def test_hostile_text_never_becomes_a_tag() -> None:
    plain, typed = Reader(page_bytes(SUMMARY, Language.LT)), Reader(page_bytes(hostile(), Language.LT))
    assert set(typed.tags) <= set(plain.tags)
    assert {"script", "img", "b", "a", "link", "iframe"} & set(typed.tags) == set()
    assert HOSTILE[6] in typed.texts
    assert "{{ 7*7 }}{% raw %}" in typed.texts
    assert [name for name, _ in typed.attributes if name.startswith("on") or name in {"src", "href"}] == []


@pytest.mark.parametrize("language", Language)
def test_page_is_one_file_in_its_language_with_every_figure_beside_its_definition(language: Language) -> None:
    page = Reader(page_bytes(SUMMARY, language))
    assert ("lang", language.value) in page.attributes
    assert [name for name, _ in page.attributes if name in {"src", "href"}] == []
    assert [figure.key for figure in FIGURES if figure.definition.say(language) not in page.texts] == []
    for said in ("221", "60", "186"):
        assert said in page.texts
    assert page.tags.count("h1") == 1
    assert page.tags.count("svg") == 1
    assert page.tags.count("table") == page.tags.count("caption")


def test_page_of_nothing_at_all_is_a_page() -> None:
    page = Reader(page_bytes(summarise(picture(), YEAR, TODAY), Language.EN))
    assert "There were no events in the period." in page.texts
    assert page.tags.count("table") == 1


def test_money_and_hours_with_a_fraction_stay_so() -> None:
    event = happening("E-1", "2023-05-01", duration_hours=Decimal("1.25"), expenses_eur=Decimal("0.10"))
    figures = json.loads(figures_bytes(summarise(picture(events=(event,)), YEAR, TODAY), Language.LT))
    assert (figures["hours"]["value"], figures["expenses_eur"]["value"]) == (1.25, 0.1)
