"""Files as people bring them: what is taken up whole, what is refused in which words, and who is written to."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from typer.testing import CliRunner

from flows.adapters.excel.workbook import ExcelWorkbook
from flows.adapters.memory import MemoryWorkbook
from flows.cli.main import app
from flows.errors import OutsideError
from flows.ports import Workbook
from flows.runs.importing import Imported, import_answers
from forms.catalogue import FORMS
from forms.cells import Cell, cell_text
from forms.dates import VILNIUS, read_moment
from forms.headers import find_layout
from forms.organisations import Organisation
from forms.personal_codes import without_personal_codes
from forms.questions import Form
from forms.responses import Response, read_responses
from forms.tabs.responses import STAMP, new_responses_tabs
from forms.words import Language, Words
from tests.flows.stage import APPLICATION, HOUSE, REPORT, TRAINING, Application, CoordinatorRecord, EventReport, Stage

TAB = CoordinatorRecord.tab.lt
LINK = {**TRAINING, "link": "https://example.org/mokymai"}
AUTUMN = {**TRAINING, "stamp": "2023-05-20 09:30:00", "title": "Rudens mokymai", "date": "2023-05-19"}
BY_FORM = {Application: APPLICATION, EventReport: REPORT, CoordinatorRecord: TRAINING}
ENGLISH: dict[type[Form], dict[str, Cell]] = {
    Application: {
        **APPLICATION, "adult": "Yes", "language": "English", "experience": "My own",
        "consent_processing": "I agree", "consent_health": "I agree",
    },
    EventReport: {
        **REPORT, "kind": "Meeting with an ambassador", "audience": "Teachers", "format": "In person",
        "minors": "No",
    },
    CoordinatorRecord: {**TRAINING, "kind": "Ambassador training"},
}  # fmt: skip


def header(form: type[Form], language: Language = Language.LT) -> list[str]:
    """Return the first line of a download of a form's responses."""
    return [title.say(language) for title in (STAMP, *(question.title for question in form.questions))]


def write(
    file: Path,
    form: type[Form],
    *rows: dict[str, Cell],
    titles: Sequence[str] = (),
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> Path:
    """Write a download of a form's responses, under other titles when some are given."""
    with file.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(titles or header(form))
        for row in rows:
            writer.writerow([row.get("stamp", ""), *(row.get(question.key, "") for question in form.questions)])
    return file


def bring(
    stage: Stage,
    file: Path,
    form: type[Form] = CoordinatorRecord,
    *,
    letters: bool = False,
    house: Organisation = HOUSE,
) -> Imported:
    return import_answers(stage.services, house, form, file, letters=letters, now=stage.now)


def is_refused(stage: Stage, file: Path, form: type[Form] = CoordinatorRecord) -> bool:
    """Bring a file in; tell whether it was refused, which must leave everything as it was."""
    token = stage.book.token()
    try:
        bring(stage, file, form)
    except OutsideError:
        assert stage.book.token() == token
        return True
    return False


def refusal(stage: Stage, file: Path, form: type[Form] = CoordinatorRecord) -> Words:
    """Return the words in which a file is refused; everything is as it was."""
    token = stage.book.token()
    with pytest.raises(OutsideError) as caught:
        bring(stage, file, form)
    assert stage.book.token() == token
    return caught.value.words


def standing(book: Workbook, form: type[Form]) -> list[Response]:
    """Return the responses as the night will read them from the responses tab."""
    sheet = next(sheet for sheet in book.read().sheets if sheet.title == form.tab.lt)
    layout = find_layout(sheet, "", Language.LT)
    assert layout is not None
    return read_responses(sheet, layout)


def texts(stage: Stage, column: str) -> list[Cell]:
    """Return what stands below a title of the responses tab of coordinator's records."""
    names, *rows = stage.book.sheets[TAB]
    place = names.index(column)
    return [row[place] if place < len(row) else None for row in rows]


def retitle(stage: Stage, title: str, number: int = 0) -> None:
    """Mend the title of a record in the responses tab, as a coordinator does."""
    names, *rows = stage.book.sheets[TAB]
    rows[number][names.index("Pavadinimas")] = title


def drop_column(stage: Stage, title: str) -> None:
    """Delete a column of the still empty responses tab."""
    names = stage.book.sheets[TAB][0]
    del names[names.index(title)]


def written(stage: Stage) -> list[tuple[str, str]]:
    return sorted((letter.kind, letter.recipient) for letter in stage.ledger.letters())


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """Give a stage whose forms were met empty, so that whatever comes now is answered by a letter unless quiet."""
    played = Stage(tmp_path)
    played.night()
    return played


# What is taken up


@pytest.mark.parametrize("form", FORMS)
def test_english_headers_and_options_are_read_into_a_lithuanian_organisation(
    stage: Stage, tmp_path: Path, form: type[Form]
) -> None:
    file = write(tmp_path / "f.csv", form, ENGLISH[form], titles=header(form, Language.EN))

    assert bring(stage, file, form) == Imported(1, 0)
    outcome = stage.night()

    assert stage.book.sheets[form.tab.lt][0] == header(form)
    assert (outcome.counts["new"], outcome.counts["invalid"]) == (1, 0)


@pytest.mark.parametrize(
    "spoil",
    [
        str.upper,
        lambda title: f"  {title.replace(' ', '   ')} ",
        lambda title: f"{title.rstrip('?')}:",
        lambda title: f"{title}\u00a0*",
        lambda title: title.replace(" ", "\n", 1),
        lambda title: f"\u200b{title}",
    ],
    ids=["capitals", "spaces", "colon", "star", "line break", "unseen character"],
)
def test_headers_are_known_however_they_are_typed(stage: Stage, tmp_path: Path, spoil) -> None:  # noqa: ANN001 - a lambda of the list above
    titles = [spoil(title) for title in header(CoordinatorRecord)]

    assert bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, titles=titles)) == Imported(1, 0)

    (row,) = standing(stage.book, CoordinatorRecord)
    assert row.answers == {key: text for key, text in TRAINING.items() if key != "stamp"}


@pytest.mark.parametrize(
    ("delimiter", "spoil"),
    [(",", lambda title: f"{title}\t"), (";", lambda title: title.replace(" ", "\n", 1))],
    ids=["tabs", "line breaks"],
)
def test_headers_that_hold_what_parts_other_files_are_known(
    stage: Stage,
    tmp_path: Path,
    delimiter: str,
    spoil,  # noqa: ANN001 - a lambda of the list above
) -> None:
    titles = [spoil(title) for title in header(CoordinatorRecord)]
    file = write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, titles=titles, delimiter=delimiter)

    assert bring(stage, file) == Imported(1, 0)


def test_byte_order_mark_is_no_part_of_the_first_title(stage: Stage, tmp_path: Path) -> None:
    titles = [*header(CoordinatorRecord)[1:], "Laiko žyma"]
    row = [str(TRAINING.get(question.key, "")) for question in CoordinatorRecord.questions]
    lines = [",".join(f'"{cell}"' for cell in cells) for cells in (titles, [*row, str(TRAINING["stamp"])])]
    (tmp_path / "f.csv").write_text("\n".join(lines), encoding="utf-8-sig")

    assert bring(stage, tmp_path / "f.csv") == Imported(1, 0)

    assert texts(stage, "Jūsų el. paštas") == ["k@namai.example.org"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_line_ends_of_any_system_and_blank_lines_part_rows(
    stage: Stage, tmp_path: Path, ending: str, delimiter: str
) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, AUTUMN, delimiter=delimiter)
    blank = delimiter * len(CoordinatorRecord.questions)
    lines = [line for text in file.read_text(encoding="utf-8").splitlines() for line in (text, "", blank)]
    file.write_bytes(ending.join(lines).encode())

    assert bring(stage, file) == Imported(2, 0)

    assert texts(stage, "Pavadinimas") == ["Pavasario mokymai", "Rudens mokymai"]


def test_windows_1257_keeps_every_lithuanian_letter_and_quote(stage: Stage, tmp_path: Path) -> None:
    title = "ĄČĘĖĮŠŲŪŽ ąčęėįšųūž „žodis“ – 5 €"
    file = write(tmp_path / "f.csv", CoordinatorRecord, {**TRAINING, "title": title}, encoding="cp1257", delimiter=";")

    bring(stage, file)

    assert texts(stage, "Pavadinimas") == [title]


def test_title_lines_above_the_header_are_passed_over(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, TRAINING)
    file.write_text("Namai: 2023 m. mokymai\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")

    assert bring(stage, file) == Imported(1, 0)


def test_headers_once_more_in_the_middle_are_no_response(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, TRAINING)
    other = write(tmp_path / "g.csv", CoordinatorRecord, AUTUMN)
    file.write_text(file.read_text(encoding="utf-8") + other.read_text(encoding="utf-8"), encoding="utf-8")

    assert bring(stage, file) == Imported(2, 0)


def test_column_of_time_stamps_is_known_without_its_title_and_stays_sortable(stage: Stage, tmp_path: Path) -> None:
    titles = ["Horodateur", *header(CoordinatorRecord)[1:]]
    row = {**TRAINING, "stamp": "2023/04/21 2:05:00 PM EEST"}

    bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, row, titles=titles))

    assert texts(stage, "Laiko žyma") == [datetime(2023, 4, 21, 14, 5)]  # noqa: DTZ001 - a spreadsheet knows no zones


def test_paper_forms_come_without_time_stamps(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, {**TRAINING, "stamp": ""}, {**AUTUMN, "stamp": ""})

    assert (bring(stage, file), bring(stage, file)) == (Imported(2, 0), Imported(0, 2))
    outcome = stage.night()

    assert (outcome.counts["new"], outcome.counts["invalid"], bring(stage, file)) == (2, 0, Imported(0, 2))


def test_personal_codes_do_not_reach_the_workbook(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, {**TRAINING, "people": "Jonas Petraitis 39001011234"})

    assert (bring(stage, file), bring(stage, file)) == (Imported(1, 0), Imported(0, 1))

    assert texts(stage, "Dalyvavę ambasadoriai (po vieną eilutėje)") == ["Jonas Petraitis ***********"]


# Text stays text

NASTY = (
    "=1+1", '=HYPERLINK("https://example.org")', "+370 612 34567", "-5", "@visi", "'=1", "'kabutė", '"visas"',
    'jis tarė: "labas"', '""', "viena\ndvi\r\ntrys", "a,b;c\td", " tarpai ", "007", "1e5", "TRUE", "2023-04-05", "\\n",
    "_x0041_", "<b>&amp;</b>", "😀 žmonės 👩‍👩‍👧", "e\u0301", "x" * 3_000, "#REF!", "\u202etekstas",
)  # fmt: skip


def test_real_workbook_holds_every_text_as_text(stage: Stage, tmp_path: Path) -> None:
    book = ExcelWorkbook(tmp_path / "namai.xlsx")
    stage.services = replace(stage.services, workbook_of=lambda _: book)
    file = write(tmp_path / "f.csv", CoordinatorRecord, *({**TRAINING, "title": text} for text in NASTY))

    assert (bring(stage, file), bring(stage, file)) == (Imported(len(NASTY), 0), Imported(0, len(NASTY)))

    assert [row.answers["title"] for row in standing(book, CoordinatorRecord)] == [cell_text(text) for text in NASTY]
    cells = [cell for row in load_workbook(tmp_path / "namai.xlsx")[TAB].iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


any_text = st.one_of(
    st.just(""),
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=25),
)
any_stamp = st.one_of(
    any_text,
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}"),  # noqa: DTZ001 - as people write them
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda moment: f"{moment:%d/%m/%Y %H:%M}"),  # noqa: DTZ001 - likewise
)
files = st.sampled_from(FORMS).flatmap(
    lambda form: st.tuples(
        st.just(form),
        st.lists(
            st.fixed_dictionaries({"stamp": any_stamp, **{question.key: any_text for question in form.questions}}),
            min_size=1,
            max_size=3,
        ),
    )
)


def stamp_as_shown(text: str) -> str:
    """Return a time stamp as a spreadsheet gives it back."""
    moment = read_moment(text)
    return cell_text(moment.astimezone(VILNIUS).replace(tzinfo=None)) if moment else cell_text(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files, st.sampled_from([("utf-8", ","), ("utf-8-sig", ";"), ("utf-8", "\t")]), st.randoms(use_true_random=False))
def test_whatever_stands_in_any_column_comes_through_and_comes_once(
    stage: Stage,
    tmp_path: Path,
    file: tuple[type[Form], list[dict[str, str]]],
    manner: tuple[str, str],
    chance: Random,
) -> None:
    form, rows = file
    stage.book = MemoryWorkbook({form.tab.lt: [header(form)]})
    # The ledger remembers what was brought in; of each house apart.
    house = replace(HOUSE, slug=f"namai-{uuid4()}")
    keys = ["stamp", *(question.key for question in form.questions), ""]
    named = [*header(form), "Mano pastabos"]
    order = chance.sample(range(len(keys)), len(keys))
    with (tmp_path / "f.csv").open("w", encoding=manner[0], newline="") as stream:
        writer = csv.writer(stream, delimiter=manner[1])
        writer.writerow([named[place] for place in order])
        writer.writerows([[row.get(keys[place], "savo") for place in order] for row in rows])
    expected = [
        (stamp_as_shown(row["stamp"]), {key: text for key in keys[1:-1] if (text := cell_text(row[key]))})
        for row in rows
    ]
    answered = [(stamp, answers) for stamp, answers in expected if answers]

    done, again = (bring(stage, tmp_path / "f.csv", form, house=house) for _ in range(2))

    assert (done, again) == (Imported(len(answered), 0), Imported(0, len(answered)))
    assert [
        (row.stamp, {key: without_personal_codes(text) for key, text in row.answers.items()})
        for row in standing(stage.book, form)
    ] == [(stamp, {key: without_personal_codes(text) for key, text in answers.items()}) for stamp, answers in answered]


# What is refused, and in which words


@pytest.mark.parametrize("place", ["nowhere.csv", "folder.csv"])
def test_file_that_cannot_be_opened_is_named(stage: Stage, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder.csv").mkdir()

    assert refusal(stage, tmp_path / place) == Words(
        f"Failo {place} nėra arba jo neleidžiama skaityti.", f"There is no file {place}, or it may not be read."
    )


def test_spreadsheet_and_utf_16_are_asked_for_as_csv(stage: Stage, tmp_path: Path) -> None:
    words = Words(
        "Failo f.csv nepavyko perskaityti kaip teksto. Įrašykite jį kaip CSV (UTF-8).",
        "f.csv cannot be read as text. Save it as CSV (UTF-8).",
    )
    workbook = tmp_path / "namai.xlsx"
    ExcelWorkbook(workbook).apply(new_responses_tabs(Language.LT), expected="")

    unicode_text = refusal(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, encoding="utf-16"))
    spreadsheet = refusal(stage, workbook.rename(tmp_path / "f.csv"))

    assert [unicode_text, spreadsheet] == [words, words]


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n\n", "Namai\n", "a;b;c\n1;2;3\n"])
def test_file_without_the_questions_is_told_what_belongs_there(stage: Stage, tmp_path: Path, content: str) -> None:
    (tmp_path / "f{0}.csv").write_text(content, encoding="utf-8")

    assert refusal(stage, tmp_path / "f{0}.csv") == Words(
        "Failo f{0}.csv pirmoje eilutėje nėra formos „Koordinatoriaus įrašas“ klausimų. "
        "Pirmas stulpelis – laiko žyma, kiti – klausimai.",
        "The first line of f{0}.csv does not hold the questions of “Coordinator's record”: "
        "a time stamp first, then the questions' titles.",
    )


def test_headers_without_answers_bring_nothing_in(stage: Stage, tmp_path: Path) -> None:
    token = stage.book.token()

    assert bring(stage, write(tmp_path / "f.csv", CoordinatorRecord)) == Imported(0, 0)
    assert stage.book.token() == token


@pytest.mark.parametrize("form", FORMS)
def test_file_of_another_form_is_not_taken_for_this_one(stage: Stage, tmp_path: Path, form: type[Form]) -> None:
    file = write(tmp_path / "f.csv", form, BY_FORM[form])

    assert [is_refused(stage, file, other) for other in FORMS] == [other is not form for other in FORMS]


def test_required_columns_that_lack_in_the_file_are_all_named(stage: Stage, tmp_path: Path) -> None:
    gone = {"Pavadinimas": "Kas vyko", "Data": "Kada"}
    titles = [gone.get(title, title) for title in header(CoordinatorRecord)]

    words = refusal(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, titles=titles))

    assert words.lt.startswith("„f.csv“, 1 eilutė: ")
    assert "„Pavadinimas“, „Data“" in words.lt
    assert "Pavasario" not in words.lt + words.en


def test_column_that_stands_twice_in_the_file_is_named(stage: Stage, tmp_path: Path) -> None:
    titles = [*header(CoordinatorRecord), "pavadinimas:"]

    words = refusal(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, titles=titles))

    assert words.lt.startswith("„f.csv“, 1 eilutė: Stulpelis lape yra du kartus: „Pavadinimas“.")


def test_required_column_that_lacks_in_the_workbook_is_named_before_anything_is_written(
    stage: Stage, tmp_path: Path
) -> None:
    drop_column(stage, "Pavadinimas")

    words = refusal(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING))

    assert words.lt.startswith(f"„{TAB}“, 1 eilutė: Lape nebėra stulpelio: „Pavadinimas“.")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [("C.UTF-8", "There is no file nowhere.csv, or it may not be read."), ("lt_LT.UTF-8", "Failo nowhere.csv nėra")],
)
def test_command_says_what_is_wrong_in_the_terminals_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str, sentence: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)

    code, said = command(tmp_path, tmp_path / "nowhere.csv")

    assert (code, sentence in said) == (3, True)


def command(home: Path, file: Path) -> tuple[int, str]:
    """Bring coordinator's records in by hand; return how the command ends, and what it says on one line."""
    about = ["--name", "Namai", "--coordinator", "k@namai.example.org", "--language", "lt", "--home", str(home / "h")]
    CliRunner().invoke(app, ["organisation", "add", "namai", *about], catch_exceptions=False)
    words = ["import", "coordinator_record", str(file), "--organisation", "namai", "--home", str(home / "h")]
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    return done.exit_code, " ".join(done.output.split())


# Brought in again


@pytest.mark.parametrize("form", FORMS)
def test_file_of_any_form_adds_nothing_again_before_and_after_the_night(
    stage: Stage, tmp_path: Path, form: type[Form]
) -> None:
    file = write(tmp_path / "f.csv", form, BY_FORM[form])

    before = [bring(stage, file, form), bring(stage, file, form)]
    stage.night()

    assert [*before, bring(stage, file, form)] == [Imported(1, 0), Imported(0, 1), Imported(0, 1)]
    assert len(standing(stage.book, form)) == 1


def test_download_of_answers_that_stand_in_the_tab_adds_nothing(stage: Stage, tmp_path: Path) -> None:
    stage.answer(CoordinatorRecord, {**TRAINING, "stamp": datetime(2023, 4, 21, 10)})  # noqa: DTZ001 - a spreadsheet knows no zones

    rows = ({**TRAINING, "stamp": "2023/04/21 10:00:00 AM EEST"}, AUTUMN)

    assert bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, *rows)) == Imported(1, 1)


def test_longer_file_adds_only_what_is_new(stage: Stage, tmp_path: Path) -> None:
    bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING))
    stage.night()

    assert bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, AUTUMN)) == Imported(1, 1)

    assert texts(stage, "Pavadinimas") == ["Pavasario mokymai", "Rudens mokymai"]


def test_row_that_people_deleted_does_not_come_back_with_its_file(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, AUTUMN)
    bring(stage, file)
    stage.night()
    del stage.book.sheets[TAB][1]
    stage.night()

    assert bring(stage, file) == Imported(0, 2)

    assert texts(stage, "Pavadinimas") == ["Rudens mokymai"]


def test_correction_in_the_tab_stands_when_its_file_comes_again(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, TRAINING, AUTUMN)
    bring(stage, file)
    stage.night()
    retitle(stage, "Pavasario mokymai Alytuje")
    after_typing = bring(stage, file)
    stage.night()

    assert [after_typing, bring(stage, file)] == [Imported(0, 2), Imported(0, 2)]
    assert texts(stage, "Pavadinimas") == ["Pavasario mokymai Alytuje", "Rudens mokymai"]
    assert written(stage) == []


def test_correction_made_both_in_the_tab_and_in_the_file_adds_nothing(stage: Stage, tmp_path: Path) -> None:
    bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING))
    stage.night()
    retitle(stage, "Pavasario mokymai Alytuje")

    corrected = {**TRAINING, "title": "Pavasario mokymai Alytuje"}

    assert bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, corrected)) == Imported(0, 1)


def test_correction_made_before_the_night_stands_when_its_file_comes_again(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, TRAINING)
    bring(stage, file)
    retitle(stage, "Pavasario mokymai Alytuje")

    bring(stage, file)

    assert texts(stage, "Pavadinimas") == ["Pavasario mokymai Alytuje"]


def test_training_corrected_in_its_file_is_not_counted_twice_in_silence(stage: Stage, tmp_path: Path) -> None:
    bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING))
    stage.night()
    corrected = {**TRAINING, "title": "Pavasario mokymai Alytuje"}
    refused = is_refused(stage, write(tmp_path / "f.csv", CoordinatorRecord, corrected))
    stage.night()

    first, second = stage.table("Įrašai")
    assert refused is False
    assert [(key, line["Kas"]) for key, line in stage.table("Reikia dėmesio").items() if key.startswith(second)] == [
        (f"{second}/check", f"Panašu, kad tas pats jau įrašyta: {first}.")
    ]


def test_file_with_decimal_commas_knows_the_numbers_of_the_tab(stage: Stage, tmp_path: Path) -> None:
    stage.answer(CoordinatorRecord, {**TRAINING, "duration_hours": 7.5})
    stage.night()

    file = write(tmp_path / "f.csv", CoordinatorRecord, {**TRAINING, "duration_hours": "7,5"})

    assert bring(stage, file) == Imported(0, 1)


def test_answers_in_a_second_tab_of_the_form_are_known_before_the_night(stage: Stage, tmp_path: Path) -> None:
    names = header(CoordinatorRecord)
    row = [TRAINING.get(question.key) for question in CoordinatorRecord.questions]
    stage.book.sheets["Seni įrašai"] = [[*names], [TRAINING["stamp"], *row]]

    assert bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING)) == Imported(0, 1)


# Nothing is lost without a word


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(
            lambda raw: raw.replace(b"Pavasario mokymai", b'"Pavasario mokymai'),
            id="unclosed quote",
        ),
        pytest.param(
            lambda raw: raw.replace(b"Pavasario mokymai", b"Mokymai, pirmoji dalis"),
            id="bare comma",
        ),
        pytest.param(
            lambda raw: raw[: raw.rindex("ė".encode()) + 1],
            id="cut off within a letter",
        ),
        pytest.param(
            lambda raw: raw.decode().encode("cp1257").replace(b"Rudens", b"Ruden\x81s"),
            id="no Windows-1257",
        ),
        pytest.param(lambda raw: raw + b"\0", id="zeros"),
    ],
)
def test_damaged_file_is_refused_rather_than_read_in_part(stage: Stage, tmp_path: Path, spoil) -> None:  # noqa: ANN001 - a lambda of the list above
    titles = header(CoordinatorRecord, Language.EN)
    last = {**LINK, "expenses_eur": "12", "channel": "Svetainė"}
    file = write(tmp_path / "f.csv", CoordinatorRecord, last, {**AUTUMN, **last, "title": "Rudens"}, titles=titles)
    file.write_bytes(spoil(file.read_bytes()))

    assert is_refused(stage, file)


def test_command_names_a_column_it_did_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "lt_LT.UTF-8")
    titles = [{"Nuoroda": "Nuoroda į puslapį"}.get(title, title) for title in header(CoordinatorRecord)]

    code, said = command(tmp_path, write(tmp_path / "f.csv", CoordinatorRecord, LINK, titles=titles))

    assert (code, "Įkelta eilučių: 1" in said, "„Nuoroda į puslapį“" in said) == (0, True, True)


@pytest.mark.parametrize(("column", "answer"), [("Laiko žyma", "2023-04-21 10:00:00"), ("Nuoroda", LINK["link"])])
def test_answer_without_a_column_in_the_tab_is_kept_or_refused(
    stage: Stage, tmp_path: Path, column: str, answer: str
) -> None:
    drop_column(stage, column)

    refused = is_refused(stage, write(tmp_path / "f.csv", CoordinatorRecord, LINK))

    cells = [cell_text(cell) for sheet in stage.book.read().sheets for row in sheet.rows for cell in row]
    assert refused is not (answer in cells)


LONG = {**APPLICATION, "motivation": "žodis " * 7_000}
"""More than the 32 767 characters that a cell can hold, fewer than the question allows."""


@pytest.mark.parametrize("gone", ["Laiko žyma", "Nuoroda"])
def test_file_is_known_and_quiet_though_the_tab_lacks_a_column(stage: Stage, tmp_path: Path, gone: str) -> None:
    drop_column(stage, gone)
    file = write(tmp_path / "f.csv", CoordinatorRecord, LINK)
    done = [] if is_refused(stage, file) else [bring(stage, file)]
    stage.night()

    assert (done, written(stage)) in [([], []), ([Imported(0, 1)], [])]


def test_answer_longer_than_a_cell_is_known_and_quiet(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", Application, LONG)
    done = [] if is_refused(stage, file, Application) else [bring(stage, file, Application)]
    stage.night()

    assert (done, written(stage)) in [([], []), ([Imported(0, 1)], [])]


# Who is written to


@pytest.mark.parametrize("nights", [0, 1])
@pytest.mark.parametrize("form", FORMS)
def test_baseline_is_quiet_and_letters_are_one_each(tmp_path: Path, form: type[Form], nights: int) -> None:
    stage = Stage(tmp_path)
    for _ in range(nights):
        stage.night()
    first = next(key for key in ("email", "reporter_email") if key in BY_FORM[form])
    rows = [
        {**BY_FORM[form], first: f"{name}@example.com", "stamp": f"2023-05-1{number} 10:00:00"}
        for number, name in enumerate(("ona", "rasa", "ugne", "vilte"))
    ]

    bring(stage, write(tmp_path / "old.csv", form, *rows[:2]), form)
    stage.night()
    stage.night()
    quiet = written(stage)
    bring(stage, write(tmp_path / "new.csv", form, *rows), form, letters=True)
    stage.night()
    stage.night()

    assert quiet == []
    assert [recipient for _, recipient in written(stage)] == ["ugne@example.com", "vilte@example.com"]


@pytest.mark.parametrize("nights", [0, 1])
def test_quiet_and_loud_files_of_one_day_keep_apart(tmp_path: Path, nights: int) -> None:
    stage = Stage(tmp_path)
    for _ in range(nights):
        stage.night()
    other = {**APPLICATION, "email": "rasa@example.com", "stamp": "2023-05-10 10:00:00", "first_name": "Rasa"}

    bring(stage, write(tmp_path / "new.csv", Application, other), Application, letters=True)
    bring(stage, write(tmp_path / "old.csv", Application, APPLICATION), Application)
    stage.night()
    stage.night()

    assert written(stage) == [("application_received", "rasa@example.com")]


def test_answers_of_a_baseline_that_cannot_be_read_ask_nobody_to_mend_them(stage: Stage, tmp_path: Path) -> None:
    wrong = {**APPLICATION, "municipality": "Niekur", "phone": "12"}

    bring(stage, write(tmp_path / "f.csv", Application, wrong), Application)
    outcome = stage.night()

    assert (outcome.counts["invalid"], written(stage)) == (1, [])


def test_baseline_corrected_after_its_night_stays_quiet(stage: Stage, tmp_path: Path) -> None:
    bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING))
    stage.night()
    retitle(stage, "Pavasario mokymai Alytuje")
    outcome = stage.night()

    assert (outcome.counts["edited"], written(stage)) == (1, [])


def test_baseline_corrected_before_its_night_stays_quiet(stage: Stage, tmp_path: Path) -> None:
    bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING))
    retitle(stage, "Pavasario mokymai Alytuje")
    stage.night()

    assert written(stage) == []


def test_letter_is_written_though_the_row_was_corrected_before_the_first_night(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    bring(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING), letters=True)
    retitle(stage, "Pavasario mokymai Alytuje")
    stage.night()

    assert written(stage) == [("record_received", "k@namai.example.org")]


@pytest.mark.parametrize(
    ("manner", "expected"),
    [((False, True), [("record_received", "k@namai.example.org")]), ((True, False), [])],
    ids=["then loud", "then quiet"],
)
def test_file_refused_by_an_open_workbook_may_be_brought_in_another_manner(
    stage: Stage, tmp_path: Path, manner: tuple[bool, bool], expected: list[tuple[str, str]]
) -> None:
    file = write(tmp_path / "f.csv", CoordinatorRecord, TRAINING)
    stage.book.is_open = True
    with pytest.raises(OutsideError):
        bring(stage, file, letters=manner[0])
    stage.book.is_open = False

    assert bring(stage, file, letters=manner[1]) == Imported(1, 0)
    stage.night()

    assert written(stage) == expected


def test_open_workbook_is_no_promise_that_the_file_will_be_brought_in_later(stage: Stage, tmp_path: Path) -> None:
    stage.book.is_open = True

    words = refusal(stage, write(tmp_path / "f.csv", CoordinatorRecord, TRAINING))
    stage.book.is_open = False
    stage.night()

    promised = "the next run writes the results" in words.en
    assert promised is bool(stage.table("Įrašai"))
