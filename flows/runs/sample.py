"""The sample: made-up answers, and what its made-up coordinator does in the workbook."""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from config import ROOT
from flows.ports import Workbook
from flows.runs.setting_up import Joining
from flows.wiring import Services
from forms.catalogue import FORM_BY_KEY
from forms.cells import Cell, cell_text
from forms.decisions import FIRST, decide, title_of
from forms.headers import find_layout
from forms.organisations import Organisation, Recipient
from forms.questions import Form, Question
from forms.sheets import ColumnLook, Sheet, TabChange
from forms.tabs.columns import COMMENT, DECISION, Tab
from forms.tabs.finding import Found, find_tab
from forms.tabs.organisation import APPLICATIONS, EVENTS, RECORDS
from forms.words import Language

FOLDER = ROOT / "config" / "sample"
_TABS: Mapping[str, Tab] = {"application": APPLICATIONS, "event_report": EVENTS, "coordinator_record": RECORDS}


@dataclass(frozen=True, slots=True)
class Sample:
    """The organisation of the sample and who gets its letters."""

    joining: Joining
    recipients: tuple[Recipient, ...]


def read_sample(folder: Path = FOLDER) -> Sample:
    """Read the organisation of the sample."""
    facts: Mapping[str, Any] = tomllib.loads((folder / "organisation.toml").read_text(encoding="utf-8"))
    contract = facts["contract"]
    joining = Joining(
        slug=facts["slug"],
        name=facts["name"],
        coordinator=facts["coordinator"],
        language=Language(facts["language"]),
        from_on=_day(contract["from"]),
        to_on=_day(contract["to"]),
        budget=Decimal(str(contract["budget"])),
        targets=contract["targets"],
    )
    recipients = tuple(
        Recipient(
            key=f"gavejas-{number}",
            email=one["email"],
            name=one["name"],
            organisation=one.get("organisation", ""),
            language=Language(one["language"]),
            weekly=True,
            summary=True,
        )
        for number, one in enumerate(facts["recipients"], 1)
    )
    return Sample(joining, recipients)


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def mend_answers(workbook: Workbook, organisation: Organisation) -> int:
    """Mend answers in the responses tabs as the sample's people do; return how many were still to be mended."""
    snapshot = workbook.read()
    changes: dict[str, dict[tuple[int, int], Cell]] = {}
    for row in _rows("corrections.csv"):
        form = FORM_BY_KEY[row["form"]]
        for sheet in snapshot.sheets:
            layout = find_layout(sheet, organisation.slug, organisation.language)
            if layout is None or layout.form is not form:
                continue
            place = layout.columns[_titled(form, row["question"]).position]
            known_by = layout.columns[_titled(form, row["question_to_find"]).position]
            for number in _rows_with(sheet, known_by, row["answer_to_find"]):
                if place is not None and cell_text(_cell(sheet.rows[number], place)) != row["new_answer"]:
                    changes.setdefault(sheet.title, {})[number, place] = row["new_answer"]
    workbook.apply([_typing(title, cells) for title, cells in changes.items()], expected=snapshot.token)
    return sum(map(len, changes.values()))


def _titled(form: type[Form], title: str) -> Question[Any]:
    return next(question for question in form.questions if title in question.title.both())


def _rows_with(sheet: Sheet, place: int | None, answer: str) -> list[int]:
    return [
        number for number, row in enumerate(sheet.rows) if place is not None and cell_text(_cell(row, place)) == answer
    ]


def _cell(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None


def _typing(title: str, cells: Mapping[tuple[int, int], Cell]) -> TabChange:
    """Return what a person's typing changes: cells alone."""
    return TabChange(title, dict[int, ColumnLook](), cells=cells)


def decide_all(services: Services, organisation: Organisation) -> int:
    """Choose the sample's decisions in the workbook as its coordinator does; return how many were still to be taken."""
    workbook = services.workbook_of(organisation)
    snapshot = workbook.read()
    past = services.ledger.past(organisation.slug)
    event_of = {link.response_key: link.event_key for link in past.event_links}
    changes: dict[str, dict[tuple[int, int], Cell]] = {}
    for wish in _rows("decisions.csv"):
        tab = _TABS[wish["form"]]
        found = find_tab(tab, snapshot.sheets)
        keys = [
            event_of.get(known.key, known.key)
            for known in past.responses[wish["form"]]
            if known.answers.get(_titled(FORM_BY_KEY[wish["form"]], wish["question"]).key) == wish["answer"]
        ]
        for row in {found.rows[key] for key in keys if key in found.rows} if found else set[int]():
            changes.setdefault(tab.title.say(organisation.language), {}).update(
                _decision(tab, found, row, wish, organisation.language) if found else {}
            )
    made = {title: cells for title, cells in changes.items() if cells}
    workbook.apply([_typing(title, cells) for title, cells in made.items()], expected=snapshot.token)
    return sum(map(len, made.values()))


def _decision(
    tab: Tab, found: Found, row: int, wish: Mapping[str, str], language: Language
) -> dict[tuple[int, int], Cell]:
    """Return the cells that the coordinator fills in a row; none where they have decided before."""
    about = tab.about
    if about is None or decide(about, found.text(row, DECISION)) not in {"", FIRST[about]}:
        return {}
    code = decide(about, wish["decision"]) or ""
    wanted = {DECISION: title_of(about, code, language), COMMENT: wish["comment"]}
    return {(row, found.columns[key]): text for key, text in wanted.items() if text}
