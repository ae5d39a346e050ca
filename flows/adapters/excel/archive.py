"""A zip written entry by entry: packed bytes that stay are copied as they lie, neither unpacked nor packed again."""

import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_UTF8 = 0x800
_LEVEL_BITS = 0x06
_NEW_YEAR_1980 = (1 << 5) | 1
"""The date of what we pack: the same content always gives the same bytes."""

MOST_ENTRIES = 0xFFFE
"""More than that would need another format of zip."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a zip in its packed form."""

    name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    size: int
    packed: bytes | memoryview


def packed(name: str, content: bytes) -> Entry:
    """Return content packed under a name."""
    press = zlib.compressobj(2, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = press.compress(content) + press.flush()
    flags = 0 if name.isascii() else _UTF8
    method = zipfile.ZIP_DEFLATED
    return Entry(name.encode(), flags, method, 0, _NEW_YEAR_1980, zlib.crc32(content), len(content), body)


def lying(raw: bytes, about: zipfile.ZipInfo) -> Entry:
    """Return an entry as it lies in a zip.

    Sizes and checksum are those of the zip's directory: a data descriptor behind the entry is not needed again.

    Raises:
        ValueError: when the entry is not where the directory says.
    """
    start = about.header_offset
    if raw[start : start + 4] != b"PK\3\4" or start + _LOCAL.size > len(raw):
        raise ValueError
    *_, name_length, extra_length = _LOCAL.unpack_from(raw, start)
    start += _LOCAL.size + name_length + extra_length
    body = memoryview(raw)[start : start + about.compress_size]
    if len(body) != about.compress_size:
        raise ValueError
    year, month, day, hour, minute, second = about.date_time
    return Entry(
        about.orig_filename.encode("utf-8" if about.flag_bits & _UTF8 else "cp437"),
        about.flag_bits & (_UTF8 | _LEVEL_BITS),
        about.compress_type,
        hour << 11 | minute << 5 | second >> 1,
        (year - 1980) << 9 | month << 5 | day,
        about.CRC,
        about.file_size,
        body,
    )


def write(stream: BinaryIO, entries: Iterable[Entry]) -> None:
    """Write a zip; all of it must stay below 4 GiB."""
    directory: list[bytes] = []
    offset = 0
    for one in entries:
        same = (one.flags, one.method, one.time, one.date, one.crc, len(one.packed), one.size, len(one.name), 0)
        stream.write(_LOCAL.pack(b"PK\3\4", _VERSION, *same))
        stream.write(one.name)
        stream.write(one.packed)
        directory.append(_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *same, 0, 0, 0, 0, offset) + one.name)
        offset += _LOCAL.size + len(one.name) + len(one.packed)
    stream.writelines(directory)
    length = sum(map(len, directory))
    stream.write(_END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), length, offset, 0))
