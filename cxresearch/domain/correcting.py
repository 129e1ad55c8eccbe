"""Corrected words: a source's text is what was read from its file, with the corrections in force laid over it.

So a correction can be taken back in any order, and finds its words again when the file is read anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from cxresearch.domain.decision import Decision, in_force
from cxresearch.domain.spans import Span, context_of, place_quote


@dataclass(frozen=True, slots=True)
class Change:
    """One correction as it was carried out: the span it replaced, in the text right before it, and the new length."""

    decision: str
    start: int
    end: int
    length: int

    @property
    def shift(self) -> int:
        """By how much everything behind it moved."""
        return self.length - (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The turns of a source after its corrections, and what was done, in order."""

    turns: tuple[str, ...]
    changes: tuple[Change, ...] = ()

    @property
    def text(self) -> str:
        """The source's text; see `cxresearch.domain.spans.text_of`."""
        return "\n".join(self.turns)

    @property
    def done(self) -> frozenset[str]:
        """The corrections that found their words."""
        return frozenset(change.decision for change in self.changes)

    def forward(self, span: Span) -> Span:
        """Lead a span of the uncorrected text to this one; it covers the new words where it touched the old ones."""
        for change in self.changes:
            span = _through(span, change.start, change.end, change.shift)
        return span

    def back(self, span: Span) -> Span:
        """Lead a span of this text to the uncorrected one."""
        for change in reversed(self.changes):
            span = _through(span, change.start, change.start + change.length, -change.shift)
        return span

    def under(self, span: Span) -> tuple[str, ...]:
        """Return the corrections whose words a span of this text touches."""
        found: list[str] = []
        for change in reversed(self.changes):
            start, end = change.start, change.start + change.length
            if span[0] < end and span[1] > start:
                found.append(change.decision)
            span = _through(span, start, end, -change.shift)
        return tuple(found)


def _through(span: Span, start: int, end: int, shift: int) -> Span:
    first, last = span
    if last <= start:
        return span
    if first >= end:
        return first + shift, last + shift
    return min(first, start), max(last, end) + shift


class History:
    """What was corrected in a source, and how its text reads with the corrections that were in force at any time.

    A correction is carried out where its words stand. Its place counts in the text that it was made on; from there
    it is led through whatever was taken back since. Where that fails, as after the file was read anew, its words are
    told from equal ones by what stands around them; where they are gone, it is left out.

    Parameters
    ----------
    source
        Id of the source.
    turns
        Texts of its turns as read from the file.
    decisions
        Every decision, those that were undone among them, in order.

    Examples
    --------
    >>> payload = {"start": 4, "end": 9, "words": "meter"}
    >>> made = Decision(1, "u1", "", "Ana", "text.correct", "s", payload, None, "metre")
    >>> History("s", ["The metre is wrong."], [made]).as_of().turns
    ('The meter is wrong.',)
    """

    def __init__(self, source: str, turns: Sequence[str], decisions: Sequence[Decision]) -> None:
        self._turns = tuple(turns)
        self._said = [d for d in decisions if d.kind == "undo" or (d.kind == "text.correct" and d.target == source)]
        self._numbers = [decision.number for decision in self._said]
        self._known: dict[tuple[str, ...], Corrected] = {}

    def as_of(self, number: int | None = None) -> Corrected:
        """Return the text as it is with the corrections in force after a decision; default: those in force now."""
        heard = len(self._said) if number is None else bisect_right(self._numbers, number)
        standing = [decision for decision in in_force(self._said[:heard]) if decision.kind == "text.correct"]
        asked = tuple(decision.uuid for decision in standing)
        if asked not in self._known:
            now = Corrected(self._turns)
            for decision in standing:
                now = self._with(now, decision)
            self._known[asked] = now
        return self._known[asked]

    def _with(self, now: Corrected, decision: Decision) -> Corrected:
        span = self._find(now, decision)
        if span is None:
            return now
        turns = list(now.turns)
        starts = list(accumulate((len(text) + 1 for text in turns[:-1]), initial=0))
        number = bisect_right(starts, span[0]) - 1
        first, last = span[0] - starts[number], span[1] - starts[number]
        if last > len(turns[number]):
            return now
        words = decision.payload["words"]
        turns[number] = turns[number][:first] + words + turns[number][last:]
        return Corrected(tuple(turns), (*now.changes, Change(decision.uuid, *span, len(words))))

    def _find(self, now: Corrected, decision: Decision) -> Span | None:
        """Return where the words of a correction stand in a text."""
        payload, text = decision.payload, now.text
        around = (payload.get("before", ""), payload.get("after", ""))
        span = (payload["start"], payload["start"] + len(decision.quote))
        if _stands(text, span, decision.quote) and context_of(text, *span) == around:
            return span
        then = self.as_of(decision.number - 1)
        if _stands(then.text, span, decision.quote):
            led = now.forward(then.back(span))
            if _stands(text, led, decision.quote):
                return led
        return place_quote(text, span[0], decision.quote, around, exactly=True)


def _stands(text: str, span: Span, quote: str) -> bool:
    return text[span[0] : span[1]] == quote


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of one turn: its id, half-open offsets into the turn, and its words."""

    id: str
    start: int
    end: int
    text: str


def lead(old: Sequence[Piece], new: Sequence[Piece], before: str, after: str) -> dict[str, str]:
    """Lead the segments of a turn to those of the same turn with some words corrected.

    The turn's words are the same up to a place and from another one on; what lies between was corrected. Each old
    segment is led to the new one that it shares most with, so that a corrected word never makes an orphan; one
    whose words were taken out altogether is led nowhere.

    Parameters
    ----------
    old, new
        Segments before and after, in order.
    before, after
        The turn's text before and after.

    Returns
    -------
    dict of str to str
        Old id to new id, for ids that no longer stand.

    Examples
    --------
    >>> lead([Piece("a", 0, 3, "No.")], [Piece("b", 0, 4, "Yes.")], "No.", "Yes.")
    {'a': 'b'}
    """
    same = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    room = min(len(before), len(after)) - same
    tail = next((n for n in range(room) if before[-1 - n] != after[-1 - n]), room)
    change = (same, len(before) - tail, len(after) - len(before))
    standing = {piece.id for piece in new}
    found: dict[str, str] = {}
    for piece in old:
        if piece.id in standing or not new:
            continue
        first, last = _through((piece.start, piece.end), *change)
        shared = {other.id: _overlap((first, last), (other.start, other.end)) for other in new}
        best = max(new, key=lambda other: (shared[other.id], -abs(other.start - first)))
        alike = [other for other in new if other.text == piece.text and other.id not in found.values()]
        exact = min(alike, key=lambda other: abs(other.start - first), default=None)
        if exact is not None:
            found[piece.id] = exact.id
        elif shared[best.id]:
            found[piece.id] = best.id
    return found


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
