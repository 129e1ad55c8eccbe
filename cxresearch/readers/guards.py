"""Limits that an archive and its XML must pass before any parser sees them.

Sizes and counts are read from the archive's directory, which `zipfile` enforces while reading (a lying
entry raises), so a bomb is refused before it is unpacked. XML is then streamed once, in constant memory,
to count its elements and to find a document type declaration.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from cxresearch.errors import UnreadableFile

MAX_ENTRIES = 2_000
MAX_TOTAL = 200 * 2**20
MAX_PART = 100 * 2**20
MAX_RATIO = 200
RATIO_FROM = 2**20
MAX_ELEMENTS = 1_000_000

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
    OSError,
    OverflowError,
)
_DRIVE = re.compile(r"^[A-Za-z]:")
_DTD = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)", re.IGNORECASE
)


def open_archive(path: Path, data: bytes) -> zipfile.ZipFile:
    """Open a zip archive that keeps to the limits.

    Raises
    ------
    UnreadableFile
        For a damaged, encrypted or oversized archive, or one whose entry names lead elsewhere.
    """
    _check_directory(path, data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise UnreadableFile(f"{path.name} is a damaged zip archive; export it again.", path=path) from error
    _check_entries(path, archive.infolist())
    return archive


def member_names(path: Path, data: bytes) -> tuple[str, ...]:
    """Return the entry names of an archive that keeps to the limits."""
    with open_archive(path, data) as archive:
        return tuple(archive.namelist())


def _check_directory(path: Path, data: bytes) -> None:
    """Refuse by the entry count written at the archive's end, before the directory is parsed."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if at < 0 or at + 22 > len(data):
        raise UnreadableFile(f"{path.name} is a damaged zip archive; export it again.", path=path)
    (entries,) = struct.unpack_from("<H", data, at + 10)
    (length,) = struct.unpack_from("<I", data, at + 12)
    if entries > MAX_ENTRIES or length > MAX_ENTRIES * 1_000:
        raise UnreadableFile(f"{path.name} holds more than {MAX_ENTRIES} entries and was not opened.", path=path)


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile(f"{path.name} holds more than {MAX_ENTRIES} entries and was not opened.", path=path)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise UnreadableFile(f"{path.name} holds two entries of one name and was not opened.", path=path)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise UnreadableFile(
            f"{path.name} would unpack to more than {MAX_TOTAL // 2**20} MB and was not opened.", path=path
        )
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 0x1:
            raise UnreadableFile(f"{path.name} is encrypted; save it without a password.", path=path)
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or _DRIVE.match(name):
            raise UnreadableFile(f"{path.name} holds an entry that points outside of it and was not opened.", path=path)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise UnreadableFile(f"{path.name} holds a symbolic link and was not opened.", path=path)
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise UnreadableFile(
                f"{path.name} is packed more than {MAX_RATIO} times, as no document is, and was not opened.", path=path
            )


def read_part(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """Read one XML part of an archive after counting its elements while streaming.

    Raises
    ------
    UnreadableFile
        When the part is damaged, too long, has too many elements, or declares a document type.
    """
    chunks: list[bytes] = []
    size = elements = 0
    tail = b""
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(1 << 20):
                size += len(chunk)
                elements += chunk.count(b"<") - chunk.count(b"</")
                if elements > MAX_ELEMENTS:
                    raise UnreadableFile(
                        f"{path.name} has more than {MAX_ELEMENTS:,} elements in {name} and was not read.", path=path
                    )
                if size > MAX_PART:
                    raise UnreadableFile(
                        f"{path.name} has more than {MAX_PART // 2**20} MB in {name} and was not read.", path=path
                    )
                if _DTD.search(tail + chunk):
                    raise UnreadableFile(f"{path.name} declares a document type, which is not allowed.", path=path)
                tail = chunk[-40:]
                chunks.append(chunk)
    except _DAMAGED as error:
        raise UnreadableFile(f"{path.name} is damaged in {name}; export it again.", path=path) from error
    return b"".join(chunks)


def parse_xml(path: Path, data: bytes, name: str) -> Any:
    """Parse guarded XML with entities, network and document types switched off.

    Raises
    ------
    UnreadableFile
        When the XML is not well formed, nests too deeply, or declares a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    root: Any
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{path.name} is damaged in {name}; export it again.", path=path) from error
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise UnreadableFile(f"{path.name} declares a document type, which is not allowed.", path=path)
    return root
