"""Ways out of a study: one exporter for each format, and the registry that knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from cxresearch.domain.reading import Reading
from cxresearch.errors import ExportRefused
from cxresearch.exports import markdown, pictures, report, sticky, study_json, tables
from cxresearch.exports.base import ExportContext, Exporter
from cxresearch.exports.writing import write

__all__ = ["EXPORTERS", "ExportContext", "Exporter", "export"]

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        exporter.key: exporter
        for exporter in (
            report.EXPORTER,
            tables.EXPORTER,
            study_json.EXPORTER,
            markdown.EXPORTER,
            sticky.EXPORTER,
            pictures.PNG,
            pictures.SVG,
        )
    }
)
"""Key to exporter."""


def export(reading: Reading, *, to: Sequence[str], out: Path, context: ExportContext) -> tuple[Path, ...]:
    """Write a reading in one or more formats to a folder: all of it, or nothing.

    Parameters
    ----------
    reading
        What to export.
    to
        Keys of `EXPORTERS`.
    out
        The folder; it is made where it is missing. Files in it are replaced only when cxresearch wrote them.
    context
        The title, what was imported, and the state of the pseudonyms.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    ExportRefused
        For an unknown key, a file in the way, or a folder that cannot be written to.
    """
    unknown = [key for key in to if key not in EXPORTERS]
    if unknown:
        raise ExportRefused(f"There is no export called {unknown[0]!r}; choose from {', '.join(sorted(EXPORTERS))}.")
    files: dict[str, bytes] = {}
    for key in to:
        files.update(EXPORTERS[key].make(reading, context))
    return write(files, out)
