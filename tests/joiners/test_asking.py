"""A study asked end to end: search, agreement, settling, history, another copy."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import cxresearch as cx
from cxresearch.bundled import corpus_folder
from cxresearch.errors import DecisionRefused, InputError


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of the tiny corpus, coded by Ana."""
    path = tmp_path_factory.mktemp("asked") / "tiny.cxr"
    with cx.Study(path, researcher="Ana") as study:
        study.add(corpus_folder("tiny") / "transcripts", attributes=corpus_folder("tiny") / "attributes.csv")
        study.codebook.add("Cost")
        study.codebook.add("Wait")
    return path


@pytest.fixture
def study(original: Path, tmp_path: Path) -> Iterator[cx.Study]:
    with cx.Study(shutil.copy(original, tmp_path / "ana.cxr"), researcher="Ana") as opened:
        yield opened


def by_two(study: cx.Study) -> list[str]:
    """Let Ana and Ben code the first ten segments; return their ids."""
    ids = [segment.id for segment in study.reading().corpus.segments[:10]]
    for researcher, cost, wait in (("Ana", ids[:5], ids[5:]), ("Ben", ids[:3], ids[3:])):
        study.researcher = researcher
        for code, chosen in (("Cost", cost), ("Wait", wait)):
            for id_ in chosen:
                study.codebook.apply(code, id_)
    study.researcher = "Ana"
    return ids


def test_words_are_found_with_their_places(study: cx.Study) -> None:
    word = next(w for s in study.reading().corpus.segments for w in s.text.split() if w.isalpha() and len(w) > 7)
    found = study.search(word.upper())

    assert len(found) == found.attrs["total"] >= 1
    for text, spans in zip(found["text"], found["found"], strict=True):
        assert all(text[start:end].casefold() == word.casefold() for start, end in spans)
    person = found["who"].iloc[0]
    assert set(study.search(word, participant=person)["who"]) == {person}
    with pytest.raises(InputError, match="no word"):
        study.search("…")


def test_agreement_is_measured_on_what_both_have_seen(study: cx.Study) -> None:
    ids = by_two(study)
    found = study.agreement()

    assert list(found.index) == ["Cost", "Wait", "all codes"]
    assert found.loc["all codes", "n"] == found.loc[["Cost", "Wait"], "n"].sum()
    assert found.loc["all codes", "percent"] == pytest.approx(found.loc[["Cost", "Wait"], "percent"].mean())
    assert found.loc["all codes", "kappa_low"] < found.loc["all codes", "kappa"] < found.loc["all codes", "kappa_high"]
    assert found.loc["Cost", "n"] == 10
    assert found.loc["Cost", "percent"] == pytest.approx(0.8)
    assert found.loc["Cost", "kappa"] == pytest.approx(0.6)
    assert found.loc["Cost", "kappa_low"] < 0.6 < found.loc["Cost", "kappa_high"]
    assert found.loc["Cost", "prevalence"] == pytest.approx(0.4)
    assert found.loc["Cost", "spans"] < 1
    study.coded_through()
    study.researcher = "Ben"
    study.coded_through()
    wider = study.agreement()
    assert wider.loc["Cost", "n"] == len(study.reading().corpus.segments) > len(ids)
    assert wider.loc["Cost", "percent"] > found.loc["Cost", "percent"]
    assert study.agreement(through=True).loc["Cost", "n"] == wider.loc["Cost", "n"]


def test_a_memo_is_written_on_what_is_there_and_on_nothing_else(study: cx.Study) -> None:
    reading = study.reading()
    code = study.codebook.add("Fees").target
    targets = [code, reading.corpus.sources[0].id, reading.corpus.participants[0].id, reading.corpus.segments[0].id]
    for target in targets:
        study.memo(target, "Look again.")
    assert [memo.target for memo in study.reading().memos] == targets
    with pytest.raises(DecisionRefused, match="'nowhere'"):
        study.memo("nowhere", "Look again.")


def test_disagreements_are_settled_by_decisions(study: cx.Study) -> None:
    ids = by_two(study)
    before = study.agreement()
    open_ones = study.disagreements()
    assert sorted(set(open_ones["segment"])) == sorted(ids[3:5])
    assert list(open_ones.columns[-2:]) == ["Ana", "Ben"]
    row = open_ones[open_ones["about"] == "Cost"].iloc[0]
    assert (row["Ana"], row["Ben"]) == ("yes", "no")

    study.settle(row["segment"], row["field"], False)
    assert len(study.disagreements()) == len(open_ones) - 1
    assert study.agreement().equals(before)
    assert (
        row["segment"]
        not in study.search(study.reading().segment(row["segment"]).text, code="Cost")["segment"].tolist()
    )
    study.undo()
    assert len(study.disagreements()) == len(open_ones)
    assert len(study.reading().codings) == 20


def test_copies_can_be_compared_without_and_with_taking_them_in(study: cx.Study, tmp_path: Path) -> None:
    copy = Path(shutil.copy(study.path, tmp_path / "ben.cxr"))
    ids = [segment.id for segment in study.reading().corpus.segments[:6]]
    for id_ in ids:
        study.codebook.apply("Cost", id_)
    with cx.Study(copy, researcher="Ben") as ben:
        for id_ in ids:
            ben.codebook.apply("Cost" if id_ != ids[0] else "Wait", id_)
    with pytest.raises(InputError, match="only Ana has decided"):
        study.agreement()
    apart = study.agreement(copies=[copy])
    assert apart.loc["Cost", "percent"] == pytest.approx(5 / 6)
    taken = study.take_in(copy)

    assert "6 decisions by Ben" in str(taken)
    assert study.agreement().equals(apart)
    assert study.check() == []


def test_people_are_compared_with_the_model_and_flattery_is_named(study: cx.Study) -> None:
    segments = study.reading().corpus.segments
    study.tag()
    suggested = study.reading()
    for segment in segments[:8]:
        study.set_tag(segment.id, "pain", "pain" in suggested.labels(segment.id))
    study.set_tag(segments[8].id, "pain", "pain" not in suggested.labels(segments[8].id))
    found = study.agreement("tags", machine=True)
    assert found.loc["Pains", "percent"] == pytest.approx(8 / 9)
    assert found.loc["Needs", "n"] == 0
    assert len(study.disagreements("tags", machine=True)) == 1
    study.tag()
    with pytest.warns(UserWarning, match="flattered"):
        study.agreement("tags", machine=True)
    with pytest.raises(InputError, match="No model codes"):
        study.agreement(machine=True)
    with pytest.raises(InputError, match="not on 'moods'"):
        study.agreement("moods")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="Cyd has decided nothing"):
        study.agreement("tags", researchers=["Ana", "Cyd"])


def test_the_history_is_a_frame_and_a_file_without_formulas(study: cx.Study, tmp_path: Path) -> None:
    study.codebook.rename("Cost", "=Money")
    study.memo(study.reading().corpus.segments[0].id, "Look again")
    study.undo()
    frame = study.activity

    assert list(frame["sentence"])[2] == "Ana renamed the code ‘Cost’ to ‘=Money’."
    assert frame.loc[3, "before"] == "Cost"
    assert not frame.loc[4, "in_force"]
    assert frame.loc[4, "undone_by"] == 5
    rows = list(csv.DictReader(study.save_activity(tmp_path / "a.csv").open(encoding="utf-8", newline="")))
    assert rows[2]["after"] == "'=Money"
    assert [int(row["number"]) for row in rows] == list(frame.index)
    assert len(json.loads(study.save_activity(tmp_path / "a.json").read_text(encoding="utf-8"))) == len(frame)
    for wrong, said in (("a.doc", "ending"), ("missing/a.csv", "does not exist")):
        with pytest.raises(InputError, match=said):
            study.save_activity(tmp_path / wrong)


def test_questions_and_search_follow_decisions(study: cx.Study) -> None:
    by_two(study)
    together = study.questions.co_occurrence()
    assert together.loc["Cost", "Cost"] == 5
    assert together.loc["Cost", "Wait"] == 2
    assert study.questions.by_participant().to_numpy().sum() == 5 + 7
    study.codebook.merge("Cost", "Wait")
    assert study.questions.frequency()["segments"].tolist() == [10]
    with pytest.raises(DecisionRefused, match="no one code"):
        study.search("the", code="Nothing")


def test_a_study_in_a_language_the_model_does_not_know_says_so(tmp_path: Path) -> None:
    (tmp_path / "eins.txt").write_text(
        "I: Wie war es?\nP: Die Rechnung war viel zu hoch. Niemand hat mir geholfen.\n"
        "I: Und dann?\nP: Ich habe lange am Telefon gewartet und war sehr ärgerlich.\n",
        encoding="utf-8",
    )
    with cx.Study(tmp_path / "s.cxr", researcher="Ana") as study:
        study.add(tmp_path / "eins.txt", language="de")
        with pytest.warns(UserWarning, match=r"does not know \(de\)"):
            found = study.search("Rechnungen", by="meaning")
        assert "Rechnung" in found["text"].iloc[0]


def test_coded_through_names_interviews_that_are_there(study: cx.Study) -> None:
    name = study.reading().corpus.sources[0].name
    (decision,) = study.coded_through(name)

    assert study.activity.loc[decision.number, "sentence"] == f"Ana coded {name} through."
    with pytest.raises(InputError, match="no interview 'nine'"):
        study.coded_through("nine")
