"""What was imported: sources, participants, and the segments cut from participants' turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cxresearch.domain.identity import checksum
from cxresearch.domain.transcript import Turn


@dataclass(frozen=True, slots=True)
class Participant:
    """A person interviewed, under the id or stand-in the study uses, with attributes from a table."""

    id: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """One imported file in its current revision.

    Attributes
    ----------
    id
        Kept over revisions.
    name
        File name (relative to the folder it came from), pseudonymised.
    turns
        Cleaned, pseudonymised turns; a turn's number is its position here.
    participants
        For each turn, the participant id speaking, or None.
    uncorrected
        The texts of the turns as they were read from the file; empty where nobody has corrected a word since.
    """

    id: str
    name: str
    format: str
    language: str
    fingerprint: str
    revision: int
    turns: tuple[Turn, ...]
    participants: tuple[str | None, ...]
    uncorrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence-sized unit of a participant's turn: the thing that is themed, tagged and quoted.

    `start` and `end` are half-open offsets, in Unicode code points, into the text of turn `turn`.
    `text` equals that slice. `asked` is the interviewer's last question before it, if any.
    """

    id: str
    source: str
    participant: str
    turn: int
    start: int
    end: int
    text: str
    asked: str = ""


@dataclass(frozen=True)
class Corpus:
    """All that was imported, in canonical order (source name, turn, offset).

    `aliases` leads from the ids of segments of earlier revisions to the segments that hold their words now.
    """

    sources: tuple[Source, ...] = ()
    participants: tuple[Participant, ...] = ()
    segments: tuple[Segment, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def segment_by_id(self) -> dict[str, Segment]:
        """Segments by id."""
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def fingerprint(self) -> str:
        """A checksum over the segments: equal corpora have equal fingerprints, whatever the order of import."""
        return checksum(sorted((s.id, s.participant, s.text) for s in self.segments))

    def resolve(self, segment: str) -> str | None:
        """Return the id under which a segment's words stand today, or None when they are gone."""
        seen: set[str] = set()
        while segment not in self.segment_by_id:
            if segment in seen or segment not in self.aliases:
                return None
            seen.add(segment)
            segment = self.aliases[segment]
        return segment

    def before(self, segment: Segment, n: int = 2) -> tuple[str, ...]:
        """Return up to `n` units said before a segment, each with ``Q:`` or ``P:`` in front."""
        source = self.source_by_id[segment.source]
        units: list[str] = []
        earlier = source.turns[segment.turn].text[: segment.start].strip()
        if earlier:
            units.extend(
                f"P: {s.text}" for s in self._neighbours[(segment.source, segment.turn)] if s.end <= segment.start
            )
        number = segment.turn - 1
        while len(units) < n and number >= 0:
            turn = source.turns[number]
            cut = self._neighbours.get((segment.source, number))
            mark = "P" if turn.role == "participant" else "Q"
            units[:0] = [f"P: {s.text}" for s in cut] if cut else [f"{mark}: {turn.text}"]
            number -= 1
        return tuple(units[-n:])

    @cached_property
    def _neighbours(self) -> dict[tuple[str, int], list[Segment]]:
        found: dict[tuple[str, int], list[Segment]] = {}
        for segment in self.segments:
            found.setdefault((segment.source, segment.turn), []).append(segment)
        return found
