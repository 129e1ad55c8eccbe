"""The transcript reader: turns with their speakers, and whatever stands on their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from cxresearch.domain.corpus import Corpus, Segment, Source
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import Coding, Reading
from cxresearch.domain.searching import Passage, Term, word_spans
from cxresearch.domain.spans import turn_starts
from cxresearch.views.scene import Plain, Presenter, Query, Scene, clock, page, text_of

_AROUND = 70
"""How many characters of a long turn are shown before and after what was searched for."""


def contents(scene: Scene, _: Query) -> Plain:
    """Return the sources with their speakers, and what marks can be searched for and put on words."""
    reading = scene.reading
    return {
        "sources": [_source(scene, source) for source in reading.corpus.sources],
        "themes": [{"key": theme.key, "name": theme.name} for theme in reading.themes],
        "codes": [{"key": c.key, "name": c.name, "path": c.path, "colour": c.colour} for c in reading.codes],
        "labels": list(LABELS),
        "people": list(scene.people),
    }


def _source(scene: Scene, source: Source) -> Plain:
    speakers: dict[str, dict[str, Any]] = {}
    for turn, participant in zip(source.turns, source.participants, strict=True):
        name = turn.speaker or ""
        known = speakers.setdefault(name, {"name": name, "role": turn.role, "participant": participant, "turns": 0})
        known["turns"] += 1
    return {
        "id": source.id,
        "name": source.name,
        "turns": len(source.turns),
        "language": source.language,
        "speakers": sorted(speakers.values(), key=lambda speaker: -speaker["turns"]),
        "codings": len(scene.codings.get(source.id, ())),
    }


def turns(scene: Scene, query: Query) -> Plain:
    """Return a page of the turns of one source, each with its segments, codings and memos.

    All offsets count code points: `start` and `end` of segments and codings within the turn, `begins` of the turn
    within the source's text.
    """
    corpus = scene.reading.corpus
    source = corpus.source_by_id.get(text_of(query, "source"))
    if source is None:
        return {"total": 0, "offset": 0, "items": []}
    offset, numbers = page(range(len(source.turns)), query)
    starts = turn_starts(source)
    here = _segments(corpus, source.id, numbers)
    return {
        "total": len(source.turns),
        "offset": offset,
        "items": [_turn(scene, source, number, starts[number], here.get(number, [])) for number in numbers],
    }


def _segments(corpus: Corpus, source: str, numbers: Iterable[int]) -> dict[int, list[Segment]]:
    wanted = set(numbers)
    found: dict[int, list[Segment]] = {}
    for segment in corpus.segments:
        if segment.source == source and segment.turn in wanted:
            found.setdefault(segment.turn, []).append(segment)
    return found


def _turn(scene: Scene, source: Source, number: int, begins: int, segments: Iterable[Segment]) -> Plain:
    turn = source.turns[number]
    ends = begins + len(turn.text)
    return {
        "number": number,
        "speaker": turn.speaker or "",
        "participant": source.participants[number] or "",
        "role": turn.role,
        "at": clock(turn.start),
        "text": turn.text,
        "begins": begins,
        "segments": [_marks(scene.reading, scene, segment) for segment in segments],
        "codings": [
            _coding(scene.reading, coding, begins, ends)
            for coding in scene.codings.get(source.id, ())
            if coding.start < ends and coding.end > begins
        ],
    }


def _marks(reading: Reading, scene: Scene, segment: Segment) -> Plain:
    membership = reading.memberships.get(segment.id)
    theme = reading.theme_by_key.get(membership.theme) if membership and membership.theme else None
    return {
        "id": segment.id,
        "start": segment.start,
        "end": segment.end,
        "theme": theme.name if theme else "",
        "key": theme.key if theme else "",
        "labels": list(reading.labels(segment.id)),
        "starred": segment.id in reading.starred,
        "hidden": segment.id in reading.hidden,
        "pinned": bool(membership and membership.pinned),
        "memos": [{"text": memo.text, "by": memo.researcher} for memo in scene.memos.get(segment.id, ())],
    }


def _coding(reading: Reading, coding: Coding, begins: int, ends: int) -> Plain:
    code = reading.code_by_key.get(coding.code)
    return {
        "key": coding.key,
        "code": coding.code,
        "name": code.name if code else "",
        "path": code.path if code else "",
        "colour": code.colour if code else "",
        "researcher": coding.researcher,
        "start": max(coding.start, begins) - begins,
        "end": min(coding.end, ends) - begins,
    }


def search(scene: Scene, query: Query) -> Plain:
    """Return a page of the places where words are said, by anybody, narrowed to marks and to a person.

    The words of what is found are cut around the first match and come in three parts, so that nothing has to be
    marked up; without words, everything that bears the marks is found.
    """
    reading = scene.reading
    passages, terms = scene.words.find(text_of(query, "words"))
    if not terms:
        passages = scene.words.passages if any(text_of(query, mark) for mark in _FILTERS) else []
    kept = [passage for passage in passages if _bears(scene, reading, passage, query)]
    offset, part = page(kept, query)
    return {"total": len(kept), "offset": offset, "items": [_hit(reading, passage, terms) for passage in part]}


_FILTERS = ("theme", "label", "code", "person")


def _bears(scene: Scene, reading: Reading, passage: Passage, query: Query) -> bool:
    theme, label, code, person = (text_of(query, mark) for mark in _FILTERS)
    if person and passage.who != person:
        return False
    membership = reading.memberships.get(passage.segment)
    if theme and (membership is None or (membership.theme or "") != theme):
        return False
    if label and label not in reading.labels(passage.segment):
        return False
    return not code or _coded(scene, passage, code)


def _coded(scene: Scene, passage: Passage, code: str) -> bool:
    begins = turn_starts(scene.reading.corpus.source_by_id[passage.source])[passage.turn]
    start, end = begins + passage.start, begins + passage.end
    codings = scene.codings.get(passage.source, [])
    last = bisect_left(codings, end, key=lambda coding: coding.start)
    return any(coding.code == code and coding.end > start for coding in codings[:last])


def _hit(reading: Reading, passage: Passage, terms: tuple[tuple[Term, ...], ...]) -> Plain:
    spans = word_spans(passage.text, terms) if terms else ()
    first, last = spans[0] if spans else (0, 0)
    begin = max(0, first - _AROUND) if passage.segment == "" else 0
    end = min(len(passage.text), last + 3 * _AROUND) if passage.segment == "" else len(passage.text)
    return {
        "source": passage.source,
        "name": reading.corpus.source_by_id[passage.source].name,
        "turn": passage.turn,
        "segment": passage.segment,
        "who": passage.who,
        "role": passage.role,
        "before": ("… " if begin else "") + passage.text[begin:first],
        "match": passage.text[first:last],
        "after": passage.text[last:end] + (" …" if end < len(passage.text) else ""),
    }


VIEW = Presenter("transcripts", "Transcripts", {"": contents, "turns": turns, "search": search})
