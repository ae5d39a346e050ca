"""How columns look, as XML: their width, drop-down and colours, and the height that their text needs."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from xml.sax.saxutils import escape

from flows.adapters.excel.cells import letters
from flows.adapters.excel.references import LAST_ROW
from flows.adapters.excel.styles import Styles
from forms.cells import Cell
from forms.sheets import Colouring, ColumnLook, Format

LONGEST_LIST = 255
"""Characters that the options of a drop-down may have together."""

MOST_LINES = 4
"""Of a cell that are shown; the rest is read in the cell itself."""


def validation_xml(column: int, first_row: int, look: ColumnLook) -> str:
    """Return the drop-down of a column, "" where it has none or its options are too long for one.

    A word that is not on the list is let in: the pipeline shows it as a problem, and no typing is lost.
    """
    options = ",".join(option.replace('"', '""') for option in look.options)
    if not look.options or len(options) > LONGEST_LIST or any("," in option for option in look.options):
        return ""
    at = f"{letters(column)}{first_row}:{letters(column)}{LAST_ROW}"
    return (
        f'<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="{at}">'
        f"<formula1>{escape(chr(34) + options + chr(34))}</formula1></dataValidation>"
    )


def colouring_xml(column: int, first_row: int, look: ColumnLook, styles: Styles, rules: int) -> str:
    """Return the colours that a column's cells take on by themselves, "" for none; those of `rules` come before."""
    if not look.colourings:
        return ""
    letter = letters(column)
    made = "".join(
        f'<cfRule type="expression" dxfId="{styles.tint(one.tint)}" priority="{rules + number}" stopIfTrue="1">'
        f"<formula>{escape(_condition(f'{letter}{first_row}', one))}</formula></cfRule>"
        for number, one in enumerate(look.colourings, 1)
    )
    at = f"{letter}{first_row}:{letter}{LAST_ROW}"
    return f'<conditionalFormatting sqref="{at}">{made}</conditionalFormatting>'


def _condition(cell: str, colouring: Colouring) -> str:
    if colouring.beyond is not None:
        return f"AND(ISNUMBER({cell}),{cell}>{colouring.beyond})"
    if not colouring.texts:
        return f"LEN({cell})>0"
    texts = (text.replace('"', '""') for text in colouring.texts)
    return "OR(" + ",".join(f'{cell}="{text}"' for text in texts) + ")"


def row_height(looks: Mapping[int, ColumnLook], row: Sequence[Cell]) -> int:
    """Return the height, in points, that a row's long text needs, 0 for one line.

    A program that people edit the row in fits it anew; LibreOffice does not when it only opens the file.
    """
    lines = max(
        (
            sum(ceil(max(len(line), 1) * 1.15 / looks[column].width) for line in value.split("\n"))
            for column, value in enumerate(row)
            if isinstance(value, str) and column in looks and looks[column].format is Format.LONG_TEXT
        ),
        default=1,
    )
    return 15 * min(lines, MOST_LINES) if lines > 1 else 0


def column_xml(column: int, look: ColumnLook, style: int) -> str:
    """Return the width and the style of a column: lines between the rows go through empty cells, too."""
    return f'<col min="{column + 1}" max="{column + 1}" width="{look.width}" style="{style}" customWidth="1"/>'


def header_height(looks: Iterable[ColumnLook]) -> int:
    """Return the height, in points, in which every title of a header row can be read, bold and wrapped."""
    lines = max((ceil(len(look.title) * 1.25 / look.width) for look in looks), default=1)
    return 14 + 15 * min(max(lines, 1), 5)
