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


def test_a_colour_is_written_in_one_way_and_nothing_else_is_one() -> None:
    assert editing.colour_theme(reading_of([]), "theme-a", "#0A7").payload["value"] == "#00aa77"
    for wrong in ("red", "#12", "url(x)", "#0a7d5a;"):
        with pytest.raises(DecisionRefused, match="not a colour"):
            editing.colour_theme(reading_of([]), "theme-a", wrong)


def test_a_deleted_theme_is_listed_and_restored_under_its_last_name() -> None:
    pen = Pen()
    pen(editing.rename(reading_of(pen.decisions), "theme-a", "Cost"))
    pen(editing.delete_theme(reading_of(pen.decisions), "Cost"))

    assert [theme.name for theme in reading_of(pen.decisions).deleted] == ["Cost"]
    assert "Cost" not in pen.names()
    pen(editing.restore_theme(reading_of(pen.decisions), "Cost"))
    assert "Cost" in pen.names()
    with pytest.raises(DecisionRefused, match="no one deleted theme"):
        editing.restore_theme(reading_of(pen.decisions), "Cost")


def test_a_quote_is_left_to_the_model_again_or_set_aside() -> None:
    pen, first = Pen(), reading_of([]).corpus.segments[0].id
    with pytest.raises(DecisionRefused, match="Nobody moved"):
        editing.unpin(reading_of([]), first)
    pen(editing.move(reading_of([]), first, "theme-c"))
    pen(editing.unpin(reading_of(pen.decisions), first))
    assert reading_of(pen.decisions).memberships[first] == reading_of([]).memberships[first]
    pen(editing.move(reading_of(pen.decisions), first, "unsorted"))
    membership = reading_of(pen.decisions).memberships[first]
    assert (membership.theme, membership.reason, membership.by) == (None, "set aside by hand", "Ana")


def test_a_lost_theme_is_placed_again_and_what_was_said_of_it_holds_there() -> None:
    old = say(1, "theme.rename", "theme-old", name="Heating", quotes=[{"id": "x", "quote": "So cold in here."}])
    (orphan,) = reading_of([old]).orphans
    intent = editing.place_orphan(reading_of([old]), orphan, "theme-b")
    again = reading_of([old, Decision(2, "u2", "t", "Ana", intent.kind, intent.target, intent.payload)])

    assert (again.orphans, again.theme_by_key["theme-b"].name) == ((), "Heating")
    with pytest.raises(DecisionRefused, match="placed or undone"):
        editing.place_orphan(again, orphan, "theme-b")


def test_a_memo_on_words_that_are_gone_stays_and_is_an_orphan() -> None:
    memo = Decision(1, "u1", "t", "Ana", "memo", "0000", {"text": "Why?", "about": "segment"}, None, "Words of old.")
    reading = reading_of([memo])

    assert [m.text for m in reading.memos] == ["Why?"]
    assert [(o.quotes, o.missing) for o in reading.orphans] == [(("Words of old.",), "0000")]


@pytest.mark.parametrize(
    ("field", "one", "other"), [("theme", "theme-b", "theme-c"), ("star", True, False), ("tag:feel", True, False)]
)
def test_a_settlement_ends_a_conflict_until_somebody_differs_again(field: str, one: object, other: object) -> None:
    first = reading_of([]).corpus.segments[0].id
    kinds = {"theme": ("segment.move", "theme"), "star": ("segment.star", "value"), "tag:feel": ("tag.set", "value")}
    kind, name = kinds[field]
    further = {"label": "feel"} if kind == "tag.set" else {}
    ana = Decision(1, "u1", "t", "Ana", kind, first, {name: one, **further})
    ben = Decision(2, "u2", "t", "Ben", kind, first, {name: other, **further})
    settled = say(3, "settle", first, field=field, value=one)

    assert [(c.target, c.field) for c in reading_of([ana, ben]).conflicts] == [(first, field)]
    reading = reading_of([ana, ben, settled])
    assert reading.conflicts == ()
    assert reading.settled[first, field] == settled
    assert {
        "theme": reading.memberships[first].theme == "theme-b",
        "star": first in reading.starred,
        "tag:feel": "feel" in reading.labels(first),
    }[field]
    again = Decision(4, "u4", "t", "Ben", kind, first, {name: other, **further})
    assert len(reading_of([ana, ben, settled, again]).conflicts) == 1


def test_what_was_made_in_one_go_is_undone_in_one_go_and_singly_when_named() -> None:
    pen = Pen()
    ids = [s.id for s in reading_of([]).corpus.segments[:2]]
    for id_ in ids:
        pen(editing.Intent("segment.star", id_, {"value": True, "batch": "b"}))
    assert reading_of(pen.decisions).starred == set(ids)
    assert len(editing.undo(pen.decisions, None, together=False).payload["decisions"]) == 2
    assert len(editing.undo(pen.decisions, pen.decisions[0], together=False).payload["decisions"]) == 1
