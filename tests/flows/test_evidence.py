"""The rows behind each number of a summary, for the coordinator alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.adapters.excel.workbook import ExcelWorkbook
from flows.runs.consolidation import picture_now
from flows.runs.evidence import write_evidence
from forms.periods import Period
from forms.words import Language
from tests.flows.posts import new_post
from tests.flows.stage import HOUSE, Stage

YEAR = Period.of(date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    book = ExcelWorkbook(made.services.settings.workbooks / "namai.xlsx", backups=made.services.settings.backups)
    made.services = replace(made.services, workbook_of=lambda _: book)
    made.ledger.post([new_post(), new_post("w-2", "event_report")])
    made.night()
    return made


def written(stage: Stage) -> Path:
    picture = picture_now(stage.services, HOUSE, stage.now)
    return write_evidence(stage.services, HOUSE, picture, YEAR, Language.LT, stage.now)


def test_every_number_stands_above_its_rows_each_linked_to_where_it_stands(stage: Stage) -> None:
    file = written(stage)
    sheet = load_workbook(file)["Įrodymai"]
    rows = list(sheet.iter_rows())
    (contacts,) = (n for n, row in enumerate(rows) if row[0].value == "Socialiniai kontaktai" and row[1].value)
    event = rows[contacts + 1]
    link = event[5].hyperlink
    target = link.target.replace("\\", "/")  # as Windows writes paths, which others read, too
    tab = load_workbook(stage.services.settings.workbooks / "namai.xlsx")["Renginiai"]
    place = next(row[0].row for row in tab.iter_rows() if row[0].value == event[2].value)

    assert (rows[contacts][1].value, event[4].value, event[6].value) == (
        "25", "Pokalbis su mokytojais", "laukia žmogaus žodžio",
    )  # fmt: skip
    assert (event[5].value, target, link.location) == (
        f"Renginiai, {place}", "../../workbooks/namai.xlsx", f"'Renginiai'!A{place}",
    )  # fmt: skip
    assert (file.parent / target).resolve() == (stage.services.settings.workbooks / "namai.xlsx").resolve()


def test_nobody_is_named_and_nobody_else_reads_it(stage: Stage) -> None:
    file = written(stage)
    told = " ".join(str(cell.value) for row in load_workbook(file).active.iter_rows() for cell in row)
    assert "Jonas" not in told
    assert file.parent == stage.services.settings.home / "evidence" / "2023-01-01_2023-12-31"
    assert (file.stat().st_mode & 0o077, file.parent.stat().st_mode & 0o077) == (0, 0)


def test_evidence_without_a_workbook_to_read_has_the_keys_alone(stage: Stage) -> None:
    (stage.services.settings.workbooks / "namai.xlsx").write_bytes(b"broken")
    sheet = load_workbook(written(stage)).active
    assert any(str(row[2].value).startswith("E-") for row in sheet.iter_rows())
    assert [row[5].hyperlink for row in sheet.iter_rows() if row[5].hyperlink] == []
