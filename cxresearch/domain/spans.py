"""Spans of a source's text: what stands where, which segments a span covers, and where a quote went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import accumulate

from cxresearch.domain.anchoring import ALIKE, CLEARLY
from cxresearch.domain.corpus import Corpus, Segment, Source
from cxresearch.domain.reading import Coding, Reading

Span = tuple[int, int]
"""Half-open, in code points of a source's text."""

CONTEXT = 24
"""How many characters around a span are remembered with it."""
_AGREES = 6
"""How many of them must be as they were for one or two words to be found again."""
_LONG = 3
"""From how many words on a quote can be told from others by itself."""


def text_of(source: Source) -> str:
    r"""Return the text of a source: its turns, whoever speaks, one below the other.

    Examples
    --------
    >>> from cxresearch.domain.transcript import Turn
    >>> turns = (Turn("I", "Why?", "interviewer"), Turn("P1", "Because.", "participant"))
    >>> text_of(Source("s", "s.txt", "text", "en", "", 1, turns, (None, "P1")))
    'Why?\nBecause.'
    """
    return "\n".join(turn.text for turn in source.turns)


def turn_starts(source: Source) -> tuple[int, ...]:
    """Return where each turn begins in the text of its source."""
    return tuple(accumulate((len(turn.text) + 1 for turn in source.turns[:-1]), initial=0))


def segment_span(corpus: Corpus, segment: Segment) -> Span:
    """Return the span of a segment in the text of its source."""
    first = turn_starts(corpus.source_by_id[segment.source])[segment.turn]
    return first + segment.start, first + segment.end


def segment_spans(corpus: Corpus) -> dict[str, Span]:
    """Return the span of every segment in the text of its source."""
    starts = {source.id: turn_starts(source) for source in corpus.sources}
    return {
        s.id: (starts[s.source][s.turn] + s.start, starts[s.source][s.turn] + s.end)
        for s in corpus.segments
        if s.source in starts
    }


def codings_by_segment(reading: Reading) -> dict[str, tuple[Coding, ...]]:
    """Return the codings that overlap each segment by at least one character, for segments that have any."""
    spans = segment_spans(reading.corpus)
    by_source: dict[str, list[tuple[int, int, str]]] = {}
    for segment in reading.corpus.segments:
        by_source.setdefault(segment.source, []).append((*spans[segment.id], segment.id))
    found: dict[str, list[Coding]] = {}
    for source in by_source.values():
        source.sort()
    starts = {source: [start for start, _, _ in rows] for source, rows in by_source.items()}
    for coding in reading.codings:
        rows = by_source.get(coding.source, [])
        first = max(0, bisect_right(starts.get(coding.source, []), coding.start) - 1)
        for start, end, segment_id in rows[first:]:
            if start >= coding.end:
                break
            if end > coding.start:
                found.setdefault(segment_id, []).append(coding)
    return {segment_id: tuple(codings) for segment_id, codings in found.items()}


def participant_at(source: Source, start: int, end: int) -> str | None:
    """Return who speaks in a span: the participant, or None when it is somebody else or more than one."""
    starts = turn_starts(source)
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
    voices = {source.participants[number] for number in range(max(0, first), last + 1)}
    return voices.pop() if len(voices) == 1 else None


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the few characters before and after a span, by which one of several equal places is told."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def place_quote(
    text: str, start: int, quote: str, around: tuple[str, str] = ("", ""), *, exactly: bool = False
) -> Span | None:
    """Find the words of a quote in a text that may have changed since they were quoted.

    The same words at the same place; else the same words where what stands around them agrees best, then at the
    nearest place; one or two words need something around them that agrees, for they could be anybody's. Else, for
    three words or more, the one place that clearly holds nearly the same words. Anything less sure is a guess,
    and not made.

    Parameters
    ----------
    text
        The text as it is now.
    start
        Where the quote began.
    quote
        The words.
    around
        What stood before and after them; see `context_of`.
    exactly
        Nearly the same words will not do, and what stands around them counts for more than the place.

    Returns
    -------
    tuple of int and int, or None
        Where the words stand now.

    Examples
    --------
    >>> place_quote("Well, I was cold.", 0, "I was cold.")
    (6, 17)
    >>> place_quote("The meter in the hall was wrong.", 0, "The metre in the hall was wrong.")
    (0, 32)
    >>> place_quote("Nothing of the kind.", 0, "I was cold.") is None
    True
    >>> place_quote("A cold day, a cold house.", 0, "cold", ("day, a ", " house."))
    (14, 18)
    """
    if quote and not exactly and text[start : start + len(quote)] == quote:
        return start, start + len(quote)
    places: list[tuple[int, int, int]] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        places.append((-_agreement(text, at, at + len(quote), around), abs(at - start), at))
        at = text.find(quote, at + 1)
    long = len(quote.split()) >= _LONG
    if places and (long or -min(places)[0] >= _AGREES):
        best = min(places)[2]
        return best, best + len(quote)
    if exactly and places and min(place[1] for place in places) == 0:
        return start, start + len(quote)
    return _nearly(text, start, quote) if long and not exactly else None


def _agreement(text: str, start: int, end: int, around: tuple[str, str]) -> int:
    """Count the characters around a span that are as they were."""
    before, after = context_of(text, start, end)
    return _shared(before[::-1], around[0][::-1]) + _shared(after, around[1])


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _nearly(text: str, start: int, quote: str) -> Span | None:
    """Return the place that clearly holds nearly the words of a quote; words are compared, blanks are not."""
    wanted, words = quote.casefold().split(), _words(text)
    if len(words) < len(wanted) // 2:
        return None
    folded = [text[a:b].casefold() for a, b in words]
    known, n = set(wanted), len(wanted)
    shared = list(accumulate((word in known for word in folded), initial=0))
    scored: list[tuple[float, int, int, int]] = []
    for first in range(len(words)):
        if folded[first] not in known and (first + 1 >= len(words) or folded[first + 1] not in known):
            continue
        for length in {max(1, n - 1), n, n + 1}:
            last = min(first + length, len(words))
            if 2 * (shared[last] - shared[first]) < n:
                continue
            here = text[words[first][0] : words[last - 1][1]]
            ratio = SequenceMatcher(None, quote.casefold(), here.casefold(), autojunk=False).ratio()
            scored.append((ratio, -abs(words[first][0] - start), words[first][0], words[last - 1][1]))
    if not scored:
        return None
    ratio, _, begin, end = max(scored)
    rivals = [other for other, _, a, b in scored if b <= begin or a >= end]
    if ratio < ALIKE or (rivals and ratio - max(rivals) < CLEARLY):
        return None
    return begin, end


def _words(text: str) -> list[Span]:
    """Return the span of every run of anything but white space."""
    found: list[Span] = []
    begin = -1
    for at, character in enumerate(text):
        if character.isspace():
            if begin >= 0:
                found.append((begin, at))
            begin = -1
        elif begin < 0:
            begin = at
    if begin >= 0:
        found.append((begin, len(text)))
    return found


def codings_of(reading: Reading, code: str, *, below: bool = False) -> tuple[Coding, ...]:
    """Return the codings of a code, with `below` those of the codes under it as well."""
    keys = {code}
    if below:
        keys |= below_of({c.key: c.parent for c in reading.codes}, code)
    return tuple(coding for coding in reading.codings if coding.code in keys)


def below_of(parents: Mapping[str, str | None], key: str) -> frozenset[str]:
    """Return everything that stands below `key` in a tree given by its parents."""
    found: set[str] = set()
    grown = True
    while grown:
        new = {child for child, parent in parents.items() if parent == key or parent in found} - found
        grown = bool(new)
        found |= new
    return frozenset(found - {key})
