"""Editing rules: from what a person asks and what stands now to a decision, or a refusal in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxresearch.domain.decision import Decision, dependents, in_force
from cxresearch.domain.identity import checksum, minted_key
from cxresearch.domain.persona import FIELDS, PICTURES, Persona
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import UNSORTED, Orphan, Reading
from cxresearch.domain.transcript import ROLES
from cxresearch.errors import DecisionRefused


@dataclass(frozen=True, slots=True)
class Intent:
    """A decision about to be written down: what, about what, and the words it concerns."""

    kind: str
    target: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    quote: str = ""


def rename(reading: Reading, theme: str, name: str) -> Intent:
    """Rename a theme."""
    key = theme_key(reading, theme)
    if not name.strip():
        raise DecisionRefused("A theme needs a name; give at least one word.")
    if any(other.name.casefold() == name.strip().casefold() and other.key != key for other in reading.themes):
        raise DecisionRefused(
            f"There is a theme called {name.strip()!r} already; merge the two, or choose another name."
        )
    return Intent("theme.rename", key, {"name": name.strip(), "quotes": _quotes_of(reading, key)})


def describe(reading: Reading, theme: str, text: str) -> Intent:
    """Write what a theme is about."""
    key = theme_key(reading, theme)
    return Intent("theme.describe", key, {"text": text, "quotes": _quotes_of(reading, key)})


def merge(reading: Reading, into: str, others: Sequence[str]) -> Intent:
    """Merge themes into one of them."""
    key, rest = theme_key(reading, into), [theme_key(reading, other) for other in others]
    if not rest or key in rest:
        raise DecisionRefused("A merge needs two or more different themes; name the one to keep first.")
    quotes = _quotes_of(reading, key)
    examples = [*quotes[:2], *(quote for other in rest for quote in _quotes_of(reading, other)[:2])]
    return Intent("theme.merge", key, {"themes": rest, "quotes": quotes, "examples": examples})


def split(
    reading: Reading,
    theme: str,
    parts: Mapping[str, Sequence[str]],
    *,
    below: bool = False,
    followers: Mapping[str, Mapping[str, float]] | None = None,
) -> Intent:
    """Split quotes off a theme into new ones; with `below` these are its sub-themes.

    `followers` go along with the quotes chosen for each part, with how surely (0–1); unlike those, nobody chose
    them, so they teach the model nothing. A part that has the theme's own name stays in the theme.
    """
    key, along = theme_key(reading, theme), followers or {}
    if not parts or not all(parts.values()):
        raise DecisionRefused("A split needs at least one new name with the quotes that go there.")
    chosen = [_segment(reading, segment) for segments in parts.values() for segment in segments]
    if len(set(chosen)) != len(chosen):
        raise DecisionRefused("A quote can go into one part of a split only; name each quote once.")
    own = reading.theme_by_key[key].name.casefold()
    names = [name.strip() for name in parts if name.strip().casefold() != own]
    taken = {other.name.casefold() for other in reading.themes}
    if not all(names) or len({name.casefold() for name in names}) < len(names) or not names:
        raise DecisionRefused("Every part of a split needs a name of its own.")
    if any(name.casefold() in taken for name in names):
        raise DecisionRefused("A part of a split has the name of another theme; choose a new one, or move the quotes.")
    made: list[dict[str, Any]] = [
        {
            "key": minted_key("theme", [key, name, *segments]),
            "name": name.strip(),
            "segments": [_member(reading, segment) for segment in segments],
            "followers": [{**_member(reading, s), "confidence": sure} for s, sure in along.get(name, {}).items()],
        }
        for name, segments in parts.items()
        if name.strip().casefold() != own
    ]
    left = [_member(reading, segment) for segment in _typical(reading, key) if segment not in chosen][:1]
    examples = [*left, *(part["segments"][0] for part in made)]
    return Intent(
        "theme.split", key, {"parts": made, "below": below, "quotes": _quotes_of(reading, key), "examples": examples}
    )


def new_theme(reading: Reading, name: str, segments: Sequence[str]) -> Intent:
    """Make a theme of chosen quotes."""
    if not segments or not name.strip():
        raise DecisionRefused("A new theme needs a name and at least one quote; take ids from study.segments.")
    if any(other.name.casefold() == name.strip().casefold() for other in reading.themes):
        raise DecisionRefused(f"There is a theme called {name.strip()!r} already; move the quotes there.")
    members = [_member(reading, segment) for segment in segments]
    key = minted_key("theme", [name, *(member["id"] for member in members)])
    return Intent("theme.new", key, {"name": name.strip(), "segments": members})


def delete_theme(reading: Reading, theme: str) -> Intent:
    """Delete a theme; its quotes go to the unsorted pile."""
    key = theme_key(reading, theme)
    return Intent("theme.delete", key, {"name": reading.theme_by_key[key].name, "quotes": _quotes_of(reading, key)})


def restore_theme(reading: Reading, theme: str) -> Intent:
    """Bring a deleted theme back, given by its key or the name it had."""
    found = [t.key for t in reading.deleted if theme in (t.key, t.name)]
    if len(found) != 1:
        there = "; ".join(t.name for t in reading.deleted) or "none"
        raise DecisionRefused(f"There is no one deleted theme {theme!r}; deleted are: {there}.")
    return Intent("theme.restore", found[0])


def colour_theme(reading: Reading, theme: str, value: str) -> Intent:
    """Give a theme a colour, ``#rrggbb``; an empty one takes it away."""
    key = theme_key(reading, theme)
    return Intent("theme.colour", key, {"value": checked_colour(value), "quotes": _quotes_of(reading, key)})


def seed(reading: Reading, theme: str, words: Sequence[str]) -> Intent:
    """Say which words a theme is about; none at all takes them away."""
    key = theme_key(reading, theme)
    if isinstance(words, str):
        raise DecisionRefused("Seed words are a list of words; write ['price', 'bill'].")
    clean = list(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
    return Intent("theme.seed", key, {"words": clean, "quotes": _quotes_of(reading, key)})


def link(reading: Reading, segments: Sequence[str], *, together: bool) -> Intent:
    """Say that quotes belong in one theme, or each in another one."""
    members = [_member(reading, segment) for segment in segments]
    ids = [member["id"] for member in members]
    if len(set(ids)) < 2 or len(set(ids)) != len(ids):
        raise DecisionRefused("Name two or more different quotes that belong together or apart.")
    against = [other for other in reading.links if other.together != together]
    if any(len(set(ids) & set(other.segments)) > 1 for other in against):
        said = "apart" if together else "together"
        raise DecisionRefused(f"Two of these quotes were said to belong {said}; undo that first.")
    kind = "theme.together" if together else "theme.apart"
    return Intent(kind, f"link-{checksum([kind, sorted(ids), reading.as_of])}", {"segments": members})


def move(reading: Reading, segment: str, theme: str) -> Intent:
    """Move a quote to a theme, or to ``"unsorted"``."""
    found = _segment(reading, segment)
    key = UNSORTED if theme == UNSORTED else theme_key(reading, theme)
    return Intent("segment.move", found, {"theme": key}, _quote(reading, found))


def pin(reading: Reading, segment: str) -> Intent:
    """Pin a quote to the theme it is in."""
    found = _segment(reading, segment)
    membership = reading.memberships.get(found)
    if membership is None or membership.theme is None:
        raise DecisionRefused("An unsorted quote cannot be pinned; move it to a theme first.")
    return Intent("segment.pin", found, {"theme": membership.theme}, _quote(reading, found))


def unpin(reading: Reading, segment: str) -> Intent:
    """Leave a quote that a person moved or pinned to the model again."""
    found = _segment(reading, segment)
    membership = reading.memberships.get(found)
    if membership is None or membership.by == "suggestion":
        raise DecisionRefused("Nobody moved or pinned this quote; there is nothing to leave to the model again.")
    return Intent("segment.pin", found, {"theme": None}, _quote(reading, found))


def switch(reading: Reading, segment: str, what: str, value: bool) -> Intent:
    """Star or hide a quote, or take that back."""
    if what not in ("star", "hide"):
        raise DecisionRefused(f"A quote can be starred or hidden, not {what!r}.")
    found = _segment(reading, segment)
    return Intent(f"segment.{what}", found, {"value": value}, _quote(reading, found))


def set_tag(reading: Reading, segment: str, label: str, value: bool | None) -> Intent:
    """Set a label on a segment, take it away, or leave it to the model again (None)."""
    if label not in LABELS:
        raise DecisionRefused(f"{label!r} is not a label; use one of {', '.join(LABELS)}.")
    found = _segment(reading, segment)
    return Intent("tag.set", found, {"label": label, "value": value}, _quote(reading, found))


def edit_persona(personas: Sequence[Persona], persona: str, name: str, value: Any) -> Intent:
    """Write a field of a persona by hand."""
    if name not in FIELDS:
        raise DecisionRefused(f"A persona has no field {name!r}; use one of {', '.join(FIELDS)}.")
    if name == "picture" and value not in ("", *PICTURES):
        raise DecisionRefused(f"There is no picture {value!r}; use one of {', '.join(PICTURES)}, or none: ''.")
    return Intent("persona.edit", persona_key(personas, persona), {"field": name, "value": value})


def assign(reading: Reading, personas: Sequence[Persona], participant: str, persona: str) -> Intent:
    """Put a participant under a persona."""
    if participant not in {person.id for person in reading.corpus.participants}:
        raise DecisionRefused(f"There is no participant {participant!r}; take an id from study.participants.")
    return Intent("persona.assign", participant, {"persona": persona_key(personas, persona)})


def set_role(reading: Reading, source: str, speaker: str, role: str) -> Intent:
    """Say whether a speaker of a source is a participant, an interviewer or something else."""
    found = [s for s in reading.corpus.sources if source in (s.id, s.name)]
    if not found or speaker not in {turn.speaker for turn in found[0].turns}:
        raise DecisionRefused(f"There is no speaker {speaker!r} in {source!r}; see study.sources for both.")
    if role not in ROLES:
        raise DecisionRefused(f"{role!r} is not a role; use one of {', '.join(ROLES)}.")
    return Intent("speaker.role", f"{found[0].id}/{speaker}", {"role": role})


def memo(reading: Reading, target: str, text: str, decisions: Sequence[Decision] = ()) -> Intent:
    """Write a note on anything that has a key or an id, one of `decisions` too."""
    if not text.strip():
        raise DecisionRefused("A memo needs at least one word.")
    found = reading.corpus.resolve(target)
    if found is not None:
        return Intent("memo", found, {"text": text, "about": "segment"}, _quote(reading, found))
    if target in reading.theme_by_key:
        return Intent("memo", target, {"text": text, "about": "theme", "quotes": _quotes_of(reading, target)})
    if target not in _others(reading) and all(decision.uuid != target for decision in decisions):
        raise DecisionRefused(
            f"Nothing in this study has the key or id {target!r}; write on a segment, theme, code, coding, source, "
            "participant, persona, link or decision."
        )
    return Intent("memo", target, {"text": text})


def _others(reading: Reading) -> set[str]:
    """Return the keys and ids of all that a memo can be on, beside segments and themes."""
    corpus = reading.corpus
    named = {key for theme in (*reading.themes, *reading.deleted) for key in (theme.key, *theme.merged)}
    named |= {code.key for code in reading.deleted_codes}
    named |= {*reading.code_by_key, *(coding.key for coding in reading.codings), *(link.key for link in reading.links)}
    named |= {person.id for person in corpus.participants} | set(corpus.source_by_id)
    return named | {persona.key for persona in reading.personas} | {key for key, _ in reading.persona_edits}


def remove_memo(reading: Reading, memo: str) -> Intent:
    """Take a memo away, given by the decision that wrote it; it stays in the history."""
    if memo not in {other.decision for other in reading.memos}:
        raise DecisionRefused("There is no such memo; take one from study.reading().memos, and name its decision.")
    return Intent("memo.remove", memo)


def place_orphan(reading: Reading, orphan: Orphan, target: str) -> Intent:
    """Place an orphan again: at a segment, for one about words; at a theme, for one about a theme."""
    if orphan not in reading.orphans:
        raise DecisionRefused("This orphan has been placed or undone already; see study.reading().orphans.")
    if orphan.decision.kind == "text.correct":
        raise DecisionRefused(
            "A correction is not placed again: correct the words where they are now, and undo this one."
        )
    about_theme = orphan.about == "theme"
    found = theme_key(reading, target) if about_theme else _segment(reading, target)
    payload = {"decision": orphan.decision.uuid, "target": found, "missing": orphan.missing}
    return Intent("orphan.place", orphan.decision.uuid, payload, "" if about_theme else _quote(reading, found))


def settle(reading: Reading, target: str, name: str, value: Any) -> Intent:
    """Say what holds where people differ about a field of something; that ends the conflict."""
    found = reading.corpus.resolve(target)
    if name == "theme" and isinstance(value, str) and value != UNSORTED:
        value = theme_key(reading, value)
    return Intent("settle", found or target, {"field": name, "value": value}, _quote(reading, found) if found else "")


def undo(decisions: Sequence[Decision], decision: Decision | None, *, together: bool) -> Intent:
    """Take back a decision (None: the last in force), with those resting on it when `together`.

    Decisions that were made in one go, such as accepting a list of suggestions, are the last one together.
    """
    standing = in_force(decisions)
    whole = False
    if decision is None:
        if not standing:
            raise DecisionRefused("There is nothing to undo.")
        decision = standing[-1]
        whole = bool(_batch(decision))
    if decision.uuid not in {other.uuid for other in standing}:
        raise DecisionRefused(f"Decision {decision.number} is undone already; redo() brings it back.")
    taken = [other for other in standing if whole and _batch(other) == _batch(decision)] or [decision]
    resting = _resting(taken, decisions)
    if resting and not together:
        numbers = ", ".join(str(later.number) for later in resting)
        raise DecisionRefused(
            f"Decisions {numbers} rest on decision {decision.number}; undo(…, together=True) takes them back with it."
        )
    return Intent("undo", decision.uuid, {"decisions": [other.uuid for other in (*taken, *resting)]})


def _batch(decision: Decision) -> str:
    return str(decision.payload.get("batch", ""))


def _resting(taken: Sequence[Decision], decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that rest on any of those to be taken back, themselves left out."""
    gone = {decision.uuid for decision in taken}
    found = {later.uuid: later for decision in taken for later in dependents(decision, decisions)}
    return sorted((later for uuid, later in found.items() if uuid not in gone), key=lambda later: later.number)


def redo(decisions: Sequence[Decision]) -> Intent:
    """Bring back what the last undo took away, step by step, as long as nothing new was decided since."""
    kinds = {decision.uuid: decision.kind for decision in decisions}
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.uuid in undone:
            continue
        if decision.kind != "undo":
            break
        if all(kinds.get(named) == "undo" for named in decision.payload["decisions"]):
            undone.update(decision.payload["decisions"])  # itself a redo: step over it and what it brought back
            continue
        return Intent("undo", decision.uuid, {"decisions": [decision.uuid]})
    raise DecisionRefused("There is nothing to redo.")


def theme_key(reading: Reading, theme: str) -> str:
    """Return the key of a theme given by key or by present name."""
    if theme in reading.theme_by_key:
        return theme
    named = [t.key for t in reading.themes if t.name.casefold() == theme.strip().casefold()]
    if len(named) != 1:
        there = "; ".join(t.name for t in reading.themes) or "none yet, call theme()"
        raise DecisionRefused(f"There is no one theme {theme!r}; there are: {there}.")
    return named[0]


def checked_colour(value: str) -> str:
    """Return a colour as ``#rrggbb``, or an empty string for none.

    Raises
    ------
    DecisionRefused
        For anything else.

    Examples
    --------
    >>> checked_colour("#0A7"), checked_colour("")
    ('#00aa77', '')
    """
    match = re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value.strip())
    if not value.strip():
        return ""
    if match is None:
        raise DecisionRefused(f"{value!r} is not a colour; write it as #rrggbb, such as #0a7d5a.")
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def persona_key(personas: Sequence[Persona], persona: str) -> str:
    """Return the key of a persona given by key or by present name."""
    found = [p.key for p in personas if persona in (p.key, p.name)]
    if len(found) != 1:
        there = "; ".join(p.name for p in personas) or "none yet, call draft_personas()"
        raise DecisionRefused(f"There is no one persona {persona!r}; there are: {there}.")
    return found[0]


def _segment(reading: Reading, segment: str) -> str:
    found = reading.corpus.resolve(segment)
    if found is None:
        raise DecisionRefused(f"There is no segment {segment!r} in this study; take an id from study.segments.")
    return found


def _quote(reading: Reading, segment: str) -> str:
    return reading.corpus.segment_by_id[segment].text


def _member(reading: Reading, segment: str) -> dict[str, str]:
    found = _segment(reading, segment)
    return {"id": found, "quote": _quote(reading, found)}


def _quotes_of(reading: Reading, key: str) -> list[dict[str, str]]:
    """Return a few quotes of a theme, by which a decision about it can be placed again."""
    return [_member(reading, segment) for segment in _typical(reading, key)[:3]]


def _typical(reading: Reading, key: str) -> list[str]:
    """Return the segments of a theme, those that stand for it best first."""
    members = [segment.id for segment in reading.members.get(key, ())]
    inside = set(members)
    quoted = [found for q in reading.theme_by_key[key].quotes if (found := reading.corpus.resolve(q)) is not None]
    quoted.sort(key=lambda segment: segment not in inside)
    return list(dict.fromkeys([*quoted, *members]))
