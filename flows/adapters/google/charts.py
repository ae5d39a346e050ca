"""Charts of a new tab in Google Sheets: columns standing side by side, drawn from the tab's own cells."""

from flows.adapters.google.cells import Body
from flows.adapters.google.looks import colour
from forms.sheets import Chart

_PALETTE = ("0F5C5C", "E69F00", "56B4E9", "D55E00", "7A4B8C", "8C8C8C")
"""Dark teal, amber, sky blue, vermilion, plum, grey: told apart by the colour-blind, and by lightness side by side."""
_WIDTH, _HEIGHT = 680, 340
"""In pixels: as high as 18 rows of one line."""


def chart_request(number: int, chart: Chart, header_row: int) -> Body:
    """Return what draws a chart in the tab of that number; the words under its columns are the header's."""
    row, column = chart.at

    def cells(at: int, first: int, last: int) -> Body:
        source = {
            "sheetId": number,
            "startRowIndex": at,
            "endRowIndex": at + 1,
            "startColumnIndex": first,
            "endColumnIndex": last + 1,
        }
        return {"sourceRange": {"sources": [source]}}

    # The first cell of each row is its name: it stands elsewhere than the numbers when there is something between.
    beside = chart.name_column == chart.first_column - 1
    first = chart.name_column if beside else chart.first_column
    series = [
        {
            "series": cells(at, first, chart.last_column),
            "targetAxis": "LEFT_AXIS",
            "colorStyle": colour(_PALETTE[place % len(_PALETTE)]),
        }
        for place, at in enumerate(chart.rows)
    ]
    return {
        "addChart": {
            "chart": {
                "spec": {
                    "title": chart.title,
                    "altText": chart.description,
                    # What a filter hides is drawn all the same: no filter is a wish to empty the chart.
                    "hiddenDimensionStrategy": "SHOW_ALL",
                    "basicChart": {
                        "chartType": "COLUMN",
                        "legendPosition": "BOTTOM_LEGEND" if chart.rows[1:] and beside else "NO_LEGEND",
                        "headerCount": 1 if beside else 0,
                        "axis": [
                            {"position": "BOTTOM_AXIS"},
                            # From 0 on: columns that begin elsewhere deceive the eye.
                            {"position": "LEFT_AXIS", "viewWindowOptions": {"viewWindowMin": 0}},
                        ],
                        "domains": [{"domain": cells(header_row, first, chart.last_column)}],
                        "series": series,
                    },
                },
                "position": {
                    "overlayPosition": {
                        "anchorCell": {"sheetId": number, "rowIndex": row, "columnIndex": column},
                        "widthPixels": _WIDTH,
                        "heightPixels": _HEIGHT,
                    }
                },
            }
        }
    }
