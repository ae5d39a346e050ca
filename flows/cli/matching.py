"""`lookdeeper match`: which rows of a list are one person.

Whoever cleans lists calls it many times, and a short list is matched sooner than the command line's library is loaded:
so the words behind `match` are read here, by the standard library alone.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from flows.cli.speaking import Ending, say, spoken, warn
from forms.words import Words

SUMMARY = "Find the people in a list: which rows are one person, which may be."

_ABOUT = f"""{SUMMARY} Needs no home and remembers nothing.

The file's first line names its columns, in any order: record_id, first_name, last_name, email, phone, organisation,
municipality, birth_date, address. Each may be missing or empty; a row without record_id goes by its number."""

_OUT = "CSV to write, a line for each row: record_id, contact_id, lane (same, ask, different), reason."
_PAIRS = "CSV to write, a line for each pair to be asked about, those that decide most first."
_EXPLAIN = "Print the evidence for two rows, named by their record_id: how far they agree, never what they say."

_DONE = Words(
    "Eilučių: {rows}; žmonių: {people}; klaustinų porų: {questions}; tikėtina klaidingų sujungimų: {error:.1%}."
    " Parašyta: {out}",
    "Rows: {rows}; people: {people}; pairs to ask about: {questions}; joined wrongly, as expected: {error:.1%}."
    " Written: {out}",
)
_REPEATED = Words(
    "Tą patį record_id turi kelios eilutės ({ids}): tokios eilutės laikomos skirtingais įrašais, o kaip kontaktas ar"
    " poroje antroji vadinama „ID#2“, trečioji – „ID#3“.",
    "Several rows have one record_id ({ids}): they count as different records; as a contact or in a pair, the second is"
    " called “ID#2”, the third “ID#3”.",
)
_STAGES = {
    "read": Words("Skaitoma", "Reading"),
    "compare": Words("Lyginama", "Comparing"),
    "join": Words("Jungiama", "Joining"),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lookdeeper match", description=_ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "file", metavar="PEOPLE.csv", type=Path, help="CSV in UTF-8 or Windows-1257, of people a row each."
    )
    parser.add_argument("--out", metavar="CLUSTERS.csv", type=Path, help=_OUT)
    parser.add_argument("--pairs", metavar="PAIRS.csv", type=Path, help=_PAIRS)
    parser.add_argument("--explain", metavar="ID", nargs=2, help=_EXPLAIN)
    for name in ("--home", "--as-of"):  # every command takes them
        parser.add_argument(name, help=argparse.SUPPRESS)
    return parser


def match_list(words: Sequence[str]) -> Ending:
    """Do what the words behind `match` say; return how it ended."""
    parser = _parser()
    given = parser.parse_args(words)
    if given.out is None and given.explain is None:
        parser.error("say where to write (--out), or what to explain (--explain)")
    gc.disable()  # millions of small values and no circles, in a process that soon ends
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrices here: numpy need not start its threads for them
    from flows.errors import OutsideError
    from flows.runs.list_cleaning import explain_pair, match_file

    try:
        if given.explain:
            one, other = given.explain
            for line in explain_pair(given.file, one, other, spoken()):
                say(line)
        if given.out is None:
            return Ending.DONE
        done = match_file(given.file, given.out, given.pairs, spoken(), _show_progress)
    except OutsideError as error:
        warn(error.say(spoken()))
        return Ending.REFUSED
    if done.repeated:
        warn(_REPEATED.say(spoken(), ids=", ".join(done.repeated)))
    counts = {"rows": done.rows, "people": done.people, "questions": done.questions}
    say(_DONE.say(spoken(), **counts, error=done.expected_error, out=given.out))
    return Ending.DONE


def _show_progress(stage: str, done: int, total: int) -> None:
    """Show how far long work has come, to whoever watches a terminal."""
    if sys.stderr.isatty() and total:
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{_STAGES[stage].say(spoken())}: {done * 100 // total} % {end}")
        sys.stderr.flush()
