from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from cxresearch.errors import UnreadableFile
from cxresearch.readers import FORMATS, guards, read
from cxresearch.readers.content import Content
from tests.readers.documents import W, p, wrap, write_docx


def archive(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    message = str(caught.value)
    assert path.name in message
    assert message.endswith(".")
    return message


def test_millions_of_empty_paragraphs(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", word__document_xml=wrap("document", "<w:body>" + "<w:p/>" * 3_000_000).encode())

    assert "packed" in refusal(path)


def test_too_many_elements_that_pack_badly_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MAX_ELEMENTS", 1_000)
    body = "".join(f"<w:p a='{(n * 2654435761) % 4294967296:x}'/>" for n in range(1_100))
    path = archive(tmp_path / "a.docx", word__document_xml=wrap("document", body).encode())

    with pytest.raises(UnreadableFile, match="elements"):  # the limit is lowered in this process only
        FORMATS["docx"].extract(Content.load(path))


def test_huge_text_node(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", word__document_xml=wrap("document", "a" * 60_000_000).encode())

    assert "packed" in refusal(path)


def test_declared_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MAX_TOTAL", 2_000_000)
    path = archive(tmp_path / "a.docx", word__document_xml=b"<a/>", b=bytes(3_000_000))

    assert "unpack to more than" in refusal(path)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
        '<!doctype x [<!ENTITY x SYSTEM "http://127.0.0.1/">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(tmp_path: Path, head: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{head}<w:document xmlns:w="{W}"><w:body/></w:document>'
    path = archive(tmp_path / "a.docx", word__document_xml=xml.encode(encoding))

    assert "document type" in refusal(path)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/x", "a/../../b", "C:\\x", "..\\x"])
def test_names_that_lead_outside(tmp_path: Path, name: str) -> None:
    path = write_docx(tmp_path / "a.docx", p("I: Why?"), {name: "x"})

    assert "outside" in refusal(path)


def test_more_entries_than_allowed(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p("I: Why?"), {f"n{n}": "" for n in range(2_001)})

    assert "entries" in refusal(path)


def test_encrypted_entry(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p("I: Why?"))
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))

    assert "password" in refusal(path)


def test_lying_size(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p("I: Why? " * 500) + p("P: So."))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    path.write_bytes(bytes(data))

    assert "damaged" in refusal(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_archive(tmp_path: Path, share: float) -> None:
    path = write_docx(tmp_path / "a.docx", p("I: Why?") + p("P: So it goes."))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])

    assert "damaged" in refusal(path)


def test_xml_that_is_not_well_formed(tmp_path: Path) -> None:
    assert "damaged" in refusal(archive(tmp_path / "a.docx", word__document_xml=b"<w:document><w:body>"))


def test_other_archives_are_named(tmp_path: Path) -> None:
    assert "Excel" in refusal(archive(tmp_path / "a.docx", xl__workbook_bin=b"<a/>"))
    assert "zip archive" in refusal(archive(tmp_path / "b.docx", x=b"y"))
