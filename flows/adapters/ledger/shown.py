"""What the tabs showed when they were last written: one row a tab, its marks packed."""

from collections.abc import Mapping
from struct import Struct

from sqlalchemy import Column, Connection, LargeBinary, Table, Text, delete, select

from flows.adapters.ledger.columns import metadata, written
from forms.tabs.shown import Shown

shown_tabs = Table(
    "shown_tabs",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("tab", Text, primary_key=True),
    written("row_keys"),
    Column("marks", LargeBinary, nullable=False),
)

_PAIR = Struct("<II")
_BETWEEN = "\n"


def keep_shown(connection: Connection, organisation: str, shown: Mapping[str, Shown]) -> None:
    """Keep what some tabs show, by the tab's key, in place of what they showed before."""
    table = shown_tabs.c
    for tab, marks in shown.items():
        connection.execute(delete(shown_tabs).where(table.organisation == organisation, table.tab == tab))
        packed = b"".join(_PAIR.pack(*pair) for pair in marks.values())
        row = {"organisation": organisation, "tab": tab, "row_keys": _BETWEEN.join(marks), "marks": packed}
        connection.execute(shown_tabs.insert(), [row])


def read_shown(connection: Connection, organisation: str) -> dict[str, Shown]:
    """Return what every tab of an organisation showed when it was last written."""
    table = shown_tabs.c
    rows = connection.execute(select(table.tab, table.row_keys, table.marks).where(table.organisation == organisation))
    # A key may hold anything but a line break: they are made by us.
    return {
        tab: dict(zip(keys.split(_BETWEEN), _PAIR.iter_unpack(bytes(marks)), strict=True)) if marks else {}
        for tab, keys, marks in rows
    }
