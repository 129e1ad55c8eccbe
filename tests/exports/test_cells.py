"""CSV cells: no formulas, nothing lost."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from cxresearch.exports.cells import csv_bytes, guarded

FORMULAS = ["=1+1", "+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''-x"]


def unguarded(cell: str) -> str:
    """What the documentation tells people to do to get the words back."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


@given(st.one_of(st.sampled_from(FORMULAS), st.text(alphabet="=+-@'\t\rab", max_size=6), st.text(max_size=20)))
def test_no_cell_begins_like_a_formula_and_the_words_come_back(text: str) -> None:
    cell = guarded(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(cell) == text


def test_a_table_is_rfc_4180_and_its_first_column_can_be_named() -> None:
    data = csv_bytes(["a", "b"], [["x,y", 'he said "no"\nand left'], [None, 0.5], [True, False], [3, "سلام"]])

    assert data.startswith(b"a,b\r\n")
    assert data.endswith(b"\r\n")
    assert read(data)[1:] == [["x,y", 'he said "no"\nand left'], ["", "0.500"], ["yes", "no"], ["3", "سلام"]]
