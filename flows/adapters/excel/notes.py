"""Notes on cells: as comments, with the drawing that Excel shows them by."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from flows.adapters.excel.cells import letters
from flows.adapters.excel.package import MAIN, OFFICE, Package, parse, serialise
from flows.adapters.excel.references import Moves

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(r"<v:shape\b.*?</v:shape>", re.DOTALL)
_SHAPE_ID = re.compile(r"_x0000_s(\d{1,9})")
_SHAPE_ROW = re.compile(r"<x:Row>\s*(\d+)\s*</x:Row>")
_SHAPE_ANCHOR = re.compile(r"(<x:Anchor>)([^<]*)(</x:Anchor>)")


def _shape(number: int, row: int, column: int) -> str:
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:190pt;height:70pt;'
        'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _comment(row: int, column: int, text: str) -> str:
    return (
        f'<comment ref="{letters(column)}{row + 1}" authorId="0"><text><r><rPr><sz val="9"/></rPr>'
        f'<t xml:space="preserve">{escape(text)}</t></r></text></comment>'
    )


def add_notes(package: Package, sheet: str, root: etree._Element, notes: Mapping[tuple[int, int], str]) -> None:
    """Add notes to cells (row and column counted from 0) of a sheet; notes that people made stay."""
    if not notes:
        return
    there = next(iter(package.targets(sheet, "comments").values()), "")
    if there and there in package:
        _extend_comments(package, there, notes)
    else:
        body = "".join(_comment(row, column, text) for (row, column), text in notes.items())
        part = package.free_name("xl/comments{}.xml")
        authors = "<authors><author>lookdeeper</author></authors>"
        xml = f'<comments xmlns="{MAIN}">{authors}<commentList>{body}</commentList></comments>'
        package[part] = serialise(parse(xml.encode()))
        package.declare(part, _COMMENTS_TYPE)
        package.relate(sheet, "comments", part)
    _draw(package, sheet, root, notes)


def _extend_comments(package: Package, part: str, notes: Mapping[tuple[int, int], str]) -> None:
    root = package.tree(part)
    found = root.find(f"{{{MAIN}}}commentList")
    if found is None:
        return
    taken = {one.get("ref") for one in found}
    for (row, column), text in notes.items():
        if f"{letters(column)}{row + 1}" not in taken:
            found.append(etree.fromstring(f'<a xmlns="{MAIN}">{_comment(row, column, text)}</a>')[0])
    package[part] = serialise(root)


def _draw(package: Package, sheet: str, root: etree._Element, notes: Mapping[tuple[int, int], str]) -> None:
    there = _drawing_of(package, sheet, root)
    if there:
        old = package[there].decode("utf-8", "replace")
        number = max([1024, *(int(one) for one in _SHAPE_ID.findall(old))]) + 1
        shapes = "".join(_shape(number + n, row, column) for n, (row, column) in enumerate(notes))
        before, end, after = old.rpartition("</xml>")
        if end:
            package[there] = f"{before}{shapes}{end}{after}".encode()
        return
    part = package.free_name("xl/drawings/vmlDrawing{}.vml")
    shapes = "".join(_shape(1025 + number, row, column) for number, (row, column) in enumerate(notes))
    package[part] = f"{_VML_HEAD}{shapes}</xml>".encode()
    package.declare_default("vml", _VML_TYPE)
    relation = package.relate(sheet, "vmlDrawing", part)
    drawing = etree.Element(f"{{{MAIN}}}legacyDrawing")
    drawing.set(f"{{{OFFICE}}}id", relation)
    later = ("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
    place = next((number for number, one in enumerate(root) if etree.QName(one).localname in later), len(root))
    root.insert(place, drawing)


def _drawing_of(package: Package, sheet: str, root: etree._Element) -> str:
    """Return the part that draws a sheet's comments, "" when there is none; pictures in page headers have their own."""
    found = root.find(f"{{{MAIN}}}legacyDrawing")
    part = "" if found is None else package.targets(sheet).get(found.get(f"{{{OFFICE}}}id", ""), "")
    return part if part in package else ""


def move_notes(package: Package, sheet: str, root: etree._Element, moves: Moves) -> None:
    """Let the notes of a sheet follow rows that come and go; those on rows that go, go with them."""
    for kind in ("comments", "threadedComment"):
        for part in package.targets(sheet, kind).values():
            tree = package.tree(part)
            for one in list(tree.iter("{*}comment", "{*}threadedComment")):
                moved = moves.area(one.get("ref", ""))
                parent = one.getparent()
                if moved:
                    one.set("ref", moved)
                elif parent is not None:
                    parent.remove(one)
            package[part] = serialise(tree)
    drawing = _drawing_of(package, sheet, root)
    if drawing:
        old = package[drawing].decode("utf-8", "replace")
        package[drawing] = _SHAPE.sub(lambda found: _moved_shape(found[0], moves), old).encode()


def _moved_shape(shape: str, moves: Moves) -> str:
    """Return a shape where its cell went, "" with its cell; what is drawn otherwise stays."""
    row = _SHAPE_ROW.search(shape)
    if not row or 'ObjectType="Note"' not in shape:
        return shape
    number = int(row[1]) + 1
    if number in moves:
        return ""
    up = number - moves.row(number)
    shape = _SHAPE_ROW.sub(f"<x:Row>{number - 1 - up}</x:Row>", shape)
    return _SHAPE_ANCHOR.sub(lambda found: _moved_anchor(found, up), shape)


def _moved_anchor(found: "re.Match[str]", up: int) -> str:
    numbers = found[2].split(",")
    for place in (2, 6):
        if len(numbers) > place and numbers[place].strip().isdigit():
            numbers[place] = f" {max(int(numbers[place]) - up, 0)}"
    return f"{found[1]}{','.join(numbers)}{found[3]}"
