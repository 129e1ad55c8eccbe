"""Readers: from the files a recorder wrote to turns with speakers, roles and times.

`read` decides the format by content and hands back a `Transcript`; `transcript_paths` lists what there is
to read. One module per format family, each with a ``name``, a ``title``, ``recognises(content)`` and
``extract(content)``; a new format is a new module and its name in `_MODULES`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from cxresearch.domain.collecting import uncollected
from cxresearch.domain.transcript import Transcript
from cxresearch.errors import UnreadableFile
from cxresearch.readers.child import extract_in_child
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Characters, Extract
from cxresearch.readers.folders import Found, transcript_paths
from cxresearch.readers.language import recognise
from cxresearch.readers.roles import assign, hold_several_voices

__all__ = ["FORMATS", "Found", "Reader", "account", "read", "transcript_paths"]


class Reader(Protocol):
    """What a format module offers."""

    name: str
    title: str

    def recognises(self, content: Content) -> bool:
        """Tell, from the content alone, whether this reader should read it."""

    def extract(self, content: Content) -> Extract:
        """Read it."""


_MODULES: tuple[str, ...] = (
    "docx",
    "odt",
    "xlsx",
    "ods",
    "pdf",
    "rtf",
    "json_transcript",
    "ttml",
    "web_page",
    "whisper",
    "vtt",
    "srt",
    "csv_table",
    "text",
)
"""Asked in this order; plain text comes last, since most other formats are text too."""

_IN_CHILD = frozenset({"docx", "odt", "xlsx", "ods", "ttml", "rtf", "html"})
"""Formats whose XML or HTML a library parses: they are read in a child process with limits, as PDF is by its own."""

_QUOTE_LIST = re.compile(
    r"taguette highlights.*|coded segments|retrieved segments|codierte segmente|liste der codings", re.IGNORECASE
)
"""Titles with which programs print coded quotes."""

FORMATS: dict[str, Reader] = {
    reader.name: reader
    for reader in (cast(Reader, import_module(f"cxresearch.readers.{module}")) for module in _MODULES)
}
"""Every format that can be read, by name."""


def read(path: Path, *, interviewers: Sequence[str] = ()) -> Transcript:
    """Read one file of any known format.

    Parameters
    ----------
    path
        The file; its name does not decide the format.
    interviewers
        Names of interviewers, where they are known.

    Returns
    -------
    Transcript
        Turns with clean text and roles. Its balance holds: each unit was kept or is reported.

    Raises
    ------
    UnreadableFile
        When the file is missing, empty, damaged, beyond the limits, or of a kind that cannot be read.
    """
    path = Path(path)
    with uncollected():
        found = _extract(path)
    turns, speakers = assign(found.drafts, front=found.front, interviewers=interviewers)
    speech = "\n".join(turn.text for turn in turns if turn.role != "other")
    language, sure = recognise(speech or "\n".join(turn.text for turn in turns))
    notes = list(found.notes)
    if sure < 0.5:
        notes.append(f"language {language} is a guess (confidence {sure:.2f})")
    if turns and not speakers and any(turn.role == "participant" for turn in turns):
        notes.append(
            "no speaker is named: several voices without labels, counted as one participant; label them to part them"
            if hold_several_voices(turns)
            else "no speaker is named: what is not a question or a note was taken as the participant's"
        )
    return Transcript(found.format, found.encoding, language, turns, speakers, found.balance, tuple(notes))


def account(path: Path) -> Characters:
    """Say where each non-white character of a file went; see `Characters`."""
    return _extract(Path(path)).characters


def _extract(path: Path) -> Extract:
    content = Content.load(path)
    for reader in FORMATS.values():
        if reader.recognises(content):
            found = (
                extract_in_child(Path(os.path.abspath(path)), reader.name)  # noqa: PTH100 - links keep their names
                if reader.name in _IN_CHILD
                else reader.extract(content)
            )
            if not found.drafts and not found.balance.units_in:
                raise UnreadableFile(f"{path.name} holds no words; export the transcript again.", path=path)
            if any(_QUOTE_LIST.fullmatch(line.strip(" #*")) for line in found.front.splitlines()[:3]):
                raise UnreadableFile(
                    f"{path.name} is a list of coded quotes; give the transcripts themselves.", path=path
                )
            return found
    kind = content.kind or content.archive or content.structure
    if kind is None:
        kind = "a zip archive of a kind that is not known" if content.zipped else "neither text nor a known format"
    titles = ", ".join(f"{reader.name} ({reader.title})" for reader in FORMATS.values())
    raise UnreadableFile(f"{path.name} is {kind}; what can be read is {titles}.", path=path)
