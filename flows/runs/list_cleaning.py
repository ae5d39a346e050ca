"""Cleaning anybody's list: a CSV of people in, which rows are one person out."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from flows.adapters.csv_files import read_table
from flows.errors import OutsideError
from flows.runs.collecting import collecting_nothing
from forms.matching.explaining import explain
from forms.matching.linking import link_columns
from forms.matching.records import REASON_WORDS, Columns, Record
from forms.words import Language, Words

COLUMNS = Record._fields
"""The columns that a list may have, in any order; each may be missing or empty."""

Progress = Callable[[str, int, int], None]

_NO_COLUMN = Words(
    "Pirmoje {file} eilutėje nėra nė vieno iš stulpelių: {columns}.",
    "The first line of {file} holds none of the columns: {columns}.",
)
_NO_ROW = Words("Faile {file} nėra eilutės, kurios record_id – {id}.", "{file} holds no row with the record_id {id}.")
_NOT_WRITTEN = Words("Nepavyko parašyti {out}: {why}.", "Cannot write {out}: {why}.")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was found: rows, people, questions, and the share of joined pairs that are expected to be wrong."""

    rows: int
    people: int
    questions: int
    expected_error: float
    repeated: tuple[str, ...]
    """Some of the ids that several rows have."""


def read_people(file: Path) -> Columns:
    """Return the rows of a CSV file by columns; one without record_id goes by its number, counted from 1.

    Rows may have one id; `told_apart` gives each its own.

    Raises:
        OutsideError: when the file cannot be read, or names none of the columns.
    """
    table = read_table(file)
    header = [name.strip().casefold() for name in table[0]] if table else []
    if not set(header) & set(COLUMNS):
        raise _refused(_NO_COLUMN, file=file.name, columns=", ".join(COLUMNS))
    rows = table[1:]
    numbers: Iterable[int] = range(1, len(rows) + 1)
    width = len(header)
    if {*map(len, rows)} - {width}:
        numbers = [number for number, row in zip(numbers, rows, strict=True) if row]
        rows = [[*row, *[""] * width][:width] for row in rows if row]
    there = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else {}
    columns = {name: there.get(name, ("",) * len(rows)) for name in COLUMNS}
    ids = [said.strip() or str(number) for said, number in zip(columns["record_id"], numbers, strict=True)]
    return {**columns, "record_id": ids}


_SHOWN = 5


def told_apart(ids: Sequence[str]) -> tuple[Sequence[str], tuple[str, ...]]:
    """Return ids of which each stands once («7», «7#2»), and some of those that stood several times."""
    given = set(ids)
    if len(given) == len(ids):
        return ids, ()
    times: dict[str, int] = {}
    named: list[str] = []
    for one in ids:
        its = times[one] = times.get(one, 0) + 1
        while its > 1 and f"{one}#{its}" in given:
            its = times[one] = its + 1
        named.append(one if its == 1 else f"{one}#{its}")
    return named, tuple(islice((one for one, count in times.items() if count > 1), _SHOWN))


def match_file(
    file: Path, out: Path, pairs: Path | None, language: Language, progress: Progress = lambda *_: None
) -> Cleaned:
    """Write for each row of a CSV file whose it is and, into `pairs`, what a person should be asked.

    Raises:
        OutsideError: when the file cannot be read, or a result cannot be written.
    """
    with collecting_nothing():
        people = read_people(file)
        ids, repeated = told_apart(people["record_id"])
        linkage = link_columns({**people, "record_id": ids}, progress=progress)
    # By identity, for an Enum's hash takes longer than the rest of a row.
    said = {id(reason): words.say(language) for reason, words in REASON_WORDS.items()}
    _write(
        out,
        ("record_id", "contact_id", "lane", "reason"),
        zip(
            people["record_id"],
            linkage.contact_ids,
            linkage.lanes,
            map(said.__getitem__, map(id, linkage.reasons)),
            strict=True,
        ),
    )
    if pairs:
        _write(
            pairs,
            ("record_a", "record_b", "contact_a", "contact_b", "likelihood", "reason"),
            (
                (
                    one.record_a,
                    one.record_b,
                    one.contact_a,
                    one.contact_b,
                    f"{one.likelihood:.3f}",
                    said[id(one.reason)],
                )
                for one in linkage.questions
            ),
        )
    return Cleaned(len(ids), linkage.people, len(linkage.questions), linkage.expected_error, repeated)


def explain_pair(file: Path, one: str, other: str, language: Language) -> Iterator[str]:
    """Yield the evidence for two rows of a CSV file, a line a field: how far they agree, never what they say.

    Raises:
        OutsideError: when the file cannot be read, or has no such row.
    """
    columns = read_people(file)
    ids, _ = told_apart(columns["record_id"])
    people = list(map(Record._make, zip(ids, *(columns[name] for name in COLUMNS[1:]), strict=True)))
    known = set(ids)
    for wanted in (one, other):
        if wanted not in known:
            raise _refused(_NO_ROW, file=file.name, id=wanted)
    for line in explain(people, one, other):
        yield f"{line.title.say(language):<16}{line.weight:+8.2f}"


def _write(out: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            writer.writerows(rows)
        partial.replace(out)
    except OSError as error:
        raise _refused(_NOT_WRITTEN, out=out, why=error.strerror) from None


def _refused(words: Words, **parts: object) -> OutsideError:
    return OutsideError(Words(*(text.format(**parts) for text in words.both())))
