from __future__ import annotations

import pytest

from cxresearch.domain import editing
from cxresearch.domain.decision import Decision, dependents, in_force, validate
from cxresearch.domain.folding import fold
from cxresearch.domain.reading import Reading
from cxresearch.errors import DecisionRefused
from tests.strategies import corpus_of, suggestions_for

TEXTS = ["The bill was high.", "The meter is wrong.", "I phoned them twice.", "Nobody came."]


def say(number: int, kind: str, target: str, **payload: object) -> Decision:
    return Decision(number, f"u{number}", "t", "Ana", kind, target, payload)


def reading_of(decisions: list[Decision]) -> Reading:
    corpus = corpus_of(TEXTS)
    return fold(study="s", corpus=corpus, suggestions=suggestions_for(corpus, [0, 0, 1, 2]), decisions=decisions)


class Pen:
    """Writes intents down as decisions, as a study does."""

    def __init__(self) -> None:
        self.decisions: list[Decision] = []

    def __call__(self, intent: editing.Intent) -> Decision:
        n = len(self.decisions) + 1
        made = Decision(n, f"u{n}", "t", "Ana", intent.kind, intent.target, intent.payload, None, intent.quote)
        self.decisions.append(made)
        return made

    def names(self) -> list[str]:
        return sorted(theme.name for theme in reading_of(self.decisions).themes)


def test_undo_and_redo_walk_any_depth_and_back() -> None:
    pen = Pen()
    states = [pen.names()]
    for name in ("One", "Two", "Three", "Four"):
        pen(editing.rename(reading_of(pen.decisions), "theme-a", name))
        states.append(pen.names())
    for expected in reversed(states[:-1]):
        pen(editing.undo(pen.decisions, None, together=False))
        assert pen.names() == expected
    with pytest.raises(DecisionRefused, match="nothing to undo"):
        editing.undo(pen.decisions, None, together=False)
    for expected in states[1:]:
        pen(editing.redo(pen.decisions))
        assert pen.names() == expected
    with pytest.raises(DecisionRefused, match="nothing to redo"):
        editing.redo(pen.decisions)
    pen(editing.undo(pen.decisions, None, together=False))
    assert pen.names() == states[-2]


def test_a_new_decision_ends_the_chain_of_redos() -> None:
    pen = Pen()
    pen(editing.rename(reading_of([]), "theme-a", "One"))
    pen(editing.undo(pen.decisions, None, together=False))
    pen(editing.rename(reading_of(pen.decisions), "theme-b", "Two"))

    with pytest.raises(DecisionRefused, match="nothing to redo"):
        editing.redo(pen.decisions)


def test_an_undo_that_others_rest_on_is_offered_together_with_them() -> None:
    pen = Pen()
    corpus = corpus_of(TEXTS)
    made = pen(editing.split(reading_of([]), "theme-a", {"Meters": [corpus.segments[1].id]}))
    pen(editing.move(reading_of(pen.decisions), corpus.segments[3].id, "Meters"))
    pen(editing.rename(reading_of(pen.decisions), "theme-b", "Calls"))

    assert [d.number for d in dependents(made, pen.decisions)] == [2]
    with pytest.raises(DecisionRefused, match="Decisions 2 rest on decision 1"):
        editing.undo(pen.decisions, made, together=False)
    pen(editing.undo(pen.decisions, made, together=True))
    assert [d.number for d in in_force(pen.decisions)] == [3]
    pen(editing.redo(pen.decisions))
    assert [d.number for d in in_force(pen.decisions)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda r: editing.rename(r, "theme-a", "  "), "at least one word"),
        (lambda r: editing.rename(r, "theme-a", "name of theme-b"), "already"),
        (lambda r: editing.rename(r, "nowhere", "X"), "There is no one theme 'nowhere'"),
        (lambda r: editing.merge(r, "theme-a", ["theme-a"]), "two or more different"),
        (lambda r: editing.move(r, "nothing", "theme-a"), "no segment"),
        (lambda r: editing.set_tag(r, r.corpus.segments[0].id, "anger", True), "not a label"),
        (lambda r: editing.new_theme(r, "X", []), "at least one quote"),
        (
            lambda r: editing.split(r, "theme-a", {"X": [r.corpus.segments[0].id], "Y": [r.corpus.segments[0].id]}),
            "once",
        ),
        (lambda r: editing.set_role(r, "one.txt", "P1", "boss"), "not a role"),
        (lambda _: editing.edit_persona([], "p", "name", "x"), "no one persona"),
    ],
)
def test_refusals_are_one_plain_sentence(edit: object, words: str) -> None:
    with pytest.raises(DecisionRefused, match=words) as caught:
        edit(reading_of([]))  # type: ignore[operator]
    assert str(caught.value).endswith(".")


def test_a_theme_can_be_named_by_its_present_name_in_any_case() -> None:
    assert editing.theme_key(reading_of([say(1, "theme.rename", "theme-a", name="Cost")]), " cost ") == "theme-a"


def test_decisions_of_unknown_kind_or_without_their_fields_are_refused() -> None:
    with pytest.raises(DecisionRefused, match="no decision of kind"):
        validate("theme.paint", {})
    with pytest.raises(DecisionRefused, match="needs name"):
        validate("theme.rename", {})
