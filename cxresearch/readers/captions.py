"""Turns out of captions: whose voice each one holds, and where a turn ends."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from cxresearch.domain.text import fold_spaces
from cxresearch.domain.transcript import is_open_ended
from cxresearch.readers.caption_blocks import Caption, Numbered, tokenize
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Draft, Extract, Gathering, Line, tidy_texts
from cxresearch.readers.framing import bracketed, reason_aside
from cxresearch.readers.labelled import Labels, choose, key_of
from cxresearch.readers.marks import mask

_TAG = re.compile(
    r"</?(?:c|i|b|u|v|ruby|rt|lang|font)(?:\.[^\s<>]*)?(?:\s[^<>]*)?>|<\d[\d:.,]*>|\{\\[a-z]+\d*[^{}]{0,60}\}",
    re.IGNORECASE,
)
_FIRST_TAGS = re.compile(r"^(?:<(?:c|i|u|font|lang)(?:\.[^\s<>]*)?(?:\s[^<>]*)?>)+", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>|</v>", re.IGNORECASE)
_CHANGE = re.compile(r"\s*(?:>>+|&gt;&gt;)\s*|\s*[-–—]\s+(?=\S)")
_WITHIN = re.compile(
    r"(?:^|(?<=[.?!…\"”’)\]—-] ))(?P<label>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}):\s+(?=\S)"
)
_PAUSE = 1.5
_LONG = 120


def read_captions(
    content: Content,
    format: str,  # noqa: A002
    *,
    lines: Sequence[Numbered] | None = None,
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
        texts, dropped = tidy_texts(content.lines)
        lines = list(enumerate(texts, 1))
    found = tokenize(lines)
    gathering = Gathering(dropped=dropped)
    gathering.structure += len(found.header) + structure
    for number, reason, text in found.blocks:
        gathering.report(number, reason, text)
    notes = [*(decoded.notes if decoded else ()), *_time_notes(found.items)]
    tagged = any(_may_be_voice(line.text) for caption in found.items for line in caption.texts)
    labels = Labels({}, {}) if tagged else _name_labels(found.items)
    within = None if tagged else _labels_within(found.items)
    rolling = _is_rolling(found.items)
    before: Caption | None = None
    voice: str | None = None
    for caption in found.items:
        pieces = _pieces(caption, labels, before if rolling else None, within)
        named = bool(labels.at) or within is not None
        voice = _gather(gathering, caption, pieces, voice, tagged=tagged, named=named, before=before)
        before = caption
    made = gathering.finish(format=format, encoding=encoding, notes=notes)
    return made if tagged or labels.at or within else replace(made, drafts=_with_questions(made.drafts, found.items))


def _labels_within(items: Sequence[Caption]) -> re.Pattern[str] | None:
    """Find labels in capitals that stand behind the end of a sentence, where captions break lines anywhere."""
    texts = [line.text for caption in items for line in caption.texts if _has_capitals_before_colon(line.text)]
    found = [match for text in texts for match in _WITHIN.finditer(text)]
    counts = Counter(match["label"] for match in found)
    often = sorted(label for label, count in counts.items() if count >= 2)
    if len(often) < 2 or sum(match.start() > 0 for match in found if match["label"] in often) < 3:
        return None
    return re.compile(rf"(?:^|(?<=[.?!…\"”’)\]—-] ))(?P<label>{'|'.join(map(re.escape, often))}):\s+")


def _has_capitals_before_colon(text: str) -> bool:
    """Tell quickly of nearly all lines that they hold no label in capitals."""
    at = text.find(": ")
    while at > 1:
        if text[at - 1].isupper() and text[at - 2].isupper():
            return True
        at = text.find(": ", at + 1)
    return False


def _may_be_voice(text: str) -> bool:
    return "<" in text and "<v" in text.casefold()


class _Piece(NamedTuple):
    """Part of a caption in one voice; `fresh` where the caption itself marks a new voice or change."""

    speaker: str | None
    text: str
    fresh: bool


def _pieces(caption: Caption, labels: Labels, repeated: Caption | None, within: re.Pattern[str] | None) -> list[_Piece]:
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
        for inner in within.finditer(text) if within is not None else ():
            pieces.append(_Piece(speaker, _words(text[at : inner.start()]), fresh))
            speaker, fresh, at = inner["label"], True, inner.end()
        for voice in _VOICE.finditer(text) if "<" in text else ():
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
    said = " ".join(piece.text for piece in pieces) if len(pieces) > 1 else pieces[0].text
    reason = reason_aside(said) if len(pieces) == 1 else None
    if reason and any(c.isalpha() for c in said):
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
    unlabelled = Line(0, ".")
    likely = [line if _may_be_labelled(line.text) else unlabelled for line in lines]
    masks = [mask(line.text) for line in likely]
    labels = choose(likely, masks, set(), ways=frozenset({"colon", "strong", "bracket", "header"}), sole=True)
    return Labels({lines[index].number: mark for index, mark in labels.at.items()}, labels.counts)


def _may_be_labelled(text: str) -> bool:
    head = text[:70]
    return ":" in head or "：" in head or text.lstrip()[:1] in "[<"


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_rolling(items: Sequence[Caption]) -> bool:
    """Tell whether captions repeat the last line of the one before, as automatic captions of video sites do."""
    pairs = again = 0
    last: str | None = None
    for caption in items:
        if not caption.texts:
            last = None
            continue
        first = _words(caption.texts[0].text)
        if last is not None:
            pairs += 1
            again += first == last
        last = first if len(caption.texts) == 1 else _words(caption.texts[-1].text)
    return pairs >= 4 and again >= 0.3 * pairs


def _time_notes(items: Sequence[Caption]) -> list[str]:
    bad = sum(caption.start is None for caption in items)
    ends = sum(caption.start is not None and caption.end is None for caption in items)
    over = sum(a.end is not None and b.start is not None and b.start < a.end - 0.5 for a, b in pairwise(items))
    notes = [f"{bad} captions have a time that cannot be read; their words are kept without it"] if bad else []
    notes += [f"{ends} captions have no end, or one before their beginning"] if ends else []
    return notes + ([f"{over} captions begin before the one before has ended"] if over else [])
