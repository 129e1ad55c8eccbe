"""Workbooks of several sheets: those that hold speech are read, the rows of the others are reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering, joined, tidy
from cxresearch.readers.grid import Row, as_table
from cxresearch.readers.sheets import lay_out_table


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, whether it is hidden, and its rows."""

    name: str
    hidden: bool
    rows: list[Row]


def read_sheets(
    content: Content,
    book: Sequence[Sheet],
    *,
    format: str,  # noqa: A002
    beside: Sequence[tuple[str, str]] = (),
) -> Extract:
    """Read the sheets that hold speech; the rows of other and hidden sheets are reported.

    `beside` is what stands in no cell, each text with the reason for reporting it.

    Raises
    ------
    UnreadableFile
        When no sheet holds speech.
    """
    found: list[Extract] = []
    refusal: UnreadableFile | None = None
    others = Gathering()
    for reason, text in beside:
        clean, dropped = tidy(text)
        others.dropped += dropped
        others.report(None, reason, clean)
    for sheet in book:
        if not sheet.rows:
            continue
        table, dropped = as_table(sheet.rows)
        try:
            if sheet.hidden:
                raise UnreadableFile("hidden", path=content.path)
            found.append(
                lay_out_table(table, Gathering(dropped=dropped), content, format=format, encoding="utf-8", notes=[])
            )
        except UnreadableFile as error:
            refusal = refusal if sheet.hidden else refusal or error
            others.dropped += dropped
            for row in [*([table.top] if table.top else []), *table.body]:
                reason = f"a row of the {'hidden ' if sheet.hidden else ''}sheet {sheet.name}"
                others.report(row.number, reason, " ".join(cell for cell in row.cells if cell.strip()))
    if not found:
        raise refusal or UnreadableFile(f"{content.path.name} holds no words; save it again.", path=content.path)
    notes = [f"{len(found)} sheets were read one after the other"] if len(found) > 1 else []
    whole = joined([*found, others.finish(format=format, encoding="utf-8")]) if others.reported else joined(found)
    return replace(whole, notes=(*whole.notes, *notes))
