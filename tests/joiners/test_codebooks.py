from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import cxresearch as cx
from cxresearch.bundled import corpus_folder
from cxresearch.domain.spans import codings_by_segment, text_of
from cxresearch.errors import DecisionRefused, InputError


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imported") / "tiny.cxr"
    with cx.Study(path, researcher="Ana") as study:
        study.add(corpus_folder("tiny") / "transcripts")
    return path


@pytest.fixture
def study(imported: Path, tmp_path: Path) -> Iterator[cx.Study]:
    shutil.copy(imported, tmp_path / "tiny.cxr")
    with cx.Study(tmp_path / "tiny.cxr", researcher="Ana") as opened:
        yield opened


def ids(study: cx.Study, n: int) -> list[str]:
    return [segment.id for segment in study.reading().corpus.segments[:n]]


def test_codes_form_a_tree_and_are_named_by_key_path_or_name(study: cx.Study) -> None:
    book = study.codebook
    trust = book.add("Trust", description="Whom they rely on.", colour="#0A7").target
    book.add("Trust/Banks")
    book.add("Neighbours", under="trust")
    book.add("Money")

    assert [code.path for code in book] == ["Money", "Trust", "Trust/Banks", "Trust/Neighbours"]
    assert book["trust / banks"] == book["banks"] == book[book["Banks"].key]
    assert (book[trust].colour, book[trust].by) == ("#00aa77", "Ana")
    with pytest.raises(DecisionRefused, match="already"):
        book.add("Trust/banks")
    with pytest.raises(DecisionRefused, match="under itself"):
        book.move("Trust", "Banks")
    book.move("Banks", "Money")
    assert book["Banks"].path == "Money/Banks"
    book.rename("Money", "Costs")
    assert book["Banks"].path == "Costs/Banks"


def test_codes_are_put_on_any_span_whoever_speaks_and_may_overlap(study: cx.Study) -> None:
    book, first = study.codebook, ids(study, 1)[0]
    book.add("Trust")
    book.add("Doubt")
    source = study.reading().corpus.sources[0]
    text = text_of(source)
    asked = next(turn.text for turn in source.turns if turn.role == "interviewer")
    start = text.index(asked)
    book.apply("Trust", first)
    whole = book.apply("Doubt", source.name, start, len(text))

    assert text[start : start + len(asked)] == asked
    assert book.quotes("Doubt")[0].quote == text[start:]
    covered = codings_by_segment(study.reading())
    assert whole.target in {coding.key for coding in covered[first]}
    assert len(covered[first]) == 2
    assert list(book.frame.loc[[book["Trust"].key, book["Doubt"].key], "codings"]) == [1, 1]
    with pytest.raises(DecisionRefused, match="already"):
        book.apply("Trust", first)
    with pytest.raises(DecisionRefused, match="start and an end"):
        book.apply("Trust", source.name, 5, 5)
    book.recode(book.quotes("Trust")[0].key, "Doubt")
    assert len(book.quotes("Doubt")) == 2
    book.remove(whole.target)
    assert len(book.codings) == 1


def test_merging_codes_keeps_memos_and_codings_and_is_undone_whole(study: cx.Study) -> None:
    book, (one, two) = study.codebook, ids(study, 2)
    book.add("Trust")
    book.add("Faith")
    book.apply("Trust", one)
    book.apply("Faith", two)
    book.memo("Faith", "Their own word for it.")
    before = study.reading()
    book.merge("Trust", "Faith")

    assert [code.name for code in book] == ["Trust"]
    assert len(book.quotes("Trust")) == 2
    assert [memo.text for memo in book.memos("Trust")] == ["Their own word for it."]
    study.undo()
    after = study.reading()
    assert (after.codes, after.codings, after.memos) == (before.codes, before.codings, before.memos)


def test_a_deleted_code_comes_back_with_its_codings(study: cx.Study) -> None:
    book, first = study.codebook, ids(study, 1)[0]
    book.add("Trust")
    book.add("Trust/Banks")
    book.apply("Trust", first)
    book.delete("Trust")

    assert [code.path for code in book] == ["Banks"]
    assert book.codings == ()
    assert [code.name for code in book.deleted] == ["Trust"]
    book.restore("Trust")
    assert [code.path for code in book] == ["Trust", "Trust/Banks"]
    assert len(book.codings) == 1


def test_undoing_a_code_is_offered_together_with_what_rests_on_it(study: cx.Study) -> None:
    book, first = study.codebook, ids(study, 1)[0]
    made = book.add("Trust")
    book.apply("Trust", first)
    book.add("Trust/Banks")

    with pytest.raises(DecisionRefused, match="together=True"):
        study.undo(made)
    study.undo(made, together=True)
    assert (book.codes, book.codings) == ((), ())
    study.redo()
    assert [code.path for code in book] == ["Trust", "Trust/Banks"]
    assert len(book.codings) == 1


def test_two_researchers_may_code_the_same_words_and_differ_about_a_code(study: cx.Study) -> None:
    first = ids(study, 1)[0]
    key = study.codebook.add("Trust").target
    study.codebook.apply("Trust", first)
    with cx.Study(study.path, researcher="Ben") as other:
        other.codebook.apply("Trust", first)
        other.codebook.describe("Trust", "His words.")
    study.codebook.describe("Trust", "Her words.")

    assert [coding.researcher for coding in study.codebook.codings] == ["Ana", "Ben"]
    assert [(c.target, c.field) for c in study.reading().conflicts] == [(key, "description")]
    study.settle(key, "description", "Their words.")
    assert study.reading().conflicts == ()
    assert study.codebook["Trust"].description == "Their words."


def test_a_coding_finds_its_words_in_a_new_revision(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(corpus_folder("tiny") / "transcripts", tmp_path / "transcripts"))
    with cx.Study(tmp_path / "s.cxr", researcher="Ana") as study:
        study.add(folder)
        source = next(s for s in study.reading().corpus.sources if s.format == "text")
        chosen = [s for s in study.reading().corpus.segments if s.source == source.id and len(s.text.split()) > 6][-1]
        study.codebook.add("Trust")
        study.codebook.apply("Trust", chosen.id)
        file = next(folder.glob("*.txt"))
        lines = file.read_text(encoding="utf-8").split("\n")
        speaker = next(line for line in lines if ":" in line).split(":")[0]
        file.write_text("\n".join([f"{speaker}: One more line at the top.", "", *lines]), encoding="utf-8")
        study.add(folder)

        (coding,) = study.codebook.codings
        assert coding.quote == chosen.text
        assert [c.key for c in codings_by_segment(study.reading())[study.reading().segment(chosen.id).id]] == [
            coding.key
        ]
        kept = [line for line in lines if chosen.text[:20] not in line]
        file.write_text("\n".join(kept), encoding="utf-8")
        study.add(folder)

        assert study.codebook.codings == ()
        (orphan,) = study.reading().orphans
        assert (orphan.quotes, orphan.about) == ((chosen.text,), "span")
        study.place_orphan(orphan, ids(study, 1)[0])
        assert study.reading().orphans == ()
        assert study.codebook.codings[0].quote == study.reading().corpus.segments[0].text


def test_everything_like_this_is_suggested_by_word_pattern_and_likeness(study: cx.Study) -> None:
    book = study.codebook
    book.add("Money")
    corpus = study.reading().corpus
    word = max(
        (w for s in corpus.segments for w in s.text.split() if w.isalpha() and len(w) > 4),
        key=lambda w: sum(w in s.text.split() for s in corpus.segments),
    )
    by_word = book.suggest("Money", word=word, at_most=3)
    by_pattern = book.suggest("Money", pattern=rf"\b{word}\b", at_most=1000)

    assert all(word.lower() in s.quote.lower() for s in by_word)
    assert {s.segment for s in by_word} <= {s.segment for s in by_pattern}
    with pytest.raises(InputError, match="Nothing is coded"):
        book.suggest("Money")
    assert book.codings == ()
    first, *rest = by_pattern
    book.accept(first)
    assert [c.quote for c in book.codings] == [first.quote]
    assert first.segment not in {s.segment for s in book.suggest("Money", pattern=word, at_most=1000)}
    made = book.accept(by_pattern)  # what carries the code already is passed over
    assert len(made) == len(rest)
    study.undo()
    assert [c.quote for c in book.codings] == [first.quote]
    study.redo()
    assert len(book.codings) == len(by_pattern)
    alike = book.suggest("Money", at_most=5)
    assert [s.score for s in alike] == sorted((s.score for s in alike), reverse=True)
    assert not {s.segment for s in alike} & {s.segment for s in by_pattern}
    other = next(s for s in corpus.segments if s.id not in {found.segment for found in by_pattern})
    assert book.suggest("Money", like=other.id, at_most=1)[0].segment == other.id
    assert book.suggest("Money", like=other.text)[0].score == pytest.approx(1.0)
    assert "suggestions for 'Money'" in repr(alike)


def test_themes_become_codes_and_back(study: cx.Study) -> None:
    book, chosen = study.codebook, ids(study, 3)
    theme = study.new_theme("Costs / bills", chosen).target
    study.describe_theme(theme, "What they pay.")
    study.colour_theme(theme, "#0a7d5a")
    made = book.from_theme("Costs / bills")

    code = book[made[0].target]
    assert (code.name, code.description, code.colour) == ("Costs - bills", "What they pay.", "#0a7d5a")
    assert [c.quote for c in book.quotes(code.key)] == [study.reading().segment(s).text for s in chosen]
    book.rename(code.key, "Money")
    back = book.theme_from_code("Money")
    found = study.reading().theme_by_key[back[0].target]
    assert (found.name, found.description, found.colour) == ("Money", "What they pay.", "#0a7d5a")
    assert [s.id for s in study.reading().members[found.key]] == chosen
    study.undo()
    assert found.key not in study.reading().theme_by_key
    with pytest.raises(DecisionRefused, match="at least one quote"):
        book.add("Empty")
        book.theme_from_code("Empty")


def test_memos_stand_on_anything(study: cx.Study) -> None:
    reading = study.reading()
    segment = reading.corpus.segments[0]
    code = study.codebook.add("Trust")
    coding = study.codebook.apply("Trust", segment.id)
    theme = study.new_theme("Mine", [segment.id])
    targets = [segment.id, code.target, coding.target, theme.target, segment.participant, segment.source, code.uuid]
    for target in targets:
        study.memo(target, f"about {target}")

    for target in targets:
        assert [memo.text for memo in study.reading().memos_on(target)] == [f"about {target}"]
    study.remove_memo(study.reading().memos[0])
    assert len(study.reading().memos) == len(targets) - 1
    study.undo()
    assert len(study.reading().memos) == len(targets)
