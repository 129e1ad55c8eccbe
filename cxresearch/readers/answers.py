"""Tables of questions and answers: a row per participant with open answers, or a row per question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from cxresearch.readers.columns import head, is_numeric, words_of
from cxresearch.readers.extract import Gathering, Kind, visible
from cxresearch.readers.grid import Table, id_column, label_in, report_head, report_rest

_ASKS = re.compile(r"[?？؟]\s*$")


def answer_columns(table: Table) -> list[int]:
    """Find the columns of open answers: named by a question, or holding sentences."""
    if table.top is None:
        return []
    found: list[int] = []
    for index, title in enumerate(table.head):
        cells = [cell for cell in table.column(index) if cell.strip()]
        if not cells or not title.strip() or is_numeric(cells) or head(title) in {"id", "group", "number", "start"}:
            continue
        distinct = len({cell.casefold() for cell in cells}) / len(cells)
        words = words_of(cells)
        asks = bool(_ASKS.search(title)) or len(title.split()) >= 4 or head(title) in {"answer", "text", "question"}
        ended = sum(cell.rstrip().endswith((".", "!", "?", "…")) for cell in cells) / len(cells)
        if (asks and words >= 3 and distinct > 0.5) or (words >= 6 and distinct > 0.6 and (ended > 0.3 or words >= 12)):
            found.append(index)
    return found


def read_answers(table: Table, questions: Sequence[int], gathering: Gathering) -> None:
    """Gather, for each row, the question of each column and the answer in the cell.

    A head that is only a word for text is no question; its cells are speech of nobody where no column names
    the participants.
    """
    who = id_column(table, questions)
    asked = {n: "" if head(table.head[n]) in {"text", "answer"} else " ".join(table.head[n].split()) for n in questions}
    used = {*questions, *([who] if who is not None else [])}
    report_head(table, gathering, without=[n for n in questions if asked[n]])
    for place, row in enumerate(table.body, 1):
        name: str | None = label_in(table, who, row)
        gathering.structure += visible(row.cells[who]) if who is not None else 0
        if not name:
            name = f"Row {place}" if any(asked.values()) else None
        for n in questions:
            if row.cells[n].strip() and asked[n]:
                gathering.begin(None, kind="question", line=row.number)
                gathering.keep(row.number, asked[n], asked[n])
            if row.cells[n].strip():
                gathering.begin(name, kind="answer", line=row.number)
                gathering.keep(row.number, row.cells[n], row.cells[n])
        report_rest(table, row, used, gathering)


def read_pairs(table: Table, gathering: Gathering) -> None:
    """Gather a question and its answer from each row."""
    who = next((table.columns[role] for role in ("speaker", "id", "group") if role in table.columns), None)
    used = {table.columns["question"], table.columns["answer"], *([who] if who is not None else [])}
    report_head(table, gathering)
    for row in table.body:
        gathering.structure += visible(row.cells[who]) if who is not None else 0
        for role, kind in (("question", "question"), ("answer", "answer")):
            text = row.cells[table.columns[role]]
            if text.strip():
                name = label_in(table, who, row) if role == "answer" else None
                gathering.begin(name, kind=cast(Kind, kind), line=row.number)
                gathering.keep(row.number, text, text)
        report_rest(table, row, used, gathering)
