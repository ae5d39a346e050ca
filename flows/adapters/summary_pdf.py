"""A summary as a PDF: tagged, with its fonts inside, set from a template by Typst."""

import json
from dataclasses import asdict

import typst

from config import ROOT
from forms.summary.page_shape import Page

TEMPLATE = ROOT / "templates" / "summaries" / "summary.typ"


def pdf_bytes(page: Page) -> bytes:
    """Return the PDF of a page; the same page gives the same bytes.

    The page goes in as text and is never read as markup, whatever somebody typed. Only the fonts that the library
    brings are used: the document looks the same on every machine.
    """
    inputs = {"page": json.dumps(asdict(page), ensure_ascii=False)}
    made = typst.compile(TEMPLATE, root=TEMPLATE.parent, sys_inputs=inputs, ignore_system_fonts=True, format="pdf")
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one run of bytes")
    return made
