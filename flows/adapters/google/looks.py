"""How our columns look in Google Sheets: titles with notes, widths, drop-downs, colours, and who may write there."""

from collections.abc import Iterator, Mapping

from flows.adapters.excel.cells import letters
from flows.adapters.google.cells import NUMBER_FORMATS, Body
from forms.sheets import Colouring, ColumnLook, Format, Owner, Tint
from forms.words import Words

_HEADER_FILL = {Owner.PIPELINE: "D6E4EA", Owner.COORDINATOR: "FFE9A8"}
_BODY_FILL = {Owner.COORDINATOR: "FFFBEA"}
_INK, _EDGE, _LINK = "16323D", "C9D3D8", "0B57A4"
_TINTS = {
    Tint.WAITS: ("FFF0C2", "6B4E00"),
    Tint.WRONG: ("FBDAD4", "8C1D0F"),
    Tint.LATE: ("FFD9B0", "7A3E00"),
    Tint.WELL: ("DCF0E0", "1C5A2E"),
}
"""Fill and text, told apart by lightness too; each pair has a contrast above 6 to 1."""
_PIXELS = 7
"""That a character takes."""
_MARGIN = 12

_OURS = Words(
    "Šiuos stulpelius pildo programa; čia įrašytas pakeitimas bus grąžintas.",
    "The program fills in these columns; a change typed here is put back.",
)


def colour(rgb: str) -> Body:
    """Return a colour, given as six hexadecimal digits."""
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return {"rgbColor": {"red": red, "green": green, "blue": blue}}


def header_cell(look: ColumnLook) -> Body:
    """Return the cell with a column's title and its note."""
    return {
        "userEnteredValue": {"stringValue": look.title},
        "note": look.note,
        "userEnteredFormat": {
            "backgroundColorStyle": colour(_HEADER_FILL[look.owner]),
            "textFormat": {"bold": True, "foregroundColorStyle": colour(_INK)},
            "wrapStrategy": "WRAP",
            "verticalAlignment": "MIDDLE",
            "borders": {"bottom": {"style": "SOLID", "colorStyle": colour(_EDGE)}},
        },
    }


def column_requests(number: int, column: int, look: ColumnLook, header_row: int, rules: int) -> Iterator[Body]:
    """Yield what makes a column look like one of ours: all below its header, and its width.

    `number` is the tab's, `rules` how many rules about colours come before those of this column.
    """
    at = {"sheetId": number, "startColumnIndex": column, "endColumnIndex": column + 1}
    body = {**at, "startRowIndex": header_row + 1}
    yield {"repeatCell": {"range": body, "cell": {"userEnteredFormat": _body_format(look)}, "fields": _BODY_FIELDS}}
    yield {
        "updateDimensionProperties": {
            "range": {"sheetId": number, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1},
            "properties": {"pixelSize": look.width * _PIXELS + _MARGIN},
            "fields": "pixelSize",
        }
    }
    if look.options:
        values = [{"userEnteredValue": option} for option in look.options]
        # A word that is not on the list is let in: the pipeline shows it as a problem, and no typing is lost.
        rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True, "strict": False}
        yield {"setDataValidation": {"range": body, "rule": rule}}
    for place, one in enumerate(look.colourings, rules):
        yield {
            "addConditionalFormatRule": {
                "rule": {"ranges": [body], "booleanRule": _rule(one, column, header_row + 2)},
                "index": place,
            }
        }


_BODY_FIELDS = "userEnteredFormat(backgroundColorStyle,borders,verticalAlignment,wrapStrategy,numberFormat,textFormat)"


def _body_format(look: ColumnLook) -> Body:
    made: Body = {
        "verticalAlignment": "TOP",
        "wrapStrategy": "WRAP" if look.format is Format.LONG_TEXT else "CLIP",
        "borders": {"bottom": {"style": "SOLID", "colorStyle": colour(_EDGE)}},
    }
    if look.owner in _BODY_FILL:
        made["backgroundColorStyle"] = colour(_BODY_FILL[look.owner])
    if look.format in NUMBER_FORMATS:
        made["numberFormat"] = NUMBER_FORMATS[look.format]
    if look.format is Format.LINK:
        made["textFormat"] = {"underline": True, "foregroundColorStyle": colour(_LINK)}
    return made


def _rule(one: Colouring, column: int, row: int) -> Body:
    fill, ink = _TINTS[one.tint]
    shown = {"backgroundColorStyle": colour(fill), "textFormat": {"foregroundColorStyle": colour(ink)}}
    if one.beyond is not None:
        condition = {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": str(one.beyond)}]}
    elif not one.texts:
        condition = {"type": "NOT_BLANK"}
    elif len(one.texts) == 1:
        condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": one.texts[0]}]}
    else:
        cell = f"${letters(column)}{row}"
        equal = (f'{cell}="{text.replace(chr(34), chr(34) * 2)}"' for text in one.texts)
        # Semicolons part arguments whatever the spreadsheet's locale.
        condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": f"=OR({';'.join(equal)})"}]}
    return {"condition": condition, "format": shown}


def protections(number: int, looks: Mapping[int, ColumnLook], header_row: int) -> Iterator[Body]:
    """Yield what warns people before they write into columns of ours; it hinders nobody."""
    for first, last in _spans([column for column, look in sorted(looks.items()) if look.owner is Owner.PIPELINE]):
        yield {
            "addProtectedRange": {
                "protectedRange": {
                    "range": {
                        "sheetId": number,
                        "startRowIndex": header_row,
                        "startColumnIndex": first,
                        "endColumnIndex": last + 1,
                    },
                    "description": f"{_OURS.lt} / {_OURS.en}",
                    "warningOnly": True,
                }
            }
        }


def _spans(columns: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of columns that stand side by side."""
    for place, column in enumerate(columns):
        if place == 0 or columns[place - 1] != column - 1:
            last = column
            while last + 1 in columns:
                last += 1
            yield column, last
