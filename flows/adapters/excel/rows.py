"""Whole rows as XML, put together as text: most cells hold plain text, and there are millions of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from flows.adapters.excel.cells import TEXT_CELL_TAIL, cell_xml, letters, plain_text, text_cell_head
from flows.adapters.excel.looks import row_height
from flows.adapters.excel.styles import Styles
from forms.cells import Cell
from forms.sheets import ColumnLook


def rows_xml(
    rows: Iterable[tuple[int, Sequence[Cell]]], looks: Mapping[int, ColumnLook], styles: Styles, *, from_1904: bool
) -> Iterator[str]:
    """Yield rows as XML, each with its number, counted from 1; the columns of `looks` are styled as they look."""
    places: list[tuple[str, int, str]] = []
    for number, row in rows:
        for column in range(len(places), len(row)):
            style = styles.body(looks[column]) if column in looks else 0
            places.append((letters(column), style, text_cell_head(style)))
        cells = [
            f'<c r="{letter}{number}{head}{text}{TEXT_CELL_TAIL}'
            if (text := plain_text(value))
            else cell_xml(f"{letter}{number}", styles.suiting(style, value), value, from_1904=from_1904)
            for (letter, style, head), value in zip(places, row, strict=False)
            if value is not None
        ]
        height = row_height(looks, row)
        tall = f' ht="{height}"' if height else ""
        yield f'<row r="{number}"{tall}>{"".join(cells)}</row>'
