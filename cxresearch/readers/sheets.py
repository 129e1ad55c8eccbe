"""Tables as transcripts: a row per turn, a row per participant with answers, or a column of whole transcripts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from cxresearch.errors import UnreadableFile
from cxresearch.readers.answers import answer_columns, read_answers, read_pairs
from cxresearch.readers.columns import are_speakers, are_times, ask_and_answer, is_numeric, words_of
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Draft, Extract, Gathering, Kind, joined, visible
from cxresearch.readers.grid import Table, id_column, label_in, report_head, report_rest
from cxresearch.readers.labels import is_code, is_unknown, meaning, normal
from cxresearch.readers.marks import mask
from cxresearch.readers.pieces import Piece, read_pieces, scale_of
from cxresearch.readers.roles import assign
from cxresearch.readers.transcripts_within import read_within

_SECONDS = re.compile(r"\d{1,7}(?:[.,]\d{1,6})?s?$")
_LABELLED = re.compile(r"\s*(?P<label>[^\W\d_][^:：\n]{0,30}[:：])\s+(?=\S)")
_QUOTE_LISTS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"id", "document", "tag", "content"}), "Taguette"),
    (frozenset({"document name", "code", "segment"}), "MAXQDA"),
    (frozenset({"dokumentname", "code", "segment"}), "MAXQDA"),
    (frozenset({"codename", "seltext"}), "QualCoder"),
    (frozenset({"quotation content", "codes"}), "ATLAS.ti"),
)
"""Heads of the columns with which programs list coded quotes."""


def lay_out_table(
    table: Table,
    gathering: Gathering,
    content: Content,
    *,
    format: str,  # noqa: A002
    encoding: str,
    notes: Sequence[str] = (),
) -> Extract:
    """Read a table in the first shape that fits: whole transcripts, questions and answers, turns, open answers.

    A unit is a row of a turn, an answer with its question, or a line of a transcript in a cell.

    Raises
    ------
    UnreadableFile
        When its cells are short facts (a table of attributes), or quotes that a program exported with codes.
    """
    path = content.path
    titles = {normal(cell) for cell in table.head}
    program = next((program for heads, program in _QUOTE_LISTS if heads <= titles), None)
    if program:
        raise UnreadableFile(
            f"{path.name} is a list of coded quotes from {program}; give the transcripts themselves.", path=path
        )
    whole = _transcript_column(table, path)
    if whole is not None:
        return _read_transcripts(table, whole, gathering, path, format=format, encoding=encoding, notes=notes)
    turns = None
    if {"question", "answer"} <= table.columns.keys() and "text" not in table.columns:
        read_pairs(table, gathering)
    elif turns := _turn_columns(table := _with_labels_apart(table)):
        table = replace(table, columns=turns)
        if "speaker" not in turns and "start" in turns:
            return _read_as_captions(table, gathering, content, format=format, encoding=encoding, notes=notes)
        _read_turns(table, gathering)
    elif questions := answer_columns(table):
        read_answers(table, questions, gathering)
    else:
        raise UnreadableFile(
            f"{path.name} is a table whose cells hold short facts and no speech; give it as --attributes, or save the"
            " transcripts with a column for the speaker and one for the text.",
            path=path,
        )
    return gathering.finish(format=format, encoding=encoding, notes=notes)


def _with_labels_apart(table: Table) -> Table:
    """Give the labels that stand before the words in a column of texts (``I: Why?``) a column of their own."""
    at = table.columns.get("text")
    if at is None or not {"speaker", "role"}.isdisjoint(table.columns):
        return table
    found = [_LABELLED.match(row.cells[at]) for row in table.body]
    labels = [match["label"].rstrip(":：") for match in found if match]
    if len(labels) < 0.8 * len(found) or not are_speakers(labels):
        return table
    body = tuple(
        replace(row, cells=(*row.cells[:at], row.cells[at][m.end() :], *row.cells[at + 1 :], m["label"]))
        if m
        else replace(row, cells=(*row.cells, ""))
        for row, m in zip(table.body, found, strict=True)
    )
    top = replace(table.top, cells=(*table.top.cells, "")) if table.top else None
    return Table((*table.head, ""), {**table.columns, "speaker": len(table.head)}, top, body)


def _turn_columns(table: Table) -> dict[str, int] | None:
    """Find the columns of a table of turns, or None where it is of another kind."""
    columns = dict(table.columns)
    width = len(table.head)
    taken = set(columns.values())
    for index in range(width):
        cells = table.column(index)
        if index in taken or not any(cells):
            continue
        if "start" not in columns and are_times(cells):
            columns["start"] = index
        elif {"speaker", "role"}.isdisjoint(columns) and (
            ask_and_answer(cells) if table.head[index] else are_speakers(cells)
        ):
            columns["speaker"] = index
    if "speaker" not in columns and "text" in columns:
        again = (r for r in ("role", "id", "group") if r in columns and _may_speak(r, table.column(columns[r])))
        if other := next(again, None):
            columns["speaker"] = columns.pop(other)
    held = table.column(columns["id"]) if "id" in columns else []
    if "group" not in columns and "id" in columns and _comes_back(held) and _in_blocks(held):
        columns["group"] = columns.pop("id")
    if "text" not in columns:
        taken = set(columns.values())
        rest = [n for n in range(width) if n not in taken and not is_numeric(table.column(n))]
        rest = rest if not table.top or "speaker" in columns or "start" in columns else []
        if not rest:
            return None
        columns["text"] = max(rest, key=lambda n: words_of(table.column(n)))
    if "speaker" not in columns and "start" not in columns:
        return None
    spoken = words_of(table.column(columns["text"]))
    told = table.top is not None and {"text"} <= table.columns.keys()
    return columns if spoken >= (1.0 if told else 3.0) and not is_numeric(table.column(columns["text"])) else None


def _comes_back(cells: Sequence[str]) -> bool:
    """Tell whether cells are short and come back, as labels of speakers or interviews do."""
    held = [" ".join(cell.split()) for cell in cells if cell.strip()]
    return (
        len(held) >= 0.9 * len(cells) and 1 < len(set(held)) <= max(2, 0.67 * len(held)) and max(map(len, held)) <= 60
    )


def _may_speak(role: str, cells: Sequence[str]) -> bool:
    """Tell whether a column of ids or groups may hold the speakers: names that come back, not the codes of a coder."""
    return _comes_back(cells) and (role == "role" or are_speakers(cells) or is_numeric(cells) or _in_blocks(cells))


def _in_blocks(cells: Sequence[str]) -> bool:
    """Tell whether equal cells stand together, as the rows of one interview do and the codes of a coder do not."""
    held = [cell.strip() for cell in cells]
    changes = sum(one != other for one, other in pairwise(held))
    return changes + 1 <= 1.5 * len(set(held))


def _read_turns(table: Table, gathering: Gathering) -> None:
    """Gather a row per turn; other columns with words in them are reported row by row."""
    used = {index for role, index in table.columns.items() if role in _USED}
    report_head(table, gathering)
    names = _names(table)
    quiet = {n for n in range(len(table.head)) if is_numeric(table.column(n))}
    scale = _scale(table)
    before: tuple[str | None, Kind, str] | None = None
    for row, name in zip(table.body, names, strict=True):
        text = row.cells[table.columns["text"]]
        marks = sum(visible(cell) for n, cell in enumerate(row.cells) if n in used | quiet and cell is not text)
        kind = _kind(table.cell(row, "role"), name)
        start, end = (_time(table.cell(row, which), scale) for which in ("start", "end"))
        if not text.strip():
            gathering.report(row.number, "a row without words", " ".join(c for c in row.cells if c.strip()))
            continue
        key = (name, kind, table.cell(row, "group"))
        if key != before or name is None or not gathering.speaking:
            gathering.begin(name, kind=kind, start=start, end=end, line=row.number)
        before = key
        gathering.keep(row.number, text, text, end=end)
        gathering.structure += marks
        report_rest(table, row, used | quiet, gathering)


def _read_as_captions(
    table: Table,
    gathering: Gathering,
    content: Content,
    *,
    format: str,  # noqa: A002
    encoding: str,
    notes: Sequence[str],
) -> Extract:
    """Read rows with times and no speakers like captions."""
    report_head(table, gathering)
    scale = _scale(table)
    used = {index for role, index in table.columns.items() if role in _USED}
    quiet = {n for n in range(len(table.head)) if is_numeric(table.column(n))}
    at = table.columns["text"]
    pieces: list[Piece] = []
    for row in table.body:
        start, end = (_time(table.cell(row, which), scale) for which in ("start", "end"))
        pieces.append(Piece(row.number, row.cells[at], start, end))
        gathering.structure += sum(visible(c) for n, c in enumerate(row.cells) if n in used | quiet and n != at)
        report_rest(table, row, used | quiet | {at}, gathering)
    first = gathering.finish(format=format, encoding=encoding, notes=notes)
    return joined([first, read_pieces(content, pieces, format=format)])


_USED = frozenset({"speaker", "role", "text", "start", "end", "number", "group"})


def _names(table: Table) -> list[str | None]:
    """Name the speaker of each row; a code or role that speaks in several interviews is told apart by them."""
    names: list[str | None] = []
    before = ""
    groups = len({table.cell(row, "group") for row in table.body})
    within: dict[str, set[str]] = {}
    for row in table.body:
        name = (label_in(table, table.columns.get("speaker"), row) or "").rstrip(":").strip()
        group = table.cell(row, "group")
        before = name or (before if names else "")
        names.append(before or None)
        within.setdefault(before, set()).add(group)
    if "group" not in table.columns or not 2 <= groups <= 0.5 * len(table.body):
        return names
    return [
        f"{name} ({table.cell(row, 'group')})"
        if name
        and table.cell(row, "group")
        and len(within[name]) > 1
        and meaning(name).role != "interviewer"
        and _kind(table.cell(row, "role"), name) != "question"
        and (is_code(name) or is_unknown(name) or meaning(name).role == "participant")
        else name
        for row, name in zip(table.body, names, strict=True)
    ]


def _kind(role: str, name: str | None) -> Kind:
    stated = meaning(role).role if role else None
    if stated is None and name is not None:
        return "aside" if meaning(name).role == "other" else "speech"
    kinds: Mapping[str | None, Kind] = {"interviewer": "question", "participant": "answer", "other": "aside"}
    return kinds.get(stated, "speech")


def _scale(table: Table) -> float:
    """Tell seconds from milliseconds in a column of whole numbers."""
    at = table.columns.get("start")
    if at is None:
        return 1.0
    cells = [cell.strip() for cell in table.column(at) if cell.strip()]
    whole = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < 12]
    return scale_of(whole) if len(whole) >= 0.9 * len(cells) else 1.0


def _time(text: str, scale: float) -> float | None:
    if not text:
        return None
    if _SECONDS.match(text):
        return round(float(text.rstrip("s").replace(",", ".")) * scale, 3)
    return mask(text).start


def _transcript_column(table: Table, path: Path) -> int | None:
    """Find the column whose cells hold whole transcripts: many lines each, with speakers or times."""
    for index in range(len(table.head)):
        cells = [cell for cell in table.column(index) if cell.strip()]
        if not cells or words_of(cells) < 12:
            continue
        many = [cell for cell in cells if sum(bool(line.strip()) for line in cell.splitlines()) >= 3]
        if len(many) < 0.6 * len(cells):
            continue
        sample = [read_within(path, cell) for cell in many[:8]]
        if sum(any(draft.speaker or draft.kind == "question" for draft in one.drafts) for one in sample) >= 0.6 * len(
            sample
        ):
            return index
    return None


def _read_transcripts(
    table: Table,
    at: int,
    gathering: Gathering,
    path: Path,
    *,
    format: str,  # noqa: A002
    encoding: str,
    notes: Sequence[str],
) -> Extract:
    """Read each cell as a transcript of its own, and name its participants by the row."""
    who = id_column(table, [at])
    used = {at, *([who] if who is not None else [])}
    report_head(table, gathering)
    found: list[Extract] = []
    for place, row in enumerate(table.body, 1):
        name = label_in(table, who, row) or f"Row {place}"
        gathering.structure += visible(row.cells[who]) if who is not None else 0
        report_rest(table, row, used, gathering)
        if row.cells[at].strip():
            one = read_within(path, row.cells[at])
            found.append(replace(one, drafts=_named(one, name, row.number)))
    return joined([gathering.finish(format=format, encoding=encoding, notes=notes), *found], first=True)


def _named(found: Extract, name: str, line: int) -> tuple[Draft, ...]:
    """Settle the roles within one transcript, so that labels of several transcripts do not mix."""
    turns, speakers = assign(found.drafts, front=found.front)
    talking = [s.name for s in speakers if s.role == "participant"]
    kinds: Mapping[str, Kind] = {"interviewer": "question", "participant": "answer", "other": "aside"}
    named: list[Draft] = []
    for draft, turn in zip(found.drafts, turns, strict=True):
        label = draft.speaker
        common = label is not None and (is_code(label) or is_unknown(label) or meaning(label).role is not None)
        if turn.role == "participant" and (label is None or common):
            label = name if label is None or len(talking) == 1 else f"{label} ({name})"
        elif turn.role == "interviewer" and label is not None and common and meaning(label).role != "interviewer":
            label = f"Interviewer ({label})"
        named.append(replace(draft, speaker=label, kind=kinds[turn.role], line=line + (draft.line or 1) - 1))
    return tuple(named)
