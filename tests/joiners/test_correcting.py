from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import cxresearch as cx
from cxresearch.bundled import corpus_folder
from cxresearch.domain.corpus import Segment, Source
from cxresearch.domain.reading import Reading
from cxresearch.domain.spans import segment_span, text_of
from cxresearch.errors import DecisionRefused


@pytest.fixture
def transcripts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus_folder("tiny") / "transcripts", tmp_path / "transcripts"))


@pytest.fixture
def study(tmp_path: Path, transcripts: Path) -> Iterator[cx.Study]:
    with cx.Study(tmp_path / "tiny.cxr", researcher="Ana") as opened:
        opened.add(transcripts)
        yield opened


def chosen(reading: Reading) -> tuple[Source, Segment, int]:
    """A source, a long segment of it that has others behind it, and where its third word begins in the source."""
    source = next(s for s in reading.corpus.sources if s.format == "text")
    segment = next(s for s in reading.corpus.segments if s.source == source.id and len(s.text.split()) > 7)
    words = segment.text.split()
    return source, segment, segment_span(reading.corpus, segment)[0] + len(" ".join(words[:2])) + 1


def test_a_corrected_word_stands_everywhere_and_decisions_find_their_quotes(study: cx.Study) -> None:
    before = study.reading()
    source, segment, start = chosen(before)
    word = segment.text.split()[2]
    theme = study.new_theme("Kept", [segment.id])
    study.star(segment.id)
    study.codebook.add("Trust")
    study.codebook.apply("Trust", segment.id)
    study.codebook.apply("Trust", source.id, start, start + len(word))
    study.memo(segment.id, "About this.")
    old = study.reading()
    made = study.correct(source.name, start, start + len(word), "quixotically")

    reading = study.reading()
    now = reading.segment(segment.id)
    assert now.text == segment.text.replace(word, "quixotically", 1)
    assert now.id != segment.id
    assert reading.corpus.source_by_id[source.id].revision == 2
    assert reading.orphans == ()
    assert reading.memberships[now.id].theme == theme.target
    assert reading.starred == {now.id}
    assert [memo.target for memo in reading.memos] == [now.id]
    assert [c.quote for c in reading.codings] == [now.text, "quixotically"]
    assert study.check() == []
    study.undo()
    undone = study.reading()
    assert undone.corpus.segments == old.corpus.segments
    assert (undone.memberships, undone.codings, undone.memos) == (old.memberships, old.codings, old.memos)
    study.redo()
    assert study.reading().codings == reading.codings
    assert study.reading().corpus.segments == reading.corpus.segments
    with pytest.raises(DecisionRefused, match="already"):
        study.correct(source.id, start, start + len("quixotically"), "quixotically")
    with pytest.raises(DecisionRefused, match="inside one turn"):
        study.correct(source.id, 0, len(text_of(source)), "everything")
    assert made.quote == word


def test_corrections_are_taken_back_in_any_order_and_with_what_rests_on_them(study: cx.Study) -> None:
    source, segment, start = chosen(study.reading())
    word = segment.text.split()[2]
    text = text_of(study.reading().corpus.source_by_id[source.id])
    first = study.correct(source.id, start, start + len(word), "one two")
    study.correct(source.id, start, start + 3, "three")
    behind = text_of(study.reading().corpus.source_by_id[source.id]).rindex(" ") + 1
    study.correct(source.id, behind, behind + 3, "zzz")

    with pytest.raises(DecisionRefused, match="rest on"):
        study.undo(first)
    study.undo(first, together=True)
    now = text_of(study.reading().corpus.source_by_id[source.id])
    at = text.rindex(" ") + 1
    assert now == text[:at] + "zzz" + text[at + 3 :]
    assert study.reading().orphans == ()


def test_a_correction_outlives_a_new_state_of_the_file(study: cx.Study, transcripts: Path) -> None:
    source, segment, start = chosen(study.reading())
    word = segment.text.split()[2]
    study.codebook.add("Trust")
    study.correct(source.id, start, start + len(word), "quixotically")
    study.codebook.apply("Trust", segment.id)
    file = next(transcripts.glob("*.txt"))
    lines = file.read_text(encoding="utf-8").split("\n")
    speaker = next(line for line in lines if ":" in line).split(":")[0]
    file.write_text("\n".join([f"{speaker}: One more line at the top.", "", *lines]), encoding="utf-8")
    study.add(transcripts)

    reading = study.reading()
    assert reading.segment(segment.id).text == segment.text.replace(word, "quixotically", 1)
    assert [c.quote for c in reading.codings] == [reading.segment(segment.id).text]
    assert reading.orphans == ()
    kept = [line for line in lines if segment.text[:20] not in line]
    file.write_text("\n".join(kept), encoding="utf-8")
    study.add(transcripts)
    assert {(o.decision.kind, *o.quotes) for o in study.reading().orphans} == {
        ("text.correct", word),
        ("coding.add", segment.text.replace(word, "quixotically", 1)),
    }
    lost = next(o for o in study.reading().orphans if o.decision.kind == "text.correct")
    with pytest.raises(DecisionRefused, match="undo"):
        study.place_orphan(lost, study.reading().corpus.segments[0].id)
    study.undo(lost.decision)
    assert {o.decision.kind for o in study.reading().orphans} == {"coding.add"}


def test_names_with_a_stand_in_do_not_come_back_with_a_correction(study: cx.Study) -> None:
    source, segment, start = chosen(study.reading())
    word = segment.text.split()[2]
    study.correct(source.id, start, start + len(word), "Halina")

    assert b"Halina" not in study.path.read_bytes()
    assert "Halina" not in text_of(study.reading().corpus.source_by_id[source.id])
