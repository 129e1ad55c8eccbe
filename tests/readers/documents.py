"""Builds small Word documents out of XML by hand, so that each construct is exactly the one under test."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def wrap(tag: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="{W}">{inner}</w:{tag}>'


def p(*texts: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(r(text) for text in texts)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def write_docx(path: Path, body: str, parts: Mapping[str, str] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", wrap("document", f"<w:body>{body}</w:body>"))
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return path


_ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def write_odt(
    path: Path, body: str, styles: str = "", margins: str = "", parts: Mapping[str, str] | None = None
) -> Path:
    """Write an OpenDocument text; `margins` stands among the master pages."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {_ODT}>{automatic}'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {_ODT}>{margins}</office:document-styles>")
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return path


def odt_table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row) for row in rows]
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"


_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def write_xlsx(path: Path, sheets: Mapping[str, str], strings: tuple[str, ...] = (), styles: str = "") -> Path:
    """Write a workbook; each sheet is the XML of its rows, hidden where its name begins with an underscore."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = relations = ""
        for number, (name, rows) in enumerate(sheets.items(), 1):
            state = ' state="hidden"' if name.startswith("_") else ""
            listed += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{state}/>'
            relations += f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>'
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml", f"<worksheet {_X}><sheetData>{rows}</sheetData></worksheet>"
            )
        archive.writestr("xl/workbook.xml", f"<workbook {_X} {_R}><sheets>{listed}</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
        held = "".join(f"<si><t>{text}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f"<sst {_X}>{held}</sst>")
        if styles:
            archive.writestr("xl/styles.xml", f"<styleSheet {_X}>{styles}</styleSheet>")
    return path


def sheet_rows(*rows: tuple[str, ...]) -> str:
    made = ""
    for number, row in enumerate(rows, 1):
        cells = [
            f'<c r="{chr(65 + n)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for n, cell in enumerate(row)
            if cell
        ]
        made += f'<row r="{number}">{"".join(cells)}</row>'
    return made


def write_pdf(path: Path, pages: list[list[str]], *, encrypt: str = "") -> Path:
    """Write a PDF of Courier lines, by hand except for encryption."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
    for lines in pages:
        drawn = ["BT /F1 9 Tf 12 TL 50 780 Td"]
        for line in lines:
            safe = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"({safe}) Tj T*")
        stream = "\n".join([*drawn, "ET"])
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made = b"%PDF-1.4\n"
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{held}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    made += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    ).encode("ascii")
    path.write_bytes(made)
    if encrypt:
        from pypdf import PdfReader, PdfWriter

        writer = PdfWriter(clone_from=PdfReader(path))
        writer.encrypt(encrypt, algorithm="RC4-128")
        writer.write(path)
    return path
