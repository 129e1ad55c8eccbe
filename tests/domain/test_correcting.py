from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.domain.correcting import Corrected, History, Piece, lead
from cxresearch.domain.decision import Decision
from cxresearch.domain.spans import context_of

TURNS = ["Why did you ring them twice?", "The metre was wrong, the metre was always wrong.", "And the bill came twice."]


def fix(number: int, text: str, start: int, end: int, words: str) -> Decision:
    before, after = context_of(text, start, end)
    payload = {"source": "src", "start": start, "end": end, "words": words, "before": before, "after": after}
    return Decision(number, f"u{number}", "", "Ana", "text.correct", "src", payload, None, text[start:end])


def done(corrections: list[Decision]) -> Corrected:
    return History("src", TURNS, corrections).as_of()


def undo(number: int, decision: Decision) -> Decision:
    return Decision(number, f"u{number}", "", "Ana", "undo", decision.uuid, {"decisions": [decision.uuid]})


@st.composite
def corrections(draw: st.DrawFn) -> list[Decision]:
    """Corrections of single words, each of the text that the ones before it made."""
    made: list[Decision] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        text = done(made).text
        words = [w for w in _words(text) if w[0].strip()]
        word, start = draw(st.sampled_from(words))
        made.append(
            fix(number, text, start, start + len(word), draw(st.sampled_from(["meter", "a", "two words", "بله"])))
        )
    return made


def _words(text: str) -> list[tuple[str, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        for word in line.split(" "):
            found.append((word, at))
            at += len(word) + 1
    return found


@given(corrections())
@settings(max_examples=150)
def test_every_correction_finds_its_words_and_says_where(made: list[Decision]) -> None:
    text = "\n".join(TURNS)
    for number, decision in enumerate(made):
        start, end = decision.payload["start"], decision.payload["end"]
        text = text[:start] + decision.payload["words"] + text[end:]
        now = done(made[: number + 1])
        assert now.text == text
        assert decision.uuid in now.done
        assert now.under((start, start + len(decision.payload["words"])))[0] == decision.uuid


@given(corrections(), st.data())
@settings(max_examples=150)
def test_what_was_not_corrected_keeps_its_words_forward_and_back(made: list[Decision], data: st.DataObject) -> None:
    base, now = done([]), done(made)
    start = data.draw(st.integers(0, len(base.text) - 1))
    span = (start, data.draw(st.integers(start + 1, len(base.text))))
    first, last = now.forward(span)

    assert 0 <= first <= last <= len(now.text)
    if not now.under((first, last)):
        assert now.text[first:last] == base.text[span[0] : span[1]]
        assert now.back((first, last)) == span


@given(corrections(), st.data())
@settings(max_examples=150)
def test_one_that_no_other_rests_on_can_be_taken_back_alone(made: list[Decision], data: st.DataObject) -> None:
    now, base = done(made), done([])
    change = data.draw(st.sampled_from(now.changes))
    span = (change.start, change.start + change.length)
    for later in now.changes[now.changes.index(change) + 1 :]:
        if later.start < span[1] and later.end > span[0]:
            return  # another one rests on it
        shift = later.shift if later.start < span[0] else 0
        span = (span[0] + shift, span[1] + shift)
    (gone,) = (d for d in made if d.uuid == change.decision)
    without = done([*made, undo(len(made) + 1, gone)])

    assert without.text == now.text[: span[0]] + gone.quote + now.text[span[1] :]
    assert done([]) == base


def test_a_correction_is_told_from_equal_words_by_what_stands_around_it() -> None:
    text = "\n".join(TURNS)
    second = fix(2, text, text.rindex("metre"), text.rindex("metre") + 5, "meter")
    moved = History("src", ["One more question?", *TURNS], [second]).as_of()

    assert moved.turns[2] == "The metre was wrong, the meter was always wrong."


def test_a_correction_whose_words_are_gone_is_left_out() -> None:
    text = "\n".join(TURNS)
    made = fix(1, text, text.index("bill"), text.index("bill") + 4, "letter")

    assert History("src", ["Nothing of the kind."], [made]).as_of().done == frozenset()


def test_segments_are_led_to_those_with_their_words_and_a_deleted_one_nowhere() -> None:
    before, after = "No. I rang. Twice.", "Yes. I rang."
    old = [Piece("a", 0, 3, "No."), Piece("b", 4, 11, "I rang."), Piece("c", 12, 18, "Twice.")]
    new = [Piece("d", 0, 4, "Yes."), Piece("e", 5, 12, "I rang.")]

    assert lead(old[:2], new, before[:11], after) == {"a": "d", "b": "e"}
    assert lead(old, [Piece("a", 0, 3, "No."), Piece("b", 4, 11, "I rang.")], before, before[:11]) == {}
