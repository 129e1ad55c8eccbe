"""Quotes with their whereabouts: every line of an export leads back to the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cxresearch.domain.corpus import Segment
from cxresearch.domain.quoting import quotability
from cxresearch.domain.reading import UNSORTED, Reading, Theme


@dataclass(frozen=True, slots=True)
class Quote:
    """A participant's words and where they stand.

    Attributes
    ----------
    segment, text, participant
        The segment's id, its words, who said them.
    source, turn, time
        File name; turn counted from 1, as people count; time in the recording (``12:04``) or empty.
    language
        Language code of the source, or empty.
    anchor
        Id of the place in the report's transcript appendix.
    """

    segment: str
    text: str
    participant: str
    source: str
    turn: int
    time: str
    language: str
    anchor: str

    @property
    def place(self) -> str:
        """The whereabouts in words.

        Examples
        --------
        >>> Quote("a1", "Yes.", "P1", "one.vtt", 4, "01:20", "en", "s-a1").place
        'one.vtt, turn 4, 01:20'
        """
        return ", ".join(part for part in (self.source, f"turn {self.turn}", self.time) if part)


def anchor(prefix: str, id_: str) -> str:
    """Return an id fit for a link target: letters, digits, ``-`` and ``_`` only.

    Examples
    --------
    >>> anchor("s", "4ac3"), anchor("s", "a b")
    ('s-4ac3', 's-a.20b')
    """
    return f"{prefix}-" + re.sub(r"[^A-Za-z0-9_-]", lambda found: f".{ord(found[0]):x}", id_)


def clock(seconds: float | None) -> str:
    """Return a time in a recording as people read it.

    Examples
    --------
    >>> clock(64.2), clock(3723), clock(None)
    ('01:04', '1:02:03', '')
    """
    if seconds is None or seconds < 0:
        return ""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute:02}:{second:02}"


def quote_of(reading: Reading, segment: str) -> Quote | None:
    """Return a segment as a quote, or None when its words are gone or hidden."""
    known = reading.corpus.resolve(segment)
    if known is None or known in reading.hidden:
        return None
    found = reading.corpus.segment_by_id[known]
    source = reading.corpus.source_by_id[found.source]
    return Quote(
        segment=found.id,
        text=found.text,
        participant=found.participant,
        source=source.name,
        turn=found.turn + 1,
        time=clock(source.turns[found.turn].start),
        language=source.language,
        anchor=anchor("s", found.id),
    )


def quotes_of(reading: Reading, segments: Iterable[str]) -> tuple[Quote, ...]:
    """Return those segments whose words stand, as quotes, in order and each once."""
    found = {quote.segment: quote for id_ in segments if (quote := quote_of(reading, id_)) is not None}
    return tuple(found.values())


def speaking(reading: Reading) -> tuple[str, ...]:
    """Return the participants whose words are in the study, in order of their ids."""
    return tuple(sorted({segment.participant for segment in reading.corpus.segments}, key=natural))


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key by which ``P2`` stands before ``P10``.

    Examples
    --------
    >>> sorted(["P10", "P2", "Ana"], key=natural)
    ['Ana', 'P2', 'P10']
    """
    return tuple(
        (0, int(part), part) if part.isdecimal() else (1, 0, part) for part in re.split(r"([0-9]+)", text) if part
    )


def ordered_themes(reading: Reading) -> tuple[Theme, ...]:
    """Return the themes by number of segments, name and key: the same order in every export."""
    return tuple(sorted(reading.themes, key=lambda t: (-len(reading.members[t.key]), t.name.casefold(), t.key)))


def best_first(reading: Reading, theme: Theme) -> tuple[Segment, ...]:
    """Return a theme's segments: starred ones first, then the representative ones, then confident and quotable ones."""
    rank = {reading.corpus.resolve(id_): number for number, id_ in enumerate(theme.quotes)}

    def order(segment: Segment) -> tuple[bool, int, float, str]:
        worth = reading.memberships[segment.id].confidence * quotability(segment.text)
        return (segment.id not in reading.starred, rank.get(segment.id, len(rank)), -worth, segment.id)

    return tuple(sorted(reading.members[theme.key], key=order))


def differently_said(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Keep the first of several segments with the same words, so that no quote is shown twice."""
    kept: dict[str, Segment] = {}
    for segment in segments:
        kept.setdefault(segment.text.casefold(), segment)
    return tuple(kept.values())


def unsorted_share(reading: Reading) -> float:
    """Return the share (0–1) of themed segments that stand in no theme."""
    total = sum(len(segments) for segments in reading.members.values())
    return len(reading.members[UNSORTED]) / total if total else 0.0
