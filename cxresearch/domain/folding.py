"""The fold: suggestions and decisions in, a reading out. Pure, and the only place that knows what wins.

A decision beats any suggestion; a later decision beats an earlier one per target and field; what was
replaced stays visible. Decisions whose target is gone become orphans, with their quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cxresearch.domain import folding_codes, folding_links, folding_themes
from cxresearch.domain.corpus import Corpus
from cxresearch.domain.decision import Decision, in_force
from cxresearch.domain.folding_state import GONE, Corrections, Ground, State
from cxresearch.domain.folding_themes import Apply
from cxresearch.domain.reading import Code, Conflict, Memo, Reading, Tag, Theme
from cxresearch.domain.suggestion import Suggestions


def fold(
    *,
    study: str,
    corpus: Corpus,
    suggestions: Suggestions,
    decisions: Sequence[Decision],
    as_of: int | None = None,
    ground: Ground | None = None,
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
    ground
        The same corpus and suggestions laid out before; it saves time and changes nothing.

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
    active = in_force(heard)
    if ground is None or ground.corpus is not corpus or ground.suggestions is not suggestions:
        ground = Ground(corpus, suggestions)
    state = _applied(ground, heard, active)
    memberships = folding_themes.memberships(state)
    agreed = folding_links.agree(state.links)
    folding_links.carry_out(state, agreed, memberships)
    themes, deleted = folding_themes.themes(state, memberships)
    folding_themes.collect_lost(state, {theme.key for theme in themes})
    codes, deleted_codes = folding_codes.codes(state)
    _collect_lost_memos(state, (*themes, *deleted), (*codes, *deleted_codes))
    return Reading(
        study=study,
        as_of=heard[-1].number if heard else 0,
        corpus=corpus,
        runs=dict(suggestions.runs),
        themes=themes,
        memberships=memberships,
        tags=_tags(state),
        personas=suggestions.personas,
        assigned=dict(state.assigned),
        persona_edits=dict(state.persona_edits),
        starred=frozenset(s for (s, what), on in state.switches.items() if what == "star" and on),
        hidden=frozenset(s for (s, what), on in state.switches.items() if what == "hide" and on),
        memos=tuple(state.memos.values()),
        hand_tags={key: dict(by_hand) for key, by_hand in state.hand_tags.items()},
        earlier={key: tuple(history[:-1]) for key, history in state.fields.items() if len(history) > 1},
        orphans=tuple(sorted(state.orphans, key=lambda orphan: orphan.decision.number)),
        conflicts=(*_conflicts(state), *folding_links.conflicts(agreed, state.settled)),
        deleted=deleted,
        links=folding_links.shown(agreed),
        examples=tuple(state.examples),
        codes=codes,
        deleted_codes=deleted_codes,
        codings=folding_codes.codings(state),
        settled=dict(state.settled),
    )


def _applied(ground: Ground, heard: Sequence[Decision], active: tuple[Decision, ...]) -> State:
    """Apply decisions in order, from where the last fold over this ground left off if its decisions come first."""
    again = _placed_again(active)
    corrected = any(decision.kind == "text.correct" for decision in heard)
    left = ground.leave()
    if left is None or corrected or left[1].again != again or active[: len(left[0])] != left[0]:
        left = (), State(ground, Corrections(ground, heard), again=again)
    done, state = left
    for decision in active[len(done) :]:
        _APPLY[decision.kind](state, decision)
    if not corrected:  # corrections move words under decisions that were applied before
        ground.left.append((active, state))
    return state.aside()


def _placed_again(active: Sequence[Decision]) -> dict[tuple[str, str], str]:
    """Return where people placed orphans: (decision, missing id) to target."""
    return {
        (decision.payload["decision"], decision.payload.get("missing", "")): decision.payload["target"]
        for decision in active
        if decision.kind == "orphan.place"
    }


def _switch(what: str) -> Apply:
    def apply(state: State, decision: Decision) -> None:
        found = state.segment(decision, decision.target)
        if found is not None:
            _set_switch(state, decision, found, what, decision.payload["value"])

    return apply


def _set_switch(state: State, decision: Decision, segment: str, what: str, value: Any) -> None:
    state.switches[segment, what] = bool(value)
    state.set_field(segment, what, bool(value), decision)


def _tag(state: State, decision: Decision) -> None:
    found = state.segment(decision, decision.target)
    if found is None:
        return
    label, value = decision.payload["label"], decision.payload["value"]
    by_hand = state.hand_tags.setdefault((found, label), {})
    if value is None:  # the researcher takes the word back
        by_hand.pop(decision.researcher, None)
    else:
        by_hand[decision.researcher] = bool(value)
    _set_tag(state, decision, found, label, value)


def _set_tag(state: State, decision: Decision, segment: str, label: str, value: Any) -> None:
    state.set_field(segment, f"tag:{label}", value, decision)
    if value is None:  # the suggestion speaks again
        state.tags.pop((segment, label), None)
    else:
        state.tags[segment, label] = decision


def _persona_edit(state: State, decision: Decision) -> None:
    name, value = decision.payload["field"], decision.payload["value"]
    state.persona_edits[decision.target, name] = (value, decision.researcher)
    state.set_field(decision.target, name, value, decision)


def _assign(state: State, decision: Decision) -> None:
    state.assigned[decision.target] = decision.payload["persona"]
    state.set_field(decision.target, "persona", decision.payload["persona"], decision)


def _speaker_role(state: State, decision: Decision) -> None:
    # Roles decide which turns are cut into segments: the study applies them before the fold; kept here as history.
    state.set_field(decision.target, "role", decision.payload["role"], decision)


def _speaker_participant(state: State, decision: Decision) -> None:
    # Whose words a segment holds is part of the corpus: the study applies this before the fold; kept here as history.
    state.set_field(decision.target, "participant", decision.payload["participant"], decision)


def _memo(state: State, decision: Decision) -> None:
    target = state.again.get((decision.uuid, decision.target), decision.target)
    target = state.ground.corpus.resolve(target) or target
    text = str(decision.payload["text"])
    state.memo_made[decision.uuid] = decision
    state.memos[decision.uuid] = Memo(target, text, decision.researcher, decision.time, decision.uuid)


def _memo_remove(state: State, decision: Decision) -> None:
    state.memos.pop(decision.target, None)


def _settle(state: State, decision: Decision) -> None:
    """Give a field its settled value, as if nobody had differed, and remember that it is settled."""
    field, value = decision.payload["field"], decision.payload["value"]
    target = state.ground.corpus.resolve(decision.target) or decision.target
    state.settled[target, field] = decision
    if field == "theme":
        folding_themes.place(state, decision, target, value)
    elif field in ("star", "hide"):
        _set_switch(state, decision, target, field, value)
    elif field.startswith("tag:"):
        _set_tag(state, decision, target, field.removeprefix("tag:"), value)
    else:
        if field == "persona":
            state.assigned[target] = str(value)
        elif field == "code" and target in state.codings:
            state.codings[target].code = str(value)
        elif (target, field) in state.persona_edits:
            state.persona_edits[target, field] = (value, decision.researcher)
        state.set_field(target, field, value, decision)


def _collect_lost_memos(state: State, themes: Iterable[Theme], codes: Iterable[Code]) -> None:
    """Note as orphans the memos on segments and themes that are gone; the memo itself stays in the reading."""
    corpus = state.ground.corpus
    known = {theme.key for theme in themes} | {code.key for code in codes}
    for memo in state.memos.values():
        decision = state.memo_made[memo.decision]
        about = decision.payload.get("about")
        if about == "segment" and corpus.resolve(memo.target) is None:
            state.orphan(decision, GONE, missing=decision.target)
        elif about == "theme" and state.shown(memo.target) not in known:
            quotes = [quote["quote"] for quote in decision.payload.get("quotes", ())]
            state.orphan(decision, folding_themes.LOST, quotes, decision.target, about="theme")


def _correct(state: State, decision: Decision) -> None:
    """Note an orphan when a correction did not find its words; what it changed is in the corpus."""
    now = state.corrections.now(decision.target)
    if now is None or decision.uuid not in now.done:
        state.orphan(decision, GONE, missing=decision.target, about="span")


def _history_only(state: State, decision: Decision) -> None:
    """Do nothing more: the fold has looked at all of these before it began."""


_APPLY: Mapping[str, Callable[[State, Decision], None]] = {
    **folding_themes.APPLY,
    **folding_codes.APPLY,
    "segment.star": _switch("star"),
    "segment.hide": _switch("hide"),
    "tag.set": _tag,
    "persona.edit": _persona_edit,
    "persona.assign": _assign,
    "speaker.role": _speaker_role,
    "speaker.participant": _speaker_participant,
    "text.correct": _correct,
    "memo": _memo,
    "memo.remove": _memo_remove,
    "orphan.place": _history_only,
    "settle": _settle,
}


def _tags(state: State) -> dict[str, dict[str, Tag]]:
    """Lay hand tags over suggested ones; segments nobody tagged by hand are shown as the ground has them."""
    found = dict(state.ground.tags)
    for (segment, label), decision in state.tags.items():
        if found.get(segment) is state.ground.tags.get(segment):
            found[segment] = dict(found.get(segment, {}))
        below = found[segment].get(label)
        found[segment][label] = Tag(
            label,
            bool(decision.payload["value"]),
            below.probability if below else None,
            by=decision.researcher,
            cue=below.cue if below else "",
        )
    return found


def _conflicts(state: State) -> tuple[Conflict, ...]:
    """List the fields about which researchers' last words differ, where nobody has settled them since."""
    found: list[Conflict] = []
    for (target, name), history in state.fields.items():
        if len(history) < 2:
            continue
        first = history[0][1].researcher
        if all(decision.researcher == first for _, decision in history):
            continue
        settled = state.settled.get((target, name))
        since = [entry for entry in history if settled is None or entry[1].number >= settled.number]
        last: dict[str, tuple[Any, Decision]] = {}
        for value, decision in since:
            last[decision.researcher] = (value, decision)
        if len({repr(value) for value, _ in last.values()}) > 1:
            decisions = sorted((decision for _, decision in last.values()), key=lambda decision: decision.number)
            found.append(Conflict(target, name, tuple(decisions)))
    return tuple(found)
