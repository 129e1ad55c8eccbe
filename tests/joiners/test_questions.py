"""Tables about a study: what goes together, who speaks of what, how many do."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from cxresearch.domain.corpus import Corpus, Participant
from cxresearch.domain.decision import Decision
from cxresearch.domain.folding import fold
from cxresearch.domain.reading import Reading
from cxresearch.errors import InputError
from cxresearch.figures.rendering import rendered
from cxresearch.joiners.questions import NOT_GIVEN, Questions
from tests.strategies import corpus_of, suggestions_for

TEXTS = [f"Sentence {n}." for n in range(6)]  # P1, P2, P3, P1, P2, P3
LONG = len(TEXTS[0])


def reading() -> Reading:
    corpus = corpus_of(TEXTS)
    people = (Participant("P1", {"role": "carer"}), Participant("P2", {"role": "nurse"}), Participant("P3", {}))
    corpus = Corpus(corpus.sources, people, corpus.segments)
    decisions: list[Decision] = []

    def say(kind: str, target: str, quote: str = "", **payload: object) -> None:
        n = len(decisions) + 1
        decisions.append(Decision(n, f"u{n}", "", "Ana", kind, target, payload, None, quote))

    for key, name, parent in (("c1", "Cost", None), ("c2", "Fees", "c1"), ("c3", "Wait", None), ("c4", "Unused", None)):
        say("code.new", key, name=name, parent=parent, colour="")
    text = "\n".join(TEXTS)
    for code, first, last in (
        ("c1", 0, 0),
        ("c2", 1, 1),
        ("c3", 0, 1),
        ("c3", 3, 3),
        ("c2", 4, 4),
        ("c1", 4, 4),
        ("c3", 5, 5),
    ):
        start, end = first * (LONG + 1), last * (LONG + 1) + LONG
        say("coding.add", f"k{len(decisions)}", text[start:end], code=code, source="src", start=start, end=end)
    say("segment.hide", corpus.segments[5].id, value=True)
    say("theme.rename", "theme-b", name="Name of theme-a")
    return fold(study="s", corpus=corpus, suggestions=suggestions_for(corpus, [0, 0, 1, 1, 3, 0]), decisions=decisions)


@pytest.fixture(scope="module")
def questions() -> Questions:
    held = reading()
    return Questions(lambda: held)


def test_codes_go_together_on_segments_and_in_participants(questions: Questions) -> None:
    found = questions.co_occurrence()

    assert list(found.index) == list(found.columns) == ["Cost", "Cost/Fees", "Unused", "Wait"]
    assert found.to_numpy().tolist() == [[3, 2, 0, 2], [2, 2, 0, 1], [0, 0, 0, 0], [2, 1, 0, 3]]
    assert questions.co_occurrence(below=False).loc["Cost"].tolist() == [2, 1, 0, 1]
    people = questions.co_occurrence(by="participants")
    assert people.to_numpy().tolist() == [[2, 1, 0, 2], [1, 1, 0, 1], [0, 0, 0, 0], [2, 1, 0, 2]]
    for frame in (found, people):
        assert (frame.to_numpy() == frame.to_numpy().T).all()


def test_codes_and_themes_by_participant(questions: Questions) -> None:
    codes = questions.by_participant()
    assert codes.to_dict("index") == {
        "Cost": {"P1": 1, "P2": 2, "P3": 0},
        "Cost/Fees": {"P1": 0, "P2": 2, "P3": 0},
        "Unused": {"P1": 0, "P2": 0, "P3": 0},
        "Wait": {"P1": 2, "P2": 1, "P3": 0},
    }
    themes = questions.by_participant("themes")
    assert themes.loc["Name of theme-a (theme-a)"].tolist() == [1, 1, 0]
    assert themes.loc["Name of theme-a (theme-b)"].tolist() == [1, 0, 1]
    assert themes.loc["Name of theme-c"].sum() == 0


def test_codes_by_attribute_count_participants_and_say_how_many_there_are(questions: Questions) -> None:
    found = questions.by_attribute("role")

    assert list(found.columns) == ["carer", "nurse", NOT_GIVEN]
    assert found.loc["Wait"].tolist() == [1, 1, 0]
    assert found.attrs["participants"] == {"carer": 1, "nurse": 1, NOT_GIVEN: 1}
    assert questions.by_attribute("role", by="segments").loc["Wait"].tolist() == [2, 1, 0]
    with pytest.raises(InputError, match="no attribute 'age'; there are: role"):
        questions.by_attribute("age")


def test_numbers_of_many_kinds_are_put_into_bands() -> None:
    held = reading()
    ages = ["23", "78", "", "35", "41.5", "52", "60", "66", "29", "29"]
    people = tuple(Participant(f"P{n + 1}", {"age": age}) for n, age in enumerate(ages))
    wide = replace(held, corpus=replace(held.corpus, participants=people))
    found = Questions(lambda: wide).by_attribute("age")

    assert list(found.columns) == ["23–29", "35–41.5", "52–60", "66–78", NOT_GIVEN]
    assert found.attrs["participants"] == {"23–29": 3, "35–41.5": 2, "52–60": 2, "66–78": 2, NOT_GIVEN: 1}
    assert found.loc["Wait"].tolist() == [1, 0, 0, 1, 0]


def test_frequency_counts_participants_before_segments(questions: Questions) -> None:
    found = questions.frequency()

    assert list(found.index) == ["Cost", "Wait", "Cost/Fees", "Unused"]
    assert found.loc["Wait"].to_dict() == {"participants": 2, "of": 3, "share": pytest.approx(2 / 3), "segments": 3}
    assert questions.frequency("themes")["segments"].sum() == 4


def test_everything_can_be_drawn_and_other_tables_are_refused(questions: Questions) -> None:
    tables = [questions.co_occurrence(), questions.by_participant("themes"), questions.by_attribute("role")]
    for frame in (*tables, questions.frequency()):
        assert rendered(questions.picture(frame), "png").startswith(b"\x89PNG")
    labels = [label.get_text() for label in questions.picture(tables[2]).axes[0].get_xticklabels()]
    assert labels == ["carer (1)", "nurse (1)", "not given (1)"]
    with pytest.raises(InputError, match="counts"):
        questions.picture(pd.DataFrame({"a": [0.5]}))


def test_a_study_without_codes_has_empty_tables() -> None:
    held = fold(study="s", corpus=Corpus(), suggestions=suggestions_for(Corpus(), []), decisions=())
    empty = Questions(lambda: held)

    assert empty.co_occurrence().shape == (0, 0)
    assert empty.by_participant().shape == (0, 0)
    assert len(empty.frequency()) == 0
    for frame in (empty.co_occurrence(), empty.by_participant(), empty.frequency()):
        assert rendered(empty.picture(frame), "svg")


@pytest.mark.parametrize("bad", [{"of": "people"}, {"by": "weeks"}])
def test_other_questions_are_refused(questions: Questions, bad: dict[str, str]) -> None:
    with pytest.raises(InputError):
        questions.co_occurrence(**bad)  # type: ignore[arg-type]
