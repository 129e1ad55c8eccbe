"""Plain text and markdown."""

from __future__ import annotations

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering
from cxresearch.readers.layouts import lay_out, tidy_lines

name = "text"
title = "plain text or markdown"


def recognises(content: Content) -> bool:
    """Tell whether the content is text and not data; ask last, since most formats are text."""
    return content.decoded is not None and content.structure is None


def extract(content: Content) -> Extract:
    """Read a text whose lines mark speakers, questions or tasks in one of the ways of `layouts`.

    A unit is a line that is not blank.

    Raises
    ------
    UnreadableFile
        When the content is not text.
    """
    if content.decoded is None:
        raise UnreadableFile(f"{content.path.name} is not text; export the transcript as text.", path=content.path)
    lines, dropped = tidy_lines(content.lines)
    return lay_out(
        lines,
        Gathering(dropped=dropped),
        format=name,
        encoding=content.decoded.encoding,
        notes=content.decoded.notes,
    )
