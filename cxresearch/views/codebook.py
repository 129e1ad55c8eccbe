"""The codebook: a tree of codes, what each is for, and the words it is on."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from cxresearch.domain.reading import Coding
from cxresearch.domain.spans import codings_of, participant_at, turn_starts
from cxresearch.views.scene import Plain, Presenter, Query, Scene, clock, page, text_of


def tree(scene: Scene, _: Query) -> Plain:
    """Return every code right before those below it, with how often and on how many participants it stands."""
    reading = scene.reading
    n = Counter(coding.code for coding in reading.codings)
    people: dict[str, set[str]] = {}
    for coding in reading.codings:
        who = participant_at(reading.corpus.source_by_id[coding.source], coding.start, coding.end)
        people.setdefault(coding.code, set()).update({who} if who else ())
    return {
        "codes": [
            {
                "key": code.key,
                "name": code.name,
                "path": code.path,
                "depth": _depth(scene, code.key),
                "parent": code.parent,
                "description": code.description,
                "include": code.include,
                "exclude": code.exclude,
                "colour": code.colour,
                "by": code.by,
                "n": n[code.key],
                "participants": len(people.get(code.key, ())),
                "memos": [
                    {"text": m.text, "by": m.researcher, "decision": m.decision} for m in reading.memos_on(code.key)
                ],
            }
            for code in reading.codes
        ],
        "codings": len(reading.codings),
        "of": len(scene.people),
        "deleted": [{"key": code.key, "path": code.path} for code in reading.deleted_codes],
    }


def _depth(scene: Scene, key: str) -> int:
    depth, code = 0, scene.reading.code_by_key[key]
    while code.parent and code.parent in scene.reading.code_by_key:
        depth, code = depth + 1, scene.reading.code_by_key[code.parent]
    return depth


def codings(scene: Scene, query: Query) -> Plain:
    """Return a page of the words that bear a code, with `below` also those of the codes under it."""
    listed = codings_of(scene.reading, text_of(query, "code"), below=bool(query.get("below")))
    offset, part = page(listed, query)
    return {"total": len(listed), "offset": offset, "items": [_coding(scene, coding) for coding in part]}


def _coding(scene: Scene, coding: Coding) -> Plain:
    source = scene.reading.corpus.source_by_id[coding.source]
    code = scene.reading.code_by_key.get(coding.code)
    number = bisect_right(turn_starts(source), coding.start) - 1
    turn = source.turns[number]
    return {
        "key": coding.key,
        "code": coding.code,
        "path": code.path if code else "",
        "text": coding.quote,
        "who": participant_at(source, coding.start, coding.end) or turn.speaker or "",
        "source": source.id,
        "name": source.name,
        "turn": number,
        "at": clock(turn.start),
        "researcher": coding.researcher,
    }


VIEW = Presenter("codebook", "Codebook", {"": tree, "codings": codings})
