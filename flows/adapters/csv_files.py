"""Reading CSV files of any making: of people, of answers."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from flows.errors import OutsideError
from forms.words import Words

_NOT_TEXT = Words(
    "Failo {file} nepavyko perskaityti kaip teksto. Įrašykite jį kaip CSV (UTF-8).",
    "{file} cannot be read as text. Save it as CSV (UTF-8).",
)
_NOT_CSV = Words(
    "Faile {file} atidarytos kabutės neuždarytos, tad nematyti, kur baigiasi langelis. Įrašykite jį kaip CSV iš naujo.",
    "In {file} a quotation mark is opened and not closed, so nobody can tell where a cell ends. Save it as CSV anew.",
)
_NO_FILE = Words("Failo {file} nėra arba jo neleidžiama skaityti.", "There is no file {file}, or it may not be read.")
_DELIMITERS = ",;\t"
_LONGEST_LETTER = 4
"""Bytes of a letter in UTF-8."""


def read_table(file: Path) -> list[list[str]]:
    """Return the rows of a CSV file in UTF-8 or Windows-1257, whichever of comma, semicolon and tab parts its cells.

    Raises:
        OutsideError: when there is no such file, or it is not text.
    """
    try:
        raw = file.read_bytes()
    except OSError:
        raise OutsideError(_named(_NO_FILE, file)) from None
    if b"\0" in raw:
        raise OutsideError(_named(_NOT_TEXT, file))
    csv.field_size_limit(10_000_000)  # a cell of a spreadsheet holds less, and a bomb shall not fill the memory
    try:
        text = io.StringIO(_decoded(raw), newline="")
        delimiter = max(_DELIMITERS, key=lambda one: _cells_of_header(text, one))
        return list(_reader(text, delimiter))
    except UnicodeDecodeError:
        raise OutsideError(_named(_NOT_TEXT, file)) from None
    except csv.Error:
        raise OutsideError(_named(_NOT_CSV, file)) from None


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Good until its very last letter, it is UTF-8 that was cut off, and would be gibberish in another coding.
        if error.start >= len(raw) - _LONGEST_LETTER and not raw[: error.start].isascii():
            raise
        return raw.decode("cp1257")


def _cells_of_header(text: io.StringIO, delimiter: str) -> int:
    """Return how many titles a delimiter parts the first row into; a cell with another one at its end is no title."""
    try:
        cells = [cell.strip() for cell in next(_reader(text, delimiter), [])]
    except csv.Error:
        return 0
    return sum(bool(cell) and not {cell[0], cell[-1]} & set(_DELIMITERS) for cell in cells)


def _reader(text: io.StringIO, delimiter: str) -> Iterator[list[str]]:
    text.seek(0)
    return csv.reader(text, delimiter=delimiter, strict=True)


def _named(words: Words, file: Path, **parts: str) -> Words:
    return Words(*(text.format(file=file.name, **parts) for text in words.both()))
