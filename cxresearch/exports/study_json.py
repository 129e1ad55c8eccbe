"""JSON: the personas with their evidence spelt out, and the whole reading for scripts and other tools."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cxresearch.domain.drafting import personas_of
from cxresearch.domain.evidence import Line
from cxresearch.domain.persona import FIELDS, Persona
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import Reading, Tag
from cxresearch.exports.base import ExportContext, Exporter
from cxresearch.exports.quotes import natural, ordered_themes, quotes_of, speaking

FORMAT = "cxresearch-study"
VERSION = 1


def personas_json(reading: Reading, _context: ExportContext) -> Mapping[str, bytes]:
    """Return ``personas.json``, the file whose shape docs/personas_json.md describes."""
    return {"personas.json": _json([persona_value(reading, persona) for persona in personas_of(reading)])}


def study_json(reading: Reading, context: ExportContext) -> Mapping[str, bytes]:
    """Return ``personas.json`` and ``study.json``, which holds the whole reading, hidden segments marked."""
    return {**personas_json(reading, context), "study.json": _json(_study(reading, context))}


def persona_value(reading: Reading, persona: Persona) -> dict[str, Any]:
    """Return a persona as plain values, every line with the quotes it rests on."""
    value: dict[str, Any] = {
        "key": persona.key,
        "n": persona.n,
        "of": len(speaking(reading)),
        "warning": persona.warning,
    }
    for name in FIELDS:
        held = getattr(persona, name)
        value[name] = held if isinstance(held, str) else [_line(reading, line) for line in held]
    people = sorted(persona.participants.items(), key=lambda item: (-item[1], natural(item[0])))
    value["participants"] = [{"participant": who, "strength": round(strength, 3)} for who, strength in people]
    value["metrics"] = {name: {"mean": round(mean, 3), "n": n} for name, (mean, n) in sorted(persona.metrics.items())}
    value["edited"] = dict(sorted(persona.edited.items()))
    return value


def _line(reading: Reading, line: Line) -> dict[str, Any]:
    evidence = [
        {"segment": q.segment, "quote": q.text, "participant": q.participant, "source": q.source, "turn": q.turn}
        for q in quotes_of(reading, line.evidence)
    ]
    return {
        "text": line.text,
        "participants": line.participants,
        "of": line.of,
        "thin": line.thin,
        "by": line.by,
        "about": reading.theme_by_key[line.about].name if line.about in reading.theme_by_key else "",
        "evidence": evidence,
    }


def _study(reading: Reading, context: ExportContext) -> dict[str, Any]:
    corpus = reading.corpus
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": context.title,
        "study": reading.study,
        "as_of": reading.as_of,
        "pseudonymised": context.pseudonymised,
        "reviewed_by": context.reviewed_by,
        "runs": {kind: _run(reading, kind) for kind in sorted(reading.runs)},
        "participants": [
            {"id": person.id, "attributes": dict(person.attributes)}
            for person in sorted(corpus.participants, key=lambda person: natural(person.id))
        ],
        "sources": [_source(reading, id_) for id_ in sorted(corpus.source_by_id)],
        "segments": [_segment(reading, id_) for id_ in sorted(corpus.segment_by_id)],
        "themes": [_theme(reading, key) for key in (theme.key for theme in ordered_themes(reading))],
        "memos": [
            {"target": memo.target, "text": memo.text, "researcher": memo.researcher, "time": memo.time}
            for memo in reading.memos
        ],
        "orphans": [
            {"decision": o.decision.number, "kind": o.decision.kind, "reason": o.reason, "quotes": list(o.quotes)}
            for o in reading.orphans
        ],
        "conflicts": [
            {"target": c.target, "field": c.field, "decisions": [d.number for d in c.decisions]}
            for c in reading.conflicts
        ],
    }


def _run(reading: Reading, kind: str) -> dict[str, Any]:
    run = reading.runs[kind]
    return {"id": run.id, "model": run.model, "parameters": dict(run.parameters), "seed": run.seed}


def _source(reading: Reading, id_: str) -> dict[str, Any]:
    source = reading.corpus.source_by_id[id_]
    turns = [
        {"role": turn.role, "participant": who, "start": turn.start, "end": turn.end, "text": turn.text}
        for turn, who in zip(source.turns, source.participants, strict=True)
    ]
    return {
        "id": source.id,
        "name": source.name,
        "format": source.format,
        "language": source.language,
        "revision": source.revision,
        "turns": turns,
    }


def _segment(reading: Reading, id_: str) -> dict[str, Any]:
    segment = reading.corpus.segment_by_id[id_]
    membership = reading.memberships.get(id_)
    tags = reading.tags.get(id_, {})
    placed: dict[str, Any] | None = None
    if membership is not None:
        placed = {
            "theme": membership.theme,
            "confidence": round(membership.confidence, 3),
            "also": list(membership.also),
            "reason": membership.reason,
            "by": membership.by,
            "pinned": membership.pinned,
        }
    return {
        "id": id_,
        "source": segment.source,
        "participant": segment.participant,
        "turn": segment.turn,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "membership": placed,
        "tags": {label: _tag(tags[label]) for label in (*LABELS, *sorted(set(tags) - set(LABELS))) if label in tags},
        "starred": id_ in reading.starred,
        "hidden": id_ in reading.hidden,
    }


def _tag(tag: Tag) -> dict[str, Any]:
    probability = None if tag.probability is None else round(tag.probability, 3)
    return {"on": tag.on, "probability": probability, "by": tag.by, "cue": tag.cue}


def _theme(reading: Reading, key: str) -> dict[str, Any]:
    theme = reading.theme_by_key[key]
    return {
        "key": key,
        "name": theme.name,
        "suggested": theme.suggested,
        "description": theme.description,
        "summary": theme.summary,
        "words": list(theme.words),
        "quotes": list(theme.quotes),
        "parent": theme.parent,
        "stability": None if theme.stability is None else round(theme.stability, 3),
        "by": theme.by,
        "merged": list(theme.merged),
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


EXPORTER = Exporter(
    "json", "Personas with their evidence, and the whole reading: personas.json, study.json.", study_json
)
