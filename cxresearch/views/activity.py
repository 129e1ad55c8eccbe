"""Activity: every decision ever made, what is taken back, what lost its target, and what is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxresearch.domain.decision import Decision, dependents, in_force
from cxresearch.domain.editing import redo
from cxresearch.domain.telling import short
from cxresearch.errors import DecisionRefused
from cxresearch.views.scene import Plain, Presenter, Query, Scene, page, text_of


def activity(scene: Scene, query: Query) -> Plain:
    """Return a page of decisions, newest first, and what undo and redo would do next."""
    standing = in_force(scene.decisions)
    uuids = {decision.uuid for decision in standing}
    newest = scene.decisions[::-1]
    offset, part = page(newest, query)
    return {
        "total": len(newest),
        "offset": offset,
        "items": [_row(scene, decision, decision.uuid in uuids) for decision in part],
        "as_of": scene.reading.as_of,
        "undo": _undo(scene, standing),
        "redo": _redo(scene),
        "orphans": len(scene.reading.orphans),
        "conflicts": len(scene.reading.conflicts),
    }


def orphans(scene: Scene, _: Query) -> Plain:
    """Return the decisions whose target is gone, each with its quotes."""
    rows = [
        {
            "uuid": orphan.decision.uuid,
            "number": orphan.decision.number,
            "kind": orphan.decision.kind,
            "researcher": orphan.decision.researcher,
            "said": scene.told[orphan.decision.uuid].deed,
            "reason": orphan.reason,
            "missing": orphan.missing,
            "about": orphan.about,
            "quotes": [short(quote, 240) for quote in orphan.quotes[:3]],
        }
        for orphan in scene.reading.orphans
    ]
    return {"items": rows}


def conflicts(scene: Scene, _: Query) -> Plain:
    """Return the fields about which researchers' last words differ; the last one stands."""
    rows = [
        {
            "target": conflict.target,
            "field": conflict.field,
            "about": _named(scene, conflict.target),
            "words": [
                {
                    "uuid": d.uuid,
                    "researcher": d.researcher,
                    "time": d.time,
                    "said": scene.told[d.uuid].deed,
                    "value": value_of(d, conflict.field),
                }
                for d in conflict.decisions
            ],
        }
        for conflict in scene.reading.conflicts
    ]
    return {"items": rows}


def _row(scene: Scene, decision: Decision, stands: bool) -> dict[str, Any]:
    return {
        "uuid": decision.uuid,
        "number": decision.number,
        "time": decision.time,
        "researcher": decision.researcher,
        "kind": decision.kind,
        "said": scene.told[decision.uuid].deed,
        "stands": stands,
        "undo": decision.kind == "undo",
        "resting": len(dependents(decision, scene.decisions)) if stands else 0,
    }


def own_last(standing: Sequence[Decision], researcher: str) -> set[str]:
    """Return the ids of what a researcher did last and still stands: one decision, or several made in one go.

    Raises
    ------
    DecisionRefused
        When there is nothing of theirs.
    """
    own = [decision for decision in standing if decision.researcher == researcher]
    if not own:
        raise DecisionRefused("There is nothing of yours to undo; what others decided can be taken back in Activity.")
    batch = own[-1].payload.get("batch")
    return {decision.uuid for decision in own if batch and decision.payload.get("batch") == batch} or {own[-1].uuid}


def _undo(scene: Scene, standing: Sequence[Decision]) -> str:
    try:
        last = own_last(standing, scene.researcher)
    except DecisionRefused:
        return ""
    return scene.told[next(iter(last))].deed if len(last) == 1 else f"{len(last)} decisions made in one go"


def _redo(scene: Scene) -> str:
    try:
        undone = redo([decision for decision in scene.decisions if decision.researcher == scene.researcher])
    except DecisionRefused:
        return ""
    return scene.told[undone.target].deed


def _named(scene: Scene, target: str) -> str:
    """Return whatever a target is called: a quote, a theme, a code, a persona, a participant."""
    reading = scene.reading
    segment = reading.corpus.segment_by_id.get(reading.corpus.resolve(target) or "")
    if segment is not None:
        return f"“{short(segment.text)}”"
    theme, code = reading.theme_by_key.get(target), reading.code_by_key.get(target)
    return theme.name if theme else code.path if code else scene.persona_names.get(target, target.rpartition("/")[2])


def value_of(decision: Decision, field: str) -> Any:
    """Return what a decision says of a field of its target, or None where the field is not one value.

    Examples
    --------
    >>> value_of(Decision(1, "u", "", "Ana", "tag.set", "s", {"label": "pain", "value": False}), "tag:pain")
    False
    """
    payload = decision.payload
    if decision.kind == "theme.new" and field == "theme":
        return decision.target
    if decision.kind == "theme.split":
        return payload["parts"][0]["key"] if field == "theme" and len(payload["parts"]) == 1 else None
    if field == "description" and "text" in payload:
        return payload["text"]
    return payload.get(field, payload.get("value"))


def places(scene: Scene, query: Query) -> Plain:
    """Return where an orphan may be placed again: the themes, or the segments that hold some words."""
    reading, words = scene.reading, text_of(query, "words")
    if text_of(query, "about") == "theme":
        wanted = words.casefold()
        return {"items": [{"value": t.key, "label": t.name} for t in reading.themes if wanted in t.name.casefold()]}
    held = scene.holding(words) or frozenset()
    listed = [segment for segment in reading.corpus.segments if segment.id in held][:20]
    return {"items": [{"value": s.id, "label": s.text, "note": s.participant} for s in listed]}


VIEW = Presenter("activity", "Activity", {"": activity, "orphans": orphans, "conflicts": conflicts, "places": places})
