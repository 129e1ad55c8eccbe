from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.transcript import Turn, is_backchannel, is_open_ended, join_interrupted


@pytest.mark.parametrize("text", ["Mhm.", "Right, okay.", "Yeah, yeah.", "uh-huh", "Ja, genau.", "OK!"])
def test_signs_of_listening(text: str) -> None:
    assert is_backchannel(text)


@pytest.mark.parametrize(
    "text", ["Right?", "No.", "It is.", "", "Yes, I did that.", "Right, and then what did you do?"]
)
def test_not_signs_of_listening(text: str) -> None:
    assert not is_backchannel(text)


@pytest.mark.parametrize(
    ("text", "open_ended"),
    [
        ("I was going to", True),
        ("I went.", False),
        ("and so…", True),
        ("Yes", False),
        ('He said "no."', False),
        ("Wait -", True),
    ],
)
def test_open_ended(text: str, open_ended: bool) -> None:
    assert is_open_ended(text) is open_ended


def test_several_interruptions_make_one_turn() -> None:
    turns = [
        Turn("P", "So what I did was I", "participant", 1.0, 2.0),
        Turn("I", "Mhm.", "interviewer", 2.0, 2.5),
        Turn("P", "went down to the cellar and", "participant", 2.5, 4.0),
        Turn("I", "Right.", "interviewer", 4.0, 4.5),
        Turn("P", "read the meter.", "participant", 4.5, 6.0),
    ]
    joined = join_interrupted(turns)

    assert joined[0].text == "So what I did was I went down to the cellar and read the meter."
    assert joined[0].end == 6.0
    assert [t.text for t in joined[1:]] == ["Mhm.", "Right."]


def test_a_question_ends_the_turn() -> None:
    turns = [
        Turn("P", "So I went and", "participant"),
        Turn("I", "Where?", "interviewer"),
        Turn("P", "home", "participant"),
    ]

    assert join_interrupted(turns) == tuple(turns)


@given(
    st.lists(
        st.builds(
            Turn,
            speaker=st.sampled_from(["P", "I", None]),
            text=st.sampled_from(["mhm", "I was there and", "Done.", "so then"]),
            role=st.just("participant"),
        ),
        max_size=12,
    )
)
def test_joining_loses_no_word(turns: list[Turn]) -> None:
    joined = join_interrupted(turns)

    assert sorted(w for t in joined for w in t.text.split()) == sorted(w for t in turns for w in t.text.split())
    assert [t.speaker for t in joined if t.speaker is None] == [None] * sum(t.speaker is None for t in joined)
