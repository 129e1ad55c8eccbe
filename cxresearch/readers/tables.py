"""Tables whose rows are turns: which column holds times, speakers and text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cxresearch.readers.extract import Kind, Line, visible
from cxresearch.readers.labels import METADATA, is_name, is_role_word, meaning, normal
from cxresearch.readers.marks import mask, only_time

_HEADS = {
    "speaker": frozenset(
        "speaker name who person participant speakers sprecher sprecherin spreker locuteur intervenant hablante orador"
        " parlante mówca"
        " rozmówca voice role گوینده نام المتحدث".split()
    ),
    "text": frozenset(
        "text transcript utterance content speech what said quote words transkript äußerung aussage tekst uitspraak"
        " texte texto"
        " testo wypowiedź message comment متن النص".split()
    ),
    "time": frozenset(
        "time timestamp start timecode zeit zeitmarke tijd temps heure tiempo hora tempo ora czas زمان الوقت".split()
    ),
    "number": frozenset("no nr # number id line zeile turn row lp index ردیف".split()),
    "question": frozenset("question questions frage fragen vraag pregunta domanda pytanie سوال".split()),
    "answer": frozenset(
        "answer answers response antwort antworten antwoord respuesta réponse risposta odpowiedź پاسخ جواب".split()
    ),
}
_HEADS = {role: frozenset(word.casefold() for word in words) for role, words in _HEADS.items()}
_NUMBER = re.compile(r"\s*\d{1,5}[.)]?\s*")


def lines_of_table(rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> list[Line] | None:
    """Read table rows as turns, or return None where the table is of another kind.

    Parameters
    ----------
    rows
        Cell texts.
    numbers
        The line number of each row.

    Examples
    --------
    >>> rows = [["Time", "Who", "Text"], ["0:01", "Ana", "Why?"], ["0:04", "Bo", "It broke."]]
    >>> found = lines_of_table(rows, [1, 2, 3])
    >>> [(line.speaker, line.start, line.text) for line in found]
    [(None, None, 'Time Who Text'), ('Ana', 1.0, 'Why?'), ('Bo', 4.0, 'It broke.')]
    """
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        return None
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    head = _heads(full[0])
    body = full[1:] if len(head) >= 2 else full
    columns = _columns(body, head if len(head) >= 2 else {})
    if "text" not in columns and not {"question", "answer"} <= columns.keys():
        return None
    if "speaker" not in columns and "time" not in columns and "question" not in columns:
        return None
    lines: list[Line] = []
    speaker: str | None = None
    for row, number in zip(full, numbers, strict=True):
        if row is full[0] and len(head) >= 2:
            lines.append(_aside(row, number))
            continue
        if "question" in columns and "text" not in columns:
            lines += _pair(row, number, columns)
            continue
        given = " ".join(row[columns["speaker"]].split()).rstrip(":").strip() if "speaker" in columns else ""
        speaker = given or speaker
        lines.append(_turn(row, number, columns, speaker) if row[columns["text"]].strip() else _aside(row, number))
    return lines


def place_table(
    rows: Sequence[Sequence[str]], numbers: Sequence[int], cells: Sequence[Line], *, nested: bool, first: int
) -> tuple[list[Line], list[tuple[int, str, str]]]:
    """Say how a table of a document is read: particulars set aside, rows as turns, or cell by cell.

    Parameters
    ----------
    rows, numbers
        Cell texts, and the number of each row.
    cells
        The same text as lines, for a table of another kind.
    nested
        Whether a table stands in a cell, which is read cell by cell.
    first
        The number of the paragraph before the table.

    Returns
    -------
    tuple
        Lines in reading order; and number, reason and text of what is set aside.
    """
    if not nested and is_particulars(rows):
        aside = [(at, "front matter", " ".join(row)) for at, row in zip(numbers, rows, strict=True) if any(row)]
        return [], aside
    turns = None if nested else lines_of_table(rows, numbers)
    last = max((line.number for line in cells), default=first)
    return [Line(first, ""), *(cells if turns is None else turns), Line(last, "")], []


def _heads(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        for role, words in _HEADS.items():
            if normal(cell).rstrip("s") in words or normal(cell) in words:
                found.setdefault(role, index)
    return found


def _columns(body: Sequence[Sequence[str]], head: dict[str, int]) -> dict[str, int]:
    """Tell the columns apart by their heads, else by what they hold."""
    columns = {role: index for role, index in head.items() if role != "number"}
    width = len(body[0])
    left = [index for index in range(width) if index not in head.values()]
    cells = {index: [row[index].strip() for row in body if row[index].strip()] for index in left}
    for index in left:
        held = cells[index]
        if held and "time" not in columns and sum(only_time(mask(cell)) for cell in held) >= 0.6 * len(held):
            columns["time"] = index
        elif held and "speaker" not in columns and _are_speakers(held):
            columns["speaker"] = index
    rest = [index for index in left if index not in columns.values() and cells[index]]
    rest = [index for index in rest if not all(_NUMBER.fullmatch(cell) for cell in cells[index])]
    if "text" not in columns and "answer" not in columns and rest:
        asking = [index for index in rest if sum(c.endswith("?") for c in cells[index]) >= 0.6 * len(cells[index])]
        if len(rest) == 2 and len(asking) == 1 and "speaker" not in columns:
            columns |= {"question": asking[0], "answer": next(index for index in rest if index not in asking)}
        else:
            columns["text"] = max(rest, key=lambda index: sum(len(cell) for cell in cells[index]))
    return columns


def _are_speakers(held: Sequence[str]) -> bool:
    bare = [" ".join(cell.split()).rstrip(":") for cell in held]
    kinds = Counter(bare)
    named = sum(is_name(cell) or is_role_word(cell) or meaning(cell).role is not None for cell in bare)
    again = len(kinds) <= max(2, len(bare) // 2) and len(kinds) < len(bare)
    plain = any(meaning(cell).role is not None for cell in bare)
    return named >= 0.9 * len(bare) and (again or plain) and max(map(len, bare)) <= 48


def is_particulars(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table lists particulars of an interview (date, place, age) and holds no speech.

    Examples
    --------
    >>> is_particulars([["Date", "1 May"], ["Place", "Room 4"]])
    True
    """
    keys = [normal(row[0]) for row in rows if row and row[0].strip()]
    if len(set(keys)) < 0.7 * len(keys):
        return False
    across = [normal(cell) for cell in rows[0]] if rows else []
    return any(
        len(heads) >= 2 and sum(key in METADATA for key in heads) >= 0.5 * len(heads) for heads in (keys, across)
    )


def _turn(row: Sequence[str], number: int, columns: dict[str, int], speaker: str | None) -> Line:
    text = row[columns["text"]]
    used = {index for role, index in columns.items() if role in {"text", "speaker", "time"}}
    more = [row[index] for index in range(len(row)) if index not in used and row[index].strip()]
    if more and not all(_NUMBER.fullmatch(cell) for cell in more):
        extra = [cell for cell in more if not _NUMBER.fullmatch(cell)]
        text = " ".join([text, *(f"[{cell.strip()}]" for cell in extra)]) if text.strip() else " ".join(extra)
    start = end = None
    if "time" in columns:
        masked = mask(" ".join(row[columns["time"]].split()))
        start, end = masked.start, masked.end
    marks = sum(visible(cell) for cell in row) - visible(text)
    return Line(number, text, given=True, speaker=speaker, start=start, end=end, marks=marks)


def _aside(row: Sequence[str], number: int) -> Line:
    return Line(number, " ".join(cell.strip() for cell in row if cell.strip()), given=True, kind="aside")


def _pair(row: Sequence[str], number: int, columns: dict[str, int]) -> list[Line]:
    lines: list[Line] = []
    kinds: tuple[tuple[Kind, int], ...] = (("question", columns["question"]), ("answer", columns["answer"]))
    for kind, index in kinds:
        if row[index].strip():
            others = sum(
                visible(cell) for n, cell in enumerate(row) if n not in {columns["question"], columns["answer"]}
            )
            lines.append(Line(number, row[index], given=True, kind=kind, marks=others if not lines else 0))
    return lines
