"""A tolerant tokenizer for captions: WebVTT, SubRip and their pasted forms.

It follows the block structure of the WebVTT parsing algorithm (W3C, "WebVTT: The Web Video Text Tracks
Format", section 6.1) and leaves it where the algorithm would drop words: a bad time keeps its caption, an
arrow inside speech stays speech, a missing header or a comma before the milliseconds does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from cxresearch.readers.content import Content
from cxresearch.readers.extract import Line
from cxresearch.readers.framing import is_heading, reason_aside

Numbered = tuple[int, str]
"""A line of the file: its number, counted from 1, and its text."""

_STAMP = re.compile(r"(?:(\d{1,6}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$")
_USUAL = re.compile(
    r"(\d\d):([0-5]\d):([0-5]\d)[.,](\d{3}) --> (\d\d):([0-5]\d):([0-5]\d)[.,](\d{3})(?=\s|$)", re.ASCII
)
_TIMEISH = re.compile(r"[\d:.,;-]*\d[\d:.,;-]*$|[^\s:]{0,4}\d?[^\s:]{0,4}:[^\s]{1,14}$")
_SCRAP = re.compile(r"[\d\s:.,;>-]+$|[^\s]*\d[^\s]*$")
_BLOCKS = {"NOTE": "a note in the file", "STYLE": "a style block", "REGION": "a region block"}


@dataclass(slots=True)
class Caption:
    """One caption: where its times stand, what they say, its lines of text, and how long its number was."""

    line: int
    timing: str
    start: float | None
    end: float | None
    label: str = ""
    texts: list[Line] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """All the text of the caption, number and times included."""
        return "\n".join([self.label, self.timing, *[line.text for line in self.texts]])


@dataclass
class Captions:
    """What the tokenizer found: captions, and blocks that are none, with the reason."""

    items: list[Caption] = field(default_factory=list)
    blocks: list[tuple[int, str, str]] = field(default_factory=list)
    header: str = ""


def timestamp(text: str) -> float | None:
    """Read a caption time in seconds; None for one that is not a time.

    Examples
    --------
    >>> timestamp("00:01:02,500"), timestamp("01:02.500"), timestamp("00:61:99.000")
    (62.5, 62.5, None)
    """
    match = _STAMP.match(text)
    if not match:
        return None
    hours, minutes, rest, fraction = match.groups()
    if int(minutes) > 59 or int(rest) > 59:
        return None
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(rest)
    return round(whole + float(f"0.{fraction or 0}"), 3)


def timing(text: str, *, fresh: bool) -> tuple[float | None, float | None] | None:
    """Read a timing line, or return None where the arrow is part of speech.

    Parameters
    ----------
    text
        A line.
    fresh
        Whether the line is the first or second of its block, where bad times are still times.

    Examples
    --------
    >>> timing("00:01.000 --> 00:02.000 align:start", fresh=True)
    (1.0, 2.0)
    >>> timing("File --> Save as", fresh=True) is None
    True
    """
    at = text.find("-->")
    if at < 0:
        return None
    if usual := _USUAL.match(text):
        h, m, s, t, h2, m2, s2, t2 = map(int, usual.groups())
        begins = (((h * 60 + m) * 60 + s) * 1000 + t) / 1000
        ends = (((h2 * 60 + m2) * 60 + s2) * 1000 + t2) / 1000
        return begins, ends if ends >= begins else None
    left, right = text[:at].strip(), text[at + 3 :].split()
    first = right[0] if right else ""
    start, end = timestamp(left), timestamp(first)
    looks_left, looks_right = bool(_TIMEISH.match(left)), bool(_TIMEISH.match(first))
    if not (looks_left and (looks_right or not first)):
        if not (fresh and (looks_left or looks_right or not (left or first)) and len(left.split()) <= 1):
            return None
        if left.isalpha() and not looks_right:
            return None
    if start is not None and end is not None and end < start:
        end = None
    return start, end


def tokenize(lines: Sequence[Numbered]) -> Captions:
    """Cut lines into captions and other blocks; every line that is not blank ends up in one of them."""
    found = Captions()
    at = 0
    while at < len(lines) and not lines[at][1].strip():
        at += 1
    if at < len(lines) and lines[at][1].lstrip("\ufeff").startswith("WEBVTT"):
        at = _header(lines, at, found)
    block: list[Line] = []
    caption: Caption | None = None
    for number, text in chain(islice(lines, at, None), [(0, "")]):
        if not text or text.isspace():
            _close(found, block, caption)
            block, caption = [], None
            continue
        times = None
        if "-->" in text:
            times = timing(text, fresh=len(block) <= 1 if caption is None else not caption.texts)
        if times is None:
            (block if caption is None else caption.texts).append(Line(number, text))
            continue
        label = ""
        if caption is not None:
            if caption.texts and caption.texts[-1].text.strip().isdigit():
                label = caption.texts.pop().text
            found.items.append(caption)
        elif block:
            label = block.pop().text if not block[-1].text.startswith(tuple(_BLOCKS)) else ""
            _close(found, block, None)
            block = []
        caption = Caption(number, text, times[0], times[1], label)
    return found


def _header(lines: Sequence[Numbered], at: int, found: Captions) -> int:
    number, first = lines[at]
    found.header = "WEBVTT"
    if rest := first.lstrip("\ufeff")[len("WEBVTT") :].strip():
        found.blocks.append((number, "the file's header", rest))
    at += 1
    while at < len(lines) and lines[at][1].strip() and timing(lines[at][1], fresh=True) is None:
        if at + 1 < len(lines) and timing(lines[at + 1][1], fresh=True) is not None:
            break
        number, text = lines[at]
        found.blocks.append((number, "the file's header", text))
        at += 1
    return at


def _close(found: Captions, block: Sequence[Line], caption: Caption | None) -> None:
    """Put a finished block where it belongs; words after a blank line go on with the caption before them."""
    if caption is not None:
        found.items.append(caption)
        return
    if not block:
        return
    first = block[0].text.strip()
    text = "\n".join(line.text for line in block)
    word = first.split()[0]
    if word == "NOTE" or first in {"STYLE", "REGION"}:
        found.blocks.append((block[0].number, _BLOCKS[word], text))
    elif not found.items:
        found.blocks.append((block[0].number, "before the first caption", text))
    elif len(block) == 1 and _SCRAP.match(first):
        found.blocks.append((block[0].number, "a caption's number or time without the caption", text))
    else:
        for line in block:
            reason = reason_aside(line.text) or ("a heading" if is_heading(line) else None)
            if reason:
                found.blocks.append((line.number, reason, line.text))
            else:
                found.items[-1].texts.append(line)


def count_timings(content: Content, limit: int = 3) -> int:
    """Count timing lines at the top of a text, up to a limit; used to recognise captions without a header."""
    count = 0
    fresh = 0
    for text in content.lines[:400]:
        fresh = 0 if not text.strip() else fresh + 1
        if "-->" in text and timing(text, fresh=fresh <= 2) not in (None, (None, None)):
            count += 1
            if count >= limit:
                break
    return count
