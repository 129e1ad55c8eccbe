"""Finding quotes again after a transcript has changed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from cxresearch.domain.corpus import Segment

ALIKE = 0.75
"""Least similarity (0–1, Ratcliff & Obershelp) at which changed words count as the same quote."""
CLEARLY = 0.08
"""How far the best place must lead the second best; closer than that is a guess, and is not made."""


def anchor(old: Sequence[Segment], new: Sequence[Segment]) -> dict[str, str]:
    """Lead segments of the earlier revision of a source to segments of the later one.

    Same words come first (the nearest place when they stand in several), then words that contain or
    nearly equal the old ones. An uncertain match is left out: the decision becomes an orphan that a
    person places, never a guess.

    Parameters
    ----------
    old, new
        All segments of one source, before and after.

    Returns
    -------
    dict of str to str
        Old id to new id, for old ids that no longer stand.

    Examples
    --------
    >>> def cut(turn, text): return Segment(f"{turn}:{text}", "s", "P1", turn, 0, len(text), text)
    >>> anchor([cut(0, "I call them every week.")], [cut(1, "I called them every week.")])
    {'0:I call them every week.': '1:I called them every week.'}
    """
    standing = {segment.id for segment in new}
    gone = [segment for segment in old if segment.id not in standing]
    kept = {segment.id for segment in old} & standing
    free = {segment.id: segment for segment in new if segment.id not in kept}
    found: dict[str, str] = {}
    for segment in gone:
        same = [other for other in free.values() if other.text == segment.text]
        if same:
            nearest = min(same, key=lambda other: (abs(other.turn - segment.turn), abs(other.start - segment.start)))
            found[segment.id] = nearest.id
            del free[nearest.id]
    for segment in gone:
        if segment.id not in found:
            match = _closest(segment, list(free.values()))
            if match is not None:
                found[segment.id] = match.id
    return found


def _closest(segment: Segment, candidates: Sequence[Segment]) -> Segment | None:
    """Return the candidate that clearly holds the words of `segment`, or None."""
    words = set(segment.text.casefold().split())
    scored: list[tuple[float, Segment]] = []
    for other in candidates:
        theirs = set(other.text.casefold().split())
        if len(words & theirs) * 2 < min(len(words), len(theirs)):
            continue
        scored.append((_likeness(segment.text, other.text), other))
    scored.sort(key=lambda pair: (-pair[0], abs(pair[1].turn - segment.turn), pair[1].start))
    if not scored or scored[0][0] < ALIKE:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < CLEARLY:
        return None
    return scored[0][1]


def _likeness(old: str, new: str) -> float:
    """Return the similarity of two texts; one that contains the other whole counts as alike."""
    short, long = sorted((old.casefold(), new.casefold()), key=len)
    if len(short.split()) >= 3 and short.rstrip(".!?… ") in long:
        return 0.9 + 0.1 * len(short) / len(long)
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
