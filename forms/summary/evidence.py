"""The evidence behind a summary, for the coordinator alone: every figure's rows, each with where it stands.

Told are keys, days and what is public about events and records; of people the key alone. It never goes to the ministry.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.figures import FIGURES, Figure
from forms.periods import Period
from forms.picture import Entry, Happening, Picture
from forms.sheets import Sheet
from forms.summary import labels
from forms.summary.page import figure_value
from forms.summary.tables import Away, SheetCell, WorkbookTable
from forms.tabs.finding import find_tab
from forms.tabs.organisation import AMBASSADORS, APPLICATIONS, EVENTS, RECORDS
from forms.words import Language, Words

EVIDENCE = Words("Įrodymai", "Evidence")
_HEADING = Words("Suvestinės įrodymai", "Evidence behind the summary")
_NOT_FOR_OTHERS = Words(
    "Tik koordinatoriui: rodo, kurios eilutės yra už kiekvieno skaičiaus. Ministerijai neperduodama.",
    "For the coordinator alone: which rows stand behind each number. It is not handed to the ministry.",
)
_ROW = Words("Eilutė", "Row")
_ROW_WAITS = Words("laukia žmogaus žodžio", "waits for a person's word")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a key stands in an organisation's workbook; the row as people count it."""

    tab: str
    row: int


def places_of(sheets: Sequence[Sheet]) -> Mapping[str, Found]:
    """Return where each key of events, records, ambassadors and applications stands."""
    places: dict[str, Found] = {}
    for tab in (APPLICATIONS, AMBASSADORS, RECORDS, EVENTS):
        found = find_tab(tab, sheets)
        if found:
            places |= {key: Found(found.sheet.title, row + 1) for key, row in found.rows.items()}
    return places


def evidence_of(
    picture: Picture, period: Period, places: Mapping[str, Found], workbook: str, language: Language
) -> WorkbookTable:
    """Return the rows behind every figure of a period as a sheet.

    Args:
        picture: Of one organisation.
        period: What the figures are of.
        places: Where keys stand.
        workbook: How the sheet's readers reach the workbook: a path from its own folder, or an address.
        language: The language of its words.
    """
    columns = ((labels.FIGURE, 36), (labels.VALUE, 14), (labels.KEY, 18), (labels.DATE, 12), (labels.TITLE, 52),
               (_ROW, 30), (labels.WAITING, 26))  # fmt: skip
    known = {row.key: row for row in (*picture.events, *picture.records)}
    rows = [row for figure in FIGURES for row in _rows(figure, picture, period, known, places, workbook, language)]
    heading = (
        f"{_HEADING.say(language)}: {picture.name}", period.words(language), _NOT_FOR_OTHERS.say(language),
    )  # fmt: skip
    titles = tuple((words.say(language), width) for words, width in columns)
    return WorkbookTable(EVIDENCE.say(language), heading, titles, tuple(rows))


def _rows(
    figure: Figure,
    picture: Picture,
    period: Period,
    known: Mapping[str, Happening | Entry],
    places: Mapping[str, Found],
    workbook: str,
    language: Language,
) -> Iterator[tuple[SheetCell, ...]]:
    counted = figure.count(picture, period)
    name = figure.name.say(language)
    yield name, figure_value(figure.key, counted.value, language), *[None] * 5
    waiting = frozenset(counted.waiting_rows)
    for key in dict.fromkeys((*counted.rows, *counted.waiting_rows)):
        on, title = _told(known.get(key))
        place = places.get(key)
        where = Away(f"{place.tab}, {place.row}", workbook, place.tab, place.row) if place else None
        yield name, None, key, on, title, where, _ROW_WAITS.say(language) if key in waiting else None


def _told(row: Happening | Entry | None) -> tuple[date | None, str | None]:
    return (row.date, " ".join(row.title.split())) if row else (None, None)
