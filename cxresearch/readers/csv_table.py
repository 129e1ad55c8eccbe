"""Tables with separators (.csv, .tsv); see `cxresearch.readers.sheets` for what their rows may be."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from cxresearch.errors import UnreadableFile
from cxresearch.readers.columns import ask_and_answer, named_columns, words_of
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering, visible
from cxresearch.readers.grid import Row, as_table
from cxresearch.readers.sheets import lay_out_table

name = "csv"
title = "CSV and TSV tables of turns, answers or transcripts"

_MARKS = (",", "\t", ";", "|")
_LONGEST = 10_000_000
_MOST_ROWS = 1_000_000
_SAYS = frozenset({"text", "answer", "question"})
_WHO = frozenset({"speaker", "role", "id", "group", "start", "question"})


def recognises(content: Content) -> bool:
    """Tell whether the text is a table: rows of one width below a head, or a head of known words."""
    if content.decoded is None:
        return False
    if content.structure is not None:
        return content.structure.startswith("a table")
    first = next((line for line in content.lines if line.strip()), "")
    if not any(mark in first for mark in _MARKS) or len(first) > 20_000:
        return False
    mark = _separator(first)
    rows = _rows(content, mark, quoted=True)
    heads = next(rows, Row(1, ())).cells
    if not _are_heads(heads):
        return _are_turns([Row(1, heads), *islice(rows, 200)])
    widths = Counter(len(row.cells) for row in rows)
    return widths[len(heads)] >= 0.8 * sum(widths.values()) and bool(widths)


def _are_turns(rows: list[Row]) -> bool:
    """Tell whether rows without a head are turns: of one width, with a column of speakers and one of speech."""
    width = len(rows[0].cells)
    even = [row.cells for row in rows if len(row.cells) == width]
    if width < 2 or len(rows) < 4 or len(even) < 0.95 * len(rows):
        return False
    columns = [[cells[at] for cells in even] for at in range(width)]
    spoken = any(words_of(column) >= 3 for column in columns)
    return spoken and any(ask_and_answer(column) for column in columns if all(map(str.strip, column)))


def _are_heads(cells: Sequence[str]) -> bool:
    """Tell whether cells are the head of a table of speech: known words, or an id beside questions."""
    short = [cell.strip() for cell in cells]
    if len(short) < 2 or len(set(short)) < len(short) or any(len(cell) > 300 for cell in short):
        return False
    columns = named_columns(short)
    asking = sum(cell.endswith(("?", "？", "؟")) for cell in short)
    if asking and (len(short) > 2 or columns):
        return bool(columns) or asking >= 2
    if any(":" in cell or len(cell.split()) > 6 for cell in short):
        return False
    return len(columns) >= 2 and bool(columns.keys() & _SAYS and columns.keys() & _WHO)


def extract(content: Content) -> Extract:
    """Read a table with separators.

    Raises
    ------
    UnreadableFile
        When it is a table of attributes, or too long.
    """
    if content.decoded is None:
        raise UnreadableFile(f"{content.path.name} is not text; save it as CSV (UTF-8).", path=content.path)
    mark = _separator(next((line for line in content.lines if line.strip()), ""))
    rows = list(_rows(content, mark, quoted=True))
    notes = list(content.decoded.notes)
    if content.decoded.text.count('"') % 2:
        plain = list(_rows(content, mark, quoted=False))
        if _evenness(plain) > _evenness(rows):
            rows = plain
            notes.append("quotation marks do not pair up, so they were read as part of the text")
    table, dropped = as_table(rows)
    gathering = Gathering(dropped=dropped)
    between = visible(content.decoded.text) - sum(visible(cell) for row in rows for cell in row.cells)
    gathering.structure += max(0, between)
    return lay_out_table(table, gathering, content, format=name, encoding=content.decoded.encoding, notes=tuple(notes))


def _separator(first: str) -> str:
    """Return the separator that cuts the first line into most cells."""
    return max(_MARKS, key=lambda mark: (len(next(csv.reader([first], delimiter=mark), [])), mark == ","))


def _rows(content: Content, mark: str, *, quoted: bool) -> Iterator[Row]:
    text = content.decoded.text.lstrip("\ufeff") if content.decoded else ""
    if not text.isascii():
        text = text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(
        io.StringIO(text.replace("\x00", ""), newline=""),
        delimiter=mark,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    line = 1
    try:
        for count, cells in enumerate(reader):
            if count >= _MOST_ROWS:
                raise UnreadableFile(
                    f"{content.path.name} has more than {_MOST_ROWS:,} rows and was not read; split it.",
                    path=content.path,
                )
            if any(cell.strip() for cell in cells):
                yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            f"{content.path.name} is a table with a cell that cannot be read (line {line}); save it again as CSV.",
            path=content.path,
            line=line,
        ) from error


def _evenness(rows: list[Row]) -> float:
    widths = Counter(len(row.cells) for row in rows)
    return max(widths.values()) * len(rows) / max(sum(widths.values()), 1) if rows else 0.0
