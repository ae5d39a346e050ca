"""Charts of new tabs: where they lie, which cells they draw, and that other programs find them whole."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart.bar_chart import BarChart

from flows.adapters.excel.changes import Book, empty_book
from flows.adapters.excel.charts import HEIGHT, PALETTE, WIDTH, add_charts, cells_of
from flows.adapters.excel.package import MAIN, OFFICE, Package, serialise
from forms.cells import DaysSince, Link
from forms.sheets import Chart, ColumnLook, Format, TabChange
from tests.flows.workbook_samples import rich

MONTHS = ("2026-01", "2026-02", "2026-03")
LOOKS = {
    0: ColumnLook("Raktas", "Pagal raktą programa atpažįsta eilutę."),
    1: ColumnLook("Rodiklis"),
    **{place: ColumnLook(month, format=Format.WHOLE) for place, month in enumerate(MONTHS, 2)},
}
ROWS = (("events", "Renginiai", 3, None, 12), ("contacts", "Socialiniai kontaktai", 250, 12.5, 1200))
EVENTS = Chart("Renginiai pagal mėnesį", "Sausį 3 renginiai, kovą 12.", (1,), 1, 2, 4, (5, 1))
BOTH = Chart("Renginiai ir kontaktai", "Kontaktų daug daugiau nei renginių.", (1, 2), 1, 2, 4, (25, 6))
SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}


def tab(title: str = "Suvestinė", *charts: Chart, header_row: int = 0) -> TabChange:
    return TabChange(
        title, LOOKS, create=True, new_columns=frozenset(LOOKS), append=ROWS, charts=charts, header_row=header_row
    )


def drawn(*changes: TabChange, package: Package | None = None) -> Package:
    """Return a package with tabs made and their charts drawn in them."""
    package = package or Package(empty_book(), "knyga.xlsx")
    for change in changes:
        bare = TabChange(
            change.title, LOOKS, create=True, new_columns=change.new_columns, append=ROWS, header_row=change.header_row
        )
        book = Book(package)
        book.change([bare])
        part = book.parts()[change.title]
        relation = add_charts(package, part, change.title, change.charts, cells_of(change), change.header_row)
        root = package.tree(part)
        notes = root.find(f"{{{MAIN}}}legacyDrawing")
        drawing = etree.Element(f"{{{MAIN}}}drawing")
        drawing.set(f"{{{OFFICE}}}id", relation)
        assert notes is not None
        notes.addprevious(drawing)
        package[part] = serialise(root)
    return package


def written(package: Package) -> BytesIO:
    stream = BytesIO()
    package.write(stream)
    stream.seek(0)
    return stream


def read(package: Package) -> dict[str, list[Any]]:
    """Return the charts of every tab as openpyxl reads them."""
    sheets: list[Any] = openpyxl.load_workbook(written(package)).worksheets
    return {sheet.title: sheet._charts for sheet in sheets}


def title_of(chart: Any) -> str:
    return "".join(run.t for line in chart.title.tx.rich.p for run in line.r or ())


def references(series: Any) -> tuple[str, str, str]:
    return series.tx.strRef.f, series.cat.strRef.f, series.val.numRef.f


def found(package: Package, part: str, path: str) -> list[str]:
    made = package.tree(part).xpath(path, namespaces=SPACES)
    assert isinstance(made, list)
    return [str(one) for one in made]


def test_a_chart_reads_back_with_its_title_its_cells_and_its_place() -> None:
    charts = read(drawn(tab("Suvestinė", EVENTS)))["Suvestinė"]
    assert [type(chart) for chart in charts] == [BarChart]
    chart = charts[0]
    assert (title_of(chart), chart.type, chart.grouping, chart.gapWidth) == (EVENTS.title, "col", "clustered", 60)
    assert [references(series) for series in chart.series] == [
        ("'Suvestinė'!$B$2", "'Suvestinė'!$C$1:$E$1", "'Suvestinė'!$C$2:$E$2")
    ]
    assert (chart.legend, chart.y_axis.numFmt.formatCode, chart.y_axis.scaling.min, chart.display_blanks) == (
        None, "General", 0, "gap",
    )  # fmt: skip
    start, size = chart.anchor._from, chart.anchor.ext
    assert (start.row, start.col, size.cx, size.cy) == (5, 1, WIDTH, HEIGHT)


def test_a_chart_keeps_what_its_cells_held_and_leaves_out_the_empty_ones() -> None:
    (chart,) = read(drawn(tab("Suvestinė", BOTH)))["Suvestinė"]
    first, second = chart.series
    assert [point.v for point in first.tx.strRef.strCache.pt] == ["Renginiai"]
    assert [point.v for point in first.cat.strRef.strCache.pt] == list(MONTHS)
    assert first.val.numRef.numCache.ptCount == 3
    assert [(point.idx, point.v) for point in first.val.numRef.numCache.pt] == [(0, 3), (2, 12)]
    assert [(point.idx, point.v) for point in second.val.numRef.numCache.pt] == [(0, 250), (1, 12.5), (2, 1200)]


def test_several_series_have_a_legend_below_and_colours_of_their_own() -> None:
    (chart,) = read(drawn(tab("Suvestinė", BOTH)))["Suvestinė"]
    assert (chart.legend.position, chart.legend.overlay) == ("b", False)
    colours = [series.graphicalProperties.solidFill.srgbClr for series in chart.series]
    assert colours == list(PALETTE[:2])
    assert references(chart.series[1])[0] == "'Suvestinė'!$B$3"


def test_more_series_than_colours_begin_with_the_first_colour_again() -> None:
    package = drawn(tab("Suvestinė", Chart("Daug", "", (1, 2) * 4, 1, 2, 4, (5, 1))))
    colours = found(package, "xl/charts/chart1.xml", "//c:ser/c:spPr/a:solidFill/a:srgbClr/@val")
    assert colours == [*PALETTE, *PALETTE[:2]]


def test_the_header_may_stand_further_down() -> None:
    (chart,) = read(drawn(tab("Suvestinė", Chart("Žemiau", "", (3,), 1, 2, 4, (6, 0)), header_row=2)))["Suvestinė"]
    (series,) = chart.series
    assert references(series) == ("'Suvestinė'!$B$4", "'Suvestinė'!$C$3:$E$3", "'Suvestinė'!$C$4:$E$4")
    assert [point.v for point in series.cat.strRef.strCache.pt] == list(MONTHS)
    assert [point.v for point in series.tx.strRef.strCache.pt] == ["Renginiai"]


def test_the_cells_of_a_new_tab_are_its_header_its_rows_and_nothing_else() -> None:
    cell = cells_of(tab(header_row=2))
    assert [[cell(row, column) for column in (1, 2, 4, 5)] for row in range(6)] == [
        [None, None, None, None],
        [None, None, None, None],
        ["Rodiklis", "2026-01", "2026-03", None],
        ["Renginiai", 3, 12, None],
        ["Socialiniai kontaktai", 250, 1200, None],
        [None, None, None, None],
    ]


@pytest.mark.parametrize("title", ["Mūsų 'geri' metai", "R&D <2026>", "'", "A1"])
def test_titles_of_tabs_are_quoted_and_escaped(title: str) -> None:
    (chart,) = read(drawn(tab(title, EVENTS)))[title]
    quoted = "'" + title.replace("'", "''") + "'"
    assert references(chart.series[0]) == (f"{quoted}!$B$2", f"{quoted}!$C$1:$E$1", f"{quoted}!$C$2:$E$2")


def test_texts_are_escaped_and_what_xml_cannot_hold_is_left_out() -> None:
    words = 'a < b & „c“ "d" > \x01e\nf'
    rows = {0: words, 1: "_x0041_ < & >"}
    package = Package(empty_book(), "knyga.xlsx")
    chart = Chart(words, words, (1,), 0, 0, 1, (3, 0))
    add_charts(package, "xl/worksheets/sheet1.xml", "T", [chart], lambda _row, column: rows[column])
    kept = words.replace("\x01", "")
    assert found(package, "xl/charts/chart1.xml", "//c:title//a:t/text()") == [kept]
    assert found(package, "xl/drawings/drawing1.xml", "//xdr:cNvPr/@descr") == [kept]
    # Cells know an escape of their own, drawn text and attributes do not.
    assert found(package, "xl/charts/chart1.xml", "//c:cat//c:v/text()") == [kept, "_x005F_x0041_ < & >"]


def test_only_numbers_are_drawn() -> None:
    cells = [True, "12", None, date(2026, 5, 4), DaysSince(date(2026, 5, 1), date(2026, 5, 4)), 1e16, -0.1]
    package = Package(empty_book(), "knyga.xlsx")
    chart = Chart("T", "", (1,), 0, 0, len(cells) - 1, (3, 0))
    add_charts(package, "xl/worksheets/sheet1.xml", "T", [chart], lambda row, column: cells[column] if row else "x")
    points = [
        (one.get("idx"), "".join(str(text) for text in one.itertext()))
        for one in package.tree("xl/charts/chart1.xml").iterfind(".//c:numCache/c:pt", SPACES)
    ]
    assert points == [("4", "3"), ("5", "1e+16"), ("6", "-0.1")]


def test_a_name_that_is_a_link_is_shown_as_its_text() -> None:
    package = Package(empty_book(), "knyga.xlsx")
    chart = Chart("T", "", (1,), 0, 1, 1, (3, 0))
    cells = {(1, 0): Link("Renginiai", "Kitas lapas", 0, 4), (0, 1): 2026, (1, 1): 5}
    add_charts(package, "xl/worksheets/sheet1.xml", "T", [chart], lambda row, column: cells[row, column])
    assert found(package, "xl/charts/chart1.xml", "//c:v/text()") == ["Renginiai", "2026", "5"]


def test_two_charts_lie_in_one_drawing_each_with_its_name_and_description() -> None:
    package = drawn(tab("Suvestinė", EVENTS, BOTH))
    assert [title_of(chart) for chart in read(package)["Suvestinė"]] == [EVENTS.title, BOTH.title]
    drawing = "xl/drawings/drawing1.xml"
    assert found(package, drawing, "//xdr:cNvPr/@descr") == [EVENTS.description, BOTH.description]
    assert found(package, drawing, "//xdr:cNvPr/@name") == ["Renginiai pagal mėnesį 1", "Renginiai ir kontaktai 2"]
    assert found(package, drawing, "//xdr:cNvPr/@id") == ["2", "3"]
    assert package.targets(drawing, "chart") == {"rId1": "xl/charts/chart1.xml", "rId2": "xl/charts/chart2.xml"}
    assert found(package, drawing, "//c:chart/@*") == ["rId1", "rId2"]


def test_parts_are_related_and_declared_beside_the_notes() -> None:
    package = drawn(tab("Suvestinė", EVENTS, BOTH))
    assert list(package.targets("xl/worksheets/sheet1.xml", "drawing").values()) == ["xl/drawings/drawing1.xml"]
    assert list(package.targets("xl/worksheets/sheet1.xml", "vmlDrawing").values()) == ["xl/drawings/vmlDrawing1.vml"]
    declared = {one.get("PartName"): one.get("ContentType") for one in package.tree("[Content_Types].xml")}
    kind = "application/vnd.openxmlformats-officedocument.{}+xml"
    assert {name: about for name, about in declared.items() if name and re.search("chart|drawing", name)} == {
        "/xl/charts/chart1.xml": kind.format("drawingml.chart"),
        "/xl/charts/chart2.xml": kind.format("drawingml.chart"),
        "/xl/drawings/drawing1.xml": kind.format("drawing"),
    }


def test_charts_on_a_second_tab_have_parts_of_their_own() -> None:
    package = drawn(tab("Suvestinė", EVENTS), tab("Mėnesiai", BOTH, EVENTS))
    charts = read(package)
    assert {title: [title_of(chart) for chart in there] for title, there in charts.items()} == {
        "Suvestinė": [EVENTS.title],
        "Mėnesiai": [BOTH.title, EVENTS.title],
    }
    assert references(charts["Mėnesiai"][1].series[0])[0] == "'Mėnesiai'!$B$2"
    with zipfile.ZipFile(written(package)) as parts:
        names = [name for name in parts.namelist() if re.search(r"(chart|drawing)\d+\.xml$", name)]
    assert sorted(names) == [
        "xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/charts/chart3.xml",
        "xl/drawings/drawing1.xml", "xl/drawings/drawing2.xml",
    ]  # fmt: skip


def test_drawings_that_people_made_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "knyga.xlsx"
    rich(file)
    before = Package(file.read_bytes(), "knyga.xlsx")
    after = drawn(tab("Suvestinė", EVENTS), package=Package(file.read_bytes(), "knyga.xlsx"))
    theirs = ("xl/charts/chart1.xml", "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels")
    assert [after[part] for part in theirs] == [before[part] for part in theirs]
    assert {title: len(charts) for title, charts in read(after).items()} == {
        "Renginiai": 0, "Mano lapas": 1, "Suvestinė": 1,
    }  # fmt: skip
    assert list(after.targets("xl/drawings/drawing2.xml", "chart").values()) == ["xl/charts/chart2.xml"]


@pytest.mark.parametrize("charts", [(), (Chart("Be eilučių", "", (), 1, 2, 4, (5, 1)),)])
def test_nothing_is_drawn_without_charts_or_rows(charts: tuple[Chart, ...]) -> None:
    package = Package(empty_book(), "knyga.xlsx")
    before = written(package).getvalue()
    assert add_charts(package, "xl/worksheets/sheet1.xml", "T", charts, cells_of(tab())) == ""
    assert written(package).getvalue() == before


@pytest.mark.parametrize(
    ("path", "children"),
    [
        (".", "roundedCorners chart spPr"),
        ("c:chart", "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs"),
        ("c:chart/c:title", "tx overlay"),
        ("c:chart/c:plotArea", "layout barChart catAx valAx"),
        ("c:chart/c:plotArea/c:barChart", "barDir grouping varyColors ser ser dLbls gapWidth axId axId"),
        ("c:chart/c:plotArea/c:barChart/c:ser", "idx order tx spPr invertIfNegative cat val"),
        (
            "c:chart/c:plotArea/c:catAx",
            "axId scaling delete axPos numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl",
        ),
        (
            "c:chart/c:plotArea/c:valAx",
            "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossBetween",
        ),
        ("c:chart/c:legend", "legendPos overlay txPr"),
    ],
)
def test_elements_stand_in_the_order_of_the_schema(path: str, children: str) -> None:
    """ECMA-376 part 1, annex A: dml-chart.xsd; Excel calls a workbook damaged that strays from it."""
    root = drawn(tab("Suvestinė", BOTH)).tree("xl/charts/chart1.xml")
    place = root if path == "." else root.find(path, SPACES)
    assert place is not None
    assert " ".join(etree.QName(one).localname for one in place) == children


def test_a_chart_drawn_twice_is_the_same_bytes() -> None:
    first, second = drawn(tab("Suvestinė", EVENTS, BOTH)), drawn(tab("Suvestinė", EVENTS, BOTH))
    assert written(first).getvalue() == written(second).getvalue()
