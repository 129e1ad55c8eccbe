"""The empathy-map board: quotes under think, feel, say and do, with pains, needs, goals and gains below."""

from __future__ import annotations

from cxresearch.domain.empathy import EVERYBODY, Card, EmpathyMap, empathy_map
from cxresearch.domain.metric import columns_of, is_missing
from cxresearch.domain.quadrant import INSIGHTS, LABELS, QUADRANTS, TITLES
from cxresearch.domain.reading import Reading
from cxresearch.domain.wording import CONFIDENCE, worded
from cxresearch.errors import InputError
from cxresearch.views.scene import Plain, Presenter, Query, Scene, page, quote_of, text_of

FIRST = 12
"""How many cards of each label come with the board; more are asked for."""

MOST_VALUES = 8
"""An attribute with more values than this is no customer group."""


def board(scene: Scene, query: Query) -> Plain:
    """Return the map of a scope with the first cards of each label; an unknown scope becomes everybody."""
    shown = _map(scene, text_of(query, "scope") or EVERYBODY)
    return {
        "scope": shown.scope,
        "title": shown.title,
        "scopes": _scopes(scene),
        "participants": len(shown.participants),
        "of": shown.of,
        "tagged": bool(scene.reading.tags),
        "labels": [
            {
                "label": label,
                "title": TITLES[label],
                "quadrant": label in QUADRANTS,
                "insight": label in INSIGHTS,
                "warning": shown.warning(label),
                "support": shown.support.get(label, 0),
                "total": len(shown.cards[label]),
                "cards": [_card(scene, card) for card in shown.cards[label][:FIRST]],
            }
            for label in LABELS
        ],
    }


def cards(scene: Scene, query: Query) -> Plain:
    """Return a page of the cards under one label."""
    shown = _map(scene, text_of(query, "scope") or EVERYBODY)
    listed = shown.cards.get(text_of(query, "label"), ())
    offset, part = page(listed, query)
    return {"total": len(listed), "offset": offset, "items": [_card(scene, card) for card in part]}


def found(scene: Scene, query: Query) -> Plain:
    """Return a few of the quotes that hold some words, to be added to the map by hand."""
    held = scene.holding(text_of(query, "words"))
    reading = scene.reading
    listed = [s for s in reading.corpus.segments if s.id not in reading.hidden and (held is not None and s.id in held)]
    return {"total": len(listed), "items": [quote_of(scene, segment) for segment in listed[:20]]}


def asking(scene: Scene, _: Query) -> Plain:
    """Return the quotes whose labels are most worth a look by a person, each with what was said before it."""
    reading = scene.reading
    items = []
    for segment_id in scene.worth_asking():
        segment = reading.corpus.segment_by_id[segment_id]
        tags = reading.tags.get(segment_id, {})
        items.append(
            {
                **quote_of(scene, segment),
                "before": list(reading.corpus.before(segment)),
                "probabilities": {label: tag.probability for label, tag in tags.items()},
                "cues": sorted({tag.cue for tag in tags.values() if tag.on and tag.cue}),
            }
        )
    return {"items": items, "labels": [{"label": label, "title": TITLES[label]} for label in LABELS]}


def _map(scene: Scene, scope: str) -> EmpathyMap:
    try:
        return empathy_map(scene.reading, scope=scope)
    except InputError:
        return empathy_map(scene.reading, scope=EVERYBODY)


def _card(scene: Scene, card: Card) -> Plain:
    segment = scene.reading.corpus.segment_by_id[card.segment]
    return {
        **quote_of(scene, segment),
        "label": card.label,
        "by": card.by,
        "cue": card.cue,
        "sure": worded(card.probability, CONFIDENCE) if card.probability is not None else "",
    }


def _scopes(scene: Scene) -> list[Plain]:
    """List whose map can be looked at: everybody, personas, customer groups, participants."""
    scopes = [{"value": EVERYBODY, "label": "Everybody", "group": ""}]
    scopes += [{"value": key, "label": name, "group": "Personas"} for key, name in scene.persona_names.items()]
    scopes += [
        {"value": f"{name}={value}", "label": f"{name}: {value}", "group": "Customer groups"}
        for name, value in _groups(scene.reading)
    ]
    return scopes + [{"value": person, "label": person, "group": "Participants"} for person in scene.people]


def _groups(reading: Reading) -> list[tuple[str, str]]:
    """List attribute values that several participants share."""
    found: list[tuple[str, str]] = []
    for column in columns_of(reading.corpus.participants):
        cells = [p.attributes.get(column.name, "") for p in reading.corpus.participants]
        given = [" ".join(cell.split()) for cell in cells if not is_missing(cell)]
        values = sorted({value for value in given if given.count(value) > 1})
        if column.metric is None and 0 < len(values) <= MOST_VALUES:
            found += [(column.name, value) for value in values]
    return found


VIEW = Presenter("empathy", "Empathy map", {"": board, "cards": cards, "found": found, "asking": asking})
