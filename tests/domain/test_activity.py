"""The history in plain sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.domain.activity import Activity, sentences
from cxresearch.domain.corpus import Corpus
from cxresearch.domain.decision import KINDS, Decision, in_force
from cxresearch.domain.folding import fold
from cxresearch.domain.suggestion import Suggestions
from cxresearch.domain.telling import RULES
from tests.strategies import corpus_of, decision_lists, studies, suggestions_for

CORPUS = corpus_of(["The bill was high.", "The meter is wrong.", "Nobody came."])
IDS = [segment.id for segment in CORPUS.segments]
SUGGESTED = suggestions_for(CORPUS, [0, 1, 3])
QUOTES = [{"id": IDS[0], "quote": "The bill was high."}, {"id": IDS[1], "quote": "The meter is wrong."}]


def told(
    *said: tuple[str, str, dict[str, object]] | tuple[str, str, dict[str, object], str],
    suggestions: Suggestions = SUGGESTED,
) -> list[Activity]:
    decisions = [
        Decision(n, f"u{n}", f"t{n}", "Ana", kind, target, payload, "run-1", *quote)
        for n, (kind, target, payload, *quote) in enumerate(said, start=1)
    ]
    standing = fold(study="s", corpus=CORPUS, suggestions=suggestions, decisions=decisions)
    suggested = fold(study="s", corpus=CORPUS, suggestions=suggestions, decisions=())
    return list(sentences(standing, decisions, suggested=suggested, names={"p1": "Careful Kim"}))


def test_every_kind_of_decision_has_words_of_its_own() -> None:
    assert set(RULES) == set(KINDS)


CODED: list[tuple[str, str, dict[str, object], str]] = [
    ("code.new", "c1", {"name": "Cost", "parent": None, "colour": ""}, ""),
    ("code.new", "c2", {"name": "Fees", "parent": "c1", "colour": ""}, ""),
    ("coding.add", "k1", {"code": "c1", "source": "src", "start": 0, "end": 8}, "The bill"),
]


@pytest.mark.parametrize(
    ("before", "decision", "sentence"),
    [
        ([], ("theme.rename", "theme-a", {"name": "Waiting"}), "renamed ‘Name of theme-a’ to ‘Waiting’"),
        (
            [("theme.rename", "theme-a", {"name": "Waiting"})],
            ("theme.rename", "theme-a", {"name": "Waiting for an answer"}),
            "renamed ‘Waiting’ to ‘Waiting for an answer’",
        ),
        ([], ("theme.describe", "theme-a", {"text": "About money."}), "described ‘Name of theme-a’: “About money.”"),
        ([], ("theme.colour", "theme-a", {"value": "#aa0000"}), "gave ‘Name of theme-a’ the colour #aa0000"),
        ([], ("theme.colour", "theme-a", {"value": ""}), "took the colour of ‘Name of theme-a’ away"),
        (
            [],
            ("theme.seed", "theme-a", {"words": ["bill", "fee"]}),
            "said that ‘Name of theme-a’ is about bill and fee",
        ),
        (
            [],
            ("theme.merge", "theme-a", {"themes": ["theme-b", "theme-c"]}),
            "merged ‘Name of theme-b’ and ‘Name of theme-c’ into ‘Name of theme-a’",
        ),
        (
            [],
            ("theme.split", "theme-a", {"parts": [{"key": "x", "name": "X", "segments": QUOTES[:1]}]}),
            "split ‘X’ (one quote) off ‘Name of theme-a’",
        ),
        (
            [],
            ("theme.split", "theme-a", {"parts": [{"key": "x", "name": "X", "segments": QUOTES}], "below": True}),
            "split ‘Name of theme-a’ into sub-themes: ‘X’ (2 quotes)",
        ),
        ([], ("theme.new", "x", {"name": "X", "segments": QUOTES}), "made the theme ‘X’ of 2 quotes"),
        ([], ("theme.delete", "theme-a", {}), "deleted ‘Name of theme-a’"),
        ([("theme.delete", "theme-a", {})], ("theme.restore", "theme-a", {}), "brought ‘Name of theme-a’ back"),
        ([], ("theme.together", "l", {"segments": QUOTES}), "said that 2 quotes belong in one theme"),
        ([], ("theme.apart", "l", {"segments": QUOTES}), "said that 2 quotes belong in different themes"),
        (
            [],
            ("segment.move", IDS[0], {"theme": "theme-b"}, "The bill was high."),
            "moved “The bill was high.” from ‘Name of theme-a’ to ‘Name of theme-b’",
        ),
        (
            [],
            ("segment.move", IDS[2], {"theme": "theme-b"}),
            "moved “Nobody came.” from the unsorted quotes to ‘Name of theme-b’",
        ),
        ([], ("segment.pin", IDS[0], {"theme": "theme-a"}), "pinned “The bill was high.” to ‘Name of theme-a’"),
        ([], ("segment.pin", IDS[0], {"theme": None}), "left “The bill was high.” to the model again"),
        ([], ("segment.star", IDS[0], {"value": False}), "took the star off “The bill was high.”"),
        ([], ("segment.hide", IDS[0], {"value": True}), "hid “The bill was high.”"),
        ([], ("tag.set", IDS[0], {"label": "pain", "value": True}), "put Pains on “The bill was high.”"),
        ([], ("tag.set", IDS[0], {"label": "think", "value": False}), "took Think off “The bill was high.”"),
        (
            [],
            ("tag.set", IDS[0], {"label": "think", "value": None}),
            "left Think on “The bill was high.” to the model again",
        ),
        ([], CODED[0], "added the code ‘Cost’"),
        (CODED[:1], CODED[1], "added the code ‘Fees’ under ‘Cost’"),
        (CODED, ("code.edit", "c1", {"field": "name", "value": "Money"}), "renamed the code ‘Cost’ to ‘Money’"),
        (CODED, ("code.edit", "c2", {"field": "parent", "value": None}), "moved the code ‘Fees’ to the top"),
        (
            CODED,
            ("code.edit", "c1", {"field": "include", "value": "any price"}),
            "wrote what is to be coded ‘Cost’: “any price”",
        ),
        (CODED, ("code.merge", "c1", {"codes": ["c2"]}), "merged the codes ‘Fees’ into ‘Cost’"),
        (CODED, ("code.delete", "c1", {}), "deleted the code ‘Cost’"),
        (CODED[:2], CODED[2], "coded “The bill” as ‘Cost’"),
        (CODED, ("coding.move", "k1", {"code": "c2"}), "coded “The bill” as ‘Fees’ instead of ‘Cost’"),
        (CODED, ("coding.remove", "k1", {}), "took ‘Cost’ off “The bill”"),
        (
            [],
            ("persona.edit", "p1", {"field": "summary", "value": "Counts."}),
            "wrote the summary of ‘Careful Kim’: “Counts.”",
        ),
        ([], ("persona.assign", "P3", {"persona": "p1"}), "put P3 under ‘Careful Kim’"),
        ([], ("speaker.role", "src/Jo", {"role": "interviewer"}), "said that Jo is an interviewer in one.txt"),
        (
            [],
            ("speaker.participant", "src/Jo", {"participant": "P4"}),
            "said that Jo in one.txt is participant P4",
        ),
        (
            [],
            ("text.correct", "src", {"source": "src", "start": 4, "end": 8, "words": "till"}, "bill"),
            "corrected “bill” to “till” in one.txt",
        ),
        ([], ("memo", IDS[0], {"text": "Odd."}), "wrote a memo on “The bill was high.”: “Odd.”"),
        ([], ("memo", "theme-b", {"text": "Odd."}), "wrote a memo on ‘Name of theme-b’: “Odd.”"),
        (CODED, ("memo", "k1", {"text": "Odd."}), "wrote a memo on “The bill”: “Odd.”"),
        ([], ("memo", "P1", {"text": "Odd."}), "wrote a memo on P1: “Odd.”"),
        ([], ("memo", "src", {"text": "Coded through."}), "coded one.txt through"),
        ([("memo", "P1", {"text": "Odd."})], ("memo.remove", "u1", {}), "took a memo off P1"),
        (
            [("segment.star", "gone", {"value": True}, "Lost words.")],
            ("orphan.place", "u1", {"decision": "u1", "target": IDS[1]}),
            "placed decision 1 again, at “The meter is wrong.”",
        ),
        (
            CODED,
            ("settle", IDS[0], {"field": "code:c1", "value": False}),
            "settled that “The bill was high.” is not coded ‘Cost’",
        ),
        ([], ("settle", IDS[0], {"field": "tag:pain", "value": True}), "settled that Pains is on “The bill was high.”"),
        (
            [],
            ("settle", IDS[0], {"field": "theme", "value": "theme-c"}),
            "settled that “The bill was high.” belongs in ‘Name of theme-c’",
        ),
        ([], ("settle", "theme-a", {"field": "name", "value": "Fees"}), "settled the name of ‘Name of theme-a’: Fees"),
        (
            [("theme.rename", "theme-a", {"name": "Waiting"})],
            ("undo", "u1", {"decisions": ["u1"]}),
            "took back decision 1: renamed ‘Name of theme-a’ to ‘Waiting’",
        ),
        (
            [("theme.rename", "theme-a", {"name": "W"}), ("undo", "u1", {"decisions": ["u1"]})],
            ("undo", "u2", {"decisions": ["u2"]}),
            "brought back decision 1: renamed ‘Name of theme-a’ to ‘W’",
        ),
        (
            [("memo", "P1", {"text": "a"}), ("memo", "P1", {"text": "b"}), ("memo", "P1", {"text": "c"})],
            ("undo", "u3", {"decisions": ["u1", "u2", "u3"]}),
            "took back decisions 1, 2 and 3",
        ),
    ],
)
def test_sentences(before: list, decision: tuple, sentence: str) -> None:  # type: ignore[type-arg]
    assert told(*before, decision)[-1].sentence == f"Ana {sentence}."


def test_what_was_suggested_is_told_from_what_somebody_said() -> None:
    first, second, moved, tagged, again = told(
        ("theme.rename", "theme-a", {"name": "One"}),
        ("theme.rename", "theme-a", {"name": "Two"}),
        ("segment.move", IDS[0], {"theme": "theme-b"}, "The bill was high."),
        ("tag.set", IDS[0], {"label": "think", "value": False}),
        ("segment.move", IDS[0], {"theme": "theme-c"}),
    )

    assert (first.before, first.after, first.suggested) == ("Name of theme-a", "One", True)
    assert (second.before, second.after, second.suggested) == ("One", "Two", False)
    assert (moved.before, moved.after, moved.suggested) == ("Two", "Name of theme-b", True)
    assert (tagged.before, tagged.after, tagged.suggested) == ("yes", "no", True)
    assert (again.before, again.after, again.suggested) == ("Name of theme-b", "Name of theme-c", False)
    assert first.deed == "Renamed ‘Name of theme-a’ to ‘One’"
    assert (moved.run, moved.quote) == ("run-1", "The bill was high.")


def test_after_an_undo_the_earlier_name_is_the_one_replaced() -> None:
    found = told(
        ("theme.rename", "theme-a", {"name": "One"}),
        ("theme.rename", "theme-a", {"name": "Two"}),
        ("undo", "u2", {"decisions": ["u2"]}),
        ("theme.rename", "theme-a", {"name": "Three"}),
        ("undo", "u3", {"decisions": ["u3"]}),
    )

    assert found[3].sentence == "Ana renamed ‘One’ to ‘Three’."
    assert [(a.in_force, a.undone_by) for a in found] == [
        (True, None), (True, None), (False, 5), (True, None), (True, None)
    ]  # fmt: skip


@st.composite
def decided(draw: st.DrawFn) -> tuple[Corpus, Suggestions, list[Decision]]:
    corpus, suggestions = draw(studies())
    return corpus, suggestions, draw(decision_lists(corpus, max_size=20))


@given(decided())
@settings(max_examples=150, deadline=None)
def test_every_decision_is_told_once_and_as_it_stands(case: tuple[Corpus, Suggestions, list[Decision]]) -> None:
    corpus, suggestions, decisions = case
    reading = fold(study="s", corpus=corpus, suggestions=suggestions, decisions=decisions)
    found = sentences(reading, decisions)

    assert [activity.uuid for activity in found] == [decision.uuid for decision in decisions]
    standing = {decision.uuid for decision in in_force(decisions)}
    for activity in found:
        assert activity.sentence.startswith(activity.researcher)
        assert activity.sentence.endswith(".")
        assert "\n" not in activity.sentence
        if activity.kind != "undo":
            assert activity.in_force == (activity.uuid in standing)
        assert (activity.undone_by is None) == activity.in_force
