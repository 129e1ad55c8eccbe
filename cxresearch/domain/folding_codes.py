"""The part of the fold about the codebook: codes, and the spans they are put on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from cxresearch.domain.decision import Decision
from cxresearch.domain.folding_state import GONE, Spanned, State
from cxresearch.domain.folding_themes import Apply
from cxresearch.domain.identity import natural
from cxresearch.domain.reading import Code, Coding
from cxresearch.domain.spans import Span, segment_span

FIELDS = ("name", "parent", "description", "include", "exclude", "colour")
"""What can be written about a code."""


def _new(state: State, decision: Decision) -> None:
    state.codes[decision.target] = decision
    state.redirect.pop(decision.target, None)
    state.deleted.pop(decision.target, None)
    for name in FIELDS:
        if decision.payload.get(name):
            state.set_field(decision.target, name, decision.payload[name], decision)


def _edit(state: State, decision: Decision) -> None:
    state.set_field(decision.target, decision.payload["field"], decision.payload["value"], decision)


def _merge(state: State, decision: Decision) -> None:
    state.merge(decision.target, decision.payload["codes"])


def _delete(state: State, decision: Decision) -> None:
    state.deleted[state.shown(decision.target)] = decision


def _restore(state: State, decision: Decision) -> None:
    state.deleted.pop(state.shown(decision.target), None)


def _add(state: State, decision: Decision) -> None:
    payload = decision.payload
    span = _span(state, decision)
    state.codings.pop(decision.target, None)
    if span is not None:
        source, place = span
        state.codings[decision.target] = Spanned(decision, payload["code"], source, place)
        state.set_field(decision.target, "code", payload["code"], decision)


def _span(state: State, decision: Decision) -> tuple[str, Span] | None:
    """Find a coding's words today, or where a person placed it again; else note an orphan."""
    source, start = decision.payload["source"], decision.payload["start"]
    around = (decision.payload.get("before", ""), decision.payload.get("after", ""))
    span = state.corrections.place(decision, source, start, around)
    if span is not None:
        return source, span
    corpus = state.ground.corpus
    again = corpus.resolve(state.again.get((decision.uuid, decision.target), ""))
    if again is not None:
        segment = corpus.segment_by_id[again]
        return segment.source, segment_span(corpus, segment)
    state.orphan(decision, GONE, missing=decision.target, about="span")
    return None


def _recode(state: State, decision: Decision) -> None:
    if decision.target in state.codings:
        state.codings[decision.target].code = decision.payload["code"]
        state.set_field(decision.target, "code", decision.payload["code"], decision)


def _remove(state: State, decision: Decision) -> None:
    state.codings.pop(decision.target, None)


APPLY: Mapping[str, Apply] = {
    "code.new": _new,
    "code.edit": _edit,
    "code.merge": _merge,
    "code.delete": _delete,
    "code.restore": _restore,
    "coding.add": _add,
    "coding.move": _recode,
    "coding.remove": _remove,
}


def codes(state: State) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
    """List the codes that stand, as a tree written from top to bottom, and those that were deleted."""
    merged = state.merged_into()
    known = [key for key in state.codes if key not in state.redirect]
    standing = {key: _code(state, key, merged.get(key, ())) for key in known if key not in state.deleted}
    deleted = [_code(state, key, merged.get(key, ())) for key in known if key in state.deleted]
    below: dict[str | None, list[Code]] = {}
    for code in standing.values():
        below.setdefault(code.parent, []).append(code)
    found: list[Code] = []

    def walk(parent: str | None, path: str) -> None:
        for code in sorted(below.get(parent, ()), key=lambda code: (natural(code.name), code.key)):
            found.append(replace(code, path=f"{path}{code.name}"))
            walk(code.key, f"{path}{code.name}/")

    walk(None, "")
    return tuple(found), tuple(sorted(deleted, key=lambda code: (natural(code.name), code.key)))


def _code(state: State, key: str, merged: tuple[str, ...]) -> Code:
    return Code(
        key=key,
        name=state.text_field(key, "name") or key,
        path=state.text_field(key, "name") or key,
        parent=_parent(state, key),
        description=state.text_field(key, "description"),
        include=state.text_field(key, "include"),
        exclude=state.text_field(key, "exclude"),
        colour=state.text_field(key, "colour"),
        by=state.codes[key].researcher,
        merged=merged,
    )


def _parent(state: State, key: str) -> str | None:
    """Return the nearest code above that stands; a circle, which two researchers can make, counts as none.

    Every code of a circle comes to stand at the top, so that none of them hangs below another by chance.
    """
    above: list[str] = []
    parent = _named_parent(state, key)
    first: str | None = None
    while parent is not None:
        if parent == key:
            return None
        if parent in above:
            break
        above.append(parent)
        if first is None and parent in state.codes and parent not in state.deleted:
            first = parent
        parent = _named_parent(state, parent)
    return first


def _named_parent(state: State, key: str) -> str | None:
    """Return the code that a code was put under; one that it was merged with leads on to that one's."""
    named = state.text_field(key, "parent")
    passed: set[str] = set()
    while named and state.shown(named) == key and named not in passed:
        passed.add(named)
        named = state.text_field(named, "parent")
    return state.shown(named) if named and named not in passed else None


_by_place = attrgetter("source", "start", "end", "key")


def codings(state: State) -> tuple[Coding, ...]:
    """List the codings whose code stands, by source and place."""
    found: list[Coding] = []
    for key, spanned in state.codings.items():
        code = state.shown(spanned.code)
        if code not in state.codes or code in state.deleted:
            continue
        made = spanned.decision
        shown = state.ground.codings.get((made.uuid, code, spanned.span))
        if shown is None:
            start, end = spanned.span
            text = state.ground.text(spanned.source) or ""
            shown = Coding(key, code, spanned.source, start, end, text[start:end], made.researcher, made.time)
            state.ground.codings[made.uuid, code, spanned.span] = shown
        found.append(shown)
    return tuple(sorted(found, key=_by_place))
