"""A table of attributes with a row per participant: read it, and find whose rows they are."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from cxresearch.domain.participants import ToldSpeaker
from cxresearch.domain.text import clean_text
from cxresearch.domain.transcript import ROLES, Role
from cxresearch.errors import InputError
from cxresearch.readers.labels import meaning
from cxresearch.readers.pseudonym_key import Key
from cxresearch.readers.pseudonyms import pseudonymise_file_name as _file_name

csv.field_size_limit(10_000_000)
Row = dict[str, str]


def read_table(path: Path) -> list[Row]:
    """Read a CSV or TSV table with a header.

    Returns
    -------
    list of dict
        Column to cell, both cleaned; empty cells left out; empty rows dropped.

    Raises
    ------
    InputError
        When the file is missing, is not text, or has no header with at least two columns.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The table {path.name} cannot be opened ({error.strerror}); check its name.", path=path
        ) from error
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise InputError(f"The table {path.name} is not text; save it as CSV (UTF-8) and try again.", path=path)
    if "\x00" in text or raw[:4] == b"PK\x03\x04":
        raise InputError(f"The table {path.name} is not text; save it as CSV (UTF-8) and try again.", path=path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise InputError(
            f"The table {path.name} cannot be read as CSV ({error}); save it again and retry.", path=path
        ) from error
    rows = [[clean_text(cell)[0] for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not rows or len(rows[0]) < 2:
        raise InputError(
            f"The table {path.name} needs a header and at least two columns, one naming participants.", path=path
        )
    return [{name: cell for name, cell in zip(rows[0], row, strict=False) if name and cell} for row in rows[1:]]


_SPEAKER = frozenset("speaker label voice speakerlabel speakername sprecher sprecherin".split())
_PERSON = frozenset("participant participantid id person pid teilnehmer".split())
_FILE = frozenset("file filename transcript source datei interview recording".split())


def speakers_told(rows: Sequence[Row]) -> tuple[ToldSpeaker, ...]:
    """Take from a table what it says of speakers: a column of labels beside a role, a participant, or both.

    Rows without a label, and tables without such columns, say nothing; a column of files limits a row to that file.

    Examples
    --------
    >>> speakers_told([{"Speaker": "Bo", "role": "host"}])
    (ToldSpeaker(speaker='Bo', file='', participant='', role='interviewer'),)
    """
    columns = {_fold(column): column for row in rows for column in row}

    def cell(row: Row, names: frozenset[str]) -> str:
        return next((row[columns[name]] for name in sorted(names & columns.keys()) if columns[name] in row), "")

    told: list[ToldSpeaker] = []
    for row in rows:
        label = cell(row, _SPEAKER)
        role = cell(row, frozenset({"role", "rolle"}))
        one = ToldSpeaker(label, cell(row, _FILE), cell(row, _PERSON), role_named(role) if role else None)
        if label and (one.participant or one.role):
            told.append(one)
    return tuple(told)


def told_speakers(speakers: Mapping[str, str], table: Path | None) -> tuple[ToldSpeaker, ...]:
    """Join what a researcher says of labels (label to role, or to participant id) with what a table says of them.

    Examples
    --------
    >>> told_speakers({"Lou": "interviewer"}, None)
    (ToldSpeaker(speaker='Lou', file='', participant='', role='interviewer'),)
    """
    said = (
        ToldSpeaker(label, role=role_named(value))
        if value.casefold() in ROLES
        else ToldSpeaker(label, participant=value)
        for label, value in speakers.items()
    )
    return (*said, *(speakers_told(read_table(table)) if table is not None else ()))


def role_named(word: str) -> Role | None:
    """Return the role that a word names (participant, interviewer, host, guest, other …), or None."""
    bare = word.strip().casefold()
    return next((role for role in ROLES if role == bare), meaning(bare).role)


def _delimiter(text: str) -> str:
    """Return the separator that cuts the header into most columns."""
    header = text.lstrip("\ufeff").splitlines()[0] if text.strip() else ""
    return max(",;\t|", key=lambda mark: (header.count(mark), mark == ","))


def match_attributes(
    rows: Sequence[Row],
    *,
    participants: Sequence[str],
    files: Mapping[str, Sequence[str]],
    key: Key | None = None,
) -> tuple[dict[str, Row], list[str]]:
    """Find the participant of every row, by id, by name, or by file.

    Parameters
    ----------
    rows
        As `read_table` gives them.
    participants
        Ids in the study.
    files
        Source name to the participants speaking in it; a row that names a file counts when that is one.
    key
        The key of pseudonyms, by which real names, whole or in part, and the files' own names are known.

    Returns
    -------
    tuple
        Attributes per participant, without the columns that named them; and a sentence for each row
        that fits nobody.

    Raises
    ------
    InputError
        When no column names any participant.

    Examples
    --------
    >>> match_attributes([{"id": "p1", "age": "41"}], participants=["P1"], files={})
    ({'P1': {'age': '41'}}, [])
    """
    cells = {cell for row in rows for cell in row.values()}
    known = _known(participants, key, cells)
    stems = {_stem(name): voices[0] for name, voices in files.items() if len(voices) == 1}
    if key is not None:
        stems |= {_stem(c): stems[_stem(shown)] for c in cells if _stem(shown := _file_name(c, key=key)) in stems}
    columns = list(dict.fromkeys(column for row in rows for column in row))
    by_name = {
        c: {i: known[_fold(row[c])] for i, row in enumerate(rows) if _fold(row.get(c, "")) in known} for c in columns
    }
    by_file = {
        c: {i: stems[_stem(row[c])] for i, row in enumerate(rows) if _stem(row.get(c, "")) in stems} for c in columns
    }
    naming = [
        c for c in columns if len(by_name[c]) >= max(1, len(rows) // 4) or len(by_file[c]) >= max(1, len(rows) // 4)
    ]
    if not naming:
        raise InputError(
            "No column of the table names participants; add one with the ids, names or file names of the study "
            f"({', '.join(participants[:5])} …)."
        )
    identifying = {c for c in columns if c in naming or _fold(c) in _IDENTIFYING}
    matched: dict[str, Row] = {}
    unmatched: list[str] = []
    for number, row in enumerate(rows):
        found = [by_name[c][number] for c in naming if number in by_name[c]]
        found += [by_file[c][number] for c in naming if number in by_file[c]]
        if not found:
            shown = next((row[c] for c in naming if row.get(c)), "empty")
            unmatched.append(f"Row {number + 2} ({shown}) fits no participant of the study.")
            continue
        matched.setdefault(found[0], {}).update({c: cell for c, cell in row.items() if c not in identifying})
    return matched, unmatched


def _known(participants: Sequence[str], key: Key | None, cells: set[str]) -> dict[str, str]:
    """Return what may stand for a participant: ids, also written otherwise (P2 for P02), and real names."""
    known: dict[str, str] = {}
    if key is not None:
        parts: dict[str, set[str]] = {}
        for name, id_ in key.participants.items():
            known[_fold(name)] = id_
            for part in name.split():
                parts.setdefault(_fold(part), set()).add(id_)
        # A display name such as "Mandy T" stands for the "Mandy Thornton" of a table.
        shortened = {name: id_ for name, id_ in key.participants.items() if len(name.split()[-1]) == 1}
        told = {_fold(cell): id_ for cell in cells for name, id_ in shortened.items() if _shortens(name, cell)}
        known = told | known
        known |= {part: ids.pop() for part, ids in parts.items() if len(ids) == 1 and len(part) > 1}
    known |= {re.sub(r"(?<=[a-z])0+(?=\d)", "", _fold(id_)): id_ for id_ in participants}
    return known | {_fold(id_): id_ for id_ in participants}


def _shortens(short: str, cell: str) -> bool:
    """Tell whether every word of `short` begins the word of `cell` at the same place."""
    words, full = short.split(), cell.casefold().split()
    return len(words) == len(full) > 1 and all(b.startswith(a) for a, b in zip(words, full, strict=True))


_IDENTIFYING = frozenset("file filename transcript source name email phone telephone datei plik".split())


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if character.isalnum())


def _stem(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1].casefold()
    return re.sub(r"\.(?:txt|md|vtt|srt|docx?|odt|json|csv|tsv|pdf|html?|rtf|ods|ttml)$", "", last)
