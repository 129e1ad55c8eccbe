"""Spans are led to the same words, whatever is put in place of names before, in and behind them."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.corpus import Source
from cxresearch.domain.correcting import History
from cxresearch.domain.decision import Decision
from cxresearch.domain.redacting import Put, Veil, own_words, redacted
from cxresearch.domain.spans import context_of
from cxresearch.domain.transcript import Turn

NAME = re.compile(r"Walther")
TEXTS = st.lists(
    st.sampled_from(["Walther", "yes", "no", "the tap,", "🌱", "Walther's", "so."]), min_size=2, max_size=12
)


def places(text: str, _: str) -> list[Put]:
    return [(match.start(), match.end(), "[Person 1]") for match in NAME.finditer(text)]


def source(turns: list[str]) -> Source:
    return Source("s", "s.txt", "text", "en", "", 1, tuple(Turn("P1", t, "participant") for t in turns), ("P1",))


@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_codings_and_corrections_stay_where_they_are(words: list[list[str]], data: st.DataObject) -> None:
    turns = [" ".join(turn) for turn in words]
    made: list[Decision] = []
    for number in range(1, data.draw(st.integers(1, 5)) + 1):
        then = History("s", turns, made).as_of()
        at = data.draw(st.integers(0, len(then.turns) - 1))
        begins = sum(len(turn) + 1 for turn in then.turns[:at])
        start = data.draw(st.integers(0, len(then.turns[at]) - 1))
        end = data.draw(st.integers(start + 1, len(then.turns[at])))
        span = (begins + start, begins + end)
        before, after = context_of(then.text, *span)
        payload = {"source": "s", "start": span[0], "end": span[1], "before": before, "after": after}
        if data.draw(st.booleans()):
            payload["words"] = data.draw(st.sampled_from(["Walther", "other words", "her", "Wal"]))
        kind, target = ("text.correct", "s") if "words" in payload else ("coding.add", f"k{number}")
        made.append(Decision(number, f"u{number}", "", "Ana", kind, target, payload, None, then.text[slice(*span)]))
    new = {decision.uuid: decision for decision in redacted(made, [source(turns)], places, said={})}
    hidden = [new.get(decision.uuid, decision) for decision in made]
    texts = [Veil(turn, places(turn, "")).text for turn in turns]
    for old, now in zip(made, hidden, strict=True):
        assert replace(now, payload=old.payload, quote=old.quote) == old
        was, stands = (History("s", said, d).as_of(old.number) for said, d in ((turns, made), (texts, hidden)))
        assert stands.text == "\n".join(Veil(turn, places(turn, "")).text for turn in was.turns)
        if old.kind == "coding.add":
            first, last = now.payload["start"], now.payload["end"]
            assert stands.text[first:last] == now.quote
            # what stands before, in and behind the span is what stood there, with names hidden
            veil = Veil(was.text, places(was.text, ""))
            assert (first, last) == veil.span((old.payload["start"], old.payload["end"]))
        assert "Walther" not in now.quote + now.payload["before"] + now.payload["after"]


def test_a_rest_of_a_name_at_the_edge_of_what_stood_around_goes_too() -> None:
    payload = {"code": "c", "source": "s", "start": 4, "end": 7, "before": "lther, ", "after": " says Walt"}
    gone = Decision(1, "u", "", "Ana", "coding.add", "k", payload, None, "tap")
    (now,) = redacted([gone], [source(["Walther here, Walther there."])], places, said={})
    assert (now.payload["before"], now.payload["after"]) == (", ", " says ")


def test_own_words_are_what_was_written_and_nothing_quoted() -> None:
    parts = [{"key": "t", "name": "Taps", "segments": [{"id": "x", "quote": "The tap is dry."}]}]
    assert own_words(Decision(1, "u", "", "Ana", "theme.split", "t0", {"parts": parts})) == ("Taps",)
    correction = {"source": "s", "start": 0, "end": 1, "words": "Walther", "before": "", "after": ""}
    assert own_words(Decision(1, "u", "", "Ana", "text.correct", "s", correction)) == ()
