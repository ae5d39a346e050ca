"""The .xlsx file as the Workbook that people and the pipeline share."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from flows.adapters.excel import faults
from flows.adapters.excel.new_sheet import EMPTY_BOOK, new_sheet_xml
from flows.adapters.excel.notes import add_notes
from flows.adapters.excel.package import MAIN, OFFICE, Package, serialise
from flows.adapters.excel.sheet import SheetXml
from flows.adapters.excel.styles import EMPTY, Styles
from forms.sheets import Sheet, Snapshot, TabChange

KEPT_BACKUPS = 10
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class ExcelWorkbook:
    """A workbook in a file; `backups` is the folder that keeps its last versions."""

    def __init__(self, file: Path, backups: Path | None = None) -> None:
        """Name the file; it need not be there yet."""
        self._file = file
        self._backups = backups

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self._file.name

    def token(self) -> str:
        """Return the SHA-256 of the file; empty when there is none. Raises WorkbookError."""
        return sha256(raw).hexdigest() if (raw := self._raw()) else ""

    def read(self) -> Snapshot:
        """Read every tab; a file that is not there has none. Raises WorkbookError."""
        raw = self._raw()
        if not raw:
            return Snapshot((), "")
        Package(raw, self.name)  # refuses what is no workbook, or would unpack to too much
        try:
            book = CalamineWorkbook.from_path(str(self._file))
            sheets = tuple(
                Sheet(about.name, _trimmed(book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)))
                for about in book.sheets_metadata
                if about.typ is SheetTypeEnum.WorkSheet
            )
        except (CalamineError, OSError, ValueError):
            raise faults.unreadable(self.name, raw) from None
        return Snapshot(sheets, sha256(raw).hexdigest())

    def apply(self, changes: Sequence[TabChange], *, expected: str) -> str:
        """Make all the changes in one atomic replacement of the file, and return the new token.

        Raises:
            WorkbookBusyError: when somebody has it open.
            WorkbookChangedError: when the file is not the one that was read.
            WorkbookError: when it cannot be read or written.
        """
        if not changes:
            return expected
        if self._is_open():
            raise faults.busy(self.name)
        raw = self._raw()
        if (sha256(raw).hexdigest() if raw else "") != expected:
            raise faults.changed(self.name)
        package = Package(raw or _empty_book(), self.name)
        _change(package, changes)
        return self._replace(package, expected)

    def _raw(self) -> bytes:
        try:
            return self._file.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise faults.not_written(self.name, error.strerror or type(error).__name__) from None

    def _is_open(self) -> bool:
        beside = (f".~lock.{self.name}#", f"~${self.name}")
        return any((self._file.parent / name).exists() for name in beside)

    def _replace(self, package: Package, expected: str) -> str:
        partial = self._file.with_name(f".{self.name}.partial")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            package.write(partial)
            with partial.open("rb+") as stream:
                os.fsync(stream.fileno())
            token = sha256(partial.read_bytes()).hexdigest()
            if self.token() != expected:
                raise faults.changed(self.name)
            self._keep_backup(expected)
            partial.replace(self._file)
            _sync_folder(self._file.parent)
        except OSError as error:
            raise faults.not_written(self.name, error.strerror or type(error).__name__) from None
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
        return token

    def _keep_backup(self, token: str) -> None:
        if self._backups is None or not token:
            return
        self._backups.mkdir(parents=True, exist_ok=True)
        written_at = datetime.fromtimestamp(self._file.stat().st_mtime, UTC)
        stem = self._file.stem
        copy = self._backups / f"{stem}-{written_at:%Y%m%dT%H%M%S.%f}-{token[:8]}.xlsx"
        shutil.copy2(self._file, copy)
        kept = sorted(one for one in self._backups.glob("*.xlsx") if one.name.rsplit("-", 2)[0] == stem)
        for old in kept[:-KEPT_BACKUPS]:
            old.unlink()


def _trimmed(rows: list[list[object]]) -> list[list[object]]:
    """Return the rows without the empty ones at the end."""
    last = len(rows)
    while last and not any(cell not in {"", None} for cell in rows[last - 1]):
        last -= 1
    return rows[:last]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _empty_book() -> bytes:
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as out:
        for part, xml in {**EMPTY_BOOK, "xl/styles.xml": EMPTY}.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            out.writestr(ZipInfo(part, (1980, 1, 1, 0, 0, 0)), head + xml)
    return stream.getvalue()


def _change(package: Package, changes: Sequence[TabChange]) -> None:
    book_part = package.main_part()
    book = package.tree(book_part)
    styles_part = next(iter(package.targets(book_part, "styles").values()), "")
    styles = Styles(package[styles_part] if styles_part else EMPTY.encode())
    properties = book.find(f"{{{MAIN}}}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    parts = package.targets(book_part)
    sheets = {one.get("name", ""): parts.get(one.get(f"{{{OFFICE}}}id", ""), "") for one in _sheets(book)}
    for change in changes:
        if change.create:
            _create(package, book_part, book, change, styles)
            continue
        part = sheets[change.title]
        sheet = SheetXml(package.tree(part), styles, from_1904=from_1904)
        sheet.apply(change)
        notes = _notes(change)
        add_notes(package, part, sheet.root, notes)
        package[part] = serialise(sheet.root)
    if styles.changed and styles_part:
        package[styles_part] = styles.xml()


def _sheets(book: etree._Element) -> etree._Element:
    found = book.find(f"{{{MAIN}}}sheets")
    return found if found is not None else etree.SubElement(book, f"{{{MAIN}}}sheets")


def _notes(change: TabChange) -> dict[tuple[int, int], str]:
    return {
        (change.header_row, column): change.columns[column].note
        for column in sorted(change.new_columns)
        if change.columns[column].note
    }


def _create(package: Package, book_part: str, book: etree._Element, change: TabChange, styles: Styles) -> None:
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package[part] = new_sheet_xml(change, styles)
    notes = _notes(change)
    if notes:
        # Parsing the whole tab for one element is spared: a tab may be born with a hundred thousand rows.
        shell = etree.Element(f"{{{MAIN}}}worksheet", nsmap={None: MAIN, "r": OFFICE})
        add_notes(package, part, shell, notes)
        drawing = shell[0].get(f"{{{OFFICE}}}id", "")
        package[part] = (
            package[part].removesuffix(b"</worksheet>") + f'<legacyDrawing r:id="{drawing}"/></worksheet>'.encode()
        )
    package.declare(part, _SHEET_TYPE)
    relation = package.relate(book_part, "worksheet", part)
    sheets = _sheets(book)
    number = max([0, *(int(one.get("sheetId", "0")) for one in sheets)]) + 1
    entry = etree.SubElement(sheets, f"{{{MAIN}}}sheet", name=change.title, sheetId=str(number))
    entry.set(f"{{{OFFICE}}}id", relation)
    package[book_part] = serialise(book)
