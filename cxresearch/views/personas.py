"""Persona cards: every field with its evidence, who stands under which persona, and a comparison side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxresearch.domain.evidence import Line
from cxresearch.domain.persona import FIELDS, PICTURES, Persona
from cxresearch.domain.wording import STRENGTH, worded
from cxresearch.figures.portrait import Shape, persona_colours, shapes, titled
from cxresearch.views.scene import Plain, Presenter, Query, Scene, quote_of, text_of

TITLES = {
    "demographics": "Demographics",
    "traits": "Traits",
    "motivations": "Motivations",
    "behaviours": "Behaviours",
    "needs": "Needs",
    "pains": "Pains",
    "goals": "Goals",
    "gains": "Gains",
    "quotes": "In their words",
    "differs": "What sets them apart",
}
MOST_EVIDENCE = 4


def cards(scene: Scene, _: Query) -> Plain:
    """Return every persona with its fields, and the participants who stand under none."""
    assigned = scene.reading.assigned
    placed = {person for persona in scene.personas for person in persona.participants}
    colours = persona_colours([persona.key for persona in scene.personas])
    return {
        "personas": [_persona(scene, persona, colours[persona.key]) for persona in scene.personas],
        "unassigned": [person for person in scene.people if person not in placed],
        "by_hand": sorted(assigned),
        "of": len(scene.people),
        "drafted": "personas" in scene.reading.runs,
        "ready": {"themes", "tags"} <= set(scene.reading.runs),
    }


def pictures(scene: Scene, query: Query) -> Plain:
    """Return the pictures to choose from, in the colour of a persona; none of them is a face."""
    colour = persona_colours([persona.key for persona in scene.personas]).get(text_of(query, "persona"), 0)
    return {
        "items": [{"name": name, "title": titled(name), "shapes": _plain(shapes(name, colour))} for name in PICTURES]
    }


def _plain(drawn: Sequence[Shape]) -> list[Any]:
    return [[name, dict(attributes), _plain(inside)] for name, attributes, inside in drawn]


def _persona(scene: Scene, persona: Persona, colour: int) -> Plain:
    return {
        "key": persona.key,
        "hue": colour,
        "picture": persona.picture,
        "shapes": _plain(shapes(persona.picture or persona.key, colour)),
        "name": persona.name,
        "summary": persona.summary,
        "warning": persona.warning,
        "edited": dict(persona.edited),
        "participants": [
            {"id": person, "belongs": worded(strength, STRENGTH), "by_hand": person in scene.reading.assigned}
            for person, strength in persona.participants.items()
        ],
        "metrics": [{"name": name, "mean": round(mean, 1), "n": n} for name, (mean, n) in persona.metrics.items()],
        "fields": [
            {
                "name": name,
                "title": TITLES[name],
                "by": persona.edited.get(name, ""),
                "lines": [_line(scene, line) for line in getattr(persona, name)],
            }
            for name in FIELDS
            if name in TITLES
        ],
    }


def _line(scene: Scene, line: Line) -> Plain:
    known = scene.reading.corpus.segment_by_id
    theme = scene.reading.theme_by_key.get(line.about)
    return {
        "text": line.text,
        "ids": list(line.evidence),
        "evidence": [quote_of(scene, known[id_]) for id_ in line.evidence[:MOST_EVIDENCE] if id_ in known],
        "participants": line.participants,
        "of": line.of,
        "thin": line.thin and bool(line.evidence),
        "by": line.by,
        "about": theme.name if theme else "",
    }


VIEW = Presenter("personas", "Personas", {"": cards, "pictures": pictures})
