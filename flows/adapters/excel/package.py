"""An .xlsx package: its parts, how they are related, and how they are written back."""

import posixpath
import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree

from flows.adapters.excel.faults import too_large, unreadable

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

MOST_BYTES = 1 << 30
"""Of all parts together, unpacked: a workbook of people is a hundredth of it, a zip bomb a thousandfold."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False)
_HEADER = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parse(xml: bytes) -> etree._Element:
    """Return the root of an XML part; entities are not resolved and nothing is fetched."""
    return etree.fromstring(xml, _PARSER)


def serialise(root: etree._Element) -> bytes:
    """Return an XML part as bytes."""
    return _HEADER + etree.tostring(root)


class Package:
    """The parts of a package by name; parts that are set replace or join those in the file."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Open a package from its bytes.

        Raises:
            WorkbookError: when it is no .xlsx package, is protected by a password, or unpacks to too much.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, OSError, ValueError):
            raise unreadable(name, raw) from None
        if sum(part.file_size for part in self._zip.infolist()) > MOST_BYTES:
            raise too_large(name)
        self._names = set(self._zip.namelist())
        self._changed: dict[str, bytes] = {}
        if "xl/workbook.xml" not in self._names and "_rels/.rels" not in self._names:
            raise unreadable(name, raw)

    def __contains__(self, part: str) -> bool:
        """Tell whether there is a part of that name."""
        return part in self._names or part in self._changed

    def __getitem__(self, part: str) -> bytes:
        """Return a part's bytes. Raises WorkbookError when it is missing or damaged."""
        if part in self._changed:
            return self._changed[part]
        try:
            return self._zip.read(part)
        except (KeyError, zipfile.BadZipFile, RuntimeError, OSError, EOFError):
            raise unreadable(self._name, b"PK") from None

    def __setitem__(self, part: str, content: bytes) -> None:
        """Set a part's bytes."""
        self._changed[part] = content

    def free_name(self, pattern: str) -> str:
        """Return the first name of a pattern such as `xl/worksheets/sheet{}.xml` that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def tree(self, part: str) -> etree._Element:
        """Return the root of an XML part."""
        try:
            return parse(self[part])
        except etree.XMLSyntaxError:
            raise unreadable(self._name, b"PK") from None

    def main_part(self) -> str:
        """Return the name of the workbook's part."""
        return self.targets("", "officeDocument").get("", "") or next(
            iter(self.targets("", "officeDocument").values()), "xl/workbook.xml"
        )

    def targets(self, part: str, kind: str = "") -> dict[str, str]:
        """Return, by relationship id, the parts that a part is related to; of one kind when named."""
        rels = _rels_of(part)
        if rels not in self:
            return {}
        folder = posixpath.dirname(part)
        return {
            one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            for one in self.tree(rels)
            if one.get("TargetMode") != "External" and one.get("Type", "").rsplit("/", 1)[-1].endswith(kind)
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another and return the relationship's id."""
        rels = _rels_of(part)
        root = (
            self.tree(rels)
            if rels in self
            else etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
        )
        taken = {one.get("Id") for one in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        path = posixpath.relpath(target, posixpath.dirname(part) or ".")
        etree.SubElement(
            root, f"{{{RELATIONSHIPS}}}Relationship", Id=f"rId{number}", Type=f"{OFFICE}/{kind}", Target=path
        )
        self[rels] = serialise(root)
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Declare the content type of a part."""
        root = self.tree("[Content_Types].xml")
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)
        self["[Content_Types].xml"] = serialise(root)

    def declare_default(self, extension: str, content_type: str) -> None:
        """Declare the content type of all parts with an extension, unless it is declared."""
        root = self.tree("[Content_Types].xml")
        if not any(one.get("Extension", "").lower() == extension for one in root):
            root.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type))
            self["[Content_Types].xml"] = serialise(root)

    def write(self, file: Path) -> None:
        """Write the package; parts that were not set are copied as they are packed, untouched."""
        with file.open("wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            for part in self._zip.infolist():
                if part.filename not in self._changed:
                    out.writestr(part, self._zip.read(part), compresslevel=1)
            for name, content in self._changed.items():
                # A fixed date: the same content always gives the same bytes.
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                out.writestr(info, content, compresslevel=1)


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
