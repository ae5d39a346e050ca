"""Cleaning anybody's list: a CSV of people in, which rows are one person out."""

import csv
from dataclasses import dataclass
from pathlib import Path

from flows.ports import OutsideError
from flows.runs.importing import read_table
from forms.contacts.list_cleaning import COLUMNS, Lane, match_rows
from forms.words import Words


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many rows and people there were, and how many rows a person should look at."""

    rows: int
    people: int
    asked: int


def match_file(file: Path, out: Path) -> Cleaned:
    """Read people from a CSV file, write for each row whose it is. Raises OutsideError; then nothing was written."""
    table = read_table(file)
    header = [name.strip().casefold() for name in table[0]] if table else []
    if not set(header) & set(COLUMNS):
        wanted = ", ".join(COLUMNS)
        raise OutsideError(
            Words(
                f"Pirmoje {file.name} eilutėje nėra nė vieno iš stulpelių: {wanted}.",
                f"The first line of {file.name} holds none of the columns: {wanted}.",
            )
        )
    rows = [
        {"record_id": str(number), **dict(zip(header, row, strict=False))}
        for number, row in enumerate(table[1:], 1)
        if row
    ]
    matched = match_rows(rows)
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["record_id", "contact_id", "lane", "reason"])
            writer.writerows([one.record_id, one.contact_id, one.lane.value, one.reason] for one in matched)
        partial.replace(out)
    except OSError as error:
        raise OutsideError(
            Words(f"Nepavyko parašyti {out}: {error.strerror}.", f"Cannot write {out}: {error.strerror}.")
        ) from None
    return Cleaned(len(matched), len({one.contact_id for one in matched}), sum(one.lane is Lane.ASK for one in matched))
