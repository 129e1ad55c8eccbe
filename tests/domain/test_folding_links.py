from __future__ import annotations

import pytest

from cxresearch.domain import editing
from cxresearch.domain.decision import Decision
from cxresearch.domain.folding import fold
from cxresearch.domain.folding_links import APART
from cxresearch.domain.reading import Reading
from cxresearch.domain.teaching import teaching
from cxresearch.errors import DecisionRefused
from tests.strategies import corpus_of, suggestions_for

CORPUS = corpus_of(["The bill was high.", "The meter is wrong.", "I phoned them twice.", "Nobody came.", "Too dear."])
A, B, C, D, E = (segment.id for segment in CORPUS.segments)


def read(*decisions: Decision, places: tuple[int, ...] = (0, 0, 1, 2, 0)) -> Reading:
    return fold(study="s", corpus=CORPUS, suggestions=suggestions_for(CORPUS, list(places)), decisions=decisions)


def say(number: int, kind: str, target: str, researcher: str = "Ana", **payload: object) -> Decision:
    return Decision(number, f"u{number}", "t", researcher, kind, target, payload)


def link(number: int, what: str, *segments: str) -> Decision:
    return say(number, f"theme.{what}", f"link-{number}", segments=[{"id": s, "quote": ""} for s in segments])


def places(reading: Reading) -> dict[str, str | None]:
    return {segment: membership.theme for segment, membership in reading.memberships.items()}


def test_a_group_goes_where_most_of_it_is_suggested_to_be() -> None:
    assert places(read(link(1, "together", A, B, C)))[C] == "theme-a"


def test_a_group_follows_the_segment_that_a_person_moved_last_and_teaches_it() -> None:
    moved = say(2, "segment.move", C, theme="theme-c")
    reading = read(link(1, "together", A, C), moved)

    assert places(reading)[A] == "theme-c"
    assert (reading.memberships[A].by, reading.memberships[A].pinned) == ("Ana", True)
    assert teaching(reading).pins == {A: "theme-c", C: "theme-c"}


def test_what_is_kept_apart_stands_in_different_themes_and_says_why() -> None:
    reading = read(link(1, "apart", A, B))

    assert len({places(reading)[A], places(reading)[B]}) == 2
    assert APART in {reading.memberships[A].reason, reading.memberships[B].reason}


def test_the_one_that_a_person_placed_stays_where_two_are_kept_apart() -> None:
    for moved in (A, B):
        reading = read(link(1, "apart", A, B), say(2, "segment.pin", moved, theme="theme-a"))
        assert places(reading)[moved] == "theme-a"


def test_of_links_that_contradict_each_other_the_later_stands_and_both_are_shown() -> None:
    reading = read(link(1, "together", A, B), link(2, "together", B, C), link(3, "apart", A, C))

    assert places(reading)[A] != places(reading)[C]
    assert [(one.key, one.together) for one in reading.links] == [("link-2", True), ("link-3", False)]
    assert [(c.target, c.field, [d.number for d in c.decisions]) for c in reading.conflicts] == [
        ("link-1", "link", [1, 3])
    ]
    settled = read(
        *(d for c in reading.conflicts for d in c.decisions), say(4, "settle", "link-1", field="link", value=0)
    )
    assert settled.conflicts == ()


def test_a_link_against_another_one_is_refused() -> None:
    with pytest.raises(DecisionRefused, match="belong together"):
        editing.link(read(link(1, "together", A, B)), [B, A], together=False)
    with pytest.raises(DecisionRefused, match="two or more"):
        editing.link(read(), [A, A], together=True)


def test_merges_and_splits_teach_by_example_until_a_later_word_says_otherwise() -> None:
    examples = [{"id": A, "quote": ""}, {"id": C, "quote": ""}]
    merged = say(1, "theme.merge", "theme-a", themes=["theme-b"], examples=examples)
    part = {"key": "theme-new", "name": "New", "segments": [{"id": B, "quote": ""}]}
    parted = say(2, "theme.split", "theme-a", parts=[part], examples=[{"id": A, "quote": ""}, {"id": B, "quote": ""}])

    taught = teaching(read(merged, parted, say(3, "theme.seed", "theme-a", words=["bill"])))
    assert taught.together == (tuple(sorted((A, C))),)
    assert taught.apart == (tuple(sorted((A, B))),)
    assert taught.seed_words == {"theme-a": ("bill",)}
    assert teaching(read(merged, say(2, "segment.move", A, theme="theme-c"))).together == ()
    assert teaching(read()).plain == []
