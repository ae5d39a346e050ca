"""The documents of a summary, read back by programs: what was published of 2023 stands in each of them."""

import csv
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from flows.adapters.summary_files import write_summary
from flows.adapters.summary_pdf import pdf_bytes
from flows.adapters.summary_word import TEMPLATE, word_bytes
from flows.errors import OutsideError
from forms.periods import Period
from forms.summary import summarise
from forms.summary.page import page_of
from forms.words import Language
from tests.flows.test_summary_files import HOSTILE, SUMMARY, hostile
from tests.forms.picture_samples import picture

PUBLISHED = {
    Language.LT: (
        "2 ambasadorių mokymai; 6 ambasadorių komanda; 221 socialinis kontaktas",
        "3 kontaktiniai mokymai sveikatos priežiūros specialistams (po 8 val.)", "dalyvavo 60 specialistų",
        "2 susitikimai su studentais", "Vilniaus universiteto Medicinos fakultetas", "Vilniaus universiteto Filosofijos fakultetas",
        "1 seminaras-diskusija žemo slenksčio paslaugų specialistams nuotoliniu būdu",
        "1 kontaktinis renginys-diskusija mokytojams",
        "„Subalansuota mokytojams, bet tinka visiems: pokalbiai apie psichikos sveikatą“",
        "1 susitikimas su ambasadoriumi: „(Ne)priklausomybė: ar vis dar gėda kalbėti?“",
    ),
    Language.EN: (
        "2 ambassador trainings; a team of 6 ambassadors; 221 social contacts",
        "3 contact trainings of 8 hours for health-care professionals", "60 specialists trained",
        "2 meetings with students", "Vilniaus universiteto Medicinos fakultetas", "Vilniaus universiteto Filosofijos fakultetas",
        "1 remote seminar-discussion for specialists of low-threshold services",
        "1 contact event-discussion for teachers",
        "“Subalansuota mokytojams, bet tinka visiems: pokalbiai apie psichikos sveikatą”",
        "1 meeting with an ambassador: “(Ne)priklausomybė: ar vis dar gėda kalbėti?”",
    ),
}  # fmt: skip
FIGURES = {"ambassador_trainings": 2, "team": 6, "social_contacts": 221, "events": 8, "specialists_trained": 60}


def plain(text: str) -> str:
    """Return text as a reader takes it in: one space between words, whatever broke the lines."""
    return " ".join(text.split())


def text_of_word(content: bytes) -> str:
    body = Document(BytesIO(content)).element.body
    return plain(" ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))))


def text_of_pdf(content: bytes) -> str:
    return plain(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def text_of_html(content: bytes) -> str:
    return plain(unescape(re.sub(r"<[^>]+>", " ", content.decode().partition("<body>")[2])))


@pytest.fixture(name="files", params=Language, scope="module")
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Language, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("summary")
    return request.param, {one.name: one.read_bytes() for one in write_summary(SUMMARY, request.param, folder)}


def test_documents_say_what_was_published(files: tuple[Language, dict[str, bytes]]) -> None:
    language, contents = files
    texts = {
        "summary.html": text_of_html(contents["summary.html"]),
        "summary.pdf": text_of_pdf(contents["summary.pdf"]),
        "summary.docx": text_of_word(contents["summary.docx"]),
    }
    missing = {(name, line) for name, text in texts.items() for line in PUBLISHED[language] if plain(line) not in text}
    assert missing == set()


def test_tables_hold_the_published_numbers(files: tuple[Language, dict[str, bytes]]) -> None:
    _, contents = files
    book = openpyxl.load_workbook(BytesIO(contents["summary.xlsx"]))
    sheet = {row[0]: row[2] for row in book.worksheets[0].iter_rows(values_only=True) if row[0] in FIGURES}
    listed = {
        row[0]: int(row[2])
        for row in csv.reader(StringIO(contents["figures.csv"].decode("utf-8-sig")), delimiter=";")
        if row[0] in FIGURES
    }
    told = {key: one["value"] for key, one in json.loads(contents["figures.json"]).items() if key in FIGURES}
    assert (sheet, listed, told) == (FIGURES, FIGURES, FIGURES)
    assert len(list(csv.reader(StringIO(contents["events.csv"].decode("utf-8-sig")), delimiter=";"))) == 1 + 8


def test_every_figure_stands_beside_its_definition_in_every_document(files: tuple[Language, dict[str, bytes]]) -> None:
    language, contents = files
    texts = [text_of_pdf(contents["summary.pdf"]), text_of_word(contents["summary.docx"])]
    definitions = [plain(figure.definition.say(language)) for figure, _ in SUMMARY.figures]
    # A page may end in the middle of a definition, with its number between the words.
    assert [line for line in definitions if line not in texts[1]] == []
    assert [line for line in definitions if plain(line[:40]) not in texts[0]] == []


def test_pdf_is_tagged_in_its_language_and_brings_its_fonts(files: tuple[Language, dict[str, bytes]]) -> None:
    language, contents = files
    reader = PdfReader(BytesIO(contents["summary.pdf"]))
    root = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], "/StructTreeRoot" in root) == (True, language.value, True)
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)
    assert len(fonts) > 0


def test_documents_name_nobody_and_no_day_but_the_summarys_own(files: tuple[Language, dict[str, bytes]]) -> None:
    _, contents = files
    properties = Document(BytesIO(contents["summary.docx"])).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    about = PdfReader(BytesIO(contents["summary.pdf"])).metadata or {}
    assert {"/Author", "/CreationDate", "/ModDate"} & set(about) == set()


def test_chart_in_word_is_told_to_those_who_cannot_see_it() -> None:
    content = word_bytes(page_of(SUMMARY, Language.LT))
    (drawing,) = Document(BytesIO(content)).element.body.iter(qn("wp:docPr"))
    assert drawing.get("descr", "").startswith("Renginiai pagal mėnesį. balandis: 0; gegužė: 1; birželis: 1; ")


def test_hostile_text_is_text_in_every_document(tmp_path: Path) -> None:
    contents = {one.name: one.read_bytes() for one in write_summary(hostile(), Language.LT, tmp_path)}
    texts = text_of_pdf(contents["summary.pdf"]), text_of_word(contents["summary.docx"])
    short = [plain(line) for line in HOSTILE if len(line) < 40]
    assert [line for line in short if line not in texts[1]] == []
    assert [line for line in short if line.replace(" ", "") not in texts[0].replace(" ", "")] == []
    rows = list(csv.reader(StringIO(contents["events.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "@"} or cell[:2] == "-2"] == []


def test_summary_of_nothing_at_all_is_a_document(tmp_path: Path) -> None:
    nothing = summarise(picture(), Period.of(date(2023, 1, 1), date(2023, 1, 1)), date(2023, 1, 2))
    contents = {one.name: one.read_bytes() for one in write_summary(nothing, Language.LT, tmp_path)}
    assert "Laikotarpiu renginių nebuvo." in text_of_pdf(contents["summary.pdf"])
    assert "Laikotarpiu renginių nebuvo." in text_of_word(contents["summary.docx"])


def edited_template(folder: Path, old: str, new: str) -> Path:
    """Return the template as staff edited it."""
    document = Document(str(TEMPLATE))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(folder / "summary.docx")
    return folder / "summary.docx"


def test_template_that_staff_edited_is_used(tmp_path: Path) -> None:
    template = edited_template(tmp_path, "{{ heading }}", "Ataskaita: {{ heading }}")
    assert "Ataskaita: Laikotarpio suvestinė" in text_of_word(word_bytes(page_of(SUMMARY, Language.LT), template))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (
            "{{ headlin }}",
            "„headlin“. Ištaisykite arba pašalinkite ją. Galimos vietos: breakdowns, breakdowns_heading,",
        ),
        ("{{ figures.nothing }}", "has no attribute 'nothing'"),
        ("{% if headline %}", "Šablono summary.docx nepavyko užpildyti: "),
    ],
)
def test_template_with_an_unknown_placeholder_says_which_and_what_there_is(tmp_path: Path, new: str, said: str) -> None:
    template = edited_template(tmp_path, "{{ headline }}", new)
    with pytest.raises(OutsideError) as caught:
        word_bytes(page_of(SUMMARY, Language.LT), template)
    assert said in caught.value.words.lt


def test_missing_template_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"There is no template none\.docx"):
        word_bytes(page_of(SUMMARY, Language.LT), tmp_path / "none.docx")


@pytest.mark.skipif(not shutil.which("lowriter"), reason="LibreOffice Writer is not installed (libreoffice-writer)")
def test_word_document_opens_in_libreoffice_and_says_the_same_there(tmp_path: Path) -> None:
    (tmp_path / "summary.docx").write_bytes(word_bytes(page_of(SUMMARY, Language.LT)))
    done = subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf",
         "--outdir", tmp_path, tmp_path / "summary.docx"],
        check=True, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    # That it finds no Java says nothing of the document.
    assert [line for line in done.stderr.splitlines() if "javaldx" not in line] == []
    text = text_of_pdf((tmp_path / "summary.pdf").read_bytes())
    assert [line for line in PUBLISHED[Language.LT] if plain(line) not in text] == []


def test_pdf_is_whole_whatever_the_summary_is_of() -> None:
    many = replace(SUMMARY, organisations=tuple(f"Namai {n}" for n in range(14)), scope="")
    assert "14: Namai 0; Namai 1" in text_of_pdf(pdf_bytes(page_of(many, Language.LT)))
