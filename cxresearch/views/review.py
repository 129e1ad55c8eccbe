"""The review of pseudonyms: every stand-in and every capitalised word that nothing was put for, each in its place."""

from __future__ import annotations

import re
from collections.abc import Callable

from cxresearch.domain.review import Place, ReviewRow
from cxresearch.views.scene import Plain, Presenter, Query, Scene, clock, page, text_of

AROUND = 90
"""Characters of context on each side of a word."""

_IDS = re.compile(r"\[?[A-Z]{1,3}\d{1,5}[a-z]?\]?")
_PEOPLE = re.compile(r"\[(?:Person|Interviewer)(?: \d{1,5})?\]|[A-Z]{1,3}\d{1,5}[a-z]?")

WRITTEN = {
    "memo": "memo",
    "theme.rename": "name of a theme",
    "theme.new": "name of a theme",
    "theme.split": "name of a theme",
    "theme.delete": "name of a deleted theme",
    "theme.describe": "description of a theme",
    "theme.seed": "seed words of a theme",
    "code.new": "name of a code",
    "code.edit": "field of a code",
    "persona.edit": "field of a persona",
    "settle": "settled word",
}
"""What a researcher writes in a decision of each kind."""

FILTERS: dict[str, Callable[[ReviewRow], bool]] = {
    "open": lambda row: row.kind == "unknown" and not row.decision,
    "unknown": lambda row: row.kind == "unknown",
    "hidden": lambda row: row.kind == "hidden",
    "all": lambda _: True,
}
"""Name of a filter to what it lets through."""


def board(scene: Scene, _: Query) -> Plain:
    """Return how far the review is, and what researchers wrote that names somebody hidden.

    Asked again as long as `looked` is below `of`, for a long study takes a while.
    """
    listed = scene.pseudonyms.listed()
    return {
        "looked": listed.looked,
        "of": listed.of,
        "answered": listed.answered,
        "done": listed.done,
        "counts": {name: sum(map(lets, listed.rows)) for name, lets in FILTERS.items()},
        "researchers": [{"name": name, "time": time} for name, time in listed.researchers.items()],
        "own": [
            {
                "decision": row["decision"],
                "what": WRITTEN.get(row["kind"], "decision"),
                "text": row["text"],
                "researcher": row["researcher"],
                "time": row["time"],
            }
            for row in scene.pseudonyms.own_words()
        ],
    }


def rows(scene: Scene, query: Query) -> Plain:
    """Return a page of the review list, narrowed by a filter and by letters that a word holds."""
    lets = FILTERS.get(text_of(query, "filter"), FILTERS["open"])
    words = text_of(query, "search").casefold().split()
    listed = [
        row
        for row in scene.pseudonyms.listed().rows
        if lets(row) and all(word in row.word.casefold() for word in words)
    ]
    offset, part = page(listed, query)
    return {"total": len(listed), "offset": offset, "items": [_row(scene, row) for row in part]}


def people(scene: Scene, _: Query) -> Plain:
    """Return the stand-ins of people, for a name that belongs to somebody who is hidden already."""
    return {"items": [stand_in for stand_in in scene.pseudonyms.stand_ins() if _PEOPLE.fullmatch(stand_in)]}


def behind(scene: Scene, query: Query) -> Plain:
    """Return what the word behind a stand-in looks like: never the word itself, which only the key file holds."""
    word = text_of(query, "word")
    return {"word": word, "veiled": scene.pseudonyms.veiled(word) if word else ""}


def _row(scene: Scene, row: ReviewRow) -> Plain:
    return {
        "word": row.word,
        "kind": row.kind,
        "count": row.count,
        "files": row.files,
        "decision": row.decision,
        "participant": row.kind == "hidden" and bool(_IDS.fullmatch(row.word)),
        "places": [place for place in (_place(scene, place) for place in row.places) if place],
    }


def _place(scene: Scene, place: Place) -> Plain | None:
    """Return a place with its context; none for one in an earlier text, while an earlier state is looked at."""
    source = scene.reading.corpus.source_by_id.get(place.source)
    if source is None or place.turn >= len(source.turns):
        return None
    turn = source.turns[place.turn]
    begin = _cut(turn.text, place.start - AROUND, place.start, 1)
    end = _cut(turn.text, place.end + AROUND, place.end, -1)
    return {
        "source": source.id,
        "name": source.name,
        "turn": place.turn,
        "at": clock(turn.start),
        "who": source.participants[place.turn] or turn.speaker or "",
        "before": ("… " if begin else "") + turn.text[begin : place.start],
        "match": turn.text[place.start : place.end],
        "after": turn.text[place.end : end] + (" …" if end < len(turn.text) else ""),
    }


def _cut(text: str, wanted: int, least: int, step: int) -> int:
    """Return where a context is cut: between words, as near to the wanted place as the word in it allows."""
    at = min(max(wanted, 0), len(text))
    while at not in (0, len(text), least) and not text[at - 1].isspace():
        at += step
    return at


VIEW = Presenter("review", "Pseudonyms", {"": board, "rows": rows, "people": people, "behind": behind})
