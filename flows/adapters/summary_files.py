"""A summary as files: documents to sign and print, a workbook and tables to reckon on with, figures for programs."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from flows.adapters.rendering import environment
from flows.adapters.summary_pdf import pdf_bytes
from flows.adapters.summary_word import word_bytes
from flows.adapters.summary_workbook import workbook_bytes
from forms.disclosure import Hidden
from forms.figures import WAITING_DEFINITION, Value
from forms.summary import Summary
from forms.summary.page import page_of, plain_number
from forms.summary.tables import Away, SheetCell, WorkbookTable, tables_of
from forms.words import Language

PAGE, WORKBOOK, FIGURES = "summary.html", "summary.xlsx", "figures.json"
DOCUMENT, PRINT = "summary.docx", "summary.pdf"
TABLES = ("figures.csv", "events.csv")
"""Names of the files."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_summary(summary: Summary, language: Language, folder: Path) -> tuple[Path, ...]:
    """Write a summary in every format into a folder, each file whole or not at all; return their paths.

    The same summary gives the same bytes. Raises OutsideError when a template does not fit.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page = page_of(summary, language)
    contents = {
        PAGE: page_bytes(summary, language),
        PRINT: pdf_bytes(page),
        DOCUMENT: word_bytes(page),
        WORKBOOK: workbook_bytes(summary, language),
        **dict(zip(TABLES, map(csv_bytes, tables_of(summary, language)), strict=True)),
        FIGURES: figures_bytes(summary, language),
    }
    return tuple(_replace(folder / name, content) for name, content in contents.items())


def _replace(path: Path, content: bytes) -> Path:
    """Put a file in its place in one step: who reads it meanwhile reads the old one to the end."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as opened:
        opened.write(content)
    beside = Path(opened.name)
    try:
        beside.chmod(0o644)
        return beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def page_bytes(summary: Summary, language: Language) -> bytes:
    """Return the page: one HTML file without scripts or anything to be loaded from elsewhere."""
    template = environment(language).get_template("summaries/summary.html")
    return (template.render(page=page_of(summary, language)).rstrip() + "\n").encode()


def figures_bytes(summary: Summary, language: Language) -> bytes:
    """Return the figures as JSON: by key, each with its value, what waits, its definition and the keys of its rows."""
    figures: dict[str, Any] = {
        "summary": {
            "scope": summary.scope or "programme",
            "title": summary.title,
            "from": summary.period.from_on.isoformat(),
            "to": summary.period.to_on.isoformat(),
            "as_of": summary.as_of.isoformat(),
            "language": language.value,
            "waiting_definition": WAITING_DEFINITION.say(language),
        }
    }
    for figure, counted in summary.figures:
        figures[figure.key] = {
            "name": figure.name.say(language),
            "value": _json_value(summary.shown(figure.key)),
            "unit": figure.unit.form(0, language),
            "waiting": counted.waiting,
            "definition": figure.definition.say(language),
            "rows": list(counted.rows),
            "waiting_rows": list(counted.waiting_rows),
        }
    return (json.dumps(figures, ensure_ascii=False, indent=2) + "\n").encode()


def _json_value(value: Value | Hidden) -> int | float | dict[str, int] | None:
    if isinstance(value, Hidden):
        return None
    return dict(value) if isinstance(value, Mapping) else plain_number(value)


def csv_bytes(table: WorkbookTable) -> bytes:
    """Return a table as Lithuanian spreadsheets open it: UTF-8 with its mark, semicolons, comma decimals.

    Text that would begin a formula is quoted with an apostrophe: nothing that somebody typed is carried out.
    """
    out = StringIO(newline="")
    rows = csv.writer(out, delimiter=";")
    rows.writerow([title for title, _ in table.columns])
    rows.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: SheetCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Away):
        return cell.text
    return str(
        plain_number(Decimal(cell.numerator) / cell.denominator if isinstance(cell, Fraction) else cell)
    ).replace(".", ",")
