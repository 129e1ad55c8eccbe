"""What a person decided: append-only rows, and which of them are in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxresearch.domain.transcript import Role
from cxresearch.errors import DecisionRefused

#: Every kind of decision, what its target is, and the payload fields it must carry.
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "theme.rename": ("theme", ("name",)),
    "theme.describe": ("theme", ("text",)),
    "theme.colour": ("theme", ("value",)),
    "theme.seed": ("theme", ("words",)),
    "theme.merge": ("theme", ("themes",)),
    "theme.split": ("theme", ("parts",)),
    "theme.new": ("theme", ("name", "segments")),
    "theme.delete": ("theme", ()),
    "theme.restore": ("theme", ()),
    "theme.together": ("link", ("segments",)),
    "theme.apart": ("link", ("segments",)),
    "segment.move": ("segment", ("theme",)),
    "segment.pin": ("segment", ("theme",)),
    "segment.star": ("segment", ("value",)),
    "segment.hide": ("segment", ("value",)),
    "tag.set": ("segment", ("label", "value")),
    "code.new": ("code", ("name", "parent", "colour")),
    "code.edit": ("code", ("field", "value")),
    "code.merge": ("code", ("codes",)),
    "code.delete": ("code", ()),
    "code.restore": ("code", ()),
    "coding.add": ("coding", ("code", "source", "start", "end")),
    "coding.move": ("coding", ("code",)),
    "coding.remove": ("coding", ()),
    "persona.edit": ("persona", ("field", "value")),
    "persona.assign": ("participant", ("persona",)),
    "speaker.role": ("speaker", ("role",)),
    "speaker.participant": ("speaker", ("participant",)),
    "text.correct": ("source", ("source", "start", "end", "words")),
    "memo": ("any", ("text",)),
    "memo.remove": ("memo", ()),
    "orphan.place": ("decision", ("decision", "target")),
    "settle": ("any", ("field", "value")),
    "undo": ("decision", ("decisions",)),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing one researcher decided; never changed, never deleted.

    Attributes
    ----------
    number
        Position in this study file, from 1.
    uuid
        UUIDv7: the same in every copy of the study.
    time
        UTC, ISO 8601 with milliseconds.
    researcher
        Who decided.
    kind, target, payload
        What was decided about what; see `KINDS`.
    run
        The analysis run on screen at the time, or None.
    quote
        The words of the target segment at the time, so that the decision finds them again.
    """

    number: int
    uuid: str
    time: str
    researcher: str
    kind: str
    target: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    run: str | None = None
    quote: str = ""


def validate(kind: str, payload: Mapping[str, Any]) -> None:
    """Refuse a decision of an unknown kind or without the fields it needs.

    Raises
    ------
    DecisionRefused
        Naming the kind and the missing field.
    """
    if kind not in KINDS:
        raise DecisionRefused(f"There is no decision of kind {kind!r}; use one of {', '.join(sorted(KINDS))}.")
    missing = [name for name in KINDS[kind][1] if name not in payload]
    if missing:
        raise DecisionRefused(f"A decision of kind {kind!r} needs {', '.join(missing)}; add it and try again.")


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that hold, in order, with undone ones and undos left out.

    An undo takes back the decisions it names; undoing an undo brings them back (redo). Only an undo
    that stands later than its target counts, so the last word wins.

    Examples
    --------
    >>> a = Decision(1, "a", "", "R", "theme.rename", "t", {"name": "x"})
    >>> u = Decision(2, "u", "", "R", "undo", "a", {"decisions": ["a"]})
    >>> r = Decision(3, "r", "", "R", "undo", "u", {"decisions": ["u"]})
    >>> len(in_force((a, u))), len(in_force((a, u, r)))
    (0, 1)
    """
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(decisions):
        if decision.uuid in undone:
            continue
        if decision.kind == "undo":
            undone.update(decision.payload["decisions"])
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def minted(decision: Decision) -> frozenset[str]:
    """Return the keys that a decision brings into being: of themes, links, codes, codings, memos."""
    if decision.kind in ("theme.new", "theme.together", "theme.apart", "code.new", "coding.add"):
        return frozenset({decision.target})
    if decision.kind == "theme.split":
        return frozenset(part["key"] for part in decision.payload["parts"])
    return frozenset()


def mentioned(decision: Decision) -> frozenset[str]:
    """Return the keys and decisions that a decision speaks of without bringing them into being."""
    payload = decision.payload
    keys: set[str] = set()
    if decision.target not in minted(decision) and not decision.kind.startswith(("segment.", "tag.")):
        keys.add(decision.target)
    for name in ("theme", "code", "parent", "decision", "target", "value", "persona"):
        if isinstance(payload.get(name), str):
            keys.add(payload[name])
    keys.update(payload.get("themes", ()))
    keys.update(payload.get("codes", ()))
    keys.update(payload.get("on", ()))
    return frozenset(keys)


def dependents(decision: Decision, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the later decisions in force that rest on `decision`, directly or through each other.

    Undoing a split while quotes were moved into its parts would leave them nowhere, and so would undoing a
    code while something is coded with it: these are the decisions to be undone together with it.
    """
    keys = {decision.uuid, *minted(decision)}
    found: list[Decision] = []
    for later in in_force(decisions):
        if later.number > decision.number and keys & mentioned(later):
            found.append(later)
            keys |= {later.uuid, *minted(later)}
    return tuple(found)


def roles_of(decisions: Sequence[Decision]) -> dict[str, Role]:
    """Return the role that people gave to each speaker (``source/speaker``), as it stands."""
    return _said_of_speakers(decisions, "role")


def participants_of_speakers(decisions: Sequence[Decision]) -> dict[str, str]:
    """Return the participant whom people said each speaker (``source/speaker``) to be, as it stands."""
    return _said_of_speakers(decisions, "participant")


def _said_of_speakers(decisions: Sequence[Decision], field: str) -> dict[str, Any]:
    kind = f"speaker.{field}"
    if not any(decision.kind in (kind, "settle") for decision in decisions):
        return {}
    found: dict[str, Any] = {}
    for decision in in_force(decisions):
        if decision.kind == kind:
            found[decision.target] = decision.payload[field]
        elif decision.kind == "settle" and decision.payload["field"] == field:
            found[decision.target] = decision.payload["value"]
    return found
