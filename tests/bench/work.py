"""What is measured: the plain functions that the flows and the command line call."""

import json
import shutil
from pathlib import Path
from random import Random
from zipfile import ZipFile

from homes import TODAY, TOMORROW, add, open_home, organisations_of
from people import event_reports, people, rows

from flows.adapters.google.state import read_state
from flows.runs.consolidation import consolidate_organisation
from flows.runs.programme import consolidate_programme
from flows.wiring import Services
from forms.application import Application
from forms.event_report import EventReport
from forms.headers import find_layout
from forms.responses import read_responses
from forms.sheets import ColumnLook, TabChange
from forms.words import Language

LARGE = "didieji"
"""The organisation of the workbook in which one cell changes."""


def consolidate_first(home: Path) -> int:
    """Consolidate a programme for the first time; return how many submissions were new."""
    outcomes = consolidate_programme(open_home(home), TODAY).outcomes
    if any(outcome.picture is None or outcome.not_read for outcome in outcomes):
        raise AssertionError("something could not be consolidated")
    return sum(outcome.counts["new"] for outcome in outcomes)


def consolidate_again(home: Path) -> None:
    """Consolidate a programme in which nothing is new, a day later."""
    done = consolidate_programme(open_home(home), TOMORROW)
    if done.did_something or done.not_written:
        raise AssertionError("something was done though nothing was new")


def consolidate_from_nothing_settled(home: Path) -> None:
    """Consolidate a programme in which nothing is new, each organisation read and planned in full."""
    services = open_home(home)
    _forget_marks(services)
    done = consolidate_programme(services, TOMORROW)
    if done.did_something or done.not_written:
        raise AssertionError("something was done though nothing was new")


def consolidate_news(home: Path, *expected: str) -> None:
    """Consolidate a programme in which exactly one submission is new or edited."""
    outcomes = consolidate_programme(open_home(home), TOMORROW).outcomes
    counts = [outcome.counts.get(name, 0) for outcome in outcomes for name in expected]
    if sum(counts) != 1:
        raise AssertionError("not exactly one submission was taken up")


def settle_all(home: Path) -> None:
    """Let a quiet night go by, so that the next run starts from workbooks whose cells are known."""
    services = open_home(home)
    _forget_marks(services)
    consolidate_programme(services, TODAY)


def _forget_marks(services: Services) -> None:
    for slug in ["", *(organisation.slug for organisation in organisations_of(services))]:
        services.ledger.settle(slug, "")


def add_one(home: Path) -> None:
    """Append one event report to the first organisation's responses tab."""
    random = Random(99)  # noqa: S311 - made-up people need no cryptography
    persons = people(6, random)
    row = next(event_reports(1, persons[:3], persons[3:], random))
    services = open_home(home)
    workbook = services.workbook_of(organisations_of(services)[0])
    snapshot = workbook.read()
    change = TabChange(EventReport.tab.lt, dict[int, ColumnLook](), append=(row,))
    workbook.apply([change], expected=snapshot.token)


def save_anew(home: Path) -> None:
    """Give every workbook other bytes and the same cells, as a spreadsheet program does that merely saves."""
    for file in workbooks_in(home):
        with ZipFile(file, "a") as package:
            package.comment = b"saved anew"


def workbooks_in(home: Path) -> list[Path]:
    """Return the organisations' workbooks."""
    return sorted(file for file in (home / "workbooks").glob("*.xlsx") if file.stem != "programa")


def make_large(home: Path, number: int) -> None:
    """Make a home with one organisation: as many applications as event reports, and as many again of hosts."""
    services = open_home(home)
    random = Random(5)  # noqa: S311 - likewise
    add(services, LARGE, rows(number, number, 0, number, random))


def correct_one(home: Path) -> tuple[str, int, int, str]:
    """Correct one answer in the responses, and return where: tab, row and column counted from 0, and the new text."""
    services = open_home(home)
    organisation = organisations_of(services)[0]
    workbook = services.workbook_of(organisation)
    snapshot = workbook.read()
    for sheet in snapshot.sheets:
        layout = find_layout(sheet, organisation.slug, organisation.language)
        if layout and layout.form is Application:
            place = layout.columns[Application.public_name.position]
            if place is None:
                raise AssertionError("the tab has lost a column")
            row, text = len(sheet.rows) // 2, "Kitas vardas"
            change = TabChange(sheet.title, dict[int, ColumnLook](), cells={(row, place): text})
            workbook.apply([change], expected=snapshot.token)
            return sheet.title, row, place, text
    raise AssertionError("there is no tab of applications")


def consolidate_one(home: Path) -> None:
    """Consolidate one organisation alone, without the national workbook."""
    services = open_home(home)
    outcome = consolidate_organisation(services, organisations_of(services)[0], TOMORROW)
    if outcome.counts.get("edited") != 1:
        raise AssertionError("the correction was not taken up")


def copy_home(home: Path, to: Path) -> None:
    """Copy a home."""
    shutil.copytree(home, to)


def consolidate_as_flow(home: Path) -> tuple[float, float]:
    """Consolidate as a Prefect flow; return how long its server took to start, and the flow run to end."""
    from time import perf_counter

    from config.settings import load_settings
    from flows.prefect_rim import prepare_prefect

    prepare_prefect(load_settings(home))
    began = perf_counter()
    from prefect.client.orchestration import get_client

    from flows.consolidate import consolidate

    with get_client(sync_client=True) as client:
        client.hello()
    started = perf_counter()
    consolidate(str(home), "2025-01-15T02:00")
    return started - began, perf_counter() - started


def read_answer(answer: Path) -> int:
    """Make responses of an answer of Google's; return how many."""
    sheet = read_state(json.loads(answer.read_bytes())).snapshot().sheets[0]
    layout = find_layout(sheet, "namai", Language.LT)
    assert layout
    return len(read_responses(sheet, layout))


def render_letters(number: int) -> None:
    """Render letters of every kind in both languages, one after another, each with a reader of its own."""
    from dataclasses import replace
    from itertools import cycle, islice

    from flows.adapters.rendering import render_letter
    from forms.letters import FIRST_NAME, LETTERS, from_fields, to_fields
    from forms.privacy import Personal
    from forms.words import Language

    examples = cycle([(kind.example(language), language) for kind in LETTERS for language in Language])
    for count, (example, language) in enumerate(islice(examples, number)):
        named = {FIRST_NAME: Personal(f"Vardas{'a' * (count % 40)}")} if FIRST_NAME in example.placeholders() else {}
        letter = replace(example, **named)  # type: ignore[type-var]  # every letter is a dataclass
        render_letter(from_fields(letter.kind, to_fields(letter)), language)
