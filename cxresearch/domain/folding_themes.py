"""The part of the fold about themes: who is in which, what they are called, which were merged or deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from cxresearch.domain.decision import Decision
from cxresearch.domain.folding_state import Linked, Placed, State, membership_of
from cxresearch.domain.reading import UNSORTED, Example, Membership, Theme

Apply = Callable[[State, Decision], None]

LOST = "No theme of the newest analysis run is close to the one it was about."


def place(state: State, decision: Decision, segment: str, theme: str | None, quote: str = "") -> None:
    """Put a segment into a theme by a person's word; with None, leave it to the model again."""
    found = state.segment(decision, segment, quote)
    if found is None:
        return
    if theme is None:
        state.placed.pop(found, None)
    else:
        state.placed[found] = Placed(state.theme(decision, theme), decision)
    state.set_field(found, "theme", theme, decision)


def _touch(state: State, decision: Decision) -> str:
    target = state.theme(decision, decision.target)
    state.touched.setdefault(target, []).append(decision)
    return target


def _field(name: str, payload: str) -> Apply:
    def apply(state: State, decision: Decision) -> None:
        state.set_field(_touch(state, decision), name, decision.payload[payload], decision)

    return apply


def _merge(state: State, decision: Decision) -> None:
    state.merge(_touch(state, decision), decision.payload["themes"])
    _show(state, decision, together=True)


def _show(state: State, decision: Decision, *, together: bool) -> None:
    """Keep the quotes by which a merge or a split shows a model what is meant, as far as they still stand."""
    found = [state.ground.corpus.resolve(member["id"]) for member in decision.payload.get("examples", ())]
    standing = tuple(dict.fromkeys(segment for segment in found if segment is not None))
    if len(standing) > 1:
        state.examples.append(Example(together, standing))


def _make(state: State, decision: Decision, key: str, part: Mapping[str, Any]) -> None:
    state.made[key] = decision
    state.redirect.pop(key, None)
    state.deleted.pop(key, None)
    state.set_field(key, "name", part["name"], decision)
    for member in part["segments"]:
        place(state, decision, member["id"], key, member.get("quote", ""))
    for member in part.get("followers", ()):
        found = state.segment(decision, member["id"], member.get("quote", ""))
        if found is not None:
            state.placed[found] = Placed(key, decision, pinned=False, confidence=float(member["confidence"]))


def _new(state: State, decision: Decision) -> None:
    _make(state, decision, decision.target, decision.payload)


def _split(state: State, decision: Decision) -> None:
    target = _touch(state, decision)
    for part in decision.payload["parts"]:
        _make(state, decision, part["key"], part)
        if decision.payload.get("below"):
            state.parents[part["key"]] = target
    _show(state, decision, together=False)


def _delete(state: State, decision: Decision) -> None:
    state.deleted[state.shown(state.theme(decision, decision.target))] = decision


def _restore(state: State, decision: Decision) -> None:
    state.deleted.pop(state.shown(_touch(state, decision)), None)


def _move(state: State, decision: Decision) -> None:
    place(state, decision, decision.target, decision.payload["theme"])


def _link(state: State, decision: Decision) -> None:
    members = [state.segment(decision, m["id"], m.get("quote", "")) for m in decision.payload["segments"]]
    standing = tuple(dict.fromkeys(member for member in members if member is not None))
    if len(standing) > 1:
        state.links.append(Linked(decision, decision.kind == "theme.together", standing))


APPLY: Mapping[str, Apply] = {
    "theme.rename": _field("name", "name"),
    "theme.describe": _field("description", "text"),
    "theme.colour": _field("colour", "value"),
    "theme.seed": _field("seeds", "words"),
    "theme.merge": _merge,
    "theme.split": _split,
    "theme.new": _new,
    "theme.delete": _delete,
    "theme.restore": _restore,
    "theme.together": _link,
    "theme.apart": _link,
    "segment.move": _move,
    "segment.pin": _move,
}


def memberships(state: State) -> dict[str, Membership]:
    """Lay placed segments over suggested memberships; every segment stands in exactly one place."""
    ground = state.ground
    if not (ground.themes or ground.given or state.placed):
        return {}
    found = _suggestions(state)
    for segment, placed in state.placed.items():
        key = state.shown(placed.theme)
        by = placed.decision.researcher
        if key == UNSORTED:
            found[segment] = Membership(segment, None, 0.0, reason="set aside by hand", by=by, pinned=True)
        elif key not in state.deleted:
            if key not in ground.themes:  # no longer suggested: the person's word keeps it alive
                state.made.setdefault(key, placed.decision)
            found[segment] = Membership(segment, key, placed.confidence, by=by, pinned=placed.pinned)
    return found


def _suggestions(state: State) -> dict[str, Membership]:
    """Show suggested memberships under the merges and deletions that stand.

    A segment is looked at again only where a theme that its suggestion names leads elsewhere than last time.
    """
    ground = state.ground
    leads = {key: state.shown(key) for key in (*state.redirect, *state.deleted) if key in ground.naming}
    leads = {key: "" if into in state.deleted else into for key, into in leads.items()}
    led, shown = ground.led
    changed = {key for key in (*leads, *led) if leads.get(key) != led.get(key)}
    if changed:
        shown = dict(shown)
        for key in changed:
            shown |= {segment: _suggested(state, segment) for segment in ground.naming[key]}
        ground.led = leads, shown
    return dict(shown)


def _suggested(state: State, segment: str) -> Membership:
    given = state.ground.given[segment]
    shown = (state.shown(other) for other in given.also)
    also = tuple(dict.fromkeys(key for key in shown if key not in state.deleted))
    key = None if given.theme is None else state.shown(given.theme)
    if key in state.deleted:
        return Membership(segment, None, 0.0, (), "its theme was deleted")
    return membership_of(given, key, also)


def themes(state: State, standing: Mapping[str, Membership]) -> tuple[tuple[Theme, ...], tuple[Theme, ...]]:
    """List the themes that stand and those that were deleted, largest first; ties by key."""
    sizes = Counter(membership.theme for membership in standing.values())
    _keep_merged(state)
    gone = (key for key in state.deleted if key not in state.codes)
    known = dict.fromkeys([*state.ground.themes, *state.made, *gone])
    merged = state.merged_into()
    found = [_theme(state, key, merged.get(key, ())) for key in known if key not in state.redirect]
    found.sort(key=lambda theme: (-sizes[theme.key], theme.key))
    return (
        tuple(theme for theme in found if theme.key not in state.deleted),
        tuple(theme for theme in found if theme.key in state.deleted),
    )


def _keep_merged(state: State) -> None:
    """Keep a theme alive that no run suggests any more, when one that is there was merged into it."""
    for key in state.redirect:
        into = state.shown(key)
        stands = key in state.ground.themes or key in state.made
        if stands and into not in state.ground.themes and into in state.touched:
            state.made.setdefault(into, state.touched[into][-1])


def _theme(state: State, key: str, merged: tuple[str, ...]) -> Theme:
    suggested = state.ground.themes
    suggestion = suggested.get(key)
    name = state.value(key, "name")
    by = name[1].researcher if name else state.made[key].researcher if key in state.made else "suggestion"
    quotes = [q for part in (key, *merged) if part in suggested for q in suggested[part].quotes]
    seeds = state.value(key, "seeds")
    parent = state.parents.get(key) or (suggestion.parent if suggestion else None)
    return Theme(
        key=key,
        name=str(name[0]) if name else suggestion.name if suggestion else _last_name(state, key),
        suggested=suggestion.name if suggestion else "",
        description=state.text_field(key, "description"),
        summary=suggestion.summary if suggestion else "",
        words=suggestion.words if suggestion else (),
        quotes=tuple(quotes),
        parent=state.shown(parent) if parent else None,
        stability=suggestion.stability if suggestion and not merged else None,
        by=by,
        merged=merged,
        colour=state.text_field(key, "colour"),
        seeds=tuple(str(word) for word in seeds[0]) if seeds else (),
    )


def _last_name(state: State, key: str) -> str:
    """Return the name under which a theme was deleted, where no run suggests it any more."""
    deleted = state.deleted.get(key)
    return str(deleted.payload.get("name") or f"Theme {key}") if deleted else f"Theme {key}"


def collect_lost(state: State, standing: set[str]) -> None:
    """Note as orphans the decisions about themes that no run suggests and no person's quote keeps alive."""
    if not state.ground.themes and not state.made:
        return
    for key, decisions in state.touched.items():
        if state.shown(key) in standing or state.shown(key) in state.deleted:
            continue
        for decision in decisions:
            quotes = tuple(quote["quote"] for quote in decision.payload.get("quotes", ()) if quote.get("quote"))
            state.orphan(decision, LOST, quotes, key, about="theme")
