"""Places where a run-on stretch of speech can be cut without cutting a phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

LONGEST = 40
"""Words above which a stretch is cut at discourse boundaries, where it has any."""
MUCH_TOO_LONG = 55
"""Words above which less sure boundaries, such as " so I" without a comma, are used even in a finished sentence."""
WEIGHED = 200
"""Places weighed at each cut, around the middle: keeps texts of any length quick."""
SHORTEST = 5
"""Words that each part of a cut stretch has at least."""

_WORD = re.compile(r"\S+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")

# After these a comma parts nothing: what follows completes them.
_ASIDE_BEFORE = re.compile(
    r"\b(?:i mean|you know|like|of|is|was|are|were|said|says|go|goes|that|to|the|a|and|but|so|because|if|for|with|also)"
    r"[,;]?\Z",
    re.IGNORECASE,
)

# A recorder that sets marks knows where sentences end: less sure places are left alone then.
_FINISHED = re.compile(r"[.!?؟。][\"'”’»)\]]*\Z")

# Places to cut an overlong stretch, from the surest. Each matches the gap; the next part begins at its end.
_SUBJECT = r"(?:I|we|they|he|she|it|you|that|this|there|ich|wir|sie|er|es|man|das|ik|hij|zij|ze|je|dat)\b"
_JOINTS = (
    "and then|but|so then|and so(?! that)|und dann|aber|en toen|maar|ale|i potem|więc|mais|et puis|pero|y luego|e poi|"
    "quindi|ولی|اما|و بعد|لكن"
)
_LINKS = "so(?! that)|and|because|then|or|which|also|although|weil|und|dann|dus|omdat|bo|donc|car|así que|porque|perché"
_HEADS = "And|But|So|Then|It|They|We|He|She|Yeah|You|There|That|This|If|When|Und|Aber|Dann|Wir|En|Maar"
_CLAUSES = "and|so|because|which|where|when|if|und|weil|wenn|dass|omdat|als|że|który|که|و"
_CUTS: tuple[tuple[float, str, re.Pattern[str]], ...] = (
    (
        3.0,
        ";؛；-–—.…",
        re.compile(r"(?<=[;؛；])\s*(?=\S)|(?<=\S)\s+(?:--|[–—])\s+(?=\S)|(?:(?<=\.\.\.)|(?<=…))\s+(?=\S)"),
    ),
    (3.0, ",،", re.compile(rf"(?<=[,،])\s+(?=(?:{_JOINTS})\b)", re.IGNORECASE)),
    (2.5, ",", re.compile(rf"(?<=,)\s+(?=(?:{_LINKS})\s+{_SUBJECT})", re.IGNORECASE)),
    (2.5, ",", re.compile(rf"(?<=,)\s+(?=(?:{_HEADS})\b)")),
    (2.0, "", re.compile(r"(?<=[\w.])\s+(?=(?:and then|but then|so then|und dann|en toen)\s)", re.IGNORECASE)),
    (2.0, "", re.compile(rf"(?<=[\w.])\s+(?=(?:so|but|because|and|aber|maar|dus)\s+{_SUBJECT})", re.IGNORECASE)),
    (1.5, ",", re.compile(rf"(?<=,)\s+(?=(?:{_SUBJECT}|(?:{_CLAUSES})\b))", re.IGNORECASE)),
    (1.5, "，、،", re.compile(r"(?<=[，、،])\s*(?=\S)")),
)
"""How sure a place is, the signs of which it needs one, and how it is found."""


def count_words(piece: str) -> int:
    """Count words between white space; two characters of Chinese, Japanese or Korean count as one."""
    words = len(piece.split())
    return words if piece.isascii() else words + len(_WIDE.findall(piece)) // 2


def shorten(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut an overlong span where clauses meet: the surest place near the middle first, then its halves."""
    piece = text[start:end]
    if count_words(piece) <= LONGEST:
        return [(start, end)]
    places: dict[int, float] = {}
    for strength, signs, pattern in _CUTS:
        for match in pattern.finditer(piece) if not signs or any(sign in piece for sign in signs) else ():
            if not _ASIDE_BEFORE.search(piece[max(0, match.start() - 14) : match.start()]):
                places.setdefault(match.end(), strength)
    finished = _FINISHED.search(piece[-8:]) is not None
    upto = _words_upto(piece, (0, *places, len(piece)))
    return [(start + a, start + b) for a, b in _halve(upto, places, len(piece), finished=finished)]


def _words_upto(piece: str, places: Iterable[int]) -> dict[int, int]:
    """Count the words that begin before each of some places."""
    if _WIDE.search(piece) is None:
        begins = [match.start() for match in _WORD.finditer(piece)]
        return {place: bisect_left(begins, place) for place in places}
    upto: list[int] = [0]
    inside, words = False, 0.0
    for char in piece:
        wide = _WIDE.match(char) is not None
        words += 0.5 if wide else float(not char.isspace() and not inside)
        inside = not char.isspace() and not wide
        upto.append(int(words))
    return {place: upto[place] for place in places}


def _halve(
    upto: Mapping[int, int], places: Mapping[int, float], length: int, *, finished: bool
) -> list[tuple[int, int]]:
    order = sorted(places)
    done: list[tuple[int, int]] = []
    stack = [(0, length)]
    while stack:
        first, last = stack.pop()
        total = upto[last] - upto[first]
        best = (0.0, 0)
        if total > LONGEST:
            surest = 2.5 if finished and total <= MUCH_TOO_LONG else 0.0
            low, high = bisect_left(order, first + 1), bisect_left(order, last)
            spare = max(0, (high - low - WEIGHED) // 2)
            for place in order[low + spare : high - spare]:
                left = upto[place] - upto[first]
                if places[place] >= surest and SHORTEST <= left <= total - SHORTEST:
                    best = max(best, (places[place] - 2.0 * abs(left / total - 0.5), -place))
        if best[1]:
            stack += [(-best[1], last), (first, -best[1])]
        else:
            done.append((first, last))
    return done
