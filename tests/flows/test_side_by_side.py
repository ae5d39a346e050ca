"""Organisations consolidated in processes of their own: the same results, whatever becomes of a process."""

import os
import signal
import subprocess
import sys
import threading
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from config import ROOT
from config.settings import load_settings
from flows import clock
from flows.adapters.excel.reading import read_tabs
from flows.adapters.excel.workbook import ExcelWorkbook
from flows.runs.importing import import_answers
from flows.runs.programme import ProgrammeOutcome, consolidate_programme
from flows.runs.sample import FOLDER, read_sample
from flows.runs.setting_up import Joining, add_organisation, find_organisation, make_programme
from flows.wiring import Services, connect
from forms.catalogue import FORMS

AT = clock.as_of("2024-01-15T02:00")
SLUGS = ("namai", "rytai", "vakarai")

_RUN = """
import sys, threading
from multiprocessing import active_children
from pathlib import Path
from config.settings import load_settings
from flows import clock
from flows.runs.programme import consolidate_programme
from flows.wiring import connect

def tell() -> None:
    while len(active_children()) < 2:
        pass
    print(*(child.pid for child in active_children()), flush=True)

if __name__ == "__main__":
    threading.Thread(target=tell, daemon=True).start()
    consolidate_programme(connect(load_settings(Path(sys.argv[1]))), clock.as_of("2024-01-15T02:00"))
"""


def services_in(home: Path, processes: int, monkeypatch: pytest.MonkeyPatch) -> Services:
    """Make a programme of three organisations with the sample's answers each."""
    monkeypatch.setenv("LOOKDEEPER_PROCESSES", str(processes))
    services = connect(load_settings(home))
    make_programme(services)
    sample = read_sample().joining
    for slug in SLUGS:
        add_organisation(services, Joining(slug, slug, f"k@{slug}.example.org", sample.language))
        organisation = find_organisation(services, slug)
        for form in FORMS:
            import_answers(services, organisation, form, FOLDER / f"{form.key}.csv", letters=True, now=AT)
    return services


def shown(services: Services) -> dict[str, object]:
    """Return everything that a run left behind, keys of other salts told apart by nothing but their first letter."""
    books = sorted(services.settings.workbooks.glob("*.xlsx"))
    tabs = {
        book.name: [(tab.title, len(tab.rows)) for tab in read_tabs(book.read_bytes(), book.name)] for book in books
    }
    letters = sorted((letter.organisation, letter.kind, letter.recipient) for letter in services.ledger.letters())
    return {"tabs": tabs, "letters": letters, "runs": len(services.ledger.runs())}


def told(done: ProgrammeOutcome) -> list[tuple[object, ...]]:
    return [(one.slug, one.counts, one.problems, one.not_read, one.picture is None) for one in done.outcomes]


@pytest.fixture(name="alone")
def consolidated_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    services = services_in(tmp_path / "alone", 1, monkeypatch)
    done = consolidate_programme(services, AT)
    return told(done), shown(services)


def test_processes_give_what_one_gives(alone: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = services_in(tmp_path / "beside", 2, monkeypatch)
    begun: list[int] = []
    done = consolidate_programme(services, AT, tell=lambda _: begun.append(len(active_children())))
    assert (told(done), shown(services)) == alone
    assert begun[0] == 2
    assert not active_children()
    assert not consolidate_programme(services, AT).did_something


def test_who_asks_works_on_none_while_others_are_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = services_in(tmp_path, 2, monkeypatch)
    here: list[str] = []
    monkeypatch.setattr("flows.runs.side_by_side.consolidate_guarded", lambda _, one, __: here.append(one.slug))
    # The one that is asked for first is the lightest: nobody has it in hand then.
    monkeypatch.setattr(ExcelWorkbook, "heft", lambda book: SLUGS.index(book.name.removesuffix(".xlsx")) + 1)
    done = consolidate_programme(services, AT)
    assert [one.did_something for one in done.outcomes] == [True, True, True]
    assert here == []


def test_a_process_that_is_killed_has_its_organisations_done_all_the_same(
    alone: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = services_in(tmp_path / "beside", 2, monkeypatch)
    killed: list[int] = []

    def kill_first() -> None:
        while not killed:
            for child in active_children()[:1]:
                killed.append(child.pid or 0)
                child.kill()

    killer = threading.Thread(target=kill_first)
    killer.start()
    done = consolidate_programme(services, AT)
    killer.join()
    assert (told(done), shown(services)) == alone
    assert len(killed) == 1


def test_a_file_that_cannot_be_read_stops_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = services_in(tmp_path, 2, monkeypatch)
    book = services.settings.workbooks / "rytai.xlsx"
    book.write_bytes(book.read_bytes()[:2000])
    done = consolidate_programme(services, AT)
    assert [(one.slug, bool(one.not_read), one.did_something) for one in done.outcomes] == [
        ("namai", False, True),
        ("rytai", True, False),
        ("vakarai", False, True),
    ]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="whether a process still runs is read from /proc")
def test_nobody_goes_on_working_when_the_run_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services_in(tmp_path, 2, monkeypatch)
    script = tmp_path / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script, tmp_path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as run:
        assert run.stdout is not None
        children = [int(pid) for pid in run.stdout.readline().split()]
        run.send_signal(signal.SIGKILL)
    assert len(children) == 2
    until = time.monotonic() + 20
    while any(_runs(pid) for pid in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2]
    except OSError:
        return False
    return not state.startswith("Z")
