"""Answers from files: columns in any order, cells of any text, files brought in again."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.errors import OutsideError
from flows.runs.importing import Imported, import_answers
from forms.cells import clean
from forms.words import Language
from tests.flows.stage import HOUSE, TRAINING, CoordinatorRecord, Stage

QUESTIONS = {question.key: question.title for question in CoordinatorRecord.questions}
ANSWERS = {key: str(text) for key, text in TRAINING.items() if key in QUESTIONS}
TAB = CoordinatorRecord.tab.lt


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    played = Stage(tmp_path)
    played.night()
    return played


def write(
    file: Path, *rows: dict[str, str], language: Language = Language.LT, order: int = 1, own: str = "", stamp: str = "2"
) -> Path:
    """Write a download of responses; `order` -1 turns the columns round, `own` is one more in their middle."""
    keys = list(QUESTIONS)[::order]
    titles = [QUESTIONS[key].say(language) for key in keys]
    if own:
        titles.insert(3, own)
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Laiko žyma" if language is Language.LT else "Timestamp", *titles])
        for number, row in enumerate(rows):
            cells = [row.get(key, "") for key in keys]
            if own:
                cells.insert(3, "savo")
            writer.writerow([f"2023-04-2{stamp} 10:0{number}:00", *cells])
    return file


def bring(stage: Stage, file: Path, *, letters: bool = False) -> Imported:
    return import_answers(stage.services, HOUSE, CoordinatorRecord, file, letters=letters, now=stage.now)


def titles(stage: Stage) -> list[str]:
    return [str(row["Pavadinimas"]) for row in stage.table("Įrašai").values()]


@pytest.mark.parametrize(
    "manner", [{"order": -1}, {"own": "Mano"}, {"language": Language.EN}, {"order": -1, "own": "Mano"}]
)
def test_columns_are_known_by_their_titles_wherever_they_stand(
    stage: Stage, tmp_path: Path, manner: dict[str, object]
) -> None:
    assert bring(stage, write(tmp_path / "f.csv", ANSWERS, **manner)) == Imported(1, 0)  # type: ignore[arg-type] - of the test's own making
    stage.night()
    (row,) = stage.table("Įrašai").values()
    assert (row["Būsena"], row["Pavadinimas"], row.get("Kas negerai")) == ("Gauta", TRAINING["title"], None)


def test_columns_that_were_moved_in_the_tab_get_their_own_answers(stage: Stage, tmp_path: Path) -> None:
    grid = stage.book.sheets[TAB]
    grid[0] = [grid[0][0], "Mano", *grid[0][:0:-1]]
    bring(stage, write(tmp_path / "f.csv", ANSWERS))
    stage.night()
    assert titles(stage) == [TRAINING["title"]]
    assert grid is not stage.book.sheets[TAB]
    assert stage.book.sheets[TAB][1][1] is None


def test_file_that_was_brought_in_adds_nothing_again_even_when_answers_were_mended_since(
    stage: Stage, tmp_path: Path
) -> None:
    file = write(tmp_path / "f.csv", ANSWERS, {**ANSWERS, "title": "Rudens mokymai"})
    assert bring(stage, file) == Imported(2, 0)
    assert bring(stage, file) == Imported(0, 2)
    stage.night()
    row = stage.book.sheets[TAB][1]
    row[row.index(TRAINING["title"])] = "Pavasario mokymai ambasadoriams"
    stage.night()
    assert bring(stage, file) == Imported(0, 2)
    stage.night()
    assert sorted(titles(stage)) == ["Pavasario mokymai ambasadoriams", "Rudens mokymai"]


def test_answers_come_quietly_unless_letters_are_asked_for(stage: Stage, tmp_path: Path) -> None:
    bring(stage, write(tmp_path / "old.csv", ANSWERS, stamp="1"))
    stage.night()
    assert stage.ledger.letters() == ()
    bring(stage, write(tmp_path / "new.csv", ANSWERS, {**ANSWERS, "title": "Kiti"}, stamp="5"), letters=True)
    stage.night()
    stage.night()
    assert len(stage.ledger.letters()) == 2


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\x01", "Vardas,Pavardė\nOna,Petraitė\n"])
def test_file_that_is_no_such_download_is_refused_and_nothing_is_written(
    stage: Stage, tmp_path: Path, content: str
) -> None:
    (tmp_path / "f.csv").write_text(content, encoding="utf-8")
    token = stage.book.token()
    with pytest.raises(OutsideError) as caught:
        bring(stage, tmp_path / "f.csv")
    assert "f.csv" in caught.value.say(Language.LT)
    assert stage.book.token() == token


@pytest.mark.parametrize("place", ["nowhere.csv", "."])
def test_file_that_is_not_there_is_named(stage: Stage, tmp_path: Path, place: str) -> None:
    with pytest.raises(OutsideError):
        bring(stage, tmp_path / place)


def test_required_column_that_is_gone_is_named_and_nothing_is_written(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", ANSWERS)
    file.write_text(file.read_text(encoding="utf-8-sig").replace("Pavadinimas", "Kitas"), encoding="utf-8")
    token = stage.book.token()
    with pytest.raises(OutsideError) as caught:
        bring(stage, file)
    assert "„Pavadinimas“" in caught.value.say(Language.LT)
    assert stage.book.token() == token


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30
) | st.sampled_from(
    ["=1+1", "a\nb\r\nc", 'sako "labas"', "+370 612 34567", "'=x", " tarpai ", "007", "2023-04-05", ";,\t"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_any_text_of_a_cell_comes_through_as_it_is_seen(stage: Stage, tmp_path: Path, text: str) -> None:
    before = len(stage.book.sheets[TAB])
    done = bring(stage, write(tmp_path / "f.csv", {**ANSWERS, "title": text}))
    rows = stage.book.sheets[TAB][before:]
    assert len(rows) == done.added
    place = [str(cell) for cell in stage.book.sheets[TAB][0]].index("Pavadinimas")
    for row in rows:
        assert clean(str(row[place] or "")) in {clean(text), clean(text)[1:]}
