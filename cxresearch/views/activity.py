"""Activity: every decision ever made, what is taken back, what lost its target, and what is disputed."""

from __future__ import annotations

from typing import Any

from cxresearch.domain.decision import Decision, dependents, in_force
from cxresearch.domain.editing import redo
from cxresearch.errors import DecisionRefused
from cxresearch.views.saying import Sayer, short, value_of
from cxresearch.views.scene import Plain, Presenter, Query, Scene, page, text_of


def activity(scene: Scene, query: Query) -> Plain:
    """Return a page of decisions, newest first, and what undo and redo would do next."""
    sayer = Sayer(scene)
    standing = in_force(scene.decisions)
    uuids = {decision.uuid for decision in standing}
    newest = scene.decisions[::-1]
    offset, part = page(newest, query)
    return {
        "total": len(newest),
        "offset": offset,
        "items": [_row(scene, sayer, decision, decision.uuid in uuids) for decision in part],
        "as_of": scene.reading.as_of,
        "undo": sayer.say(standing[-1]) if standing else "",
        "redo": _redo(scene, sayer),
        "orphans": len(scene.reading.orphans),
        "conflicts": len(scene.reading.conflicts),
    }


def orphans(scene: Scene, _: Query) -> Plain:
    """Return the decisions whose target is gone, each with its quotes."""
    sayer = Sayer(scene)
    rows = [
        {
            "uuid": orphan.decision.uuid,
            "number": orphan.decision.number,
            "kind": orphan.decision.kind,
            "researcher": orphan.decision.researcher,
            "said": sayer.say(orphan.decision),
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
    sayer = Sayer(scene)
    rows = [
        {
            "target": conflict.target,
            "field": conflict.field,
            "about": sayer.named(conflict.target),
            "words": [
                {
                    "uuid": d.uuid,
                    "researcher": d.researcher,
                    "time": d.time,
                    "said": sayer.say(d),
                    "value": value_of(d, conflict.field),
                }
                for d in conflict.decisions
            ],
        }
        for conflict in scene.reading.conflicts
    ]
    return {"items": rows}


def _row(scene: Scene, sayer: Sayer, decision: Decision, stands: bool) -> dict[str, Any]:
    return {
        "uuid": decision.uuid,
        "number": decision.number,
        "time": decision.time,
        "researcher": decision.researcher,
        "kind": decision.kind,
        "said": sayer.say(decision),
        "stands": stands,
        "undo": decision.kind == "undo",
        "resting": len(dependents(decision, scene.decisions)) if stands else 0,
    }


def _redo(scene: Scene, sayer: Sayer) -> str:
    try:
        undone = redo(scene.decisions)
    except DecisionRefused:
        return ""
    first = next(d for d in scene.decisions if d.uuid == undone.target)
    return sayer.undone(first).removeprefix("Took back: ")


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
