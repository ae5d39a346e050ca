"""An .xlsx package: its parts, how they are related, and how they are written back."""

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import BinaryIO

from lxml import etree

from flows.adapters.excel import archive
from flows.adapters.excel.faults import damaged, too_large, unreadable

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

MOST_BYTES = 1 << 30
"""Of all parts together, unpacked: a workbook of people is a hundredth of it, a zip bomb a thousandfold."""

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
)
_CONTENT_TYPES = "[Content_Types].xml"


def parse(xml: bytes) -> etree._Element:
    """Return the root of an XML part; nothing is fetched.

    Raises:
        ValueError: for a document type, which no part may have and which entities grow out of.
        etree.XMLSyntaxError: for what is no XML.
    """
    if b"<!DOCTYPE" in xml[:4096] or "<!DOCTYPE".encode("utf-16-le") in xml[:4096]:
        raise ValueError
    return etree.fromstring(xml, _PARSER)


def serialise(root: etree._Element) -> bytes:
    """Return an XML part as bytes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


class Package:
    """The parts of a package by name; parts that are set replace or join those in the file."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Open a package from its bytes.

        Raises:
            WorkbookError: when it is no .xlsx package, is protected by a password, or unpacks to too much.
        """
        self.name = name
        self._raw = raw
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
            raise unreadable(name, raw) from None
        # Of two parts with one name the later one holds.
        self._lying = {part.filename: part for part in self._zip.infolist() if not part.is_dir()}
        if sum(part.file_size for part in self._zip.infolist()) > MOST_BYTES or len(self._lying) > archive.MOST_ENTRIES:
            raise too_large(name)
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        if _CONTENT_TYPES not in self._lying or self.main_part() not in self._lying:
            raise unreadable(name, raw)

    def __contains__(self, part: str) -> bool:
        """Tell whether there is a part of that name."""
        return part in self._changed or (part in self._lying and part not in self._dropped)

    def __getitem__(self, part: str) -> bytes:
        """Return a part's bytes. Raises WorkbookError when it is missing or damaged."""
        if part in self._changed:
            return self._changed[part]
        try:
            return self._zip.read(self._lying[part])
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
            raise damaged(self.name) from None

    def __setitem__(self, part: str, content: bytes) -> None:
        """Set a part's bytes."""
        self._changed[part] = content

    def free_name(self, pattern: str) -> str:
        """Return the first name of a pattern such as `xl/worksheets/sheet{}.xml` that no part has."""
        taken = {part.lower() for part in (*self._lying, *self._changed)}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def tree(self, part: str) -> etree._Element:
        """Return the root of an XML part. Raises WorkbookError when it is missing or damaged."""
        try:
            return parse(self[part])
        except (etree.XMLSyntaxError, ValueError):
            raise damaged(self.name) from None

    def main_part(self) -> str:
        """Return the name of the workbook's part."""
        return next(iter(self.targets("", "officeDocument").values()), "xl/workbook.xml")

    def targets(self, part: str, kind: str = "") -> dict[str, str]:
        """Return, by relationship id, the parts that a part is related to; of one kind when named."""
        rels = _rels_of(part)
        if rels not in self:
            return {}
        folder = posixpath.dirname(part)
        return {
            one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            for one in self.tree(rels)
            if one.get("TargetMode") != "External" and kind in {"", one.get("Type", "").rsplit("/", 1)[-1]}
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another and return the relationship's id."""
        rels = _rels_of(part)
        root = (
            self.tree(rels) if rels in self else etree.fromstring(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
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
        root = self.tree(_CONTENT_TYPES)
        _undeclare(root, part)
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)
        self[_CONTENT_TYPES] = serialise(root)

    def declare_default(self, extension: str, content_type: str) -> None:
        """Declare the content type of all parts with an extension, unless it is declared."""
        root = self.tree(_CONTENT_TYPES)
        if not any(one.get("Extension", "").lower() == extension for one in root):
            root.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type))
            self[_CONTENT_TYPES] = serialise(root)

    def drop(self, owner: str, kind: str) -> None:
        """Take out the parts of a kind that a part is related to, their relationships and their declarations."""
        targets = self.targets(owner, kind)
        if not targets:
            return
        relations, types = self.tree(_rels_of(owner)), self.tree(_CONTENT_TYPES)
        for one in list(relations):
            if one.get("Id") in targets:
                relations.remove(one)
        for part in targets.values():
            _undeclare(types, part)
            self._changed.pop(part, None)
            self._dropped.add(part)
        self[_rels_of(owner)], self[_CONTENT_TYPES] = serialise(relations), serialise(types)

    def write(self, stream: BinaryIO) -> None:
        """Write the package; parts that were not set are copied as they lie, each in its place.

        Raises:
            WorkbookError: when a part to be copied is not where the package says.
        """
        try:
            lying = {
                name: archive.lying(self._raw, about)
                for name, about in self._lying.items()
                if name not in self._changed and name not in self._dropped
            }
        except ValueError:
            raise damaged(self.name) from None
        names = (
            *(name for name in self._lying if name in self),
            *(name for name in self._changed if name not in self._lying),
        )
        archive.write(stream, (lying.get(name) or archive.packed(name, self._changed[name]) for name in names))


def _undeclare(types: etree._Element, part: str) -> None:
    for one in list(types):
        if one.get("PartName", "").lower() == f"/{part}".lower():
            types.remove(one)


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
