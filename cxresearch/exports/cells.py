"""Tables as CSV that spreadsheets and scripts both read, and in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r]")

Cell = str | int | float | bool | None


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Text that already has apostrophes before such a sign gets one more, so that taking one apostrophe
    away from a cell that matches ``'+[=+-@TAB CR]`` always gives the words back.

    Examples
    --------
    >>> guarded("=1+1"), guarded("-- no"), guarded("fine"), guarded("'=1")
    ("'=1+1", "'-- no", 'fine', "''=1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    return guarded(value) if isinstance(value, str) else str(value)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV: RFC 4180, UTF-8 without a byte order mark.

    Scripts rely on the first column's name, and a mark becomes part of it in much that reads CSV; Excel
    asks for the encoding under "From Text/CSV". Yes/no values are words, numbers have three decimals.

    Parameters
    ----------
    header
        Column names.
    rows
        One sequence of cells for each row; None becomes an empty cell.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8")
