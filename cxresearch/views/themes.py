"""The theme board: themes with what stands in them, and the piles beside them."""

from __future__ import annotations

from collections.abc import Sequence

from cxresearch.domain.corpus import Segment
from cxresearch.domain.identity import checksum
from cxresearch.domain.reading import UNSORTED
from cxresearch.domain.wording import STABILITY, worded
from cxresearch.views.scene import MOST_A_PAGE, Plain, Presenter, Query, Scene, page, quote_of, text_of

HIDDEN = "hidden"


def board(scene: Scene, _: Query) -> Plain:
    """Return every theme with its size, its participants and how steady it is, without any quotes."""
    reading = scene.reading
    themes = []
    for theme in reading.themes:
        members = reading.members[theme.key]
        themes.append(
            {
                "key": theme.key,
                "name": theme.name,
                "suggested": theme.suggested if theme.suggested != theme.name else "",
                "by": theme.by,
                "n": len(members),
                "participants": len({segment.participant for segment in members}),
                "stability": worded(theme.stability, STABILITY) if theme.stability is not None else "",
                "words": list(theme.words[:8]),
                "description": theme.description or theme.summary,
                "parent": theme.parent if theme.parent in reading.theme_by_key else None,
                "merged": len(theme.merged),
                "colour": theme.colour,
                "seeds": list(theme.seeds),
            }
        )
    unsorted = reading.members[UNSORTED]
    return {
        "themes": themes,
        "of": len(scene.people),
        "segments": len(reading.corpus.segments),
        "unsorted": len(unsorted),
        "hidden": sum(1 for segment in reading.corpus.segments if segment.id in reading.hidden),
        "deleted": [{"key": theme.key, "name": theme.name} for theme in reading.deleted],
        "drafted": "themes" in reading.runs,
    }


def quotes(scene: Scene, query: Query) -> Plain:
    """Return a page of the quotes of one theme, of the unsorted pile, or of the hidden ones.

    In a theme the model's representative quotes and starred ones come first, then the surest; the unsorted pile
    is ordered by its reasons.
    """
    reading = scene.reading
    key = text_of(query, "theme")
    if key == HIDDEN:
        listed: Sequence[Segment] = [s for s in reading.corpus.segments if s.id in reading.hidden]
    else:
        listed = _ordered(scene, key, reading.members.get(key, ()))
    held = scene.holding(text_of(query, "search"))
    listed = listed if held is None else [segment for segment in listed if segment.id in held]
    offset, part = page(listed, query)
    return {
        "theme": key,
        "there": key in reading.members or key == HIDDEN,
        "total": len(listed),
        "offset": offset,
        "items": [quote_of(scene, segment) for segment in part],
    }


def _ordered(scene: Scene, key: str, members: Sequence[Segment]) -> list[Segment]:
    reading, place = scene.reading, scene.place
    if key == UNSORTED:
        return sorted(members, key=lambda s: (reading.memberships[s.id].reason, place[s.id]))
    theme = reading.theme_by_key.get(key)
    first = {segment: rank for rank, segment in enumerate(theme.quotes)} if theme else {}
    last = len(first)
    return sorted(
        members,
        key=lambda s: (
            s.id not in reading.starred,
            first.get(s.id, last),
            -reading.memberships[s.id].confidence,
            place[s.id],
        ),
    )


def theme_map(scene: Scene, query: Query) -> Plain:
    """Return every quote's place on the map and what stands on it, as columns: a map holds thousands.

    Places come only when the page does not know them yet: it sends the `mark` of those it has as `known`.
    """
    reading, places = scene.reading, scene.places()
    shown = [
        segment for segment in reading.corpus.segments if segment.id in places and segment.id not in reading.hidden
    ]
    rank = {theme.key: number for number, theme in enumerate(reading.themes)}
    where = [reading.memberships.get(segment.id) for segment in shown]
    laid = [(segment.id, *places[segment.id]) for segment in shown]
    mark = checksum(laid)
    visible = sum(1 for segment in reading.corpus.segments if segment.id not in reading.hidden)
    return {
        "drawn": bool(places),
        "missing": visible - len(shown),
        "mark": mark,
        "laid": None
        if text_of(query, "known") == mark
        else {name: [row[at] for row in laid] for at, name in enumerate(("id", "x", "y"))},
        "themes": [theme.key for theme in reading.themes],
        "theme": [rank.get(membership.theme or "", -1) if membership else -1 for membership in where],
        "starred": [place for place, segment in enumerate(shown) if segment.id in reading.starred],
        "pinned": [place for place, membership in enumerate(where) if membership and membership.pinned],
    }


def these(scene: Scene, query: Query) -> Plain:
    """Return quotes by their ids, at most a page of them, in the order asked for."""
    asked = query.get("segments")
    known = scene.reading.corpus.segment_by_id
    ids = [id_ for id_ in asked[:MOST_A_PAGE] if isinstance(id_, str)] if isinstance(asked, list) else []
    return {"items": [quote_of(scene, known[id_]) for id_ in ids if id_ in known]}


def holding(scene: Scene, query: Query) -> Plain:
    """Return the ids of all quotes that hold some words, for the map to show where they lie."""
    held = scene.holding(text_of(query, "search"))
    return {"segments": None if held is None else sorted(held)}


VIEW = Presenter(
    "themes", "Themes", {"": board, "quotes": quotes, "map": theme_map, "these": these, "holding": holding}
)
