"""JSON transcripts: of known services, or any list of texts with speakers or times; JSON lines too."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Kind, joined
from cxresearch.readers.labels import meaning
from cxresearch.readers.pieces import Piece, read_pieces, scale_of
from cxresearch.readers.recognisers import clock, dicts, known_service, label
from cxresearch.readers.transcripts_within import read_within

name = "json"
title = "JSON transcripts"

_SPEAKERS = (
    "speaker speaker_name speakerName speaker_label speakerLabel name displayName author from sender who voice"
    " participant speaker_id speakerId speakerTag speaker_tag role channel user"
).split()
_TEXTS = "text utterance transcript body content message sentence caption said punctuated_word word value".split()
_STARTS = (
    "start startTime start_time startTimeSeconds begin beginTime from ts timestamp offset time start_ms startMs".split()
)
_ENDS = "end endTime end_time endTimeSeconds stop to end_ts end_ms endMs".split()
_MANY = 2_000_000
_DEEP = 60


def recognises(content: Content) -> bool:
    """Tell whether the text begins like JSON: an object, or a list of objects."""
    return content.decoded is not None and content.structure == "a JSON file"


def extract(content: Content) -> Extract:
    """Read a JSON transcript.

    A unit is a piece of the service (a segment, an utterance or a word). Where two fields hold the same words
    (Whisper's text, segments and words), the pieces that carry speakers and times are read.

    Raises
    ------
    UnreadableFile
        When it is damaged, nests too deeply, or holds no list of texts.
    """
    data, notes = _parse(content)
    if isinstance(data, dict) and "nbformat" in data:
        raise UnreadableFile(f"{content.path.name} is a notebook and no transcript.", path=content.path)
    pieces = known_service(data) or _listed(data)
    if pieces:
        found = _read_whole(content, pieces) or read_pieces(content, pieces, format=name)
    elif isinstance(data, dict) and (words := _one_text(data)):
        found = replace(read_within(content.path, words), format=name)
    else:
        raise UnreadableFile(
            f"{content.path.name} is a JSON file without a list of texts that have speakers or times; export the"
            " transcript as WebVTT, text or a known service's JSON.",
            path=content.path,
        )
    encoding = content.decoded.encoding if content.decoded else "utf-8"
    return replace(found, encoding=encoding, notes=tuple(dict.fromkeys([*found.notes, *notes])))


def _parse(content: Content) -> tuple[Any, list[str]]:
    """Parse JSON or JSON lines; numbers beyond all times become nothing, fields given twice are noted."""
    twice = 0

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(found)
        twice += len(found) - len(made)
        return made

    decoder = json.JSONDecoder(
        object_pairs_hook=pairs,
        parse_int=lambda digits: int(digits) if len(digits) < 19 else None,
        parse_constant=lambda _: None,
        strict=False,
    )
    text = content.decoded.text.lstrip("\ufeff \t\r\n") if content.decoded else ""
    try:
        try:
            data = decoder.decode(text)
        except json.JSONDecodeError as error:
            rows = [line for line in text.splitlines() if line.strip()]
            if len(rows) < 2 or not rows[0].rstrip().endswith("}") or not rows[0].lstrip().startswith("{"):
                raise UnreadableFile(
                    f"{content.path.name} is JSON that is damaged or breaks off at line {error.lineno};"
                    " export it again.",
                    path=content.path,
                    line=error.lineno,
                ) from error
            data = [decoder.decode(row) for row in rows]
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"{content.path.name} is JSON with a line that is damaged; export it again.", path=content.path
        ) from error
    except (RecursionError, MemoryError) as error:
        raise UnreadableFile(
            f"{content.path.name} is JSON that nests more deeply than any transcript; it was not read.",
            path=content.path,
        ) from error
    return data, [f"{twice} fields are given twice in their object; the last of each was read"] if twice else []


def _listed(data: Any) -> list[Piece]:
    """Find the objects with words: those of one place in the structure, with speakers if any have them."""
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    waiting: list[tuple[str, int, Any]] = [("", 0, data)]
    for where, depth, value in _in_order(waiting):
        if isinstance(value, list) and depth < _DEEP:
            places[where] += [item for item in dicts(value) if _words(item)]
    names = _speaker_names(data)
    candidates: list[tuple[bool, int, list[Piece]]] = []
    for found in places.values():
        pieces = _pieces(found, names)
        spoken = sum(len(piece.text.split()) for piece in pieces)
        voiced = sum(piece.speaker is not None for piece in pieces) >= 0.5 * len(pieces)
        timed = sum(piece.start is not None for piece in pieces) >= 0.5 * len(pieces)
        plain = len(pieces) >= 2 and spoken >= 3 * len(pieces)
        if pieces and spoken >= 2 and (voiced or timed or plain):
            candidates.append((voiced, spoken, pieces))
    if not candidates:
        return []
    most = max(spoken for _, spoken, _ in candidates)
    good = [one for one in candidates if one[1] >= 0.5 * most and one[0]] or candidates
    most = max(spoken for _, spoken, _ in good)
    return min((one for one in good if one[1] >= 0.95 * most), key=lambda one: len(one[2]))[2]


def _in_order(waiting: list[tuple[str, int, Any]]) -> Any:
    """Walk JSON in its own order without recursion; indices are left out of the places."""
    seen = 0
    while waiting and seen < _MANY:
        where, depth, value = waiting.pop()
        seen += 1
        yield where, depth, value
        if depth >= _DEEP:
            continue
        if isinstance(value, dict):
            waiting += [(f"{where}/{key}", depth + 1, one) for key, one in reversed(value.items()) if _is_nest(one)]
        elif isinstance(value, list):
            waiting += [(f"{where}[]", depth + 1, one) for one in reversed(value) if _is_nest(one)]


def _is_nest(value: Any) -> bool:
    return isinstance(value, dict | list)


def _words(item: Mapping[str, Any]) -> str:
    for key in _TEXTS:
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if key in {"content", "message", "body"} and isinstance(value, dict | list):
            parts = value.get("parts", [value]) if isinstance(value, dict) else value
            texts = [one if isinstance(one, str) else one.get("text") for one in parts if isinstance(one, str | dict)]
            if words := " ".join(one for one in texts if isinstance(one, str) and one.strip()):
                return words
    return ""


def _speaker_names(data: Any) -> dict[str, str]:
    """Read a list of speakers beside the transcript: id to name."""
    names: dict[str, str] = {}
    held = data.get("speakers", data.get("participants")) if isinstance(data, dict) else None
    if isinstance(held, dict):
        return {str(key): one for key, value in held.items() if (one := label(value))}
    for item in dicts(held):
        key = next((item[k] for k in ("id", "speaker_id", "speakerId", "label") if item.get(k) is not None), None)
        shown = item.get("name") or item.get("displayName")
        if key is not None and isinstance(shown, str) and shown.strip():
            names[str(key)] = " ".join(shown.split())
    return names


def _pieces(items: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[Piece]:
    pieces: list[Piece] = []
    for number, item in enumerate(items, 1):
        key = next(
            (key for key in _SPEAKERS if label(item.get(key)) is not None and item.get(key) != _words(item)), None
        )
        who = label(item.get(key), names) if key else None
        start = next((found for k in _STARTS if (found := clock(item.get(k))) is not None), None)
        end = next((found for k in _ENDS if (found := clock(item.get(k))) is not None), None)
        length = clock(item.get("duration"))
        if end is None and start is not None and length is not None:
            end = start + length
        pieces.append(Piece(number, _words(item), start, end, who, _kind(item, key)))
    scale = scale_of([piece.start for piece in pieces if piece.start is not None])
    return [replace(p, start=_scaled(p.start, scale), end=_scaled(p.end, scale)) for p in pieces]


def _kind(item: Mapping[str, Any], key: str | None) -> Kind:
    role = item.get("role")
    if key == "role" or not isinstance(role, str):
        return "speech"
    kinds: Mapping[str | None, Kind] = {"interviewer": "question", "participant": "answer", "other": "aside"}
    return kinds.get(meaning(role).role, "speech")


def _scaled(seconds: float | None, scale: float) -> float | None:
    return None if seconds is None else round(seconds * scale, 3)


def _read_whole(content: Content, pieces: Sequence[Piece]) -> Extract | None:
    """Read pieces that are whole transcripts with labels of their own, or return None."""
    if any(piece.start is not None for piece in pieces):
        return None
    many = [piece for piece in pieces if sum(bool(line.strip()) for line in piece.text.splitlines()) >= 3]
    if len(many) < 0.6 * len(pieces):
        return None
    return replace(joined([read_within(content.path, piece.text) for piece in pieces]), format=name)


def _one_text(data: Mapping[str, Any]) -> str:
    for key in ("transcript", "text", "transcription", "content", "body"):
        value = data.get(key)
        if isinstance(value, str) and len(value.split()) >= 3:
            return value
    return ""
