"""A table in memory: its head, the kinds of its columns, its rows, and who each row is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cxresearch.readers.columns import is_numeric, named_columns, words_of
from cxresearch.readers.extract import Gathering, tidy

_ASKS = re.compile(r"[?？؟]\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line (or row number) where it begins, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of one width, the columns their head names, and the rows below the head."""

    head: tuple[str, ...]
    columns: Mapping[str, int]
    top: Row | None
    body: tuple[Row, ...]

    def column(self, index: int) -> list[str]:
        """Return the cells of a column below the head."""
        return [row.cells[index] for row in self.body]

    def cell(self, row: Row, role: str) -> str:
        """Return the cell of a row in the column of a kind, its white space folded; empty without that column."""
        at = self.columns.get(role)
        return " ".join(row.cells[at].split()) if at is not None else ""


def as_table(rows: Sequence[Row]) -> tuple[Table, int]:
    """Bring rows to one width and find their head; also say how many characters cleaning dropped."""
    dropped = 0
    width = max((len(row.cells) for row in rows), default=0)
    clean: list[Row] = []
    for row in rows:
        cells: list[str] = []
        for cell in row.cells:
            parts = [tidy(part) for part in cell.splitlines()] or [("", 0)]
            dropped += sum(lost for _, lost in parts)
            cells.append("\n".join(text for text, _ in parts))
        if any(cell.strip() for cell in cells):
            clean.append(Row(row.number, (*cells, *[""] * (width - len(cells)))))
    if not clean:
        return Table((), {}, None, ()), dropped
    first = clean[0]
    columns = named_columns(first.cells)
    asked = sum(bool(_ASKS.search(cell)) for cell in first.cells)
    titled = all(len(cell.split()) <= 6 and len(cell) <= 60 and ":" not in cell for cell in first.cells)
    unlike = any(
        first.cells[n].strip() and not is_numeric([first.cells[n]]) and is_numeric(held) and any(held)
        for n, held in enumerate(zip(*[row.cells for row in clean[1:]], strict=True))
    )
    known = len(columns) >= 2 or (columns and titled) or (asked >= 2 and len(clean) > 2) or unlike
    if len(clean) > 1 and known and len({c.strip() for c in first.cells if c.strip()}) > 0:
        return Table(first.cells, columns, first, tuple(clean[1:])), dropped
    return Table(("",) * width, {}, None, tuple(clean)), dropped


def report_head(table: Table, gathering: Gathering, without: Collection[int] = ()) -> None:
    """Report the head of a table, some columns left out."""
    cells = [c for n, c in enumerate(table.top.cells) if n not in without and c.strip()] if table.top else []
    if table.top and cells:
        gathering.report(table.top.number, "the head of the table", " ".join(cells))


def report_rest(table: Table, row: Row, used: Collection[int], gathering: Gathering) -> None:
    """Report the cells of a row in columns that nothing else is made of, with the heads of the columns as reason."""
    rest = [n for n, cell in enumerate(row.cells) if n not in used and cell.strip()]
    heads = ", ".join(" ".join(table.head[n].split()) or f"no. {n + 1}" for n in rest)
    if rest:
        gathering.report(row.number, f"another column: {heads}", " ".join(row.cells[n] for n in rest))


def label_in(table: Table, at: int | None, row: Row) -> str | None:
    """Return the name in a cell; a mere number takes the head of its column with it."""
    label = " ".join(row.cells[at].split()) if at is not None else ""
    if at is not None and label.isdecimal() and table.head[at].strip():
        first = re.sub(r"[\W_]*(?:ids?|nr|no|number|code)\W*$", "", table.head[at].strip(), flags=re.IGNORECASE)
        return f"{first or 'Participant'} {label}"
    return label or None


def id_column(table: Table, taken: Sequence[int]) -> int | None:
    """Find the column that names participants: by its head, else the first with a different short word in each row."""
    for role in ("id", "speaker", "group", "number"):
        at = table.columns.get(role)
        if at is not None and at not in taken and _is_naming(table.column(at)):
            return at
    for index in range(len(table.head)):
        if index not in taken and not is_numeric(table.column(index)) and _is_naming(table.column(index)):
            return index
    return None


def _is_naming(cells: Sequence[str]) -> bool:
    held = [cell.strip() for cell in cells if cell.strip()]
    return bool(held) and len(set(held)) == len(held) and words_of(held) <= 4 and len(held) >= 0.9 * len(cells)
