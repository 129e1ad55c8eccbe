from __future__ import annotations

import os
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.domain import editing
from cxresearch.domain.corpus import Corpus
from cxresearch.domain.decision import KINDS, Decision, in_force
from cxresearch.domain.folding import fold
from cxresearch.domain.folding_state import Ground
from cxresearch.domain.reading import UNSORTED, Reading, Theme
from cxresearch.domain.spans import text_of
from cxresearch.domain.suggestion import MembershipSuggestion, Suggestions
from tests.strategies import KINDS_DRAWN, THEMES, corpus_of, decision_lists, studies, suggestions_for

EXAMPLES = int(os.environ.get("CX_EXAMPLES", "100"))
"""How many random studies each property is tried on; 2000 before a release."""

TEXTS = ["The bill was high.", "The meter is wrong.", "I phoned them twice.", "Nobody came."]


def read(corpus: Corpus, suggestions: Suggestions, decisions: list[Decision], as_of: int | None = None) -> Reading:
    return fold(study="s", corpus=corpus, suggestions=suggestions, decisions=decisions, as_of=as_of)


def say(number: int, kind: str, target: str, researcher: str = "Ana", quote: str = "", **payload: object) -> Decision:
    return Decision(number, f"u{number}", "t", researcher, kind, target, payload, None, quote)


def touched(reading: Reading) -> dict[str, object]:
    """Return everything in a reading that rests on a person's word."""
    return {
        "memberships": {k: m for k, m in reading.memberships.items() if m.by != "suggestion"},
        "themes": {
            t.key: (t.name, t.by, t.description, t.colour, t.seeds, t.merged) for t in reading.themes if is_touched(t)
        },
        "tags": {(s, t.label): t.on for s, tags in reading.tags.items() for t in tags.values() if t.by != "suggestion"},
        "deleted": {t.key for t in reading.deleted},
        "rest": [
            reading.codes, reading.deleted_codes, reading.codings, reading.links, reading.memos, reading.hand_tags,
            reading.starred, reading.hidden, reading.settled, reading.earlier, reading.conflicts, reading.orphans,
        ],
    }  # fmt: skip


def is_touched(theme: Theme) -> bool:
    return theme.by != "suggestion" or bool(theme.description or theme.colour or theme.seeds or theme.merged)


@st.composite
def decided(draw: st.DrawFn) -> tuple[Corpus, Suggestions, list[Decision]]:
    corpus, suggestions = draw(studies())
    return corpus, suggestions, draw(decision_lists(corpus))


@given(decided())
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_segment_stands_in_exactly_one_place(case: tuple[Corpus, Suggestions, list[Decision]]) -> None:
    corpus, suggestions, decisions = case
    reading = read(corpus, suggestions, decisions)

    assert set(reading.memberships) == {s.id for s in corpus.segments}
    shown = [s.id for segments in reading.members.values() for s in segments]
    assert sorted(shown) == sorted({s.id for s in corpus.segments} - reading.hidden)
    assert {m.theme for m in reading.memberships.values()} - {None} <= {t.key for t in reading.themes}


@given(decided())
@settings(max_examples=EXAMPLES, deadline=None)
def test_undoing_the_last_decision_gives_the_state_before_it(case: tuple[Corpus, Suggestions, list[Decision]]) -> None:
    corpus, suggestions, decisions = case
    if not decisions or decisions[-1].kind == "undo":
        return
    n = len(decisions) + 1
    undone = read(corpus, suggestions, [*decisions, say(n, "undo", decisions[-1].uuid, decisions=[decisions[-1].uuid])])
    redone = read(
        corpus,
        suggestions,
        [
            *decisions,
            say(n, "undo", decisions[-1].uuid, decisions=[decisions[-1].uuid]),
            say(n + 1, "undo", f"u{n}", decisions=[f"u{n}"]),
        ],
    )

    assert replace(undone, as_of=0) == replace(read(corpus, suggestions, decisions[:-1]), as_of=0)
    assert replace(redone, as_of=0) == replace(read(corpus, suggestions, decisions), as_of=0)


@given(decided(), st.integers(1, 6))
@settings(max_examples=EXAMPLES, deadline=None)
def test_undo_in_any_depth_and_redo_back_is_exact(case: tuple[Corpus, Suggestions, list[Decision]], depth: int) -> None:
    corpus, suggestions, decisions = case
    depth = min(depth, len(in_force(decisions)))
    states, made = [read(corpus, suggestions, decisions)], list(decisions)
    for _ in range(depth):
        intent = editing.undo(made, None, together=False)
        made.append(say(len(made) + 1, intent.kind, intent.target, **intent.payload))
        states.append(read(corpus, suggestions, made))
    standing = in_force(decisions)[: len(in_force(decisions)) - depth]
    assert replace(states[-1], as_of=0) == replace(read(corpus, suggestions, standing), as_of=0)
    for expected in reversed(states[:-1]):
        intent = editing.redo(made)
        made.append(say(len(made) + 1, intent.kind, intent.target, **intent.payload))
        assert replace(read(corpus, suggestions, made), as_of=0) == replace(expected, as_of=0)


@given(decided(), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_parts_that_are_merged_back_leave_every_quote_where_it_was(
    case: tuple[Corpus, Suggestions, list[Decision]], data: st.DataObject
) -> None:
    corpus, suggestions, decisions = case
    before = read(corpus, suggestions, decisions)
    large = [key for key, segments in before.members.items() if key != UNSORTED and len(segments) > 1]
    if not large:
        return
    key = data.draw(st.sampled_from(large))
    linked = {segment for link in before.links for segment in link.segments}
    free = [s.id for s in before.members[key] if s.id not in linked]
    if not free or any(theme.name == "A part" for theme in before.themes):
        return
    made = list(decisions)
    intent = editing.split(before, key, {"A part": free[:2]})
    made.append(say(len(made) + 1, intent.kind, intent.target, **intent.payload))
    parted = read(corpus, suggestions, made)
    part = next(theme.key for theme in parted.themes if theme.name == "A part")
    assert {s.id for s in parted.members[part]} == set(free[:2])
    intent = editing.merge(parted, key, [part])
    made.append(say(len(made) + 1, intent.kind, intent.target, **intent.payload))
    after = read(corpus, suggestions, made)

    assert {s: m.theme for s, m in after.memberships.items()} == {s: m.theme for s, m in before.memberships.items()}


@given(decided(), st.integers(0, 12))
@settings(max_examples=EXAMPLES, deadline=None)
def test_an_earlier_state_is_the_fold_of_the_decisions_up_to_it(
    case: tuple[Corpus, Suggestions, list[Decision]], cut: int
) -> None:
    corpus, suggestions, decisions = case

    assert read(corpus, suggestions, decisions, as_of=cut) == read(corpus, suggestions, decisions[:cut])


@given(decided(), st.lists(st.integers(0, 3), min_size=9, max_size=9))
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_a_person_touched_is_the_same_after_any_rerun(
    case: tuple[Corpus, Suggestions, list[Decision]], again: list[int]
) -> None:
    corpus, suggestions, decisions = case
    after = suggestions_for(corpus, again[: len(corpus.segments)])

    assert touched(read(corpus, after, decisions)) == touched(read(corpus, suggestions, decisions))


@given(decided())
@settings(max_examples=EXAMPLES, deadline=None)
def test_links_hold_whatever_was_suggested_and_decided(case: tuple[Corpus, Suggestions, list[Decision]]) -> None:
    corpus, suggestions, decisions = case
    reading = read(corpus, suggestions, decisions)

    for link in reading.links:
        themes = [reading.memberships[segment].theme for segment in link.segments]
        if link.together:
            assert len(set(themes)) == 1
        else:
            placed = [theme for theme in themes if theme is not None]
            assert len(set(placed)) == len(placed)


@given(decided())
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_ground_that_was_laid_out_before_changes_nothing(case: tuple[Corpus, Suggestions, list[Decision]]) -> None:
    corpus, suggestions, decisions = case
    ground = Ground(corpus, suggestions)
    one_by_one = [decisions[:number] for number in range(1, len(decisions) + 1)]
    for heard in (decisions[::2], *one_by_one, decisions[: len(decisions) // 2], []):
        again = fold(study="s", corpus=corpus, suggestions=suggestions, decisions=heard, ground=ground)

        assert again == read(corpus, suggestions, heard)


@given(decided())
@settings(max_examples=EXAMPLES, deadline=None)
def test_codes_are_a_tree_and_codings_quote_their_source(case: tuple[Corpus, Suggestions, list[Decision]]) -> None:
    corpus, suggestions, decisions = case
    reading = read(corpus, suggestions, decisions)
    seen: set[str | None] = {None}
    for code in reading.codes:
        assert code.parent in seen
        seen.add(code.key)
    text = text_of(corpus.sources[0])
    for coding in reading.codings:
        assert coding.quote == text[coding.start : coding.end]
        assert coding.code in reading.code_by_key
    code_of = {d.target: d.payload["code"] for d in in_force(decisions) if d.kind == "coding.add"}
    for decision in in_force(decisions):
        if decision.target in code_of and decision.kind == "coding.move":
            code_of[decision.target] = decision.payload["code"]
        elif decision.kind == "coding.remove":
            code_of.pop(decision.target, None)
    assert {c.key for c in reading.codings} == {key for key, code in code_of.items() if code in reading.code_by_key}


def test_every_kind_of_decision_is_drawn_and_applied() -> None:
    assert {*KINDS_DRAWN, "undo", "orphan.place", "memo.remove"} == set(KINDS)


def test_later_beats_earlier_per_field_and_the_earlier_value_stays_visible() -> None:
    corpus = corpus_of(TEXTS)
    suggestions = suggestions_for(corpus, [0, 0, 1, 2])
    first, second = (
        say(1, "theme.rename", "theme-a", name="Cost"),
        say(2, "theme.rename", "theme-a", "Ben", name="Price"),
    )
    reading = read(corpus, suggestions, [first, second, say(3, "theme.describe", "theme-a", text="About money")])
    theme = reading.theme_by_key["theme-a"]

    assert (theme.name, theme.by, theme.suggested) == ("Price", "Ben", "Name of theme-a")
    assert theme.description == "About money"
    assert reading.earlier["theme-a", "name"] == (("Cost", first),)
    assert [(c.target, c.field, len(c.decisions)) for c in reading.conflicts] == [("theme-a", "name", 2)]


def test_the_same_researcher_changing_her_mind_is_no_conflict() -> None:
    corpus = corpus_of(TEXTS)
    decisions = [say(1, "theme.rename", "theme-a", name="Cost"), say(2, "theme.rename", "theme-a", name="Price")]

    assert read(corpus, suggestions_for(corpus, [0, 0, 1, 2]), decisions).conflicts == ()


def test_split_after_merge_restores_the_quotes() -> None:
    corpus = corpus_of(TEXTS)
    suggestions = suggestions_for(corpus, [0, 0, 1, 2])
    moved = corpus.segments[2]
    merged = [say(1, "theme.merge", "theme-a", themes=["theme-b"])]
    part = {"key": "theme-new", "name": "Calls", "segments": [{"id": moved.id, "quote": moved.text}]}
    split = [*merged, say(2, "theme.split", "theme-a", parts=[part])]

    assert [len(read(corpus, suggestions, merged).members[k]) for k in ("theme-a", "theme-c")] == [3, 1]
    reading = read(corpus, suggestions, split)
    assert {k: len(v) for k, v in reading.members.items()} == {"theme-a": 2, "theme-c": 1, "theme-new": 1, UNSORTED: 0}
    undone = read(corpus, suggestions, [*split, say(3, "undo", "u1", decisions=["u1", "u2"])])
    assert undone.members == read(corpus, suggestions, []).members


def test_a_merge_survives_a_rerun_that_finds_both_themes_again() -> None:
    corpus = corpus_of(TEXTS)
    decisions = [say(1, "theme.merge", "theme-a", themes=["theme-b"])]
    reading = read(corpus, suggestions_for(corpus, [1, 0, 1, 1]), decisions)

    assert [t.key for t in reading.themes] == ["theme-a", "theme-c"]
    assert len(reading.members["theme-a"]) == 4
    assert reading.theme_by_key["theme-a"].merged == ("theme-b",)


def test_a_merge_keeps_a_theme_alive_wherever_its_segments_are_suggested_to_be() -> None:
    corpus = corpus_of(TEXTS)
    decisions = [say(1, "theme.merge", "theme-old", themes=["theme-b"])]
    for places in ([0, 1, 1, 2], [0, 0, 0, 2]):
        reading = read(corpus, suggestions_for(corpus, places), decisions)
        assert {t.key for t in reading.themes} == {"theme-a", "theme-c", "theme-old"}
        assert reading.orphans == ()


def test_merges_in_a_circle_end() -> None:
    corpus = corpus_of(TEXTS)
    decisions = [
        say(1, "theme.merge", "theme-a", themes=["theme-b"]),
        say(2, "theme.merge", "theme-b", themes=["theme-a"]),
    ]
    reading = read(corpus, suggestions_for(corpus, [0, 1, 1, 2]), decisions)

    assert {t.key for t in reading.themes} == {"theme-a", "theme-c"}


def test_a_deleted_theme_stays_deleted_and_its_quotes_say_why() -> None:
    corpus = corpus_of(TEXTS)
    reading = read(corpus, suggestions_for(corpus, [0, 0, 1, 2]), [say(1, "theme.delete", "theme-a")])

    assert "theme-a" not in reading.theme_by_key
    assert reading.memberships[corpus.segments[0].id].reason == "its theme was deleted"


def test_a_decision_about_words_that_are_gone_is_an_orphan_with_its_quote() -> None:
    corpus = corpus_of(TEXTS)
    gone = say(1, "segment.move", "0000", quote="Words of old.", theme="theme-a")
    reading = read(corpus, suggestions_for(corpus, [0, 0, 1, 2]), [gone])

    assert [(o.decision, o.quotes) for o in reading.orphans] == [(gone, ("Words of old.",))]


def test_a_decision_follows_its_words_into_a_later_revision() -> None:
    corpus = corpus_of(TEXTS)
    later = replace(corpus, aliases={"0000": "1111", "1111": corpus.segments[3].id})
    reading = read(later, suggestions_for(later, [0, 0, 1, 2]), [say(1, "segment.move", "0000", theme="theme-a")])

    assert reading.memberships[corpus.segments[3].id].theme == "theme-a"
    assert reading.orphans == ()


def test_a_renamed_theme_that_no_run_suggests_any_more_is_an_orphan_with_its_quotes() -> None:
    corpus = corpus_of(TEXTS)
    old = say(1, "theme.rename", "theme-old", name="Heating", quotes=[{"id": "x", "quote": "So cold in here."}])
    reading = read(corpus, suggestions_for(corpus, [0, 0, 1, 2]), [old])

    assert [(o.decision.uuid, o.quotes) for o in reading.orphans] == [("u1", ("So cold in here.",))]


def test_a_quote_moved_to_a_theme_keeps_that_theme_alive() -> None:
    corpus = corpus_of(TEXTS)
    decisions = [
        say(1, "theme.rename", "theme-old", name="Heating"),
        say(2, "segment.move", corpus.segments[0].id, theme="theme-old"),
    ]
    reading = read(corpus, suggestions_for(corpus, [0, 0, 1, 2]), decisions)

    assert reading.theme_by_key["theme-old"].name == "Heating"
    assert reading.orphans == ()


def test_hand_tags_are_kept_per_researcher_and_the_last_word_shows() -> None:
    corpus = corpus_of(TEXTS)
    id_ = corpus.segments[0].id
    decisions = [
        say(1, "tag.set", id_, label="think", value=False),
        say(2, "tag.set", id_, "Ben", label="think", value=True),
        say(3, "tag.set", id_, label="feel", value=True),
    ]
    reading = read(corpus, suggestions_for(corpus, [0, 0, 1, 2]), decisions)

    assert reading.hand_tags[id_, "think"] == {"Ana": False, "Ben": True}
    assert reading.labels(id_) == ("think", "feel")
    assert reading.tags[id_]["think"].by == "Ben"
    assert reading.tags[id_]["think"].probability == 0.7


def test_taking_a_tag_back_lets_the_suggestion_speak_again() -> None:
    corpus = corpus_of(TEXTS)
    id_ = corpus.segments[0].id
    decisions = [say(1, "tag.set", id_, label="think", value=False), say(2, "tag.set", id_, label="think", value=None)]
    reading = read(corpus, suggestions_for(corpus, [0, 0, 1, 2]), decisions)

    assert reading.tags[id_]["think"].by == "suggestion"
    assert reading.hand_tags[id_, "think"] == {}


def test_segments_that_came_after_the_last_run_are_shown_as_not_yet_themed() -> None:
    corpus = corpus_of(TEXTS)
    known = suggestions_for(corpus, [0, 0, 1, 2])
    shorter = replace(known, memberships=known.memberships[:2])
    membership = read(corpus, shorter, []).memberships[corpus.segments[3].id]

    assert (membership.theme, membership.reason) == (None, "not yet themed")


def test_themes_come_largest_first_and_ties_by_key() -> None:
    corpus = corpus_of(TEXTS)

    assert [t.key for t in read(corpus, suggestions_for(corpus, [2, 2, 1, 0]), []).themes] == [
        "theme-c",
        "theme-a",
        "theme-b",
    ]


def test_a_second_theme_that_was_merged_into_the_first_is_not_named_twice() -> None:
    corpus = corpus_of(TEXTS)
    id_ = corpus.segments[0].id
    suggested = replace(
        suggestions_for(corpus, [0, 0, 1, 2]),
        memberships=(MembershipSuggestion(id_, "theme-a", 0.6, ("theme-b", "theme-c")),),
    )
    reading = read(corpus, suggested, [say(1, "theme.merge", "theme-a", themes=["theme-b"])])

    assert reading.memberships[id_].also == ("theme-c",)
    assert set(THEMES) >= {t.key for t in reading.themes}
