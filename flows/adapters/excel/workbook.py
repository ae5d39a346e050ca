"""The .xlsx file as the Workbook that people and the pipeline share."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from flows.adapters.excel import faults
from flows.adapters.excel.changes import Book, empty_book
from flows.adapters.excel.package import Package
from flows.adapters.excel.reading import last_editor, read_tabs
from forms.sheets import EMPTY, Snapshot, TabChange

KEPT_BACKUPS = 10
_PATIENCE = 60
"""Seconds to wait while another of our own processes writes the same file."""


class ExcelWorkbook:
    """A workbook in a file; `backups` is the folder that keeps its last versions.

    The new version is written beside the file and put in its place in one step: a crash leaves the old file or the new.
    """

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
        return _token(self._raw())

    def heft(self) -> int:
        """Return the size of the file; 0 when there is none, or it cannot be seen."""
        try:
            return self._file.stat().st_size
        except OSError:
            return 0

    def read(self) -> Snapshot:
        """Read every tab; a file that is not there has none. Raises WorkbookError."""
        raw = self._raw()
        return EMPTY if raw is None else Snapshot(read_tabs(raw, self.name), _token(raw), last_editor(raw, self.name))

    def apply(self, changes: Sequence[TabChange], *, expected: str) -> str:
        """Make all the changes in one atomic replacement of the file, and return the new token.

        Raises:
            WorkbookBusyError: when somebody has it open.
            WorkbookChangedError: when the file is not the one that was read.
            WorkbookError: when it cannot be read or written.
        """
        if not changes:
            return expected
        # A link stays a link: the file that it leads to is replaced.
        file = Path(os.path.realpath(self._file))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(file.with_name(f".{file.name}.lock"), timeout=_PATIENCE):
                return self._apply(file, changes, expected)
        except Timeout as error:
            raise faults.busy(self.name, Path(error.lock_file).name) from None
        except OSError as error:
            raise faults.refused(self.name, error) from None

    def _apply(self, file: Path, changes: Sequence[TabChange], expected: str) -> str:
        self._refuse_open(file)
        raw = self._raw()
        if _token(raw) != expected:
            raise faults.changed(self.name)
        package = Package(empty_book() if raw is None else raw, self.name)
        Book(package).change(changes)
        partial = file.with_name(f".{file.name}.partial")
        try:
            with partial.open("wb") as stream:
                package.write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            token = sha256(partial.read_bytes()).hexdigest()
            if expected:
                _keep_rights(file, partial)
                self._keep_backup(file, expected)
            self._refuse_open(file)
            if self.token() != expected:
                raise faults.changed(self.name)
            partial.replace(file)
        finally:
            partial.unlink(missing_ok=True)
        _sync_folder(file.parent)
        return token

    def _raw(self) -> bytes | None:
        try:
            raw = self._file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise faults.refused(self.name, error) from None
        if not raw:
            raise faults.damaged(self.name)
        return raw

    def _refuse_open(self, file: Path) -> None:
        for one in {self._file, file}:
            for lock in (f".~lock.{one.name}#", f"~${one.name}"):
                if (one.parent / lock).exists():
                    raise faults.busy(self.name, lock)

    def _keep_backup(self, file: Path, token: str) -> None:
        if self._backups is None:
            return
        self._backups.mkdir(parents=True, exist_ok=True)
        stem = self._file.stem
        kept = sorted(one for one in self._backups.glob("*.xlsx") if one.name.rsplit("-", 2)[0] == stem)
        if kept and kept[-1].stem.endswith(f"-{token[:8]}"):
            return
        written_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        copy = self._backups / f"{stem}-{written_at:%Y%m%dT%H%M%S.%f}-{token[:8]}.xlsx"
        partial = copy.with_suffix(".partial")
        shutil.copy2(file, partial)
        partial.replace(copy)
        for old in sorted({*kept, copy})[:-KEPT_BACKUPS]:
            old.unlink(missing_ok=True)


def _token(raw: bytes | None) -> str:
    return "" if raw is None else sha256(raw).hexdigest()


def _keep_rights(old: Path, new: Path) -> None:
    about = old.stat()
    with suppress(OSError):  # only the superuser may give a file away
        os.chown(new, about.st_uid, about.st_gid)
    new.chmod(about.st_mode & 0o7777)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
