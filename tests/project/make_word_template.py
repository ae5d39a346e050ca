"""Makes the Word template of the period summary as it was first laid out; whoever edits it in Word needs no script.

Run by `make word-template`: it overwrites `templates/summaries/summary.docx`.
"""

from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TARGET = Path(__file__).resolve().parents[2] / "templates" / "summaries" / "summary.docx"
INSIDE = "{% if row.look == 'within' %}\u00a0\u00a0\u00a0\u00a0{% endif %}"
"""What is part of the line above stands further in."""
GREY = RGBColor(0x4A, 0x4F, 0x54)
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


def write(paragraph: Paragraph, text: str, size: float = 10.5, *, bold: bool = False, grey: bool = False) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold or None, Pt(size)
    if grey:
        run.font.color.rgb = GREY
    return paragraph


def fill(cell: _Cell, text: str, size: float = 9.5, *, bold: bool = False, right: bool = False) -> None:
    paragraph = write(cell.paragraphs[0], text, size, bold=bold)
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = RIGHT


def shade(cell: _Cell) -> None:
    look = OxmlElement("w:shd")
    look.set(qn("w:val"), "clear")
    look.set(qn("w:fill"), "EEF0F2")
    cell._tc.get_or_add_tcPr().append(look)


def line_below(table: Table) -> None:
    """Give a table thin lines between its rows and none beside them."""
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "C4C8CC")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    table._tbl.tblPr.append(borders)


def repeat_head(table: Table) -> None:
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)


def set_widths(table: Table, widths: list[int]) -> None:
    """Make columns so many millimetres wide, for Word, which looks at the cells, and LibreOffice, which does not."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def fixed_table(document: Document, name: str, widths: list[int], texts: int, size: float) -> None:
    """Add the table `name`, whose columns are known: a head, and a row for each of its rows."""
    table = document.add_table(rows=4, cols=len(widths))
    line_below(table)
    repeat_head(table)
    set_widths(table, widths)
    for place in range(len(widths)):
        right = place >= texts
        fill(table.cell(0, place), f"{{{{ {name}.columns[{place}] }}}}", size, bold=True, right=right)
        shade(table.cell(0, place))
        fill(table.cell(2, place), f"{INSIDE if place == 0 else ''}{{{{ row.cells[{place}] }}}}", size, right=right)
    fill(table.cell(1, 0), f"{{%tr for row in {name}.rows %}}")
    first = table.cell(2, 0)
    for text in ("{%p if row.note %}", "{{ row.note }}", "{%p endif %}"):
        note = write(first.add_paragraph(), text, size - 1, grey=True)
        note.paragraph_format.space_after = Pt(0)
    fill(table.cell(3, 0), "{%tr endfor %}")


def open_table(document: Document) -> None:
    """Add the table of one breakdown, which has as many columns as it needs."""
    table = document.add_table(rows=4, cols=4)
    line_below(table)
    repeat_head(table)
    set_widths(table, [50, 40, 40, 40])
    for row, first, loop, cell, bold in (
        (0, "{{ one.columns[0] }}", "{%tc for column in one.columns[1:] %}", "{{ column }}", True),
        (2, INSIDE + "{{ row.cells[0] }}", "{%tc for cell in row.cells[1:] %}", "{{ cell }}", False),
    ):
        fill(table.cell(row, 0), first, 8, bold=bold)
        fill(table.cell(row, 1), loop)
        fill(table.cell(row, 2), cell, 8, bold=bold, right=True)
        fill(table.cell(row, 3), "{%tc endfor %}")
    fill(table.cell(1, 0), "{%tr for row in one.rows %}")
    fill(table.cell(3, 0), "{%tr endfor %}")


def heading(document: Document, text: str, level: int) -> None:
    document.add_paragraph(text, style=f"Heading {level}")


def each(document: Document, what: str) -> None:
    """Add a bulleted line for each sentence of a list."""
    document.add_paragraph(f"{{%p for sentence in {what} %}}")
    write(document.add_paragraph(style="List Bullet"), "{{ sentence }}")
    document.add_paragraph("{%p endfor %}")


def note(document: Document, text: str) -> None:
    write(document.add_paragraph(), text, 9, grey=True)


def dress(document: Document) -> None:
    """Set the paper and the type."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    for style, size in (("Heading 1", 20), ("Heading 2", 14), ("Heading 3", 11)):
        look = document.styles[style].font
        look.name, look.size, look.color.rgb = "Times New Roman", Pt(size), RGBColor(0x1B, 0x1B, 0x1B)
        document.styles[style].element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        document.styles[style].element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)


def open_with(document: Document) -> None:
    """Add what stands before the figures: what the summary is of, and its results in words."""
    write(document.add_paragraph(), "{{ initiative }}", 9.5)
    heading(document, "{{ heading }}", 1)
    write(document.add_paragraph(), "{{ title }}", 13, bold=True)
    write(document.add_paragraph(), "{{ period }}")
    frame = document.add_table(rows=3, cols=2)
    fill(frame.cell(0, 0), "{%tr for label, said in frame %}")
    fill(frame.cell(1, 0), "{{ label }}", 10, bold=True)
    fill(frame.cell(1, 1), "{{ said }}", 10)
    fill(frame.cell(2, 0), "{%tr endfor %}")
    set_widths(frame, [42, 128])

    heading(document, "{{ results_heading }}", 2)
    write(document.add_paragraph(), "{{ headline }}.", bold=True)
    each(document, "results")


def tell(document: Document) -> None:
    """Add the figures, the plan, what may still change, and the breakdowns."""
    heading(document, "{{ figures.title }}", 2)
    fixed_table(document, "figures", [120, 30, 20], 1, 9.5)
    note(document, "{{ waiting_definition }}")

    document.add_paragraph("{%p if plan %}")
    heading(document, "{{ plan.title }}", 2)
    fixed_table(document, "plan", [80, 30, 30, 30], 1, 9.5)
    note(document, "{{ plan.note }}")
    document.add_paragraph("{%p endif %}")

    heading(document, "{{ open_heading }}", 2)
    each(document, "open")

    document.add_paragraph("{%p if breakdowns %}")
    heading(document, "{{ breakdowns_heading }}", 2)
    note(document, "{{ breakdowns_note }}")
    document.add_paragraph("{%p if chart_picture %}")
    document.add_paragraph("{{ chart_picture }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for one in breakdowns %}")
    heading(document, "{{ one.title }}", 3)
    open_table(document)
    note(document, "{{ one.note }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def close_with(document: Document) -> None:
    """Add the list of events on wide pages, and the lines to sign on."""
    wide = document.add_section()
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    document.add_paragraph("{%p if events %}")
    heading(document, "{{ events.title }}", 2)
    fixed_table(document, "events", [22, 70, 62, 53, 16, 16, 18], 4, 8.5)
    note(document, "{{ events.note }}")
    document.add_paragraph("{%p endif %}")

    signatures = document.add_table(rows=4, cols=3)
    fill(signatures.cell(0, 0), "{%tr for role in signatures.roles %}")
    fill(signatures.cell(1, 0), "{{ role }}", 10)
    fill(signatures.cell(1, 1), "_" * 40)
    fill(signatures.cell(1, 2), "_" * 22)
    fill(signatures.cell(2, 1), "{{ signatures.lines[0] }}", 8.5)
    fill(signatures.cell(2, 2), "{{ signatures.lines[1] }}", 8.5)
    fill(signatures.cell(3, 0), "{%tr endfor %}")
    set_widths(signatures, [45, 100, 60])


def main() -> None:
    """Write the template."""
    document = Document()
    for part in (dress, open_with, tell, close_with):
        part(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    document.save(TARGET)


if __name__ == "__main__":
    main()
