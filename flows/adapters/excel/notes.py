"""Notes on headers: as comments, with the drawing that Excel shows them by."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from flows.adapters.excel.cells import letters
from flows.adapters.excel.package import MAIN, OFFICE, Package, parse, serialise

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def _shape(number: int, row: int, column: int) -> str:
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:190pt;height:70pt;z-index:1;'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" '
        'obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left">'
        f'</div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
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
        xml = f'<comments xmlns="{MAIN}"><authors><author>lookdeeper</author></authors><commentList>{body}</commentList></comments>'
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
    there = next(iter(package.targets(sheet, "vmlDrawing").values()), "")
    if there and there in package:
        old = package[there].decode("utf-8", "replace")
        shapes = "".join(_shape(9000 + column, row, column) for row, column in notes)
        package[there] = old.replace("</xml>", f"{shapes}</xml>").encode()
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
