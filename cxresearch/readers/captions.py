"""Captions: a tolerant tokenizer for WebVTT, SubRip and their pasted forms, and turns out of captions.

It follows the block structure of the WebVTT parsing algorithm (W3C, "WebVTT: The Web Video Text Tracks
Format", section 6.1) and leaves it where the algorithm would drop words: a bad time keeps its caption, an
arrow inside speech stays speech, a missing header or a comma before the milliseconds does not matter.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cxresearch.domain.text import fold_spaces
from cxresearch.domain.transcript import is_open_ended
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Draft, Extract, Gathering, Line
from cxresearch.readers.framing import bracketed, is_heading, reason_aside
from cxresearch.readers.labelled import Labels, choose, key_of
from cxresearch.readers.layouts import tidy_lines
from cxresearch.readers.marks import mask

_STAMP = re.compile(r"(?:(\d{1,6}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$")
_USUAL = re.compile(
    r"(\d\d):([0-5]\d):([0-5]\d)[.,](\d{3}) --> (\d\d):([0-5]\d):([0-5]\d)[.,](\d{3})(?=\s|$)", re.ASCII
)
_TIMEISH = re.compile(r"[\d:.,;-]*\d[\d:.,;-]*$|[^\s:]{0,4}\d?[^\s:]{0,4}:[^\s]{1,14}$")
_SCRAP = re.compile(r"[\d\s:.,;>-]+$|[^\s]*\d[^\s]*$")
_TAG = re.compile(
    r"</?(?:c|i|b|u|v|ruby|rt|lang|font)(?:\.[^\s<>]*)?(?:\s[^<>]*)?>|<\d[\d:.,]*>|\{\\[a-z]+\d*[^{}]{0,60}\}",
    re.IGNORECASE,
)
_FIRST_TAGS = re.compile(r"^(?:<(?:c|i|u|font|lang)(?:\.[^\s<>]*)?(?:\s[^<>]*)?>)+", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>|</v>", re.IGNORECASE)
_CHANGE = re.compile(r"\s*(?:>>+|&gt;&gt;)\s*|\s*[-–—]\s+(?=\S)")
_LIKELY = re.compile(r"[^:：]{0,69}[:：]|\s*[\[<]")
_BLOCKS = {"NOTE": "a note in the file", "STYLE": "a style block", "REGION": "a region block"}
_PAUSE = 1.5
_LONG = 120


@dataclass
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
        return "\n".join([self.label, self.timing, *(line.text for line in self.texts)])


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
        parts = [int(part) for part in usual.groups()]
        begins, ends = (round(h * 3600 + m * 60 + s + t / 1000, 3) for h, m, s, t in (parts[:4], parts[4:]))
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


def tokenize(lines: Sequence[Line]) -> Captions:
    """Cut lines into captions and other blocks; every line that is not blank ends up in one of them."""
    found = Captions()
    at = 0
    while at < len(lines) and lines[at].blank:
        at += 1
    if at < len(lines) and lines[at].text.lstrip("\ufeff").startswith("WEBVTT"):
        at = _header(lines, at, found)
    block: list[Line] = []
    caption: Caption | None = None
    for line in [*lines[at:], Line(lines[-1].number + 1 if lines else 1, "")]:
        if line.blank:
            _close(found, block, caption)
            block, caption = [], None
            continue
        fresh = (len(block) <= 1 and caption is None) or (caption is not None and not caption.texts)
        times = timing(line.text, fresh=fresh) if "-->" in line.text else None
        if times is None:
            if caption is not None:
                caption.texts.append(line)
            else:
                block.append(line)
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
        caption = Caption(line.number, line.text, times[0], times[1], label)
    return found


def _header(lines: Sequence[Line], at: int, found: Captions) -> int:
    first = lines[at].text.lstrip("\ufeff")
    found.header = "WEBVTT"
    if rest := first[len("WEBVTT") :].strip():
        found.blocks.append((lines[at].number, "the file's header", rest))
    at += 1
    while at < len(lines) and not lines[at].blank and timing(lines[at].text, fresh=True) is None:
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following is not None and timing(following.text, fresh=True) is not None:
            break
        found.blocks.append((lines[at].number, "the file's header", lines[at].text))
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


def read_captions(
    content: Content,
    format: str,  # noqa: A002
    *,
    lines: Sequence[Line] | None = None,
    dropped: int = 0,
    structure: int = 0,
) -> Extract:
    """Read captions and join them into turns.

    A voice is taken from ``<v Name>``, else from labels before a colon, else from the caption before. Captions
    of one voice become one turn; without any voice a turn ends with a sentence followed by a pause of 1.5
    seconds or after 120 words (480 where there are no full stops). A unit is a caption; other blocks are units
    too, and are reported.
    """
    decoded = content.decoded
    encoding = decoded.encoding if decoded else ""
    if lines is None:
        lines, dropped = tidy_lines(content.lines)
    found = tokenize(lines)
    gathering = Gathering(dropped=dropped)
    gathering.structure += len(found.header) + structure
    for number, reason, text in found.blocks:
        gathering.report(number, reason, text)
    notes = [*(decoded.notes if decoded else ()), *_time_notes(found.items)]
    tagged = any("<v" in line.text.casefold() for caption in found.items for line in caption.texts)
    labels = Labels({}, {}) if tagged else _name_labels(found.items)
    rolling = _is_rolling(found.items)
    before: Caption | None = None
    voice: str | None = None
    for caption in found.items:
        pieces = _pieces(caption, labels, before if rolling else None)
        voice = _gather(gathering, caption, pieces, voice, tagged=tagged, named=bool(labels.at), before=before)
        before = caption
    made = gathering.finish(format=format, encoding=encoding, notes=notes)
    return made if tagged or labels.at else replace(made, drafts=_with_questions(made.drafts, found.items))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a caption in one voice; `fresh` where the caption itself marks a new voice or change."""

    speaker: str | None
    text: str
    fresh: bool


def _pieces(caption: Caption, labels: Labels, repeated: Caption | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    speaker: str | None = None
    fresh = False
    last = repeated.texts[-1].text.strip() if repeated and repeated.texts else None
    for line in caption.texts:
        text = line.text
        if last is not None and _words(text) == _words(last):
            continue
        mark = labels.at.get(line.number)
        if mark is not None:
            speaker, fresh = labels.names[key_of(mark.label)], True
            text = text[mark.text_at :]
        elif change := _CHANGE.match(text):
            if ">" in change[0] or "&gt;" in change[0] or len(caption.texts) > 1 or text.lstrip()[0] != "-":
                speaker, fresh = None, True
            text = text[change.end() :]
        at = 0
        for voice in _VOICE.finditer(text):
            pieces.append(_Piece(speaker, _words(text[at : voice.start()]), fresh))
            speaker, fresh, at = (
                (fold_spaces(html.unescape(voice[1])) or None) if voice[1] else None,
                bool(voice[1]),
                voice.end(),
            )
        pieces.append(_Piece(speaker, _words(text[at:]), fresh))
        fresh = False
    return [piece for piece in pieces if piece.text]


def _words(text: str) -> str:
    text = _TAG.sub("", _VOICE.sub("", text)) if "<" in text or "{" in text else text
    return fold_spaces(html.unescape(text) if "&" in text else text)


def _gather(
    gathering: Gathering,
    caption: Caption,
    pieces: Sequence[_Piece],
    voice: str | None,
    *,
    tagged: bool,
    named: bool,
    before: Caption | None,
) -> str | None:
    """Add one caption to the turns; `voice` spoke before it, and who speaks at its end is returned."""
    if not pieces:
        gathering.report(caption.line, "a caption without words", caption.whole)
        return voice
    said = " ".join(piece.text for piece in pieces)
    reason = reason_aside(said) if len(pieces) == 1 and any(c.isalpha() for c in said) else None
    if reason:
        gathering.report(caption.line, reason, caption.whole)
        return voice
    if _is_sound(said) and not is_open_ended(gathering.said):
        gathering.begin(None, kind="aside", start=caption.start, line=caption.line)
        gathering.keep(caption.line, caption.whole, said, end=caption.end)
        return voice
    for nth, piece in enumerate(pieces):
        speaker = piece.speaker
        if speaker is None and not piece.fresh and (named or (tagged and (nth or is_open_ended(gathering.said)))):
            speaker = voice
        voice = speaker
        go_on = gathering.kind == "speech" and speaker == gathering.speaker
        if go_on and speaker is None:
            go_on = not piece.fresh and not _is_pause(gathering, caption, before)
        if not go_on:
            gathering.begin(speaker, start=caption.start, line=caption.line)
        if nth == 0:
            gathering.keep(caption.line, caption.whole, piece.text, end=caption.end)
        else:
            gathering.keep_rest("", piece.text)
    return voice


def _is_sound(said: str) -> bool:
    """Tell whether a caption holds only a bracketed note or music."""
    inner = bracketed(said)
    return (inner is not None and any(c.isalpha() for c in inner)) or (said[0] in "♪♫" and said[-1] in "♪♫")


def _is_pause(gathering: Gathering, caption: Caption, before: Caption | None) -> bool:
    if before is None or (is_open_ended(gathering.said) and gathering.words < 4 * _LONG):
        return False
    if gathering.words >= _LONG:
        return True
    if before.end is None or caption.start is None:
        return False
    return caption.start - before.end >= _PAUSE


def _with_questions(drafts: Sequence[Draft], items: Sequence[Caption]) -> tuple[Draft, ...]:
    """Take turns that ask for questions, where captions mark each change of voice but name nobody."""
    changes = sum(bool(_CHANGE.match(line.text)) for caption in items for line in caption.texts)
    if changes < 4 or changes < 0.5 * len(drafts):
        return tuple(drafts)
    return tuple(
        replace(draft, kind="question")
        if draft.kind == "speech" and draft.text.endswith(("?", "？", "؟")) and len(draft.text.split()) <= _LONG
        else draft
        for draft in drafts
    )


def _name_labels(items: Sequence[Caption]) -> Labels:
    """Choose speaker labels before a colon or in brackets, by the vote of all captions."""
    lines = [line for caption in items for line in caption.texts]
    lines = [
        line._replace(text=_FIRST_TAGS.sub(_blanks, line.text)) if "<" in line.text[:2] else line for line in lines
    ]
    likely = [
        line
        if ":" in line.text[:70] or "：" in line.text[:70] or line.text.lstrip()[:1] in "[<"
        else Line(line.number, ".")
        for line in lines
    ]
    masks = [mask(line.text) for line in likely]
    labels = choose(likely, masks, set(), ways=frozenset({"colon", "strong", "bracket", "header"}), sole=True)
    return Labels({lines[index].number: mark for index, mark in labels.at.items()}, labels.counts)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_rolling(items: Sequence[Caption]) -> bool:
    """Tell whether captions repeat the last line of the one before, as automatic captions of video sites do."""
    pairs = [(a, b) for a, b in pairwise(items) if a.texts and b.texts]
    again = sum(_words(a.texts[-1].text) == _words(b.texts[0].text) for a, b in pairs)
    return len(pairs) >= 4 and again >= 0.3 * len(pairs)


def _time_notes(items: Sequence[Caption]) -> list[str]:
    bad = sum(caption.start is None for caption in items)
    ends = sum(caption.start is not None and caption.end is None for caption in items)
    over = sum(a.end is not None and b.start is not None and b.start < a.end - 0.5 for a, b in pairwise(items))
    notes = [f"{bad} captions have a time that cannot be read; their words are kept without it"] if bad else []
    notes += [f"{ends} captions have no end, or one before their beginning"] if ends else []
    return notes + ([f"{over} captions begin before the one before has ended"] if over else [])


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
