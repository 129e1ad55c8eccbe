"""The transcript appendix: every turn, with a place to link to for every segment."""

from __future__ import annotations

from dataclasses import dataclass

from cxresearch.domain.corpus import Segment, Source
from cxresearch.domain.reading import Reading
from cxresearch.exports.quotes import anchor, clock, natural


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a turn: a segment with its anchor, or the text between two segments (no anchor)."""

    text: str
    anchor: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn; `who` is the participant, or the speaker's role in words."""

    anchor: str
    who: str
    role: str
    time: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """An interview with all its turns."""

    anchor: str
    name: str
    language: str
    participants: tuple[str, ...]
    turns: tuple[TurnView, ...]


_ROLES = {"interviewer": "Interviewer", "participant": "Participant", "other": "Note"}


def transcript_views(reading: Reading) -> tuple[TranscriptView, ...]:
    """Return every interview, by file name, with its turns cut into segments and what lies between them."""
    cut: dict[tuple[str, int], list[Segment]] = {}
    for segment in reading.corpus.segments:
        cut.setdefault((segment.source, segment.turn), []).append(segment)
    sources = sorted(reading.corpus.sources, key=lambda source: (natural(source.name), source.id))
    return tuple(_transcript(reading, source, cut) for source in sources)


def _transcript(reading: Reading, source: Source, cut: dict[tuple[str, int], list[Segment]]) -> TranscriptView:
    place = anchor("i", source.id)
    turns = []
    for number, (turn, who) in enumerate(zip(source.turns, source.participants, strict=True)):
        segments = sorted(cut.get((source.id, number), ()), key=lambda s: (s.start, s.end))
        turns.append(
            TurnView(
                anchor=f"{place}-{number + 1}",
                who=who or _ROLES[turn.role],
                role=turn.role,
                time=clock(turn.start),
                spans=_spans(reading, turn.text, segments),
            )
        )
    people = tuple(dict.fromkeys(who for who in source.participants if who))
    return TranscriptView(place, source.name, source.language, people, tuple(turns))


def _spans(reading: Reading, text: str, segments: list[Segment]) -> tuple[Span, ...]:
    """Cut a turn so that its words are there once, in order, whatever the segments are."""
    spans: list[Span] = []
    at = 0
    for segment in segments:
        if segment.start > at:
            spans.append(Span(text[at : segment.start]))
        spans.append(
            Span(text[max(at, segment.start) : segment.end], anchor("s", segment.id), _theme(reading, segment))
        )
        at = max(at, segment.end)
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)


def _theme(reading: Reading, segment: Segment) -> str:
    membership = reading.memberships.get(segment.id)
    if membership is None or membership.theme is None:
        return ""
    theme = reading.theme_by_key.get(membership.theme)
    return theme.name if theme else ""
