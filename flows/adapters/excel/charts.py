"""Charts of a new tab: columns standing side by side, drawn by the spreadsheet program from the tab's own cells."""

from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from flows.adapters.excel.cells import kept, letters, text_xml
from flows.adapters.excel.package import OFFICE, Package, parse, serialise
from forms.cells import Cell, cell_text
from forms.sheets import Chart, TabChange

WIDTH, HEIGHT = 6_480_000, 3_240_000
"""In English metric units, of which a centimetre has 360,000: as wide as 18 rows of one line are high, twice."""

PALETTE = ("0F5C5C", "E69F00", "56B4E9", "D55E00", "7A4B8C", "8C8C8C")
"""Dark teal, amber, sky blue, vermilion, plum, grey: told apart by the colour-blind, and by lightness side by side."""

_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_INK, _FAINT_INK, _GRID = "16323D", "52625F", "E3E8E8"
_CATEGORIES, _NUMBERS = 500_100_001, 500_100_002
"""The axes' ids, which only have to differ within one chart."""

_PAPER = (
    '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{_GRID}"/></a:solidFill></a:ln></c:spPr>'
)


def cells_of(change: TabChange) -> Callable[[int, int], Cell]:
    """Return what gives the cell at a row and column, counted from 0, of the tab that a change creates."""
    first = change.header_row + 1

    def cell(row: int, column: int) -> Cell:
        if row == change.header_row:
            return change.columns[column].title if column in change.columns else None
        values = change.append[row - first] if first <= row < first + len(change.append) else ()
        return values[column] if column < len(values) else None

    return cell


def add_charts(
    package: Package,
    part: str,
    title: str,
    charts: Sequence[Chart],
    cells: Callable[[int, int], Cell],
    header_row: int = 0,
) -> str:
    """Add the charts of a new tab and return the relationship id of their drawing, "" when nothing is drawn.

    `part` is the tab's part and `title` what it is called; `cells` gives the cell at a row and column, counted from 0,
    as does `header_row`. A chart without rows is left out.
    """
    drawn = [chart for chart in charts if chart.rows]
    if not drawn:
        return ""
    drawing = package.free_name("xl/drawings/drawing{}.xml")
    anchors: list[str] = []
    for number, chart in enumerate(drawn, 1):
        made = package.free_name("xl/charts/chart{}.xml")
        package[made] = serialise(parse(_chart(chart, title, cells, header_row).encode()))
        package.declare(made, _CHART_TYPE)
        anchors.append(_anchor(chart, number, package.relate(drawing, "chart", made)))
    xml = f'<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}">{"".join(anchors)}</xdr:wsDr>'
    package[drawing] = serialise(parse(xml.encode()))
    package.declare(drawing, _DRAWING_TYPE)
    return package.relate(part, "drawing", drawing)


def _anchor(chart: Chart, number: int, relation: str) -> str:
    """Return where a chart lies; it moves with its corner's cell and keeps its size whatever stands beneath."""
    row, column = chart.at
    corner = (
        f"<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    )
    return (
        f'<xdr:oneCellAnchor>{corner}<xdr:ext cx="{WIDTH}" cy="{HEIGHT}"/>'
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{number + 1}" name="{_plain(f"{chart.title} {number}")}" descr="{_plain(chart.description)}"/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>"
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" xmlns:r="{OFFICE}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>"
    )


def _chart(chart: Chart, title: str, cells: Callable[[int, int], Cell], header_row: int) -> str:
    """Return a chart's part; Excel repairs away whatever does not stand in the order of its schema."""
    series = "".join(_series(chart, place, title, cells, header_row) for place in range(len(chart.rows)))
    legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_look(900)}</c:legend>' if chart.rows[1:] else ""
    letter = f'sz="1300" b="1"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>'
    return (
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{OFFICE}"><c:roundedCorners val="0"/><c:chart>'
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {letter}</a:defRPr></a:pPr>"
        f"<a:r><a:rPr {letter}</a:rPr><a:t>{_plain(chart.title)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls><c:gapWidth val="60"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_NUMBERS}"/></c:barChart>{_axes()}</c:plotArea>'
        # A filter over the tab is no wish to empty the chart: what it hides is drawn all the same.
        f'{legend}<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>{_PAPER}</c:chartSpace>'
    )


def _series(chart: Chart, place: int, title: str, cells: Callable[[int, int], Cell], header_row: int) -> str:
    row, columns = chart.rows[place], range(chart.first_column, chart.last_column + 1)
    name = _reference(title, row, chart.name_column)
    words = _reference(title, header_row, chart.first_column, chart.last_column)
    numbers = _reference(title, row, chart.first_column, chart.last_column)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx>{_texts(name, [cells(row, chart.name_column)])}</c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{PALETTE[place % len(PALETTE)]}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f"<c:cat>{_texts(words, [cells(header_row, column) for column in columns])}</c:cat>"
        f"<c:val><c:numRef><c:f>{numbers}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{_points(_number(cells(row, column)) for column in columns)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _texts(reference: str, cells: Sequence[Cell]) -> str:
    shown = (text_xml(cell if isinstance(cell, str) else cell_text(cell)) for cell in cells)
    return f"<c:strRef><c:f>{reference}</c:f><c:strCache>{_points(shown)}</c:strCache></c:strRef>"


def _number(cell: Cell) -> str:
    held = kept(cell)
    return f"{held:.15g}" if isinstance(held, float) else ""


def _points(values: Iterable[str]) -> str:
    """Return what the cells held when the chart was made, for programs that do not compute; empty ones are left out."""
    there = list(values)
    points = (f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(there) if value)
    return f'<c:ptCount val="{len(there)}"/>{"".join(points)}'


def _reference(title: str, row: int, first: int, last: int | None = None) -> str:
    quoted = "'" + title.replace("'", "''") + "'"
    end = "" if last is None else f":${letters(last)}${row + 1}"
    return _plain(f"{quoted}!${letters(first)}${row + 1}{end}")


def _axes() -> str:
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{_FAINT_INK}"/></a:solidFill></a:ln></c:spPr>'
        f'{_look(900)}<c:crossAx val="{_NUMBERS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        # From 0 on: columns that begin elsewhere deceive the eye.
        f'<c:valAx><c:axId val="{_NUMBERS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>'
        f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{_GRID}"/></a:solidFill></a:ln></c:spPr>'
        '</c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_look(900)}<c:crossAx val="{_CATEGORIES}"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _look(size: int) -> str:
    """Return how letters look, their size in hundredths of a point."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill>'
        f'<a:srgbClr val="{_FAINT_INK}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="lt-LT"/></a:p></c:txPr>'
    )


def _plain(text: str) -> str:
    """Return text for an attribute or a drawn line, where a cell's own escapes are not known."""
    return escape(str(kept(text) or ""), {'"': "&quot;", "\n": "&#10;"})
