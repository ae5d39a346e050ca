"""A summary as a document of Word, from a template that staff can edit in Word."""

import zipfile
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from config import ROOT
from flows.adapters.drawing import draw_png
from flows.adapters.rendering import TemplateError, environment
from flows.errors import OutsideError
from forms import charts
from forms.summary.page_shape import Chart, Page
from forms.words import Language, Words

TEMPLATE = ROOT / "templates" / "summaries" / "summary.docx"

_PICTURE = "chart_picture"
_WIDTH = 130
"""Of the chart, in millimetres."""
_DRAWING = qn("wp:docPr")
_MADE_AT = (1980, 1, 1, 0, 0, 0)

_UNKNOWN = Words(
    "Šablone {file} yra nežinoma vieta „{name}“. Ištaisykite arba pašalinkite ją. Galimos vietos: {known}.",
    "The template {file} has an unknown placeholder “{name}”. Mend it or take it out. There are: {known}.",
)
_BROKEN = Words(
    "Šablono {file} nepavyko užpildyti: {why}. Ištaisykite jį „Word“ programa arba grąžinkite pradinį.",
    "The template {file} cannot be filled in: {why}. Mend it in Word, or put the first one back.",
)
_MISSING = Words(
    "Nėra šablono {file}. Grąžinkite pradinį.",
    "There is no template {file}. Put the first one back.",
)


def word_bytes(page: Page, template: Path = TEMPLATE) -> bytes:
    """Return the document of a page; the same page and template give the same bytes.

    Raises:
        OutsideError: when the template is missing or broken, or names what a page does not have.
    """
    language = Language(page.language)
    if not template.is_file():
        raise OutsideError(Words(*(one.format(file=template.name) for one in _MISSING.both())))
    filled = DocxTemplate(template)
    context: dict[str, Any] = {one.name: getattr(page, one.name) for one in fields(page)}
    chart = _drawn(page.chart) if page.chart else None
    picture = chart and InlineImage(filled, BytesIO(draw_png(chart)), width=Mm(_WIDTH))
    context[_PICTURE] = picture or ""
    try:
        unknown = filled.get_undeclared_template_variables(environment(language), context)
        if unknown:
            raise _fault(_UNKNOWN, template, name=min(unknown), known=", ".join(sorted(context)))
        filled.render(context, environment(language), autoescape=True)
    except TemplateError as error:
        raise _fault(_BROKEN, template, why=str(error)) from None
    if chart:
        made: Any = filled.docx
        for drawing in made.element.iter(_DRAWING):
            drawing.set("descr", chart.describe(language))
    stream = BytesIO()
    filled.save(stream)
    return _without_time(stream.getvalue())


def _fault(words: Words, template: Path, **said: str) -> OutsideError:
    return OutsideError(Words(*(one.format(file=template.name, **said) for one in words.both())))


def _drawn(chart: Chart) -> charts.Chart:
    bars = tuple(charts.Bar(label, number) for label, number in chart.bars)
    return charts.Chart(chart.title, bars, charts.Direction.RIGHT)


def _without_time(packed: bytes) -> bytes:
    """Return a package whose parts do not say when they were packed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as there, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in there.namelist():
            part = zipfile.ZipInfo(name, _MADE_AT)
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, there.read(name))
    return out.getvalue()
