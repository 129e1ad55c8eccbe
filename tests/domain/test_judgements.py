"""Who said what of which segment: only what both have seen counts, and a settlement is nobody's judgement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.domain import seeing
from cxresearch.domain.corpus import Corpus
from cxresearch.domain.decision import Decision
from cxresearch.domain.folding import fold
from cxresearch.domain.judgements import (
    MODEL,
    codes_judged,
    continua,
    disagreements,
    settling,
    tags_judged,
    themes_judged,
)
from cxresearch.domain.reading import Reading
from cxresearch.domain.suggestion import Suggestions
from cxresearch.errors import DecisionRefused, InputError
from tests.strategies import corpus_of, decision_lists, studies, suggestions_for

TEXTS = ["The bill was far too high.", "The meter is wrong.", "I phoned them twice.", "Nobody came.", "So I left."]
CORPUS = corpus_of(TEXTS)
IDS = [segment.id for segment in CORPUS.segments]
STARTS = [sum(len(text) + 1 for text in TEXTS[:n]) for n in range(len(TEXTS))]


class Told:
    """Decisions as they come, numbered."""

    def __init__(self, corpus: Corpus = CORPUS, suggestions: Suggestions | None = None) -> None:
        self.corpus = corpus
        self.suggestions = suggestions or Suggestions()
        self.decisions: list[Decision] = []

    def say(self, who: str, kind: str, target: str, quote: str = "", **payload: object) -> Decision:
        n = len(self.decisions) + 1
        self.decisions.append(Decision(n, f"u{n:04}", f"t{n:04}", who, kind, target, payload, None, quote))
        return self.decisions[-1]

    def code(self, who: str, code: str, *places: int, at: tuple[int, int] | None = None) -> None:
        text = "\n".join(TEXTS)
        for n in places:
            start, end = at or (0, len(TEXTS[n]))
            span = (STARTS[n] + start, STARTS[n] + end)
            words = text[span[0] : span[1]]
            self.say(
                who, "coding.add", f"k-{who}-{code}-{span}", words, code=code, source="src", start=span[0], end=span[1]
            )

    def reading(self, as_of: int | None = None) -> Reading:
        return fold(study="s", corpus=self.corpus, suggestions=self.suggestions, decisions=self.decisions, as_of=as_of)

    def work(self, through: seeing.Through | bool = False) -> seeing.Work:
        reading = self.reading()
        return seeing.Work(reading, self.decisions, seeing.through_of(reading, ["Ana", "Ben"], through))


@pytest.fixture
def told() -> Told:
    found = Told()
    for key in ("c-cost", "c-wait"):
        found.say("Ana", "code.new", key, name=key[2:], parent=None, colour="")
    return found


def test_uncoded_text_that_one_has_not_seen_does_not_count(told: Told) -> None:
    told.code("Ana", "c-cost", 0, 1)
    told.code("Ben", "c-cost", 0)
    told.code("Ben", "c-wait", 2)
    judged = codes_judged(told.work(), ("Ana", "Ben"))

    assert judged.units == (IDS[0],)
    assert judged.answers["code:c-cost"] == ((True,), (True,))
    assert judged.answers["code:c-wait"] == ((False,), (False,))


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("segment.star", {"value": True}),
        ("segment.hide", {"value": False}),
        ("segment.move", {"theme": "theme-a"}),
        ("tag.set", {"label": "pain", "value": False}),
        ("memo", {"text": "nothing here"}),
    ],
)
def test_who_decided_anything_about_a_segment_has_seen_it(told: Told, kind: str, payload: dict[str, object]) -> None:
    told.code("Ana", "c-cost", 1)
    told.say("Ben", kind, IDS[1], **payload)
    judged = codes_judged(told.work(), ("Ana", "Ben"))

    assert judged.units == (IDS[1],)
    assert judged.answers["code:c-cost"] == ((True,), (False,))


def test_a_source_coded_through_was_seen_wholly_whether_said_by_memo_or_besides(told: Told) -> None:
    told.code("Ana", "c-cost", 0)
    told.code("Ben", "c-cost", 1)
    judged = codes_judged(told.work({"Ana": ["one.txt"], "Ben": ["src"]}), ("Ana", "Ben"))
    told.say("Ana", "memo", "src", text="Coded through.")
    told.say("Ben", "memo", "src", text=" coded through ")
    by_memo = codes_judged(told.work(), ("Ana", "Ben"))

    assert judged == by_memo == codes_judged(told.work(True), ("Ana", "Ben"))
    assert judged.units == tuple(IDS)
    assert judged.answers["code:c-cost"] == ((True, False, False, False, False), (False, True, False, False, False))
    with pytest.raises(InputError, match=r"no interview 'two.txt'; there are: one.txt"):
        told.work({"Ana": ["two.txt"]})


def test_who_takes_a_code_off_has_seen_it_and_disagrees(told: Told) -> None:
    told.code("Ana", "c-cost", 0)
    told.say("Ben", "coding.remove", told.decisions[-1].target)
    told.code("Ana", "c-cost", 1)
    told.say("Ben", "coding.move", told.decisions[-1].target, code="c-wait")
    judged = codes_judged(told.work(), ("Ana", "Ben"))

    assert judged.answers["code:c-cost"] == ((True, True), (False, False))
    assert judged.answers["code:c-wait"] == ((False, False), (False, True))


def test_undone_codings_and_deleted_codes_count_for_nothing(told: Told) -> None:
    told.code("Ana", "c-cost", 0)
    told.code("Ben", "c-cost", 0)
    told.say("Ben", "undo", "x", decisions=[told.decisions[-1].uuid])
    told.say("Ana", "code.delete", "c-wait")
    judged = codes_judged(told.work(), ("Ana", "Ben"))

    assert judged.units == ()
    assert list(judged.names) == ["code:c-cost"]


def test_merged_codes_are_one(told: Told) -> None:
    told.code("Ana", "c-cost", 0)
    told.code("Ben", "c-wait", 0)
    told.say("Ana", "code.merge", "c-cost", codes=["c-wait"])
    judged = codes_judged(told.work(), ("Ana", "Ben"))

    assert judged.answers == {"code:c-cost": ((True,), (True,))}


def test_spans_are_compared_on_the_text_both_have_seen(told: Told) -> None:
    told.code("Ana", "c-cost", 0, at=(4, 8))
    told.code("Ana", "c-cost", 3)
    told.code("Ben", "c-cost", 0, at=(4, 17))
    told.code("Ben", "c-wait", 3, at=(0, 6))
    ((length, spans),) = continua(told.work(), ("Ana", "Ben"), "c-cost")

    assert length == len(TEXTS[0]) + len(TEXTS[3])
    assert spans == (((4, 8), (26, 38)), ((4, 17),))
    ((length, spans),) = continua(told.work(True), ("Ana", "Ben"), "c-cost")
    assert length == len("\n".join(TEXTS))
    assert spans == (((4, 8), (STARTS[3], STARTS[3] + 12)), ((4, 17),))


def test_a_span_over_two_segments_stays_one_span(told: Told) -> None:
    both = (0, len(TEXTS[0]) + 1 + len(TEXTS[1]))
    told.code("Ana", "c-cost", 0, at=both)
    told.code("Ben", "c-cost", 0)
    told.code("Ben", "c-cost", 1)
    ((length, spans),) = continua(told.work(), ("Ana", "Ben"), "c-cost")

    assert length == len(TEXTS[0]) + len(TEXTS[1])
    assert len(spans[0]) == 1


def test_only_labels_that_somebody_decided_count(told: Told) -> None:
    told.suggestions = suggestions_for(CORPUS, [3] * 5)  # the model says think everywhere
    told.say("Ana", "tag.set", IDS[0], label="think", value=False)
    told.say("Ben", "tag.set", IDS[0], label="think", value=True)
    told.say("Ana", "tag.set", IDS[1], label="pain", value=True)
    told.say("Ben", "tag.set", IDS[2], label="think", value=True)
    told.say("Ben", "tag.set", IDS[2], label="think", value=None)
    suggested = told.reading(as_of=0)

    judged = tags_judged(told.work(), ("Ana", "Ben"), told.decisions, suggested)
    assert judged.units == (IDS[0],)
    assert judged.answers["tag:think"] == ((False,), (True,))
    assert judged.answers["tag:pain"] == ((None,), (None,))
    model = tags_judged(told.work(), ("Ana", MODEL), told.decisions, suggested)
    assert model.units == (IDS[0],)
    assert model.answers["tag:think"] == ((False,), (True,))
    through = tags_judged(told.work({"Ben": ["src"]}), ("Ana", "Ben"), told.decisions, suggested)
    assert through.answers["tag:think"] == ((False,), (True,))


def test_themes_are_compared_where_each_put_a_quote_last(told: Told) -> None:
    told.suggestions = suggestions_for(CORPUS, [0, 0, 1, 1, 3])
    told.say("Ana", "segment.move", IDS[0], theme="theme-b")
    told.say("Ana", "segment.move", IDS[0], theme="theme-c")
    told.say("Ben", "segment.pin", IDS[0], theme="theme-a")
    told.say("Ana", "theme.new", "theme-x", name="X", segments=[{"id": IDS[1], "quote": TEXTS[1]}])
    told.say("Ben", "segment.move", IDS[1], theme="theme-x")
    told.say("Ana", "segment.move", IDS[2], theme="theme-b")
    told.say("Ana", "segment.pin", IDS[2], theme=None)
    told.say("Ben", "segment.move", IDS[2], theme="theme-b")
    suggested = told.reading(as_of=0)

    judged = themes_judged(told.work(), ("Ana", "Ben"), told.decisions, suggested)
    assert judged.units == (IDS[0], IDS[1])
    assert judged.answers["theme"] == (("theme-c", "theme-x"), ("theme-a", "theme-x"))
    assert judged.answers["theme:theme-x"] == ((False, True), (False, True))
    model = themes_judged(told.work(), ("Ben", MODEL), told.decisions, suggested)
    assert model.answers["theme"] == (("theme-a", "theme-x", "theme-b"), ("theme-a", "theme-a", "theme-b"))
    assert [d.segment for d in disagreements(told.reading(), judged)] == [IDS[0]]


def settle(told: Told, who: str, place: int, code: str, value: bool) -> None:
    for intent in settling(told.reading(), IDS[place], f"code:{code}", value, by=who):
        told.say(who, intent.kind, intent.target, intent.quote, **intent.payload)


@pytest.mark.parametrize("value", [True, False])
def test_settling_a_code_does_it_and_changes_no_judgement(told: Told, value: bool) -> None:
    told.code("Ana", "c-cost", 0)
    told.code("Ben", "c-wait", 0)
    before = codes_judged(told.work(), ("Ana", "Ben"))
    (first, _) = disagreements(told.reading(), before)
    assert (first.field, first.said) == ("code:c-cost", (("Ana", True), ("Ben", False)))
    settle(told, "Ben", 0, "c-cost", value)

    assert codes_judged(told.work(), ("Ana", "Ben")) == before
    assert [d.field for d in disagreements(told.reading(), before)] == ["code:c-wait"]
    assert bool([c for c in told.reading().codings if c.code == "c-cost"]) is value


def test_a_code_settled_away_stays_on_the_words_around(told: Told) -> None:
    told.code("Ana", "c-cost", 0, at=(4, len(TEXTS[0]) + 1 + len(TEXTS[1]) + 1 + 7))
    settle(told, "Ben", 1, "c-cost", False)

    assert [coding.quote for coding in told.reading().codings] == ["bill was far too high.\n", "\nI phone"]
    assert len({d.payload["batch"] for d in told.decisions if "batch" in d.payload}) == 1


def test_a_code_is_settled_with_yes_or_no(told: Told) -> None:
    with pytest.raises(DecisionRefused, match="True"):
        settling(told.reading(), IDS[0], "code:c-cost", "yes", by="Ana")
    (intent,) = settling(told.reading(), IDS[0], "tag:pain", True, by="Ana")
    assert (intent.kind, intent.payload) == ("settle", {"field": "tag:pain", "value": True})


@st.composite
def decided(draw: st.DrawFn) -> Told:
    corpus, suggestions = draw(studies())
    told = Told(corpus, suggestions)
    told.decisions = draw(decision_lists(corpus, max_size=25))
    return told


@given(decided())
@settings(max_examples=150, deadline=None)
def test_nobody_is_compared_on_what_they_have_not_seen(told: Told) -> None:
    work = told.work()
    judged = codes_judged(work, ("Ana", "Ben"))
    for who, column in enumerate(("Ana", "Ben")):
        seen = work.seen(column)
        for answers in judged.answers.values():
            for unit, answer in zip(judged.units, answers[who], strict=True):
                assert (answer is None) == (unit not in seen)
    assert all({unit} <= work.seen("Ana") & work.seen("Ben") for unit in judged.units)
    suggested = told.reading(as_of=0)
    for judge in (tags_judged, themes_judged):
        found = judge(work, ("Ana", "Ben"), told.decisions, suggested)
        swapped = judge(work, ("Ben", "Ana"), told.decisions, suggested)
        assert found.units == swapped.units
        assert {field: columns[::-1] for field, columns in swapped.answers.items()} == found.answers
        assert all(d.segment in found.units for d in disagreements(replace(told.reading(), settled={}), found))
