"""The fold: suggestions and decisions in, a reading out. Pure, and the only place that knows what wins.

A decision beats any suggestion; a later decision beats an earlier one per target and field; what was
replaced stays visible. Decisions whose target is gone become orphans, with their quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxresearch.domain.corpus import Corpus
from cxresearch.domain.decision import Decision, in_force
from cxresearch.domain.reading import Conflict, Membership, Memo, Orphan, Reading, Tag, Theme
from cxresearch.domain.suggestion import MembershipSuggestion, Suggestions, ThemeSuggestion


@dataclass
class _Placed:
    """Where a person put a segment."""

    theme: str
    decision: Decision
    pinned: bool


@dataclass
class _State:
    """The fold under way. Mutable on purpose and never seen outside this module."""

    corpus: Corpus
    suggested: Mapping[str, ThemeSuggestion]
    made: dict[str, Decision] = field(default_factory=dict)
    fields: dict[tuple[str, str], list[tuple[Any, Decision]]] = field(default_factory=dict)
    redirect: dict[str, str] = field(default_factory=dict)
    deleted: dict[str, Decision] = field(default_factory=dict)
    placed: dict[str, _Placed] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    switches: dict[tuple[str, str], bool] = field(default_factory=dict)
    tags: dict[tuple[str, str], Decision] = field(default_factory=dict)
    hand_tags: dict[tuple[str, str], dict[str, bool]] = field(default_factory=dict)
    assigned: dict[str, str] = field(default_factory=dict)
    memos: list[Memo] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)
    touched: dict[str, list[Decision]] = field(default_factory=dict)

    def shown(self, key: str) -> str:
        """Follow merges to the theme that holds `key` now."""
        seen = {key}
        while key in self.redirect:
            key = self.redirect[key]
            if key in seen:
                break
            seen.add(key)
        return key

    def set_field(self, target: str, name: str, value: Any, decision: Decision) -> None:
        self.fields.setdefault((target, name), []).append((value, decision))

    def value(self, target: str, name: str) -> tuple[Any, Decision] | None:
        history = self.fields.get((target, name))
        return history[-1] if history else None

    def orphan(self, decision: Decision, reason: str, quotes: Iterable[str] = ()) -> None:
        words = tuple(quotes) or ((decision.quote,) if decision.quote else ())
        self.orphans.append(Orphan(decision, reason, words))


def fold(
    *, study: str, corpus: Corpus, suggestions: Suggestions, decisions: Sequence[Decision], as_of: int | None = None
) -> Reading:
    """Lay decisions over suggestions.

    Parameters
    ----------
    study
        The study's name, carried into the reading.
    corpus
        What was imported, with the aliases of segments of earlier revisions.
    suggestions
        The newest analysis run of each kind.
    decisions
        Every decision of the study, in order of number.
    as_of
        Stop after the decision of this number, to see an earlier state; default all.

    Returns
    -------
    Reading
        The same for the same arguments, always.

    Examples
    --------
    >>> fold(study="s", corpus=Corpus(), suggestions=Suggestions(), decisions=()).as_of
    0
    """
    heard = [decision for decision in decisions if as_of is None or decision.number <= as_of]
    suggested = {theme.key: theme for theme in suggestions.themes}
    state = _State(corpus, suggested)
    active = in_force(heard)
    for decision in active:
        _APPLY[decision.kind](state, decision)
    memberships = _memberships(state, suggestions.memberships)
    themes = _themes(state, memberships)
    _collect_lost_themes(state, {theme.key for theme in themes})
    return Reading(
        study=study,
        as_of=heard[-1].number if heard else 0,
        corpus=corpus,
        runs=dict(suggestions.runs),
        themes=themes,
        memberships=memberships,
        tags=_tags(state, suggestions),
        personas=suggestions.personas,
        assigned=state.assigned,
        persona_edits={
            (target, name): (history[-1][0], history[-1][1].researcher)
            for (target, name), history in state.fields.items()
            if history[-1][1].kind == "persona.edit"
        },
        starred=frozenset(s for (s, what), on in state.switches.items() if what == "star" and on),
        hidden=frozenset(s for (s, what), on in state.switches.items() if what == "hide" and on),
        memos=tuple(state.memos),
        hand_tags=state.hand_tags,
        earlier={key: tuple(history[:-1]) for key, history in state.fields.items() if len(history) > 1},
        orphans=tuple(sorted(state.orphans, key=lambda orphan: orphan.decision.number)),
        conflicts=_conflicts(state),
    )


def _segment(state: _State, decision: Decision, segment: str, quote: str = "") -> str | None:
    """Find a decision's segment today; note an orphan when its words are gone."""
    found = state.corpus.resolve(segment)
    if found is None:
        words = quote or decision.quote
        state.orphan(decision, "The words it was about are no longer in the transcripts.", (words,) if words else ())
    return found


def _place(state: _State, decision: Decision, segment: str, theme: str, *, quote: str = "", pinned: bool) -> None:
    found = _segment(state, decision, segment, quote)
    if found is not None:
        state.placed[found] = _Placed(theme, decision, pinned)
        state.set_field(found, "theme", theme, decision)


def _theme_field(name: str, payload: str) -> Callable[[_State, Decision], None]:
    def apply(state: _State, decision: Decision) -> None:
        state.set_field(decision.target, name, decision.payload[payload], decision)
        state.touched.setdefault(decision.target, []).append(decision)

    return apply


def _merge(state: _State, decision: Decision) -> None:
    into = state.shown(decision.target)
    for key in decision.payload["themes"]:
        root = state.shown(key)
        if root != into:
            state.redirect[root] = into
    state.touched.setdefault(decision.target, []).append(decision)


def _make_theme(state: _State, decision: Decision, key: str, part: Mapping[str, Any]) -> None:
    state.made[key] = decision
    state.redirect.pop(key, None)
    state.deleted.pop(key, None)
    state.set_field(key, "name", part["name"], decision)
    for member in part["segments"]:
        _place(state, decision, member["id"], key, quote=member.get("quote", ""), pinned=True)


def _new_theme(state: _State, decision: Decision) -> None:
    _make_theme(state, decision, decision.target, decision.payload)


def _split(state: _State, decision: Decision) -> None:
    for part in decision.payload["parts"]:
        _make_theme(state, decision, part["key"], part)
        if decision.payload.get("below"):
            state.parents[part["key"]] = decision.target
    state.touched.setdefault(decision.target, []).append(decision)


def _delete(state: _State, decision: Decision) -> None:
    state.deleted[state.shown(decision.target)] = decision


def _move(state: _State, decision: Decision) -> None:
    _place(state, decision, decision.target, decision.payload["theme"], pinned=decision.kind == "segment.pin")


def _switch(what: str) -> Callable[[_State, Decision], None]:
    def apply(state: _State, decision: Decision) -> None:
        found = _segment(state, decision, decision.target)
        if found is not None:
            state.switches[found, what] = bool(decision.payload["value"])
            state.set_field(found, what, bool(decision.payload["value"]), decision)

    return apply


def _tag(state: _State, decision: Decision) -> None:
    found = _segment(state, decision, decision.target)
    if found is None:
        return
    label, value = decision.payload["label"], decision.payload["value"]
    state.set_field(found, f"tag:{label}", value, decision)
    by_hand = state.hand_tags.setdefault((found, label), {})
    if value is None:  # the researcher takes the word back; the suggestion speaks again
        by_hand.pop(decision.researcher, None)
        state.tags.pop((found, label), None)
    else:
        by_hand[decision.researcher] = bool(value)
        state.tags[found, label] = decision


def _persona_edit(state: _State, decision: Decision) -> None:
    state.set_field(decision.target, decision.payload["field"], decision.payload["value"], decision)


def _assign(state: _State, decision: Decision) -> None:
    state.assigned[decision.target] = decision.payload["persona"]
    state.set_field(decision.target, "persona", decision.payload["persona"], decision)


def _speaker_role(state: _State, decision: Decision) -> None:
    # Roles decide which turns are cut into segments: the study applies them before the fold; kept here as history.
    state.set_field(decision.target, "role", decision.payload["role"], decision)


def _memo(state: _State, decision: Decision) -> None:
    text = str(decision.payload["text"])
    state.memos.append(Memo(decision.target, text, decision.researcher, decision.time, decision.uuid))


_APPLY: Mapping[str, Callable[[_State, Decision], None]] = {
    "theme.rename": _theme_field("name", "name"),
    "theme.describe": _theme_field("description", "text"),
    "theme.merge": _merge,
    "theme.split": _split,
    "theme.new": _new_theme,
    "theme.delete": _delete,
    "segment.move": _move,
    "segment.pin": _move,
    "segment.star": _switch("star"),
    "segment.hide": _switch("hide"),
    "tag.set": _tag,
    "persona.edit": _persona_edit,
    "persona.assign": _assign,
    "speaker.role": _speaker_role,
    "memo": _memo,
}


def _memberships(state: _State, suggested: Sequence[MembershipSuggestion]) -> dict[str, Membership]:
    """Lay placed segments over suggested memberships; every segment stands in exactly one place."""
    by_segment = {membership.segment: membership for membership in suggested}
    found: dict[str, Membership] = {}
    for segment in state.corpus.segments:
        placed, given = state.placed.get(segment.id), by_segment.get(segment.id)
        if placed is not None:
            key = state.shown(placed.theme)
            if key in state.deleted:
                placed = None
            else:
                if key not in state.suggested:  # no longer suggested: the person's word keeps it alive
                    state.made.setdefault(key, placed.decision)
                found[segment.id] = Membership(segment.id, key, 1.0, by=placed.decision.researcher, pinned=True)
                continue
        if given is None:
            if state.suggested or state.placed:
                found[segment.id] = Membership(segment.id, None, 0.0, reason="not yet themed")
            continue
        found[segment.id] = _suggested_place(state, given)
    return found


def _suggested_place(state: _State, given: MembershipSuggestion) -> Membership:
    also = tuple(dict.fromkeys(key for key in (state.shown(other) for other in given.also) if key not in state.deleted))
    if given.theme is None:
        return Membership(given.segment, None, given.confidence, (), given.reason)
    key = state.shown(given.theme)
    if key in state.deleted:
        return Membership(given.segment, None, 0.0, (), "its theme was deleted")
    return Membership(given.segment, key, given.confidence, tuple(other for other in also if other != key))


def _themes(state: _State, memberships: Mapping[str, Membership]) -> tuple[Theme, ...]:
    """List the themes that stand, largest first; ties by key."""
    sizes: dict[str, int] = {}
    for membership in memberships.values():
        if membership.theme is not None:
            sizes[membership.theme] = sizes.get(membership.theme, 0) + 1
    keys = [key for key in dict.fromkeys([*state.suggested, *state.made]) if key not in state.redirect]
    merged: dict[str, list[str]] = {}
    for key in state.redirect:
        merged.setdefault(state.shown(key), []).append(key)
    themes = [_theme(state, key, tuple(sorted(merged.get(key, ())))) for key in keys if key not in state.deleted]
    return tuple(sorted(themes, key=lambda theme: (-sizes.get(theme.key, 0), theme.key)))


def _theme(state: _State, key: str, merged: tuple[str, ...]) -> Theme:
    suggestion = state.suggested.get(key)
    name, description = state.value(key, "name"), state.value(key, "description")
    by = name[1].researcher if name else state.made[key].researcher if key in state.made else "suggestion"
    quotes = [q for part in (key, *merged) if part in state.suggested for q in state.suggested[part].quotes]
    return Theme(
        key=key,
        name=str(name[0]) if name else suggestion.name if suggestion else f"Theme {key}",
        suggested=suggestion.name if suggestion else "",
        description=str(description[0]) if description else "",
        summary=suggestion.summary if suggestion else "",
        words=suggestion.words if suggestion else (),
        quotes=tuple(quotes),
        parent=state.parents.get(key) or (state.shown(suggestion.parent) if suggestion and suggestion.parent else None),
        stability=suggestion.stability if suggestion and not merged else None,
        by=by,
        merged=merged,
    )


def _collect_lost_themes(state: _State, standing: set[str]) -> None:
    """Note as orphans the decisions about themes that no run suggests and no person's quote keeps alive."""
    if not state.suggested and not state.made:
        return
    for key, decisions in state.touched.items():
        if state.shown(key) in standing or state.shown(key) in state.deleted:
            continue
        for decision in decisions:
            quotes = tuple(quote["quote"] for quote in decision.payload.get("quotes", ()) if quote.get("quote"))
            state.orphan(decision, "No theme of the newest analysis run is close to the one it was about.", quotes)


def _tags(state: _State, suggestions: Suggestions) -> dict[str, dict[str, Tag]]:
    found: dict[str, dict[str, Tag]] = {}
    for tag in suggestions.tags:
        if tag.segment in state.corpus.segment_by_id:
            found.setdefault(tag.segment, {})[tag.label] = Tag(tag.label, tag.chosen, tag.probability, cue=tag.cue)
    for (segment, label), decision in state.tags.items():
        below = found.setdefault(segment, {}).get(label)
        found[segment][label] = Tag(
            label,
            bool(decision.payload["value"]),
            below.probability if below else None,
            by=decision.researcher,
            cue=below.cue if below else "",
        )
    return found


def _conflicts(state: _State) -> tuple[Conflict, ...]:
    """List the fields about which researchers' last words differ."""
    found: list[Conflict] = []
    for (target, name), history in state.fields.items():
        last: dict[str, tuple[Any, Decision]] = {}
        for value, decision in history:
            last[decision.researcher] = (value, decision)
        if len({repr(value) for value, _ in last.values()}) > 1:
            decisions = sorted((decision for _, decision in last.values()), key=lambda decision: decision.number)
            found.append(Conflict(target, name, tuple(decisions)))
    return tuple(found)
