"""Pieces of speech with times, as tables and JSON hold them, made into turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxresearch.readers.captions import read_captions
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering, Kind, Line, tidy, visible
from cxresearch.readers.layouts import lay_out


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, caption or turn: where it stands in the file, its words, times in seconds, and its speaker."""

    number: int
    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    kind: Kind = "speech"


def read_pieces(content: Content, pieces: Sequence[Piece], *, format: str) -> Extract:  # noqa: A002
    """Make turns: by speaker where pieces name one, else like captions by pauses, else by layout.

    A unit is a piece. Pieces without words are reported.

    Parameters
    ----------
    content
        The file, for messages and encoding.
    pieces
        In the order of the file.
    format
        Passed on.
    """
    encoding = content.decoded.encoding if content.decoded else "utf-8"
    notes = content.decoded.notes if content.decoded else ()
    gathering = Gathering()
    lines: list[Line] = []
    captions: list[tuple[int, str]] = []
    made = 0
    named = any(piece.speaker for piece in pieces)
    timed = not named and any(piece.start is not None for piece in pieces)
    for piece in pieces:
        text, lost = tidy(" ".join(piece.text.split()))
        name, lost_too = tidy(" ".join((piece.speaker or "").split()))
        gathering.dropped += lost + lost_too
        if not text.strip():
            gathering.report(piece.number, "a piece without words", name)
            continue
        if timed:
            times = f"{_clock(piece.start)} --> {_clock(piece.end)}"
            made += visible(times)
            captions += [(piece.number, ""), (piece.number, times), (piece.number, text)]
        else:
            line = Line(piece.number, text, given=named, speaker=name or None, kind=piece.kind)
            lines.append(line._replace(start=piece.start, end=piece.end, marks=visible(name)))
    if not timed:
        return lay_out(lines, gathering, format=format, encoding=encoding, notes=notes)
    found = read_captions(content, format, lines=captions, dropped=gathering.dropped, structure=-made)
    if not gathering.reported:
        return found
    empty = gathering.finish(format=format, encoding=encoding)
    balance = replace(
        found.balance,
        units_in=found.balance.units_in + len(empty.balance.reported),
        reported=(*found.balance.reported, *empty.balance.reported),
    )
    return replace(found, balance=balance)


def scale_of(starts: Sequence[float]) -> float:
    """Tell seconds (1.0) from milliseconds (0.001) by the beginnings of the pieces of a file.

    Whole numbers beyond ten hours, or that advance by minutes from one piece to the next, are milliseconds.

    Examples
    --------
    >>> scale_of([0, 4, 9]), scale_of([43810, 48350]), scale_of([0, 2500, 4100])
    (1.0, 0.001, 0.001)
    """
    if not starts or any(start != int(start) for start in starts):
        return 1.0
    each = max(starts) / len(starts)
    return 0.001 if max(starts) > 36_000 or (each > 400 and max(starts) > 3_000) else 1.0


def _clock(seconds: float | None) -> str:
    if seconds is None or not 0 <= seconds < 3.6e8:
        return "?:??"
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{thousandths:03d}"
