"""What OpenDocument texts and sheets share, and XML in general: names without their namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.guards import open_archive, parse_xml, read_part

MAIN = "content.xml"
CELLS = frozenset({"table-cell", "covered-table-cell"})
_MANIFEST = "META-INF/manifest.xml"


def is_opendocument(content: Content, kind: str) -> bool:
    """Tell whether the content is a zip archive that says it is an OpenDocument ``text`` or ``spreadsheet``."""
    if not content.zipped or MAIN not in content.members or "mimetype" not in content.members:
        return False
    with open_archive(content.path, content.data) as archive:
        if archive.getinfo("mimetype").file_size > 200:
            return False
        said = read_part(content.path, archive, "mimetype").decode("ascii", "replace").strip()
        return said.startswith(f"application/vnd.oasis.opendocument.{kind}")


def main_part(path: Path, archive: ZipFile) -> Any:
    """Return the root of the document's content.

    Raises
    ------
    UnreadableFile
        When the document is encrypted, damaged or beyond the limits of `guards`.
    """
    if _MANIFEST in archive.namelist() and b"encryption-data" in read_part(path, archive, _MANIFEST):
        raise UnreadableFile(f"{path.name} is encrypted; save it without a password.", path=path)
    return parse_xml(path, read_part(path, archive, MAIN), MAIN)


def local_name(element: Any) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, wanted: str) -> str:
    """Return an attribute by its name without namespace; empty where the element has none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), "")


def outside_cells(element: Any) -> Iterator[str]:
    """Yield the text of a table that stands in none of its cells, where no program writes or shows any."""
    yield " ".join((element.text or "").split())
    for child in element:
        if local_name(child) and local_name(child) not in CELLS:
            yield from outside_cells(child)
        yield " ".join((child.tail or "").split())
