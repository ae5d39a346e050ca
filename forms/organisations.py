"""The organisations of the programme and who gets which letter."""

import re
from dataclasses import dataclass

from forms.picture import Contract
from forms.words import Language

NATIONAL = "programa"
"""The national workbook's own name: no organisation's key, nor its workbook."""
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_ADDRESS = re.compile(r"/spreadsheets/(?:u/\d+/)?d/([\w-]{20,})")
_ID = re.compile(r"([\w-]{20,})")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A coordinating organisation; the slug is its key everywhere."""

    slug: str
    name: str
    coordinator: str
    """The coordinator's e-mail address."""
    language: Language
    workbook: str
    """File name or address of its workbook; empty for the default."""
    contract: Contract


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets letters about an organisation, or about the programme when the slug is empty."""

    key: str
    email: str
    name: str
    organisation: str
    language: Language
    weekly: bool
    summary: bool


def spreadsheet_id(written: str) -> str:
    """Return the id in the address of a Google spreadsheet, or the id itself; "" where there is none."""
    found = _ADDRESS.search(written) or _ID.fullmatch(written.strip())
    return found[1] if found else ""


def workbook_key(slug: str, written: str) -> str:
    """Return what is equal exactly for the same workbook, however it is written."""
    return (spreadsheet_id(written) or workbook_name(slug, written)).casefold().removesuffix(".xlsx")


def workbook_name(slug: str, written: str) -> str:
    """Return what an organisation's workbook is called: a file's name with its ending, or an address as it stands."""
    if "://" in written:
        return written.strip()
    name = re.split(r"[/\\]", written.strip())[-1] or slug
    return name if name.casefold().endswith(".xlsx") else f"{name}.xlsx"
