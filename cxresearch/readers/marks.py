"""How one line may mark a speaker: `Name:`, `[00:12] Name`, `**Name**`, `Name  0:21`, and their kin."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Literal, NamedTuple

from cxresearch.readers.labels import is_code

Way = Literal["colon", "strong", "timed", "heading", "header", "bare", "bracket", "tab", "dash", "letter", "space"]
"""Ways to mark a speaker.

``colon`` ``Name: text`` · ``strong`` ``**Name:** text``, ``**Name** text`` or ``**Name**`` alone · ``timed`` a label
and a time, alone or before text · ``heading`` ``### Name`` · ``header`` ``Name:`` alone · ``bare`` a name alone ·
``bracket`` ``[id1] text`` · ``tab`` ``Name<TAB>text`` · ``dash`` ``Name – text`` · ``letter`` ``Q. text`` ·
``space`` ``P3 text``; ``Name> text`` counts as a dash
"""

_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3}|-\d)?"
_DATE = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
_STAMP = re.compile(
    rf"\\?[\[(<{{#]?\s*(?P<date>{_DATE},?[ T]\s*)?(?P<from>{_CLOCK})\s*(?P<half>[ap]\.?m\.?)?"
    rf"(?:\s*(?:-->|->|–|—|-|/|to|bis|tot)\s*(?P<to>{_CLOCK}))?\s*\\?[\])>}}#]?",
    re.IGNORECASE,
)
_CLOCK_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3})|-(\d))?$")
_TIME_IN = re.compile(r":\d\d")
_SIGN_IN = re.compile(r"[*_<\[#]")
_T = "\ue000"
_LEAD = r"(?P<lead>[\s>]*+(?P<hash>\#{1,6}\s++)?(?:[-*+•–]\s++)?)"
_EM = r"(?:\*{1,3}|_{1,3}|</?(?:b|strong|i|em|u)>)"
_GENDERED = r"(?:(?<=[a-zäöü]{4})[:*](?:in|innen|r)\b)?"
_STOP = r"(?:：|(?<![a-zäöü]{4}):|(?<=[a-zäöü]{4}):(?!(?:in|innen|r)\b))"
_LABEL = (
    r"(?P<label>[^\W\d_](?:[^\ue000:：?!;\"“”„\[\]<>*|\t\n]{0,58}[^\s\ue000:：?!;\"“”„\[\]<>*|\t\n,–—-])?"
    rf"{_GENDERED})"
)
_BEFORE = rf"(?:{_T}++[\s|,–-]*+)?(?P<em>{_EM})?\s*+(?:{_T}++[\s|,–-]*+)?"

_COLON = re.compile(
    rf"{_LEAD}(?:\d{{1,4}}[.)]?[ \t]++)?{_BEFORE}[\[<(]?{_LABEL}[\])>]?\s*+{_EM}?\s*+,?\s*+{_T}*+\s*+{_EM}?\s*+"
    rf"{_STOP}{_EM}?"
    rf"[ \t]*+(?:{_T}++[ \t]*+)?(?:{_EM}(?=\s|$))?"
)
_TIMED_ALONE = re.compile(rf"{_LEAD}{_BEFORE}[\[<(]?{_LABEL}[\])>]?\s*+{_EM}?\s*+[,|–-]?\s*+{_T}*+\s*+{_EM}?\s*+$")
_TIMED_TEXT = re.compile(
    rf"{_LEAD}(?P<em>{_EM})?[\[<(]?{_LABEL}[\])>]?\s*+(?:{_EM})?\s*+{_T}++\s*+(?:{_EM})?[\s–-]*+(?=[^\s{_T}])"
)
_AFTER_TIME = re.compile(
    rf"{_LEAD}{_T}++[\s|]*+(?P<em>{_EM})?{_LABEL}(?:{_EM})?(?:\t++\s*+|\s{{2,}}+|\s*+\|\s*+|\s++[–—-]++\s++)(?=[^\s{_T}])"
)
_STRONG = re.compile(rf"{_LEAD}(?:{_T}++\s*+)?(?P<em>\*{{2,3}}|__|<(?:b|strong)>){_LABEL}[.:]?{_EM}\s*+(?:{_T}++\s*+)?")
_BRACKET = re.compile(rf"{_LEAD}(?:{_T}++\s*+)?[\[<]{_LABEL}[\]>]\s*+(?:{_T}++\s*+)?[:–-]?\s*+")
_TAB = re.compile(rf"{_LEAD}(?:{_T}++[\s|]*+)?{_LABEL}(?:[ ]*+\t[\t ]*+|\s*+\|\s*+)(?:{_T}++[\s|]*+)?(?=\S)")
_DASH = re.compile(rf"{_LEAD}(?:{_T}++\s*+)?{_LABEL}\s*+(?:[–—-]++|>)\s++(?=\S)")
_LETTER = re.compile(r"(?P<lead>\s*)(?P<label>[^\W\d_]{1,2}\d{0,3})[.)](?:\s+|$)")
_SPACE = re.compile(r"(?P<lead>\s*)(?P<label>[A-Z]{1,3}\d{0,3})[ \t]++(?=\S)")
_ONLY_TIME = re.compile(rf"^[\s>*_-]*{_T}+[\s*_|-]*$")
_LAST = re.compile(rf"#\s*({_CLOCK})\s*#\s*$")
_HEAD = 140


class Mark(NamedTuple):
    """One way to read the beginning of a line as a speaker label.

    `text_at` is where speech begins; it equals the length of the line where there is none.
    """

    way: Way
    label: str
    text_at: int
    start: float | None = None
    end: float | None = None


def seconds(clock: str) -> float | None:
    """Read ``m:ss`` or ``h:mm:ss`` with or without a fraction.

    Examples
    --------
    >>> seconds("1:02:03.5"), seconds("0:21"), seconds("00:61:99")
    (3723.5, 21.0, None)
    """
    match = _CLOCK_PARTS.match(clock.strip())
    if not match:
        return None
    hours, minutes, rest, fraction, tenth = match.groups()
    if int(rest) > 59 or (hours is not None and int(minutes) > 59):
        return None
    total = int(hours or 0) * 3600 + int(minutes) * 60 + int(rest)
    if fraction or tenth:
        return round(total + float(f"0.{fraction or tenth}"), 3)
    return float(total)


class Masked(NamedTuple):
    """The beginning of a line with its times blotted out, and what they were."""

    head: str
    start: float | None
    end: float | None
    timed: bool


def mask(text: str) -> Masked:
    """Replace the times at the beginning of a line by a private character, position by position.

    Labels and times both hold colons; without the times a label is easy to find.
    """
    head = text[:_HEAD]
    if ":" not in head or not _TIME_IN.search(head):
        return Masked(head, None, None, False)
    start = end = None
    timed = False

    def blot(match: re.Match[str]) -> str:
        nonlocal start, end, timed
        found = match[0]
        keep = len(found) - len(found.rstrip())
        if not timed:
            timed = True
            if not match["date"] and not match["half"]:
                start = seconds(match["from"])
                end = seconds(match["to"]) if match["to"] else None
        return _T * (len(found) - keep) + found[len(found) - keep :]

    return Masked(_STAMP.sub(blot, head), start, end, timed)


def only_time(masked: Masked) -> bool:
    """Tell whether a line holds a time and nothing else; of a long one only the beginning is known."""
    return masked.timed and len(masked.head) < _HEAD and bool(_ONLY_TIME.match(masked.head))


def leading_time(masked: Masked) -> int:
    """Return the length of the time (and white space) that a line begins with, or 0."""
    match = re.match(rf"[\s>]*{_T}+[\s|–-]*", masked.head) if masked.timed else None
    return match.end() if match else 0


def without_last_time(text: str) -> tuple[str, float | None]:
    """Take off a time mark at the end of a paragraph, as transcription programs set it.

    Examples
    --------
    >>> without_last_time("That was it. #00:01:02-5#")
    ('That was it.', 62.5)
    """
    match = _LAST.search(text) if text.rstrip().endswith("#") else None
    return (text[: match.start()].rstrip(), seconds(match[1])) if match else (text, None)


_BY_SIGN: tuple[tuple[Way, str, re.Pattern[str]], ...] = (
    ("strong", "", _STRONG),
    ("bracket", "", _BRACKET),
    ("tab", "\t|", _TAB),
    ("dash", "–—->", _DASH),
    ("letter", ".)", _LETTER),
    ("space", " \t", _SPACE),
)
"""Ways with the signs of which a line needs one; nothing stands for those of `_SIGN_IN`."""


def marks(
    text: str, masked: Masked, *, heading: bool = False, strong: bool = False, ways: Collection[Way] | None = None
) -> list[Mark]:
    """Return the ways in which a line may begin with a speaker label, the plainest first.

    Parameters
    ----------
    text
        One line, clean.
    masked
        The same line from `mask`.
    heading, strong
        Whether a word processor set the line as a heading, or bold from end to end.
    ways
        The ways that are wanted; default all.
    """
    found = _all_marks(text, masked, heading=heading, strong=strong, ways=ways)
    return found if ways is None else [mark for mark in found if mark.way in ways]


def _all_marks(text: str, masked: Masked, *, heading: bool, strong: bool, ways: Collection[Way] | None) -> list[Mark]:
    """Return marks; ways that are not wanted are left out where that saves looking for them."""
    found: list[Mark] = []
    head = masked.head
    signed = _SIGN_IN.search(head) is not None
    match = _COLON.match(head) if ":" in head or "：" in head else None
    if match and not head.startswith("//", match.end()):
        found.append(_colon_mark(text, match, masked, heading=heading))
    alone = len(text) <= _HEAD and (ways is None or "bare" in ways or heading or strong or masked.timed or signed)
    if alone and (match := _TIMED_ALONE.match(head)) and _may_be_label(match["label"]):
        if match["hash"] or heading:
            way: Way = "heading"
        elif masked.timed and _T in head[: match.end()]:
            way = "timed"
        else:
            way = "strong" if match["em"] or strong else "bare"
        found.append(_mark(way, match, masked, len(text)))
    if masked.timed:
        matches = (pattern.match(head) for pattern in (_AFTER_TIME, _TIMED_TEXT))
        found.extend(_mark("timed", match, masked, match.end()) for match in matches if match)
    for way, signs, pattern in _BY_SIGN:
        if ways is not None and way not in ways:
            continue
        if not (any(sign in head for sign in signs) if signs else signed):
            continue
        if (match := pattern.match(head)) and text[match.end() :].strip():
            found.append(_mark(way, match, masked, match.end()))
    return found


def _colon_mark(text: str, match: re.Match[str], masked: Masked, *, heading: bool) -> Mark:
    end = match.end()
    alone = end >= len(text) or text[end:].isspace()
    em = match["em"]
    way: Way = "strong" if em and em[0] in "*_<" and len(em) > 1 else "colon"
    if match["hash"] or (heading and alone):
        way = "heading"
    elif alone and way == "colon":
        way = "header"
    return _mark(way, match, masked, len(text) if alone else end)


def _may_be_label(label: str) -> bool:
    """Tell whether words alone on a line may be a label: no sentence, but ``Int.`` may be."""
    return not label.endswith((".", "?", "!", ",")) or (label.endswith(".") and len(label) <= 6 and is_code(label))


def _mark(way: Way, match: re.Match[str], masked: Masked, text_at: int) -> Mark:
    inside = masked.timed and _T in masked.head[: match.end()]
    label = _without_escapes(match["label"])
    return Mark(way, label, text_at, masked.start if inside else None, masked.end if inside else None)


@lru_cache(maxsize=4096)
def _without_escapes(label: str) -> str:
    return " ".join(label.replace("\\", "").split())
