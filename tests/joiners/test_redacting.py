"""A name hidden after decisions were made on it: it is gone from them too, and they still point at the same words."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cxresearch.domain.decision import Decision
from cxresearch.domain.spans import text_of
from cxresearch.errors import InputError, StudyDamaged, StudyError
from cxresearch.joiners import importing
from cxresearch.store import decisions as decision_store
from cxresearch.store import runs
from cxresearch.store.database import Database, now
from cxresearch.study import Study
from tests.views import fixtures

TALK = """I: What happened at the counter?
P7: Brightwater lost it. The form went to Brightwater and it came back, nobody at Brightwater could say why.
I: And then?
P7: Well. I asked at the desk. Well. They sent me to the metre man. Nobody at Vellum could say.
I: Who?
P7: Brightwater again, of course.
"""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TALK.replace("P7", "P8").replace("counter", "desk"), encoding="utf-8")
    with Study(tmp_path / "s.cxr", researcher="Ana") as opened:
        opened.add(tmp_path / "a.txt", tmp_path / "b.txt", pseudonymise=False)  # no rule but a person hides a name here
        yield opened


def stored(path: Path) -> str:
    """Return every byte of a study file that stands for something, and those that do not."""
    return path.read_bytes().decode("utf-8", "replace")


def span(study: Study, words: str, nth: int = 0) -> tuple[str, int, int]:
    source = study.reading().corpus.sources[0]
    at = -1
    for _ in range(nth + 1):
        at = text_of(source).index(words, at + 1)
    return source.id, at, at + len(words)


def coded(study: Study) -> list[str]:
    """Return what stands where each coding is."""
    reading = study.reading()
    assert reading.orphans == ()
    text = {source.id: text_of(source) for source in reading.corpus.sources}
    for coding in reading.codings:
        assert text[coding.source][coding.start : coding.end] == coding.quote
    return [coding.quote for coding in sorted(reading.codings, key=lambda coding: coding.start)]


def telling(study: Study) -> str:
    """Return all that is shown and exported of what was decided."""
    shown = [study.activity.to_csv(), str(study.decisions), str(study.reading().orphans), str(study.codebook.codings)]
    out = study.path.parent / "out"
    shown += [path.read_text(encoding="utf-8") for path in study.export(out, to=["json", "csv", "html", "md"])]
    shutil.rmtree(out)
    return "\n".join(shown)


def test_quotes_lose_the_name_and_keep_who_decided_what_and_when(study: Study) -> None:
    study.codebook.add("Lost")
    study.codebook.apply("Lost", *span(study, "went to Brightwater"))
    segment = next(s for s in study.reading().corpus.segments if "could say why" in s.text)
    study.star(segment.id)
    study.new_theme("The form", [segment.id])
    study.memo(segment.id, "Come back to this.")
    before = study.decisions
    study.review.hide("Brightwater")
    assert coded(study) == ["went to [Person 1]"]
    for old, new in zip(before, study.decisions, strict=True):
        assert (old.number, old.uuid, old.time, old.researcher, old.kind, old.target, old.run) == (
            new.number, new.uuid, new.time, new.researcher, new.kind, new.target, new.run,
        )  # fmt: skip
    assert "Brightwater" not in telling(study)
    assert "Brightwater" not in stored(study.path)
    assert len(study.review.redactions) == 4
    assert set(study.review.redactions["what"]) == {"quote"}
    assert set(study.review.redactions["researcher"]) == {"Ana"}
    assert study.check() == []


def test_spans_point_at_the_same_words_whatever_their_length(study: Study) -> None:
    """Words that stand several times are told by their place: it moves with what was hidden before them."""
    study.codebook.add("x")
    for words, nth in (("Well.", 0), ("Well.", 1), ("it", 0), ("desk", 0), ("it came back", 0), ("of course", 0)):
        study.codebook.apply("x", *span(study, words, nth))
    was = {c.key: (c.quote, text_of(study.reading().corpus.source_by_id[c.source])) for c in study.reading().codings}
    order = [c.key for c in sorted(study.reading().codings, key=lambda c: c.start)]
    study.review.hide("Brightwater")
    assert [c.key for c in sorted(study.reading().codings, key=lambda c: c.start)] == order
    assert sorted(coded(study)) == sorted(quote for quote, _ in was.values())
    for coding in study.reading().codings:
        text = text_of(study.reading().corpus.source_by_id[coding.source])
        before = text[: coding.start].replace("[Person 1]", "Brightwater")
        old = was[coding.key][1]
        assert old.startswith(before + coding.quote)


def test_a_span_that_cuts_a_name_holds_its_stand_in_whole(study: Study) -> None:
    study.codebook.add("x")
    study.codebook.apply("x", *span(study, "water and it"))
    study.codebook.apply("x", *span(study, "to Bright"))
    study.review.hide("Brightwater")
    assert coded(study) == ["to [Person 1]", "[Person 1] and it"]
    assert "rightwater" not in stored(study.path)
    assert "water" not in " ".join(json.dumps(d.payload) for d in study.decisions)


def test_undo_and_redo_work_as_before(study: Study) -> None:
    study.codebook.add("x")
    study.codebook.apply("x", *span(study, "nobody at Brightwater"))
    undone = study.codebook.apply("x", *span(study, "Brightwater again"))
    study.undo(undone)
    study.review.hide("Brightwater")
    assert coded(study) == ["nobody at [Person 1]"]
    study.redo()
    assert coded(study) == ["nobody at [Person 1]", "[Person 1] again"]
    study.undo()
    study.undo()
    assert coded(study) == []
    study.redo()
    assert coded(study) == ["nobody at [Person 1]"]
    assert coded_as_of(study, 2) == ["nobody at [Person 1]"]


def coded_as_of(study: Study, number: int) -> list[str]:
    return [coding.quote for coding in study.reading(as_of=number).codings]


def test_a_name_that_a_correction_wrote_is_hidden_and_corrections_can_be_taken_back(study: Study) -> None:
    meter = study.correct(*span(study, "metre"), "meter")
    named = study.correct(*span(study, "the desk"), "Brightwater's desk")
    respelt = study.correct(*span(study, "Brightwater lost"), "Brightwater clearly lost")
    study.codebook.add("x")
    study.codebook.apply("x", *span(study, "the meter man"))
    study.review.hide("Brightwater")
    text = text_of(study.reading().corpus.sources[0])
    assert "Brightwater" not in text
    assert "I asked at [Person 1]'s desk. Well. They sent me to the meter man." in text
    assert "[Person 1] clearly lost it." in text
    assert coded(study) == ["the meter man"]
    assert "Brightwater" not in stored(study.path)
    assert study.reading().orphans == ()
    study.undo(respelt)
    study.undo(named)
    text = text_of(study.reading().corpus.sources[0])
    assert "I asked at the desk. Well. They sent me to the meter man." in text
    assert "P7" not in text
    assert "[Person 1] lost it." in text
    assert coded(study) == ["the meter man"]
    study.undo(meter, together=True)
    assert "metre man" in text_of(study.reading().corpus.sources[0])
    assert "Brightwater" not in telling(study)


def test_what_researchers_wrote_is_listed_and_changed_when_they_ask(study: Study) -> None:
    segment = study.reading().corpus.segments[0]
    study.memo(segment.id, "Ask Brightwater about this.")
    study.new_theme("Brightwater's mistakes", [segment.id])
    persona = Decision(0, "", "", "", "persona.edit", "persona-a", {"field": "goals", "value": ["Never Brightwater"]})
    with closing(Database(study.path)) as database, database.write() as connection:
        decision_store.append(
            connection, time=now(), researcher="Ben", kind=persona.kind, target=persona.target,
            payload=persona.payload, run=None, quote="",
        )  # fmt: skip
    study.review.hide("Brightwater")
    assert study.decisions[0].payload["text"] == "Ask Brightwater about this."
    left = study.review.own_words
    assert list(left["kind"]) == ["memo", "theme.new", "persona.edit"]
    assert list(left["text"]) == ["Ask [Person 1] about this.", "[Person 1]'s mistakes", "Never [Person 1]"]
    assert list(left["researcher"]) == ["Ana", "Ana", "Ben"]
    assert study.review.hide_in_own_words(left["decision"][0]) == 1
    assert len(study.review.own_words) == 2
    assert study.review.hide_in_own_words() == 2
    assert study.review.own_words.empty
    assert study.reading().themes[0].name == "[Person 1]'s mistakes"
    assert "Brightwater" not in stored(study.path)
    assert sorted(study.review.redactions["what"]).count("own words") == 3
    with pytest.raises(InputError, match="names nobody"):
        study.review.hide_in_own_words(study.decisions[0].uuid)
    study.review.reveal("[Person 1]")
    assert study.reading().themes[0].name == "Brightwater's mistakes"


def test_a_line_that_quotes_a_transcript_is_a_quote_whoever_typed_it(tmp_path: Path) -> None:
    path = fixtures.make(tmp_path / "made.cxr")
    with Study(path, researcher="Ana") as study:
        said = next(s.text for s in study.reading().corpus.segments if "Walther" in s.text)
        study.edit_persona("persona-a", "quotes", [said])
        study.edit_persona("persona-a", "summary", "Trusts Walther.")
        study.review.hide("Walther")
        assert study.decisions[0].payload["value"] == [
            "I was afraid to ask for help until [Person 1] simply came over."
        ]
        assert study.decisions[1].payload["value"] == "Trusts Walther."
        assert list(study.review.own_words["number"]) == [2]


def test_a_name_is_gone_from_what_a_model_drafted(tmp_path: Path) -> None:
    path = fixtures.make(tmp_path / "made.cxr")
    with Study(path, researcher="Ana") as study:
        with closing(Database(path)) as database, database.write() as connection:
            runs.reword(connection, lambda text: "Walther helps" if text == "Who helps whom" else text)
        study.review.hide("Walther")
        assert [theme.name for theme in study.reading().themes][-1] == "[Person 1] helps"


def test_hiding_and_revealing_leaves_decisions_as_they_were(study: Study) -> None:
    study.codebook.add("x")
    study.codebook.apply("x", *span(study, "nobody at Brightwater could"))
    study.correct(*span(study, "metre"), "meter")
    before = study.decisions
    study.review.hide("Brightwater")
    assert study.decisions != before
    study.review.reveal("[Person 1]")
    assert study.decisions == before
    assert coded(study) == ["nobody at Brightwater could"]


def test_another_window_on_the_study_sees_it_too(study: Study) -> None:
    study.codebook.add("x")
    study.codebook.apply("x", *span(study, "nobody at Brightwater could"))
    with Study(study.path, researcher="Ben") as other:
        assert coded(other) == ["nobody at Brightwater could"]
        study.review.hide("Brightwater")
        assert coded(other) == ["nobody at [Person 1] could"]
        assert "Brightwater" not in str(other.decisions)


def two_copies(study: Study) -> Path:
    study.codebook.add("x")
    study.codebook.apply("x", *span(study, "nobody at Brightwater could"))
    copy = study.path.with_name("copy.cxr")
    shutil.copy(study.path, copy)
    return copy


@pytest.mark.parametrize("way", ["into the one where it was hidden", "into the other"])
def test_copies_are_joined_with_the_name_hidden(study: Study, way: str) -> None:
    copy = two_copies(study)
    study.review.hide("Brightwater")
    with Study(copy, researcher="Ben") as other:
        other.codebook.apply("x", *span(other, "Brightwater again"))
        other.codebook.apply("x", *span(other, "of course"))
        here, there = (study, other) if way == "into the one where it was hidden" else (other, study)
        here.take_in(there.path)
        assert coded(here) == ["nobody at [Person 1] could", "[Person 1] again", "of course"]
        assert "Brightwater" not in telling(here)
        assert "Brightwater" not in stored(here.path)
        assert here.check() == []
        again = here.take_in(there.path)
        assert (again.decisions, coded(here)) == (0, ["nobody at [Person 1] could", "[Person 1] again", "of course"])


def test_each_copy_hid_another_name_and_both_are_hidden(study: Study) -> None:
    copy = two_copies(study)
    study.codebook.apply("x", *span(study, "the metre man. Nobody at Vellum"))
    study.review.hide("Brightwater")
    with Study(copy, researcher="Ben") as other:
        other.review.hide("Vellum")
        taken = study.take_in(other.path)
    assert "[Person 1] do not stand for whom or what they stand for here." in str(taken)
    assert "Brightwater" not in stored(study.path)
    assert "Vellum" not in stored(study.path)
    assert coded(study) == ["nobody at [Person 1] could", "the metre man. Nobody at [Person 1]"]


def test_a_copy_without_its_key_says_that_names_are_left(study: Study) -> None:
    copy = two_copies(study)
    study.review.hide("Brightwater")
    importing.key_path(study.path).rename(study.path.with_name("elsewhere.json"))
    with Study(copy, researcher="Ben") as other:
        assert "its key is not beside it" in str(other.take_in(study.path))
        assert coded(other) == ["nobody at [Person 1] could"]
        other.review.hide("Brightwater")
        assert "Brightwater" not in stored(other.path)


def test_nothing_else_of_a_decision_can_be_changed(study: Study) -> None:
    study.codebook.add("x")
    decision = study.decisions[0]
    with closing(Database(study.path)) as database:
        for column, value in (("quote", "other"), ("researcher", "Ben"), ("payload", "{}"), ("seal", 1)):
            with pytest.raises(StudyError, match="never changed"), database.write() as connection:
                connection.execute(f"UPDATE decision SET {column} = ?", (value,))  # noqa: S608
        with pytest.raises(StudyError, match="never changed"), database.write() as connection:
            connection.execute(
                "INSERT INTO redaction VALUES (?, ?, '', '', '', 0)", (decision.uuid, seal_of(connection))
            )
            connection.execute("UPDATE decision SET researcher = 'Ben'")
        with pytest.raises(StudyError, match="never deleted"), database.write() as connection:
            connection.execute("INSERT INTO redaction VALUES (?, 1, '', '', '', 0)", (decision.uuid,))
            connection.execute("DELETE FROM redaction")


def seal_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT seal FROM decision").fetchone()[0])


def test_a_decision_that_says_something_else_without_a_redaction_is_damage(study: Study) -> None:
    copy = two_copies(study)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER decision_is_never_changed")
        connection.commit()
    with closing(Database(copy)) as database, database.write() as connection:
        from cxresearch.store.rows import DECISION

        rows = list(DECISION.select(connection))
        DECISION.insert(connection, [(*row[:-1], row[-1].upper()) for row in rows], replace=True)
    with pytest.raises(StudyDamaged, match="tampered"):
        study.take_in(copy)
