"""What a drafted line rests on, and when that is thin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxresearch.domain.corpus import Segment

THIN_BELOW = 2
"""A line that fewer participants than this support is marked as thin."""


@dataclass(frozen=True, slots=True)
class Line:
    """One drafted or edited line with the segments it rests on.

    Attributes
    ----------
    text
        What the line says: verbatim words of the first quote, or a person's wording.
    evidence
        Ids of the supporting segments, best first; empty only for a person's own wording.
    participants
        How many participants stand behind it.
    of
        Out of how many it could have been.
    by
        ``"suggestion"``, or the researcher who wrote it.
    about
        Key of the theme on which these participants said something of this kind; the line's own words are
        one of them, not what all of them said. Empty where the line stands for itself.
    """

    text: str
    evidence: tuple[str, ...] = ()
    participants: int = 0
    of: int = 0
    by: str = "suggestion"
    about: str = ""

    @property
    def thin(self) -> bool:
        """Whether so few participants stand behind the line that it must be read with care."""
        return self.participants < THIN_BELOW


def support(segments: Sequence[Segment]) -> int:
    """Count the participants behind some segments."""
    return len({segment.participant for segment in segments})


def spread(segments: Sequence[Segment], n: int) -> tuple[Segment, ...]:
    """Pick up to `n` segments, best first, taking each participant once before anyone twice.

    Examples
    --------
    >>> cut = lambda i, p: Segment(i, "s", p, 0, 0, 1, "x")
    >>> [s.id for s in spread((cut("a", "P1"), cut("b", "P1"), cut("c", "P2")), 2)]
    ['a', 'c']
    """
    picked: list[Segment] = []
    waiting = list(segments)
    while waiting and len(picked) < n:
        seen: set[str] = set()
        later: list[Segment] = []
        for segment in waiting:
            if segment.participant in seen:
                later.append(segment)
            else:
                seen.add(segment.participant)
                picked.append(segment)
        waiting = later
    return tuple(picked[:n])
