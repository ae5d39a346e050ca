"""A summary as tables for a workbook: the figures, and the events behind them; numbers and days stay such."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from forms.disclosure import Hidden, Shown
from forms.figures import WAITING_DEFINITION, Counted, Figure, Plan
from forms.options import EVENT_FORMATS, EVENT_KINDS
from forms.summary import labels
from forms.summary.page import audiences, frame_of, title_of
from forms.summary.shape import Summary, ToldEvent
from forms.summary.telling import tell_shown
from forms.words import Language


@dataclass(frozen=True, slots=True)
class Away:
    """Text that leads to a row in another workbook: a file by its path from this one's folder, or an address."""

    text: str
    workbook: str
    tab: str
    row: int

    @property
    def address(self) -> str:
        """Return where it leads, as spreadsheet programs write it."""
        if "://" in self.workbook:
            return self.workbook
        quoted = self.tab.replace("'", "''")
        return f"external:{self.workbook}#'{quoted}'!A{self.row}"


SheetCell = str | int | Decimal | Fraction | date | Away | None
"""A fraction is a share of something, shown in per cent."""


@dataclass(frozen=True, slots=True)
class WorkbookTable:
    """One sheet: its name, the lines above the table, the columns with their widths in characters, and the rows."""

    name: str
    heading: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[SheetCell, ...], ...]


def tables_of(summary: Summary, language: Language) -> tuple[WorkbookTable, ...]:
    """Return the sheets of a summary's workbook in a language: figures, then events."""
    return _figures(summary, language), _events(summary, language)


def _heading(summary: Summary, language: Language) -> tuple[str, ...]:
    return (labels.HEADING.say(language), *(f"{label}: {said}" for label, said in frame_of(summary, language)))


def _figures(summary: Summary, language: Language) -> WorkbookTable:
    plans = {plan.figure.key: plan for plan in summary.plans}
    rows: list[tuple[SheetCell, ...]] = []
    for figure, counted in summary.figures:
        rows.append(_figure_row(figure, summary, plans.get(figure.key), language))
        if isinstance(counted.value, Mapping):
            rows += [
                (f"{figure.key}/{code}", f"– {title_of(EVENT_KINDS, code, language)}", n, *[None] * 5)
                for code, n in counted.value.items()
            ]
    columns = (
        (labels.KEY, 21),
        (labels.FIGURE, 36),
        (labels.VALUE, 12),
        (labels.WAITING, 10),
        (labels.TARGET, 12),
        (labels.ACTUAL, 12),
        (labels.SHARE, 12),
        (labels.DEFINITION, 74),
    )
    return WorkbookTable(
        labels.FIGURES.say(language),
        (*_heading(summary, language), WAITING_DEFINITION.say(language)),
        tuple((words.say(language), width) for words, width in columns),
        tuple(rows),
    )


def _figure_row(figure: Figure, summary: Summary, plan: Plan | None, language: Language) -> tuple[SheetCell, ...]:
    target, actual, share = (plan.target, _one_number(plan.counted), plan.share) if plan else (None, None, None)
    shown, counted = summary.shown(figure.key), summary.counted(figure.key)
    value = tell_shown(shown, language) if isinstance(shown, Hidden) else _one_number(counted)
    said = figure.name.say(language), value, counted.waiting
    return (figure.key, *said, target, actual, share, figure.definition.say(language))


def _one_number(counted: Counted) -> int | Decimal:
    return sum(counted.value.values()) if isinstance(counted.value, Mapping) else counted.value


def _events(summary: Summary, language: Language) -> WorkbookTable:
    columns = [
        (labels.KEY, 12),
        (labels.DATE, 12),
        (labels.TITLE, 48),
        (labels.KIND, 30),
        (labels.AUDIENCE, 30),
        (labels.FORMAT, 16),
        (labels.MUNICIPALITY, 20),
        (labels.VENUE, 34),
        (labels.HOURS, 10),
        (labels.PRESENT, 14),
        (labels.CONTACTS, 14),
        (labels.STATUS, 10),
    ]
    if not summary.scope:
        columns.insert(1, (labels.ORGANISATION, 30))
    return WorkbookTable(
        labels.EVENTS_TAB.say(language),
        _heading(summary, language),
        tuple((words.say(language), width) for words, width in columns),
        tuple(_event_row(event, summary, language) for event in summary.events),
    )


def _event_row(event: ToldEvent, summary: Summary, language: Language) -> tuple[SheetCell, ...]:
    organisation = () if summary.scope else (event.organisation,)
    return (
        event.key,
        *organisation,
        event.date,
        event.title,
        title_of(EVENT_KINDS, event.kind, language),
        audiences(event.audience, language),
        title_of(EVENT_FORMATS, event.format, language),
        event.municipality,
        event.venue,
        event.duration_hours,
        _shown(event.present_shown, summary.least, language),
        event.social_contacts,
        labels.WAITS.say(language) if event.waits else "",
    )


def _shown(shown: Shown, least: int, language: Language) -> SheetCell:
    return tell_shown(shown, language, least) if isinstance(shown, Hidden) else shown
