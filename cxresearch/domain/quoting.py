"""Which of a participant's sentences make good quotes, and in what order evidence is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxresearch.domain.corpus import Segment
from cxresearch.domain.reading import Reading, Tag

FEWEST, MOST = 8, 35
"""A quote of this many words, or anything between, is neither too short nor too long."""

_OPENERS = re.compile(
    r"^(?:(?:um+|uh+|er+m?|ah+|oh|hm+|mhm|yeah|yes|yep|no|nah|well|right|okay|ok|so|and|but|or|like|you know|i mean"
    r"|anyway|also|ja|nein|genau|naja|äh+m?|oui|non|euh|ben|sí|bueno|pues|sì|allora|cioè|tak|wiesz|nou|خب|بله|آره)"
    r"\b[\s,.…–—-]*)+",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"^(?:it|it's|its|that|that's|this|these|those|they|they're|them|he|he's|she|she's|which|because|'?cause|then|same"
    r"|das (?:ist|war|hat)|dies(?:e[rs]?)?|sie|er|es|weil|ça|cela|c'est|il (?:est|a|y|était)|elle|eso|esto|él|ella"
    r"|porque|questo|quello|lui|lei|perché|to (?:jest|był\w*)|oni|bo|dat|dit|zij|hij|omdat|این|آن|اون|چون)\b",
    re.IGNORECASE,
)
_FILLERS = re.compile(r"\b(?:um+|uh+|er+m|you know|i mean|sort of|kind of|like,|äh+m?|euh+|eh+)(?=\W|$)", re.IGNORECASE)
_STUTTER = re.compile(r"\b(\w+)(?:\W+\1\b)+", re.IGNORECASE)
_NOISE = re.compile(r"\[[^\]]*(?:inaudible|crosstalk|unclear|laugh|pause)[^\]]*\]|\.{3}|…|--|—\s*$", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?؟。！？][\"'”’»)\]]*$")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


def n_words(text: str) -> int:
    """Count words; two characters of a script written without blanks count as one word.

    Examples
    --------
    >>> n_words("I call them."), n_words("我每周给他们打电话")
    (3, 4)
    """
    unspaced = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + unspaced // 2 if unspaced else len(text.split())


def quotability(text: str) -> float:
    """Say how well a sentence stands alone on a card, from 0 (not at all) to 1.

    Long enough to say something and short enough to be read, complete, not beginning with a word that points
    back at something unseen, few fillers and repetitions. Words differ by language; where they are unknown,
    length and completeness still tell.

    Examples
    --------
    >>> quotability("I keep every bill in a folder because the app loses them.") > 0.9
    True
    >>> quotability("Yeah, that.") < quotability("That was the third time.") < 0.6
    True
    """
    words = n_words(text)
    if words == 0:
        return 0.0
    score = _length_score(words)
    opener = _OPENERS.match(text)
    body = text[opener.end() :] if opener else text
    if opener:
        score *= 0.85 if n_words(opener[0]) <= 2 else 0.7
    if _DANGLING.match(body):
        score *= 0.7
    if not _CLOSED.search(text.rstrip()):
        score *= 0.75
    if text[0].islower():
        score *= 0.85
    rough = len(_FILLERS.findall(body)) + len(_STUTTER.findall(body)) + 2 * len(_NOISE.findall(body))
    return score * max(0.4, 1 - 1.5 * rough / words - 0.04 * rough)


def _length_score(words: int) -> float:
    if words < FEWEST:
        return float(max(0.02, (words - 1) / (FEWEST - 1)) ** 1.2)
    if words <= MOST:
        return 1.0
    return float(max(0.1, MOST / words) ** 1.5)


def strength(tag: Tag) -> float:
    """Return how surely a label stands on a segment (0–1): 1 when a person put it there, else its probability.

    Examples
    --------
    >>> strength(Tag("pain", True, 0.4)), strength(Tag("pain", True, 0.4, by="Ana"))
    (0.4, 1.0)
    """
    if tag.by != "suggestion":
        return 1.0
    return 0.5 if tag.probability is None else min(1.0, max(0.0, tag.probability))


def best_first(scored: Sequence[tuple[float, Segment]], starred: frozenset[str] = frozenset()) -> tuple[Segment, ...]:
    """Order segments as evidence: starred ones first, then by score, each participant once before anybody twice.

    Ties go by segment id, so that the order never depends on the order of import.
    """
    ranked = sorted(scored, key=lambda pair: (pair[1].id not in starred, -pair[0], pair[1].id))
    seen: dict[str, int] = {}
    places: list[tuple[bool, int, int, Segment]] = []
    for place, (_, segment) in enumerate(ranked):
        turn = seen.get(segment.participant, 0)
        seen[segment.participant] = turn + 1
        places.append((segment.id not in starred, turn, place, segment))
    places.sort(key=lambda entry: entry[:3])
    return tuple(entry[3] for entry in places)


def people(reading: Reading) -> tuple[str, ...]:
    """Return the ids of everybody who says something in the interviews, sorted."""
    return tuple(sorted({segment.participant for segment in reading.corpus.segments}))


def visible(reading: Reading) -> tuple[Segment, ...]:
    """Return the segments nobody has hidden, in an order that does not depend on the order of import."""
    return tuple(sorted((s for s in reading.corpus.segments if s.id not in reading.hidden), key=lambda s: s.id))
