"""What the page of a summary consists of: headings, lists and tables of plain text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the first cell tells what it is; `note` explains it, `look` is "", "within" or "total"."""

    cells: tuple[str, ...]
    look: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first `texts` columns hold text, the others numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    texts: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with their labels, and the number that the longest bar stands for."""

    title: str
    bars: tuple[tuple[str, int], ...]
    most: int


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, and what stands under the two lines of each: the name, the signature and the day."""

    roles: tuple[str, ...]
    lines: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a summary says."""

    language: str
    initiative: str
    heading: str
    title: str
    period: str
    frame: tuple[tuple[str, str], ...]
    """What the summary is of: labels and what they say."""
    results_heading: str
    headline: str
    results: tuple[str, ...]
    figures: Table
    plan: Table | None
    breakdowns_heading: str
    breakdowns_note: str
    chart: Chart | None
    breakdowns: tuple[Table, ...]
    events: Table | None
    open_heading: str
    open: tuple[str, ...]
    waiting_definition: str
    signatures: Signatures
