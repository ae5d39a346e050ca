"""The cell styles that our columns use, added to a workbook's own without touching those."""

import re
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from lxml import etree

from flows.adapters.excel.package import MAIN, parse, serialise
from forms.cells import Cell
from forms.sheets import ColumnLook, Format, Owner, Tint

_NUMBER_FORMATS = {
    Format.DATE: "yyyy\\-mm\\-dd",
    Format.MOMENT: "yyyy\\-mm\\-dd\\ hh:mm",
    Format.WHOLE: "#,##0",
    Format.DECIMAL: "#,##0.##",
    Format.TEXT: "General",
    Format.LONG_TEXT: "General",
    Format.LINK: "General",
}
_HEADER_FILL = {Owner.PIPELINE: "FFD6E4EA", Owner.COORDINATOR: "FFFFE9A8"}
_AT_THE_RIGHT = {Format.WHOLE, Format.DECIMAL, Format.DATE, Format.MOMENT}
"""Spreadsheets show these at the right of their cells; the titles stand above them."""
_BODY_FILL = {Owner.PIPELINE: "", Owner.COORDINATOR: "FFFFFBEA"}
_EDGE = "FFC9D3D8"

EMPTY = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
    '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The styles of a new workbook."""

_TINTS = {
    Tint.WAITS: ("FFFFF0C2", "FF6B4E00"),
    Tint.WRONG: ("FFFBDAD4", "FF8C1D0F"),
    Tint.LATE: ("FFFFD9B0", "FF7A3E00"),
    Tint.WELL: ("FFDCF0E0", "FF1C5A2E"),
}
"""Fill and text, told apart by lightness too; each pair has a contrast above 6 to 1."""

_LINK_FONT = '<font><u/><sz val="11"/><color rgb="FF0B57A4"/><name val="Calibri"/><family val="2"/></font>'

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip


_DAYS_BUILT_IN = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_SPAN_BUILT_IN = 46
_SAID_IN_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_SPAN_IN_FORMAT = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


class _Shows(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DAY = "day"
    SPAN = "span"


class Styles:
    """The styles part of a workbook; each style is added once."""

    def __init__(self, xml: bytes) -> None:
        """Read the part."""
        self._root = parse(xml)
        self._made: dict[tuple[object, ...], int] = {}
        self.changed = False
        """Whether a style was added."""

    def xml(self) -> bytes:
        """Return the part."""
        return serialise(self._root)

    def suiting(self, style: int, value: Cell | Decimal) -> int:
        """Return a style in which a value shows as what it is: the one given, or its like with another number format.

        A day in a cell that people formatted as a number would be read back as a number, and the other way round.
        """
        if value is None or isinstance(value, (str, bool)):
            return style
        if isinstance(value, timedelta):
            shows, code = _Shows.SPAN, "[h]:mm:ss"
        elif isinstance(value, (date, time)):
            moment = "hh:mm:ss" if isinstance(value, time) else _NUMBER_FORMATS[Format.DATE]
            shows, code = _Shows.DAY, _NUMBER_FORMATS[Format.MOMENT] if isinstance(value, datetime) else moment
        else:
            shows, code = _Shows.NUMBER, "General"
        key = (style, shows, code)
        if key not in self._made:
            self._made[key] = self._suited(style, shows, code)
        return self._made[key]

    def _suited(self, style: int, shows: _Shows, code: str) -> int:
        formats = self._list("cellXfs")
        if style >= len(formats):
            return style
        if self._shown_by(int(formats[style].get("numFmtId", "0"))) is shows:
            return style
        wanted = deepcopy(formats[style])
        wanted.tail = None
        wanted.set("numFmtId", str(self._number_format(code)))
        wanted.set("applyNumberFormat", "1")
        return self._enter("cellXfs", wanted)

    def _shown_by(self, number: int) -> _Shows:
        if number == _SPAN_BUILT_IN:
            return _Shows.SPAN
        if number in _DAYS_BUILT_IN:
            return _Shows.DAY
        found = self._root.find(f"{{{MAIN}}}numFmts/{{{MAIN}}}numFmt[@numFmtId='{number}']")
        code = "" if found is None else _SAID_IN_FORMAT.sub("", found.get("formatCode", ""))
        if _SPAN_IN_FORMAT.search(code):
            return _Shows.SPAN
        return _Shows.DAY if code.lower() != "general" and re.search("[dmyhs]", code.lower()) else _Shows.NUMBER

    def header(self, look: ColumnLook) -> int:
        """Return the style of a column's header."""
        return self._style(
            Format.TEXT,
            _HEADER_FILL[look.owner],
            '<font><b/><sz val="11"/><color rgb="FF16323D"/><name val="Calibri"/><family val="2"/></font>',
            'vertical="center" horizontal="right"' if look.format in _AT_THE_RIGHT else 'vertical="center"',
        )

    def body(self, look: ColumnLook) -> int:
        """Return the style of a column's cells."""
        font = _LINK_FONT if look.format is Format.LINK else ""
        return self._style(look.format, _BODY_FILL[look.owner], font, 'vertical="top"')

    def tint(self, tint: Tint) -> int:
        """Return the differential format of a colour that cells take on by themselves."""
        fill, text = _TINTS[tint]
        return self._entry(
            "dxfs",
            f'<dxf><font><color rgb="{text}"/></font><fill><patternFill patternType="solid"><fgColor rgb="{fill}"/>'
            f'<bgColor rgb="{fill}"/></patternFill></fill></dxf>',
        )

    def _style(self, form: Format, fill: str, font: str, place: str) -> int:
        made = (form, fill, font, place)
        if made not in self._made:
            self._made[made] = self._find_or_add(form, fill, font, place)
        return self._made[made]

    def _find_or_add(self, form: Format, fill: str, font: str, place: str) -> int:
        number = self._number_format(_NUMBER_FORMATS[form])
        font_id = self._entry("fonts", font) if font else 0
        colours = f'<fgColor rgb="{fill}"/><bgColor indexed="64"/>'
        fill_xml = f'<fill><patternFill patternType="solid">{colours}</patternFill></fill>'
        fill_id = self._entry("fills", fill_xml) if fill else 0
        side = f'style="thin"><color rgb="{_EDGE}"/>'
        border = f"<border><left/><right/><top/><bottom {side}</bottom><diagonal/></border>"
        border_id = self._entry("borders", border)
        wrap = ' wrapText="1"' if form is Format.LONG_TEXT or "center" in place else ""
        return self._entry(
            "cellXfs",
            f'<xf numFmtId="{number}" fontId="{font_id}" fillId="{fill_id}" borderId="{border_id}" xfId="0" '
            f'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f"<alignment {place}{wrap}/></xf>",
        )

    def _list(self, name: str) -> etree._Element:
        found = self._root.find(f"{{{MAIN}}}{name}")
        if found is None:
            found = etree.Element(f"{{{MAIN}}}{name}", count="0")
            later = _ORDER[_ORDER.index(name) + 1 :]
            place = next(
                (number for number, one in enumerate(self._root) if etree.QName(one).localname in later),
                len(self._root),
            )
            self._root.insert(place, found)
        return found

    def _entry(self, name: str, xml: str) -> int:
        return self._enter(name, etree.fromstring(f'<a xmlns="{MAIN}">{xml}</a>')[0])

    def _enter(self, name: str, wanted: etree._Element) -> int:
        entries = self._list(name)
        said = etree.tostring(wanted, method="c14n")
        for number, one in enumerate(entries):
            if etree.tostring(one, method="c14n", with_tail=False) == said:
                return number
        self.changed = True
        entries.append(wanted)
        entries.set("count", str(len(entries)))
        return len(entries) - 1

    def _number_format(self, code: str) -> int:
        if code == "General":
            return 0
        formats = self._list("numFmts")
        for one in formats:
            if one.get("formatCode") == code:
                return int(one.get("numFmtId", "0"))
        self.changed = True
        number = max([163, *(int(one.get("numFmtId", "0")) for one in formats)]) + 1
        etree.SubElement(formats, f"{{{MAIN}}}numFmt", numFmtId=str(number), formatCode=code)
        formats.set("count", str(len(formats)))
        return number
