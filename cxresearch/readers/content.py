"""The bytes of one file, looked at once: what kind they are, and their text where they are text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cxresearch.errors import UnreadableFile

TEXT_LIMIT = 50 * 1024 * 1024
"""Longest text file that is read, in bytes."""
FILE_LIMIT = 200 * 1024 * 1024
"""Largest file of any kind that is opened, in bytes."""

_PROJECT = "a project of a program for qualitative analysis"
_EXPORT = "export its transcripts as .docx or text"
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .ppt); save it as .docx first"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"ID3", "a sound recording (MP3)"),
    (b"\xff\xfb", "a sound recording (MP3)"),
    (b"\xff\xf3", "a sound recording (MP3)"),
    (b"OggS", "a sound recording (Ogg)"),
    (b"fLaC", "a sound recording (FLAC)"),
    (b"\x1aE\xdf\xa3", "a video (Matroska or WebM)"),
    (b"SQLite format 3\x00", f"a database, such as {_PROJECT} (SQLite); {_EXPORT}"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed folder (7z)"),
    (b"Rar!", "a compressed folder (RAR)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
_ARCHIVES: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "a Word document"),
    ("xl/workbook.bin", "a binary Excel workbook; save it as .xlsx first"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("project.qde", f"{_PROJECT} (REFI-QDA); {_EXPORT}"),
)
_PAGE = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.{0,1500}?-->\s*)*"
    r"(?:<!doctype html|<(?:html|head|body|div|table|article|section|p|h[1-6])[\s>])",
    re.DOTALL,
)
_XML_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<(?:\w+:)?project\b[^>]*qda"), f"{_PROJECT} (REFI-QDA); {_EXPORT}"),
    (re.compile(r"<(?:\w+:)?codebook\b[^>]*qda"), "a codebook (REFI-QDA) and no transcript"),
    (re.compile(r"<(?:\w+:)?schema\b"), "the schema of a file format (XSD) and no transcript"),
    (re.compile(r"<(?:\w+:)?tt\b[^>]*ttml"), "a caption file (TTML)"),
)
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B})
_OTHER_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_ENDS = re.compile(f"[\n{_OTHER_LINE_ENDS}]")


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was in, and what had to be mended on the way."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """One file in memory, with the questions that readers ask of it."""

    path: Path
    data: bytes

    @classmethod
    def load(cls, path: Path) -> Content:
        """Read a file's bytes.

        Raises
        ------
        UnreadableFile
            When it is missing, a folder, not allowed, empty, or beyond the limits.
        """
        try:
            size = path.stat().st_size
            if path.is_dir():
                raise UnreadableFile(f"{path.name} is a folder; name the transcripts in it.", path=path)
            if size > FILE_LIMIT:
                raise UnreadableFile(
                    f"{path.name} has {size / 2**20:.0f} MB, and no more than {FILE_LIMIT // 2**20} MB are opened;"
                    " split it.",
                    path=path,
                )
            if size > TEXT_LIMIT:
                with path.open("rb") as stream:
                    head = stream.read(1 << 16)
                if cls(path, head).kind is None and not head.startswith(b"PK"):
                    raise UnreadableFile(_too_long(path, size), path=path)
            data = path.read_bytes()
        except OSError as error:
            reason = error.strerror or "it cannot be opened"
            raise UnreadableFile(
                f"{path.name} cannot be read: {reason}; check the name and the rights.", path=path
            ) from error
        except ValueError as error:
            raise UnreadableFile("A file name holds a NUL character; rename the file.", path=str(path)) from error
        if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
            raise UnreadableFile(f"{path.name} is empty; export the transcript again.", path=path)
        return cls(path, data)

    @cached_property
    def kind(self) -> str | None:
        """What a file of a well-known binary kind is, in words; None for text and for archives of office files."""
        for magic, name in _KNOWN:
            if self.data.startswith(magic):
                return name
        head = self.data[:12]
        if head[:4] == b"RIFF":
            return "a sound recording (WAVE)" if head[8:12] == b"WAVE" else "a picture or video (RIFF)"
        if head[4:8] == b"ftyp":
            return "a recording (MP4 or M4A)"
        return None

    @cached_property
    def structure(self) -> str | None:
        """What kind of data a text is, in words (JSON, XML, a web page, a table); None for ordinary text.

        Readers of such formats are asked before plain text, which leaves these to them.
        """
        if self.decoded is None:
            return None
        text = self.decoded.text.lstrip("\ufeff \t\r\n")
        if re.match(r"(?:\{\s*\"[^\"\n]{0,99}\"\s*:|\[\s*(?:\[\s*)*\{\s*\")", text) or (
            re.match(r"(?:\{\s*\"|\[\s*[\[{\"]|\{\s*\}|\[\s*\])", text) and text.rstrip()[-1:] in "}]"
        ):
            return "a JSON file"
        head = text[:8_000].casefold()
        if _PAGE.match(head):
            return "a web page (HTML)"
        if head.startswith("<?xml") or re.match(r"<(\w+:)?\w+(\s[^<>]*)?\sxmlns", head):
            return next((kind for pattern, kind in _XML_KINDS if pattern.search(head)), "an XML file")
        return _table_kind([line for line in self.lines[:400] if line.strip()])

    @cached_property
    def archive(self) -> str | None:
        """What kind of document a zip archive is, in words, or None for one that is not known."""
        if not self.zipped:
            return None
        members = {member.casefold() for member in self.members}
        first = next((title for member, title in _ARCHIVES if member in members), None)
        if first is None and "mimetype" in self.members:
            return "OpenDocument slides or an e-book; save it as .docx first"
        return first

    @property
    def zipped(self) -> bool:
        """Whether the bytes begin like a zip archive."""
        return self.data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Names in a zip archive, once the guards have let it pass; nothing for other files."""
        if not self.zipped:
            return ()
        from cxresearch.readers.guards import member_names

        return member_names(self.path, self.data)

    @cached_property
    def decoded(self) -> Decoded | None:
        """The text, or None when the bytes are not text."""
        if self.kind is not None or self.zipped:
            return None
        if len(self.data) > TEXT_LIMIT:
            raise UnreadableFile(_too_long(self.path, len(self.data)), path=self.path)
        return decode(self.data)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, whatever the line ends."""
        if self.decoded is None:
            return ()
        text = self.decoded.text.replace("\r\n", "\n")
        return tuple(_LINE_ENDS.split(text) if any(end in text for end in _OTHER_LINE_ENDS) else text.split("\n"))


def _table_kind(filled: list[str]) -> str | None:
    """Recognise a table with separators: the same number (two or more) in nearly every line, and a row of heads."""
    if len(filled) < 3:
        return None
    for mark, title in (("\t", "a table (TSV)"), (",", "a table (CSV)"), (";", "a table (CSV)")):
        head = filled[0].split(mark)
        if len(head) < 3 or any(len(cell.split()) > 6 or len(cell) > 60 or ":" in cell for cell in head):
            continue
        widths = [len(re.sub(r'"(?:[^"]|"")*"', "", line).split(mark)) for line in filled]
        if sum(width == len(head) for width in widths) >= 0.9 * len(widths):
            return title
        if mark == "," and sum('"' in line for line in filled) > 0.5 * len(filled) and len(set(head)) == len(head) > 3:
            return title
    return None


def _too_long(path: Path, size: int) -> str:
    return (
        f"{path.name} has {size / 2**20:.0f} MB of text, and no more than {TEXT_LIMIT // 2**20} MB are read; split it."
    )


def decode(data: bytes) -> Decoded | None:
    """Turn bytes into text: byte order mark, strict UTF-8, UTF-16 by its zero bytes, else Windows-1252.

    Returns
    -------
    Decoded or None
        None when the bytes do not look like text in any of these.

    Examples
    --------
    >>> decode("Zoë: ja".encode("utf-16-le")).encoding
    'utf-16-le'
    >>> decode("Zoë: ja".encode("cp1252")).encoding
    'cp1252'
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            if encoding == "utf-8-sig":
                return _utf8(data[len(mark) :], "utf-8-sig")
            return _wide(data, encoding)
    wide = _utf16_order(data)
    if wide:
        return _wide(data, wide)
    if _is_binary(data):
        return None
    return _utf8(data, "utf-8")


def _wide(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    return Decoded(text, encoding, (f"{lost} damaged characters",) if lost else ())


def _utf8(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            return Decoded(data[: error.start].decode("utf-8") + "\ufffd", name, ("the file ends within a character",))
    damaged = len(re.findall("[\udc80-\udcff]", data.decode("utf-8", errors="surrogateescape")))
    wide = sum(1 for byte in data if byte >= 0xC2) - damaged
    if wide >= 10 * damaged:
        text = re.sub(
            "[\udc80-\udcff]",
            lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", errors="replace"),
            data.decode("utf-8", errors="surrogateescape"),
        )
        return Decoded(text, name, (f"{damaged} bytes were not {name} and were read as cp1252",))
    text = data.decode("cp1252", errors="replace")
    return Decoded(text, "cp1252", ("not UTF-8: read as cp1252 (Western European); check accents and quotes",))


def _utf16_order(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: zero bytes on one side of each pair only."""
    sample = data[: 1 << 16]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    total = even + odd
    if total < 0.03 * len(sample) or total < 2:
        return None
    order = "utf-16-le" if odd >= 0.95 * total else "utf-16-be" if even >= 0.95 * total else None
    if order is None:
        return None
    text = sample[: len(sample) // 2 * 2].decode(order, errors="replace")
    bad = sum(1 for c in text if c == "\ufffd" or (ord(c) < 32 and c not in "\t\n\r\x0b\x0c"))
    return order if bad <= max(1, 0.01 * len(text)) else None


def _is_binary(data: bytes) -> bool:
    sample = data[: 1 << 16]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    borne = 0.1 if sample.startswith(b"WEBVTT") else 0.01  # a file that says it is captions may be damaged more
    return controls > max(2, borne * len(sample))
