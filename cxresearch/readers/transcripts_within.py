"""A transcript inside something else, such as a cell of a table or a field of a JSON file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cxresearch.readers import srt, text, vtt, whisper
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering
from cxresearch.readers.layouts import lay_out, tidy_lines

_CAPTIONS: tuple[tuple[Callable[[Content], bool], Callable[[Content], Extract]], ...] = (
    (whisper.recognises, whisper.extract),
    (vtt.recognises, vtt.extract),
    (srt.recognises, srt.extract),
)


def read_within(path: Path, words: str) -> Extract:
    r"""Read a piece of text as captions, or else by its layout.

    Parameters
    ----------
    path
        The file it comes from, for messages.
    words
        The text.

    Examples
    --------
    >>> found = read_within(Path("a.csv"), "I: Why?\nB: It broke.")
    >>> [(draft.speaker, draft.text) for draft in found.drafts]
    [('I', 'Why?'), ('B', 'It broke.')]
    """
    content = Content(path, words.encode("utf-8", errors="replace"))
    for recognises, extract in _CAPTIONS:
        if recognises(content):
            return extract(content)
    lines, dropped = tidy_lines(words.splitlines())
    return lay_out(lines, Gathering(dropped=dropped), format=text.name, encoding="utf-8")
