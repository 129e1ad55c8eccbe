"""What speech recognition services write as JSON, each turned into pieces of speech with times and speakers."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cxresearch.readers.marks import seconds
from cxresearch.readers.pieces import Piece

_LEFT = re.compile(r"[.,!?;:…%)\]}’”。，？！؟،]+$")


def known_service(data: Any) -> list[Piece] | None:
    """Read the output of a known service, or return None for JSON of another kind.

    Amazon Transcribe, Google Speech-to-Text, Kaldi as the BBC wraps it, Speechmatics, Rev and Deepgram.
    """
    if not isinstance(data, dict):
        return None
    for reader in _SERVICES:
        found = reader(data)
        if found:
            return found
    return None


def at(data: Any, *keys: str | int) -> Any:
    """Follow keys and indices; None where one of them is missing."""
    for key in keys:
        if isinstance(key, str) and isinstance(data, dict):
            data = data.get(key)
        elif isinstance(key, int) and isinstance(data, list) and -len(data) <= key < len(data):
            data = data[key]
        else:
            return None
    return data


def dicts(data: Any) -> list[dict[str, Any]]:
    """Return the objects of a list; nothing where it is none."""
    return [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []


def clock(value: Any) -> float | None:
    """Read a time in any of the ways of JSON: a number, ``"12.9s"``, ``"0:12"``, seconds and nanos.

    Examples
    --------
    >>> clock("12.9s"), clock({"seconds": "12", "nanos": 500000000}), clock("0:01:02"), clock(True), clock("soon")
    (12.9, 12.5, 62.0, None, None)
    """
    if isinstance(value, dict):
        whole, part = clock(value.get("seconds", 0)), clock(value.get("nanos", 0))
        return None if whole is None or part is None else round(whole + part / 1e9, 3)
    if isinstance(value, str):
        text = value.strip().rstrip("sS").replace(",", ".")
        if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", text):
            return round(float(text), 3)
        return seconds(text) if len(text) < 20 else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(float(value), 3) if math.isfinite(value) and 0 <= value < 1e12 else None


def label(value: Any, names: Mapping[str, str] | None = None) -> str | None:
    """Read a speaker: a name, a number (``Speaker 0``), or an object with a name."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "displayName", "label", "@id", "id") if value.get(key)), None)
    if isinstance(value, bool) or value is None or (isinstance(value, float) and not value.is_integer()):
        return None
    text = " ".join(str(int(value) if isinstance(value, float) else value).split())
    if names and text in names:
        return names[text]
    return (f"Speaker {text}" if text.isdecimal() else text[:200]) or None


def words_to_pieces(words: Sequence[tuple[str, float | None, float | None, str | None]]) -> list[Piece]:
    """Give words numbers and put punctuation to the word before it."""
    pieces: list[Piece] = []
    for text, start, end, speaker in words:
        if pieces and _LEFT.fullmatch(text):
            last = pieces[-1]
            pieces[-1] = Piece(last.number, last.text + text, last.start, last.end, last.speaker)
        elif text.strip():
            pieces.append(Piece(len(pieces) + 1, text, start, end, speaker))
    return pieces


class _Segments:
    """Who speaks when: intervals with speakers, looked up by time."""

    def __init__(self, segments: Sequence[tuple[float, float, str | None]]) -> None:
        self._held = sorted(segments, key=lambda one: one[:2])
        self._starts = [start for start, _, _ in self._held]

    def speaker(self, start: float | None, end: float | None) -> str | None:
        """Return who speaks in the middle of a word, or spoke last before it."""
        if start is None or not self._held:
            return None
        place = bisect_right(self._starts, (start + (end if end is not None else start)) / 2) - 1
        return self._held[max(place, 0)][2]


def _amazon(data: dict[str, Any]) -> list[Piece] | None:
    items = dicts(at(data, "results", "items"))
    if not any(item.get("type") == "pronunciation" for item in items):
        return None
    intervals: list[tuple[float, float, str | None]] = []
    by_start: dict[str, str | None] = {}
    for segment in dicts(at(data, "results", "speaker_labels", "segments")):
        start, end = clock(segment.get("start_time")), clock(segment.get("end_time"))
        if start is not None:
            intervals.append((start, end if end is not None else start, label(segment.get("speaker_label"))))
        for item in dicts(segment.get("items")):
            by_start[str(item.get("start_time"))] = label(item.get("speaker_label"))
    for channel in dicts(at(data, "results", "channel_labels", "channels")):
        for item in dicts(channel.get("items")):
            by_start[str(item.get("start_time"))] = label(channel.get("channel_label"))
    segments = _Segments(intervals)
    words: list[tuple[str, float | None, float | None, str | None]] = []
    for item in items:
        start, end = clock(item.get("start_time")), clock(item.get("end_time"))
        given = label(item.get("speaker_label")) or by_start.get(str(item.get("start_time")))
        words.append(
            (str(at(item, "alternatives", 0, "content") or ""), start, end, given or segments.speaker(start, end))
        )
    return words_to_pieces(words)


def _google(data: dict[str, Any]) -> list[Piece] | None:
    inner = at(data, "response", "results") or data.get("results")
    results = [result for result in dicts(inner) if dicts(result.get("alternatives"))]
    if not results or not any(at(result, "alternatives", 0, "transcript") for result in results):
        return None

    def when(word: dict[str, Any], which: str) -> float | None:
        return clock(word.get(f"{which}Time", word.get(f"{which}_time", word.get(f"{which}Offset"))))

    def who(word: dict[str, Any]) -> str | None:
        tag = word.get("speakerTag", word.get("speaker_tag", word.get("speakerLabel")))
        return label(tag) if tag not in (0, "0") else None

    last = dicts(at(results, -1, "alternatives", 0, "words"))
    if any(who(word) for word in last):
        # With speakers asked for, the last result repeats all the words, this time with tags.
        return words_to_pieces([(str(w.get("word", "")), when(w, "start"), when(w, "end"), who(w)) for w in last])
    pieces: list[Piece] = []
    for number, result in enumerate(results, 1):
        words = dicts(at(result, "alternatives", 0, "words"))
        start = when(words[0], "start") if words else None
        end = when(words[-1], "end") if words else clock(result.get("resultEndTime"))
        pieces.append(Piece(number, str(at(result, "alternatives", 0, "transcript") or ""), start, end))
    return pieces


def _kaldi(data: dict[str, Any]) -> list[Piece] | None:
    inner = data.get("retval") if isinstance(data.get("retval"), dict) else data
    words = [word for word in dicts(at(inner, "words")) if "punct" in word or "word" in word]
    if not words:
        return None
    intervals: list[tuple[float, float, str | None]] = []
    for segment in dicts(at(inner, "segmentation", "segments")):
        start, length = clock(segment.get("start")), clock(segment.get("duration"))
        if start is not None:
            intervals.append((start, start + (length or 0.0), label(segment.get("speaker"))))
    if not intervals and not isinstance(data.get("retval"), dict):
        return None
    segments = _Segments(intervals)
    times = [(clock(word.get("start")), clock(word.get("end"))) for word in words]
    return words_to_pieces(
        [
            (str(word.get("punct") or word.get("word") or ""), start, end, segments.speaker(start, end))
            for word, (start, end) in zip(words, times, strict=True)
        ]
    )


def _speechmatics(data: dict[str, Any]) -> list[Piece] | None:
    results = [r for r in dicts(data.get("results")) if r.get("type") in {"word", "punctuation"}]
    if not any(at(result, "alternatives", 0, "content") for result in results):
        return None
    return words_to_pieces(
        [
            (
                str(at(result, "alternatives", 0, "content") or ""),
                clock(result.get("start_time")),
                clock(result.get("end_time")),
                label(at(result, "alternatives", 0, "speaker")),
            )
            for result in results
        ]
    )


def _rev(data: dict[str, Any]) -> list[Piece] | None:
    pieces: list[Piece] = []
    for monologue in dicts(data.get("monologues")):
        elements = dicts(monologue.get("elements"))
        starts = [found for one in elements if (found := clock(one.get("ts"))) is not None]
        ends = [found for one in elements if (found := clock(one.get("end_ts"))) is not None]
        name = (
            monologue.get("speaker_name") or at(monologue, "speaker_info", "display_name") or monologue.get("speaker")
        )
        pieces.append(
            Piece(
                len(pieces) + 1,
                "".join(str(one.get("value", "")) for one in elements),
                starts[0] if starts else None,
                ends[-1] if ends else None,
                label(name),
            )
        )
    return pieces or None


def _deepgram(data: dict[str, Any]) -> list[Piece] | None:
    best = at(data, "results", "channels", 0, "alternatives", 0)
    if not isinstance(best, dict) or at(data, "results", "utterances"):
        return None
    pieces: list[Piece] = []
    for paragraph in dicts(at(best, "paragraphs", "paragraphs")):
        for one in dicts(paragraph.get("sentences")):
            place = len(pieces) + 1
            who = label(paragraph.get("speaker"))
            pieces.append(Piece(place, str(one.get("text", "")), clock(one.get("start")), clock(one.get("end")), who))
    if pieces:
        return pieces
    return words_to_pieces(
        [
            (
                str(word.get("punctuated_word") or word.get("word") or ""),
                clock(word.get("start")),
                clock(word.get("end")),
                label(word.get("speaker")),
            )
            for word in dicts(best.get("words"))
        ]
    )


_SERVICES: tuple[Callable[[dict[str, Any]], list[Piece] | None], ...] = (
    _amazon,
    _speechmatics,
    _google,
    _kaldi,
    _rev,
    _deepgram,
)
