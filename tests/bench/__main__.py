"""How long a night takes: ratios within one run, printed as a table and kept in var/bench.json.

    python tests/bench [--small] [--prefect] [--keep FOLDER]

Absolute times differ from machine to machine; what is held to a limit is always a share of what another library or
another size takes here and now. Nothing is asserted: a limit that is not kept is marked, and the exit code is 1.
"""

import argparse
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import pages
import sending
import summing_up
import work
import yardsticks
from answers import COLUMNS, google_answer
from homes import make_home
from measuring import measured

from config import ROOT
from forms.organisations import NATIONAL

GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a value against its limit, and what it was made from."""

    what: str
    value: float
    unit: str
    limit: float | None
    made_from: str

    @property
    def kept(self) -> bool:
        """Tell whether the limit is kept."""
        return self.limit is None or self.value <= self.limit

    def line(self) -> str:
        """Return the line of the table."""
        limit = "" if self.limit is None else f"≤ {self.limit:g}"
        mark = "" if self.limit is None else "kept" if self.kept else "NOT KEPT"
        return f"{self.what:<62} {self.value:>8.2f} {self.unit:<4} {limit:>7}  {mark:<8}  {self.made_from}"


def _share(what: str, seconds: float, of: float, limit: float | None, yardstick: str) -> Figure:
    return Figure(what, seconds / of, "×", limit, f"{seconds:.2f} s / {of:.2f} s {yardstick}")


def programme(folder: Path, number: int, organisations: int) -> Iterator[Figure]:
    """Measure a whole programme: its first consolidation, and those in which nothing is new."""
    home = folder / "programme"
    measured(make_home, home, organisations, number)
    first = measured(work.consolidate_first, home)
    stored = f"{organisations} × {number:,}"
    books = work.workbooks_in(home)
    national = home / "workbooks" / f"{NATIONAL}.xlsx"
    ours, all_tabs = measured(yardsticks.write_with_openpyxl, [*books, national], folder).returned
    yield _share(f"first consolidation of {stored}", first.seconds, all_tabs, 1, "openpyxl writes the same workbooks")
    yield _share("  the same against the tabs of ours alone", first.seconds, ours, None, "openpyxl writes our tabs")
    yield Figure("  its peak memory", first.peak_bytes / GIBIBYTE, "GiB", 1.5, f"{first.returned:,} submissions")
    measured(work.settle_all, home)
    read = measured(yardsticks.read_with_calamine, books).seconds
    yardstick = "calamine reads the workbooks"
    quiet = measured(work.consolidate_again, home)
    yield _share(f"nothing new among {stored}, the next day", quiet.seconds, read, 2, yardstick)
    work.save_anew(home)
    anew = measured(work.consolidate_again, home)
    yield _share("  the same after somebody saved every workbook anew", anew.seconds, read, 2, yardstick)
    full = measured(work.consolidate_from_nothing_settled, home)
    yield _share("  the same with nothing known as settled: all planned anew", full.seconds, read, None, yardstick)


def growth(folder: Path, number: int) -> Iterator[Figure]:
    """Measure how time grows with rows, and what a single new submission costs."""
    small, large = folder / "small", folder / "large"
    seconds: list[float] = []
    for home, rows in ((small, number // 10), (large, number)):
        measured(make_home, home, 1, rows)
        seconds.append(measured(work.consolidate_first, home).seconds)
    what = f"first consolidation of {number:,} against {number // 10:,}"
    yield _share(what, seconds[1], seconds[0], 12, f"{number // 10:,}")
    measured(work.settle_all, large)
    measured(work.add_one, large)
    news = measured(work.consolidate_news, large, "new")
    read = measured(yardsticks.read_with_calamine, work.workbooks_in(large)).seconds
    yield _share(f"one new submission among {number:,}", news.seconds, read, None, "calamine reads the workbook")


def one_cell(folder: Path, number: int) -> Iterator[Figure]:
    """Measure a run that changes one cell of ours in a workbook of many rows."""
    home = folder / "cell"
    measured(work.make_large, home, number)
    counted = measured(work.consolidate_first, home)
    measured(work.settle_all, home)
    title, row, column, text = measured(work.correct_one, home).returned
    book = work.workbooks_in(home)[0]
    there = measured(yardsticks.change_with_openpyxl, book, title, row, column, text).seconds
    run = measured(work.consolidate_one, home)
    what = f"one corrected answer among {counted.returned:,} submissions"
    yield _share(what, run.seconds, there, 0.5, "openpyxl loads and saves")


def letters(folder: Path, number: int) -> Iterator[Figure]:
    """Measure letters over one connection: 0.8 of smtplib's speed is 1.25 of its time."""
    plain, ours, ratio = measured(sending.send_both_ways, number).returned
    made_from = f"{ours:.0f} letters/s, composing included / {plain:.0f}/s smtplib, of messages ready made"
    yield Figure(f"{number} letters over one connection", ratio, "×", 1.25, made_from)
    run = measured(sending.send_a_run, folder / "outbox", number).returned
    yield Figure("  a whole run: rendered, noted before and after", plain / run, "×", None, f"{run:.0f} letters/s")


def google(folder: Path, number: int) -> Iterator[Figure]:
    """Measure how an answer of Google's becomes responses."""
    answer = folder / "answer.json"
    answer.write_bytes(google_answer(number))
    parsed = measured(yardsticks.parse_json, answer).seconds
    read = measured(work.read_answer, answer)
    what = f"Google's answer of {number:,} rows of {COLUMNS} columns becomes responses"
    yield _share(what, read.seconds, parsed, 3, f"json.loads, {answer.stat().st_size / 1e6:.0f} MB")


def shell(folder: Path) -> Iterator[Figure]:
    """Measure the command itself, from the shell to the prompt."""
    command = Path(sys.executable).with_name("lookdeeper")
    home = folder / "sample"
    for words in (
        ["init"],
        ["organisation", "add", "namai", "--name", "Namai", "--coordinator", "k@namai.example.org"],
    ):
        subprocess.run([command, *words, "--home", home], check=True, capture_output=True)
    for form in ("application", "event_report", "coordinator_record"):
        file = ROOT / "config" / "sample" / f"{form}.csv"
        words = ["import", form, file, "--organisation", "namai", "--home", home]
        subprocess.run([command, *words], check=True, capture_output=True)
    at = ["--as-of", "2024-01-15T02:00"]
    yield _timed("lookdeeper consolidate, on the sample", [command, "consolidate", "--home", home, *at], 2)
    yield _timed("  once more, nothing new", [command, "consolidate", "--home", home, *at], 2)
    yield _timed("lookdeeper --help", [command, "--help"], 0.3)


def _timed(what: str, words: list[str | Path], limit: float) -> Figure:
    began = perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return Figure(what, perf_counter() - began, "s", limit, "whole process")


def rendering() -> Iterator[Figure]:
    """Measure how long a thousand letters take from what the outbox keeps to what is read, charts included."""
    rendered = measured(work.render_letters, 1_000)
    yield Figure("rendering 1,000 letters of all kinds", rendered.seconds, "s", 2, "both languages")


def summaries(folder: Path, events: int) -> Iterator[Figure]:
    """Measure a summary: its numbers over very many events, its files, those of fourteen organisations at once."""
    counted = measured(summing_up.seconds_to_count, summing_up.programme(events)).returned
    yield Figure(f"summary: figures and tables of {events:,} events", counted, "s", 3, "processor time")
    usual = summing_up.programme(2_000)
    files = measured(summing_up.seconds_to_write, usual, folder / "summary").returned
    yield Figure("summary: all files, 2,000 events", files, "s", 10, "PDF, Word, HTML, .xlsx, CSV, JSON; programme")
    alone, together = (
        measured(summing_up.seconds_of_organisations, usual, folder / f"houses-{n}", n).returned for n in (1, 2)
    )
    yield _share("summary: fourteen organisations, two at once", together, alone, None, "one after the other")


def web(folder: Path) -> Iterator[Figure]:
    """Measure our own pages: the server's work on one, and answers that are kept."""
    home = folder / "pages"
    pages.make_home(home)
    yield Figure("pages: a form's page, the server's work", pages.milliseconds_a_page(home), "ms", 20, "in process")
    rate, raw = pages.posts_a_second(home, 2_000), pages.raw_inserts_a_second(folder, 2_000)
    made_from = f"{rate:.0f} a second; {rate / raw:.2f}× raw synced inserts ({raw:.0f}), {pages.kept(home)} kept"
    yield Figure("pages: 200 answers kept, 32 browsers at once", 200 / rate, "s", 1, made_from)


def prefect(folder: Path) -> Iterator[Figure]:
    """Measure what Prefect itself costs: the flow with a server of its own against the plain function."""
    plain, rim = folder / "plain", folder / "rim"
    measured(make_home, plain, 1, 100)
    shutil.copytree(plain, rim)
    alone = measured(work.consolidate_first, plain)
    flow = measured(work.consolidate_as_flow, rim)
    begun, ran = flow.returned
    yield Figure("Prefect: starting its server", begun, "s", None, "once a process")
    yield Figure("Prefect: a flow run beyond the plain function", ran - alone.seconds, "s", None, f"{ran:.2f} s in all")


def main() -> int:
    """Measure, print and keep."""
    reading = argparse.ArgumentParser(prog="python tests/bench", description=__doc__.partition("\n")[0])
    reading.add_argument("--small", action="store_true", help="a tenth of the rows: a quick look, less telling")
    reading.add_argument("--prefect", action="store_true", help="measure Prefect's own overhead, too")
    chosen = reading.parse_args()
    number = 1_000 if chosen.small else 10_000
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        parts = [
            rendering(),
            shell(folder),
            web(folder),
            summaries(folder, number * 10),
            letters(folder, number // 20),
            growth(folder, number),
            one_cell(folder, number),
            programme(folder, number, 10),
            google(folder, number * 10),
        ]
        if chosen.prefect:
            parts.append(prefect(folder))
        for part in parts:
            for figure in part:
                figures.append(figure)
                print(figure.line(), flush=True)  # noqa: T201 - the table is what is asked for
    _keep(figures, number)
    return 0 if all(figure.kept for figure in figures) else 1


def _keep(figures: list[Figure], number: int) -> None:
    file = ROOT / "var" / "bench.json"
    file.parent.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
    kept = {**machine, "rows": number, "figures": [{**asdict(figure), "kept": figure.kept} for figure in figures]}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
