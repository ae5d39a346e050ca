"""Reading CSV files of any making: of people, of answers."""

import csv
import io
from pathlib import Path

from flows.errors import OutsideError
from forms.words import Words

_NOT_TEXT = Words(
    "Failo {file} nepavyko perskaityti kaip teksto. Įrašykite jį kaip CSV (UTF-8).",
    "{file} cannot be read as text. Save it as CSV (UTF-8).",
)
_NO_FILE = Words("Failo {file} nėra arba jo neleidžiama skaityti.", "There is no file {file}, or it may not be read.")
_DELIMITERS = ",;\t"


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
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1257", errors="replace")
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    csv.field_size_limit(10_000_000)  # a cell of a spreadsheet holds less, and a bomb shall not fill the memory
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise OutsideError(_named(_NOT_TEXT, file)) from None


def _named(words: Words, file: Path, **parts: str) -> Words:
    return Words(*(text.format(file=file.name, **parts) for text in words.both()))
